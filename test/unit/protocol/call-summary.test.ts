import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { CallSummarySchema, callSummaryEntries, candidateTypes, markEntries, relayProtocols } from '../../../src/protocol/index.js';
import { tableOf, words } from './markdown-tables.js';

const readme = 'src/protocol/README.md';
const least = { freezes: 0, restarts: 0, rebuilds: 0, audioOnlyMs: 0 };
const optional = (entry: { readonly type: string }): boolean => entry.type === 'exact_optional';

describe('the summary of a call', () => {
  const { rows } = tableOf(readme, 'Summary of a call');

  it('has the keys of the page that is normative, in its order', () => {
    const inCode = Object.entries(callSummaryEntries).map(([key, entry]) => `${key}${optional(entry) ? '?' : ''}`);
    expect(rows.map(([key]) => words(key)[0])).toEqual([...inCode, 'marks?']);
  });

  it.each([['relayProtocol?', relayProtocols], ['localCandidate?', candidateTypes]] as const)('%s has the words of that page', (key, known) => {
    expect(words(rows.find(([first]) => words(first)[0] === key)?.[1])).toEqual([...known]);
  });

  it('has the marks of that page, in their order', () => {
    const prose = readFileSync(new URL(`../../../${readme}`, import.meta.url), 'utf8');
    const [paragraph = ''] = /^`marks` are milliseconds[^]*?\n\n/m.exec(prose) ?? [];
    expect(words(paragraph)).toEqual(['marks', ...Object.keys(markEntries)]);
  });

  it('needs its counts and nothing else', () => {
    expect(v.is(CallSummarySchema, least)).toBe(true);
    for (const key of Object.keys(least)) expect(v.is(CallSummarySchema, Object.fromEntries(Object.entries(least).filter(([it]) => it !== key))), key).toBe(false);
  });

  it.each([
    ['a score beyond the scale', { mosAvg: 7 }],
    ['more lost than sent', { lossAvg: 101 }],
    ['a negative time', { rttMsAvg: -1 }],
    ['what is not a number', { inKbpsAvg: Number.NaN }],
    ['half a freeze', { freezes: 0.5 }],
    ['a relay by pigeon', { relayProtocol: 'ip-over-avian-carriers' }],
    ['an address', { localCandidate: '10.0.0.1' }],
    ['a mark that does not exist', { marks: { lunch: 1 } }],
    ['a mark of more than a day', { marks: { frame: 86_400_001 } }],
    ['a key more', { sdp: 'v=0' }],
  ])('refuses %s', (_what, wrong) => {
    expect(v.is(CallSummarySchema, { ...least, ...wrong })).toBe(false);
  });
});
