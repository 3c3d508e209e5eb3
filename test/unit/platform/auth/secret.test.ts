import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadSecret } from '../../../../src/platform/auth/secret.js';

it('is made once, for its owner alone, also when two ask at once', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'segue-secret-')), 'store');
  const [first, second] = await Promise.all([loadSecret(folder), loadSecret(folder)]);
  expect(first).toEqual(second);
  expect(await loadSecret(folder)).toEqual(first);
  expect(first).toHaveLength(32);
  expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);
  await rm(join(folder, '..'), { recursive: true });
});

it('is not guessed when its file is damaged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'segue-secret-'));
  await writeFile(join(folder, 'secret.key'), 'short');
  await expect(loadSecret(folder)).rejects.toThrow('damaged');
  await rm(folder, { recursive: true });
});
