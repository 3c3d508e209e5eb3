/**
 * Passwords and client secrets as scrypt hashes: `scrypt$N$r$p$salt$hash`, salt and hash in base64url.
 *
 * Knows how to make and check a hash, in constant time and off the event loop's thread. Does not know whose it is.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}
/** OWASP's smallest recommendation for scrypt with 16 MiB (N = 2^14, r = 8, p = 5). */
const usual: Cost = { N: 16_384, r: 8, p: 5 };
const keyLength = 32;
/** A hash from a configuration must not be able to take the machine's memory: at most 64 MiB. */
const maxMemory = 64 * 1024 * 1024;

const derive = (password: string, salt: Buffer, { N, r, p }: Cost, length: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, { N, r, p, maxmem: maxMemory + 1024 }, (error, key) => (error ? reject(error) : resolve(key)));
  });

/** Makes the text for `passwordHash` or `secretHash` of a configuration. */
export async function hashPassword(password: string, cost: Cost = usual): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost, keyLength);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

const pattern = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([\w-]{8,128})\$([\w-]{16,128})$/;

/** Whether the password belongs to the hash. A hash that cannot be read fits no password. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const found = pattern.exec(stored);
  if (!found) return false;
  const [, N, r, p, salt = '', hash = ''] = found;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  if (cost.N * cost.r * 128 > maxMemory) return false;
  const expected = Buffer.from(hash, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), cost, expected.length).catch(() => undefined);
  return actual !== undefined && timingSafeEqual(actual, expected);
}

/** Takes as long as a real check, so that the answer's delay does not tell whether a login exists. */
export async function pretendToVerify(password: string): Promise<false> {
  await derive(password, Buffer.alloc(16), usual, keyLength);
  return false;
}
