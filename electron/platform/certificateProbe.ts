import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { Cause } from '../shared/appState.ts';

/** Longest look at a certificate. Milliseconds. */
const limitMs = 3_000;

/**
 * Who issued a certificate that was refused, and when it is valid: "is your clock right?" needs dates. The refusal
 * stands; nothing is sent over this connection, only the certificate is looked at.
 */
export function describeCertificate(cause: Cause): Promise<Cause> {
  const { host, port } = cause;
  if (cause.code !== 'certificate' || host === undefined || port === undefined) return Promise.resolve(cause);
  return new Promise((resolve) => {
    const servername = isIP(host) === 0 ? { servername: host } : {};
    const socket = connect({ host, port, ...servername, rejectUnauthorized: false, timeout: limitMs });
    const settle = (described: Cause): void => {
      socket.destroy();
      resolve(described);
    };
    socket.once('secureConnect', () => {
      const { issuer, valid_from: from, valid_to: to } = socket.getPeerCertificate();
      const name = [issuer?.O, issuer?.CN].flat().find((part) => typeof part === 'string');
      settle({
        ...cause,
        ...(name === undefined ? {} : { issuer: name.slice(0, 300) }),
        ...readTime('validFromMs', from),
        ...readTime('validToMs', to),
      });
    });
    // Behind a proxy the server may not be reachable from here: what is known stays as it is.
    socket.once('error', () => settle(cause));
    socket.once('timeout', () => settle(cause));
  });
}

function readTime(key: 'validFromMs' | 'validToMs', text: string | undefined): Partial<Cause> {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? {} : { [key]: ms };
}
