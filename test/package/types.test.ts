/** The types of both packages as TypeScript finds them from outside, in each way of resolving that an ESM package is for. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { execute, root } from './built.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-types-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Both are ES modules with an exports map: CommonJS loads them by `import()`, and what knows no maps (`node10`) is older than they. */
const known = new Set(['NoResolution of node10', 'UntypedResolution of node10', 'CJSResolvesToESM of node16-cjs']);

it.each(['.', './dist/platform'])('are found as they are: %s', async (source) => {
  const { stdout } = await execute('npm', ['pack', source, '--pack-destination', folder, '--silent'], root);
  const analysis = await checkPackage(createPackageFromTarballData(await readFile(join(folder, stdout.trim()))));
  const problems = 'problems' in analysis ? analysis.problems : [];
  expect(analysis.types).toMatchObject({ kind: 'included' });
  expect(problems.filter((it) => !known.has(`${it.kind} of ${'resolutionKind' in it ? it.resolutionKind : ''}`))).toEqual([]);
});
