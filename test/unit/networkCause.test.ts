import { describe, expect, it } from 'vitest';
import { closeCause, networkCause, statusCause } from '../../electron/platform/networkCause.ts';

function coded(code: string, more: Record<string, unknown> = {}): Error {
  return Object.assign(new Error(`it failed with ${code}`), { code, ...more });
}
const of = (error: unknown): ReturnType<typeof networkCause> =>
  networkCause(error, 'socket.example.com', 6001);

describe('a network error', () => {
  it.each([
    ['ENOTFOUND', 'nameNotFound'],
    ['EAI_AGAIN', 'nameNotFound'],
    ['ECONNREFUSED', 'refused'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ENETDOWN', 'offline'],
    ['ETIMEDOUT', 'timedOut'],
    ['ECONNRESET', 'serverClosed'],
    ['EPIPE', 'serverClosed'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['CERT_NOT_YET_VALID', 'certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'certificate'],
    ['EPROTO', 'badGreeting'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'badGreeting'],
    ['SOMETHING_NEW', 'unknown'],
    ['constructor', 'unknown'],
  ])('%s is %s', (code, cause) => {
    expect(of(coded(code))).toMatchObject({ code: cause, host: 'socket.example.com', port: 6001 });
  });

  it('of several addresses is that of the first', () => {
    expect(of(new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')])).code).toBe('refused');
  });

  it('names who signed the certificate', () => {
    const error = coded('ERR_TLS_CERT_ALTNAME_INVALID', { cert: { issuer: { O: 'Corp', CN: 'Corp Root' } } });
    expect(of(error).issuer).toBe('Corp');
    expect(of(coded('CERT_HAS_EXPIRED', { cert: { issuer: { CN: 'Corp Root' } } })).issuer).toBe('Corp Root');
    expect(of(coded('CERT_HAS_EXPIRED', { cert: { issuer: 7 } }))).not.toHaveProperty('issuer');
  });

  it.each([null, undefined, 'text', 7, {}, new Error('no code'), new AggregateError([])])(
    'may be anything: %s',
    (error) => {
      expect(of(error).code).toBe('unknown');
    },
  );

  it('is bounded', () => {
    expect(of(new Error('x'.repeat(10_000))).detail?.length).toBeLessThanOrEqual(500);
  });
});

it.each([
  [200, 'loginPage'],
  [302, 'loginPage'],
  [511, 'loginPage'],
  [407, 'proxyAuthentication'],
  [404, 'httpStatus'],
  [429, 'httpStatus'],
  [503, 'httpStatus'],
])('the HTTP status %d in place of a socket is %s', (status, code) => {
  expect(statusCause(status, 'host', 1)).toEqual({ code, host: 'host', port: 1, status });
});

it.each([
  [1000, 'serverClosed'],
  [1006, 'serverClosed'],
  [4001, 'unknownKey'],
  [4003, 'unknownKey'],
  [4004, 'serverFull'],
  [4009, 'notAuthorised'],
  [4100, 'serverFull'],
  [4200, 'serverClosed'],
])('the close code %d is %s', (closeCode, code) => {
  expect(closeCause(closeCode, 'host', 1, 'why')).toEqual({
    code,
    host: 'host',
    port: 1,
    status: closeCode,
    detail: 'why',
  });
});
