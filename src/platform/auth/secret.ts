/**
 * The platform's signing secret: made once, kept beside the store, readable by its owner alone.
 *
 * Losing it signs everybody out and nothing worse; whoever reads it can be anybody. Does not know what is signed.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const bytes = 32;

/** Reads the secret of a store folder, or makes it. `:memory:` has a new one each time. */
export async function loadSecret(folder: string): Promise<Uint8Array> {
  if (folder === ':memory:') return randomBytes(bytes);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'secret.key');
  const fresh = randomBytes(bytes).toString('base64url');
  // `wx` fails where the file exists, so two starts at once agree on the first one's secret.
  await writeFile(file, fresh, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  await chmod(file, 0o600);
  const secret = Buffer.from(await readFile(file, 'utf8'), 'base64url');
  if (secret.length < bytes) throw new Error(`${file} is damaged: remove it to have a new secret made (everybody signs in again).`);
  return secret;
}
