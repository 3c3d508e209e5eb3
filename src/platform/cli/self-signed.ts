/**
 * A self-signed certificate for `--https`: browsers warn once, and then let a page in the local network use the camera.
 *
 * Knows RFC 5280's shape for an ECDSA P-256 server certificate with the machine's names and addresses. Kept beside the
 * store, so that the warning comes once and not at every start. Not for the public internet.
 */
import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { bits, der, integer, octets, oid, sequence, set, tagged, text, time, yes } from './der.js';

export interface Certificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

const day = 86_400_000;
/** Apple refuses server certificates that live longer than 825 days. */
const lifeDays = 365;
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));

/** IPv4 addresses of this machine that others in its network can use. */
export const networkAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, address }) => !internal && isIPv4(address))
    .map(({ address }) => address);

/** The kept certificate, or a new one when there is none, it ends within a week, or the machine's addresses changed. */
export function selfSigned(folder: string, now = new Date()): Certificate {
  const files = { key: join(folder, 'self-signed.key'), cert: join(folder, 'self-signed.crt') };
  const names = ['localhost', hostname()];
  const addresses = ['127.0.0.1', ...networkAddresses()];
  if (existsSync(files.key) && existsSync(files.cert)) {
    const kept = { key: readFileSync(files.key, 'utf8'), cert: readFileSync(files.cert, 'utf8') };
    if (fits(kept.cert, addresses, now)) return kept;
  }
  const made = makeCertificate(names, addresses, now);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(files.key, made.key, { mode: 0o600 });
  writeFileSync(files.cert, made.cert, { mode: 0o600 });
  return made;
}

function fits(pem: string, addresses: readonly string[], now: Date): boolean {
  try {
    const certificate = new X509Certificate(pem);
    return new Date(certificate.validTo).getTime() - now.getTime() > 7 * day && addresses.every((it) => certificate.checkIP(it) !== undefined);
  } catch {
    return false;
  }
}

/** Makes a certificate for names and IPv4 addresses. */
export function makeCertificate(names: readonly string[], addresses: readonly string[], now: Date): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = sequence(set(sequence(oid('2.5.4.3'), text('Segue, self-signed'))));
  const serial = randomBytes(16);
  serial[0] = (serial[0] ?? 0) & 0x7f || 1;
  const body = sequence(
    tagged(0, integer(Uint8Array.of(2))),
    integer(serial),
    ecdsaWithSha256,
    subject,
    sequence(time(new Date(now.getTime() - day)), time(new Date(now.getTime() + lifeDays * day))),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, extensions(names, addresses)),
  );
  const certificate = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, privateKey)));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: pem(certificate) };
}

function extensions(names: readonly string[], addresses: readonly string[]): Uint8Array {
  const alternatives = [
    ...names.map((name) => der(0x82, Buffer.from(name, 'latin1'))),
    ...addresses.map((address) => der(0x87, Uint8Array.from(address.split('.').map(Number)))),
  ];
  return sequence(
    sequence(oid('2.5.29.17'), octets(sequence(...alternatives))),
    // No authority: it vouches for nobody else.
    sequence(oid('2.5.29.19'), yes(), octets(sequence())),
    // digitalSignature, serverAuth.
    sequence(oid('2.5.29.15'), yes(), octets(der(0x03, Uint8Array.of(7, 0x80)))),
    sequence(oid('2.5.29.37'), octets(sequence(oid('1.3.6.1.5.5.7.3.1')))),
  );
}

const pem = (bytes: Uint8Array): string =>
  ['-----BEGIN CERTIFICATE-----', ...(Buffer.from(bytes).toString('base64').match(/.{1,64}/g) ?? []), '-----END CERTIFICATE-----', ''].join('\n');
