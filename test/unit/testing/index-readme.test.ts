/** README's ten lines are the test that runs. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

it('a customer upgrades to video in README as in the test of it', () => {
  const [, shown] = /## Test your own app[\s\S]*?```ts\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
  const run = read('test/element/testing/upgrade.test.ts').replace("'../../../src/testing/index.js'", "'segue-chat/testing'");
  expect(shown).toBe(run);
  const [, body] = /test\('a customer upgrades to video', async \(\) => \{\n([\s\S]*?)\n\}\);/.exec(run) ?? [];
  expect(body?.split('\n').length).toBeLessThanOrEqual(10);
});
