import { generate } from 'selfsigned';

/** A throw-away authority and a certificate for localhost and 127.0.0.1 signed by it. */
export interface Certificates {
  /** What a client has to trust, PEM. */
  readonly caPem: string;
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** What is wrong with the server's certificate, for tests of the client's diagnosis. */
export type CertificateFault = 'none' | 'untrusted' | 'expired' | 'wrong-host';

const dayMs = 86_400_000;
const authorityFields = [{ name: 'commonName', value: 'ChatApp Simulator Test CA' }];

// Two RSA keys cost some 200 ms, and a test file starts many simulators: sound certificates are made once per process.
let sound: Promise<Certificates> | undefined;

/** Makes RSA 2048 / SHA-256 certificates, valid from yesterday for 90 days; sound ones are shared within the process. */
export function makeCertificates(fault: CertificateFault): Promise<Certificates> {
  if (fault !== 'none') return issue(fault);
  sound ??= issue('none');
  return sound;
}

async function issue(fault: CertificateFault): Promise<Certificates> {
  const now = Date.now();
  const authority = await makeAuthority(now);
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
    keySize: 2048,
    notBeforeDate: new Date(now - (fault === 'expired' ? 30 : 1) * dayMs),
    notAfterDate: new Date(now + (fault === 'expired' ? -2 : 90) * dayMs),
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames:
          fault === 'wrong-host'
            ? [{ type: 2, value: 'elsewhere.example' }]
            : [
                { type: 2, value: 'localhost' },
                { type: 7, ip: '127.0.0.1' },
              ],
      },
    ],
  });
  // "Untrusted": the client is handed an authority that did not sign the leaf.
  const trusted = fault === 'untrusted' ? await makeAuthority(now) : authority;
  return { caPem: trusted.cert, certificatePem: leaf.cert, keyPem: leaf.private };
}

function makeAuthority(now: number): ReturnType<typeof generate> {
  return generate(authorityFields, {
    algorithm: 'sha256',
    keySize: 2048,
    notBeforeDate: new Date(now - dayMs),
    notAfterDate: new Date(now + 90 * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
}
