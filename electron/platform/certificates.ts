import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type { Cause } from '../shared/appState.ts';

/** Node's own authorities plus those of the settings' CA file; `undefined` means Node's own alone. */
export type Authorities = { ok: true; ca: string[] | undefined } | { ok: false; cause: Cause };

const noCertificate: Authorities = {
  ok: false,
  cause: { code: 'caFile', detail: 'The file holds no PEM certificate' },
};

export function readAuthorities(caFile: string | null): Authorities {
  if (caFile === null) return { ok: true, ca: undefined };
  try {
    const pem = readFileSync(caFile, 'utf8');
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
      return noCertificate;
    }
    // Node passes over what it cannot read; said here, it would otherwise look like a fault of the server.
    if (new X509Certificate(pem).fingerprint256 === '') return noCertificate;
    return { ok: true, ca: [...rootCertificates, pem] };
  } catch (error) {
    return {
      ok: false,
      cause: { code: 'caFile', detail: error instanceof Error ? error.message.slice(0, 500) : '' },
    };
  }
}
