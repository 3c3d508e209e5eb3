/**
 * The doctor on certificates: how long they hold, and whether the files of `serve` fit together.
 *
 * Trust is judged where the certificate is met: of a file on this machine nobody knows who will trust it.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { Clock } from '../../protocol/clock.js';
import { bad, good, warn, type Finding } from './doctor-finding.js';

const aDay = 86_400_000;
/** Authorities renew theirs a month ahead; later than this, nobody does. */
const soonDays = 21;

/** On its end alone; nothing while there is time. */
export function certificateFindings(check: string, what: string, validTo: Date, clock: Clock): readonly Finding[] {
  const days = Math.floor((validTo.getTime() - clock.now()) / aDay);
  const mend = 'Renew it, and let the server load the new one.';
  if (days < 0) return [bad(`${check}-expired`, what, `its certificate ended on ${dayOf(validTo)}`, mend)];
  return days < soonDays ? [warn(`${check}-expires`, what, `its certificate ends on ${dayOf(validTo)}, in ${days} days`, mend)] : [];
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
  /** Under which browsers reach the platform. */
  readonly publicOrigin?: string | undefined;
}

/** The files that `serve --tls-cert --tls-key` would load. */
export async function checkTlsFiles({ certFile, keyFile, publicOrigin }: TlsFiles, clock: Clock): Promise<readonly Finding[]> {
  const what = certFile;
  let certificate: X509Certificate;
  let chain: number;
  let key: ReturnType<typeof createPrivateKey>;
  try {
    const pem = await readFile(certFile, 'utf8');
    certificate = new X509Certificate(pem);
    chain = pem.split('-----BEGIN CERTIFICATE-----').length - 1;
    key = createPrivateKey(await readFile(keyFile));
  } catch (error) {
    return [bad('tls-files', what, `cannot be read: ${error instanceof Error ? error.message : String(error)}`, 'Both files are PEM, the key without a passphrase, readable by the platform’s user.')];
  }
  const host = publicOrigin === undefined ? undefined : new URL(publicOrigin).hostname;
  const named = host === undefined || (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;
  const selfSigned = certificate.issuer === certificate.subject && certificate.verify(certificate.publicKey);
  const findings = [
    ...(certificate.checkPrivateKey(key) ? [] : [bad('tls-key', what, `${keyFile} is the key of another certificate`, 'Give the two files that were made together.')]),
    ...(named ? [] : [bad('tls-name', what, `is for ${certificate.subjectAltName ?? certificate.subject}, not for ${host}`, 'Use a certificate for the host that browsers see.')]),
    ...(selfSigned ? [warn('tls-self-signed', what, 'is self-signed: every visitor would be warned', 'Use one of a public authority; for trials, serve --https makes one by itself.')] : []),
    ...(!selfSigned && chain < 2 ? [warn('tls-chain', what, 'comes without the certificates between it and its authority: some browsers, phones above all, refuse it', 'Give the whole chain, often named fullchain.pem.')] : []),
    ...certificateFindings('tls', what, new Date(certificate.validTo), clock),
  ];
  return findings.length === 0 ? [good('tls', what, `fits its key and holds until ${dayOf(new Date(certificate.validTo))}`)] : findings;
}
