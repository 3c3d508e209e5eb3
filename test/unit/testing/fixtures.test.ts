import { expect, it } from 'vitest';
import { fixtures } from '../../../src/testing/index.js';

it('the fixture puts the platform and its options into a page before the test has its words', async () => {
  const [options, { option }] = fixtures.segueOptions;
  expect([options, option]).toEqual([{}, true]);
  const scripts: { readonly path?: string; readonly content?: string }[] = [];
  const page = { addInitScript: (script: { readonly path?: string; readonly content?: string }) => Promise.resolve(scripts.push(script)), evaluate: () => Promise.reject(new Error('Nobody asked.')) };
  const given: unknown[] = [];
  await fixtures.segue({ page, segueOptions: { answers: 'when-told' } }, (segue) => Promise.resolve(void given.push(segue, scripts.length)));
  expect(given).toEqual([expect.objectContaining({ agent: expect.anything() as unknown }), 2]);
  expect(scripts.map(({ content, path }) => content ?? path)).toEqual([expect.stringContaining('{"answers":"when-told"}'), expect.stringMatching(/^[^%]*\/testing\/in-page\.js$/)]);
});

it('the fixture names what it needs in a pattern, where Playwright reads it', () => {
  expect(String(fixtures.segue)).toMatch(/^async\s*\(\{\s*page,\s*segueOptions\s*\}/);
});
