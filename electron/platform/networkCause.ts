import type { Cause, CauseCode } from '../shared/appState.ts';

/** Node's network errors, told apart by what a person can do about them. */

const codes = new Map<string, CauseCode>(
  Object.entries({
    ENOTFOUND: 'nameNotFound',
    EAI_AGAIN: 'nameNotFound',
    EAI_NODATA: 'nameNotFound',
    ECONNREFUSED: 'refused',
    EHOSTUNREACH: 'unreachable',
    ENETUNREACH: 'unreachable',
    ENETDOWN: 'offline',
    EADDRNOTAVAIL: 'offline',
    ETIMEDOUT: 'timedOut',
    ECONNRESET: 'serverClosed',
    EPIPE: 'serverClosed',
    // No TLS at all on that port.
    EPROTO: 'badGreeting',
  } satisfies Record<string, CauseCode>),
);

/** OpenSSL's words for a certificate that does not hold: CERT_HAS_EXPIRED, DEPTH_ZERO_SELF_SIGNED_CERT … */
const certificateCodes = /CERT|UNABLE_TO_VERIFY|UNKNOWN_CA|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH/;

/** What went wrong, from an error that Node's sockets gave; `host` and `port` are those that were asked for. */
export function networkCause(error: unknown, host: string, port: number): Cause {
  const code = errorCode(error);
  const detail =
    error instanceof Error ? `${code ?? error.name}: ${error.message}`.slice(0, 500) : String(code);
  const known = code === null ? undefined : codes.get(code);
  const cause: Cause = { code: known ?? tlsCause(code ?? ''), host, port, detail };
  const issuer = certificateIssuer(error);
  return issuer === null ? cause : { ...cause, issuer };
}

function tlsCause(code: string): CauseCode {
  if (certificateCodes.test(code)) return 'certificate';
  return code.startsWith('ERR_SSL') ? 'badGreeting' : 'unknown';
}

function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Several addresses were tried and each failed: the first tells as much as all.
  if (error instanceof AggregateError) return errorCode(error.errors[0]);
  return null;
}

function certificateIssuer(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('cert' in error)) return null;
  const { cert } = error;
  if (typeof cert !== 'object' || cert === null || !('issuer' in cert)) return null;
  const { issuer } = cert;
  if (typeof issuer !== 'object' || issuer === null) return null;
  const name = 'O' in issuer ? issuer.O : 'CN' in issuer ? issuer.CN : null;
  return typeof name === 'string' ? name.slice(0, 300) : null;
}

/** An HTTP answer where a WebSocket or JSON was expected. */
export function statusCause(status: number, host: string, port: number): Cause {
  const cause = (code: CauseCode): Cause => ({ code, host, port, status });
  if (status === 407) return cause('proxyAuthentication');
  // A socket endpoint never sends pages or sends elsewhere: whoever answers so sits in between.
  if (status === 200 || status === 511 || (status >= 300 && status < 400)) return cause('loginPage');
  return cause('httpStatus');
}

/** A Pusher close code (protocol 7), or a plain WebSocket one. */
export function closeCause(closeCode: number, host: string, port: number, detail: string): Cause {
  const cause = (code: CauseCode): Cause => ({ code, host, port, status: closeCode, detail });
  if (closeCode === 4001 || closeCode === 4003) return cause('unknownKey');
  if (closeCode === 4004 || closeCode === 4100) return cause('serverFull');
  if (closeCode === 4009) return cause('notAuthorised');
  return cause('serverClosed');
}
