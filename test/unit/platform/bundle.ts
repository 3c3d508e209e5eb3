/** Programs from the source, for tests that need a process of its own: compiled as they are, with packages left outside. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('../../.results', import.meta.url));
let count = 0;

/** Inside the repository, so that the program finds its packages. */
export async function bundle(entry: string): Promise<{ readonly file: string; readonly remove: () => Promise<void> }> {
  count += 1;
  const file = join(folder, `program-${process.pid}-${count}.mjs`);
  await build({ entryPoints: [entry], outfile: file, bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', logLevel: 'silent' });
  return { file, remove: () => rm(file) };
}
