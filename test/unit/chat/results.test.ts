import { describe, expect, it } from 'vitest';
import { resultReasons, resultStatuses, type Result, type ResultParty } from '../../../src/protocol/index.js';
import { ResultSchema, resultParties } from '../../../src/protocol/index.js';
import { enResults, type ResultStrings } from '../../../src/chat/en-results.js';
import { spoken } from '../../../src/ui/words.js';
import { resultKey, resultWays, withNames } from '../../../src/chat/results.js';
import * as v from 'valibot';

const at = '2026-11-22T12:00:00.000Z';
const names = { agent: 'Ana', shop: 'Halden' };
const { results: rows, ways }: ResultStrings = spoken(enResults);

/** Every result that the protocol can say. */
function everyResult(by: ResultParty): Result[] {
  return resultStatuses.flatMap((status) => {
    const reasons: Record<string, readonly string[] | undefined> = resultReasons;
    const variants = [...(reasons[status] ?? []), ...(status === 'no-device' || reasons[status] === undefined ? [undefined] : [])];
    return variants.map((reason) => v.parse(ResultSchema, { status, by, at, ...(reason === undefined ? {} : { reason }) }));
  });
}
const named = (result: Result): string => `${result.status}${'reason' in result ? ` (${result.reason ?? 'none'})` : ''}`;

describe.each(resultParties)('a result by the %s', (by) => {
  it.each(everyResult(by).map((result) => [named(result), result] as const))('%s has its words, or needs none', (_name, result) => {
    for (const wasLive of [false, true]) {
      const key = resultKey(result, { wasLive });
      if (result.status === 'accepted' || result.status === 'completed') {
        expect(key).toBeUndefined();
        continue;
      }
      expect(key).toBeDefined();
      if (key === undefined) continue;
      expect(withNames(rows[key].line, names).length).toBeGreaterThan(8);
    }
  });
});

describe('the words of results', () => {
  it.each(Object.entries(rows))('%s: sentences end with a full stop, titles and lines do not', (key, row) => {
    // The one line that is a sentence with a person in it, as the lines of who came and left are.
    if (key !== 'cancelled-agent') expect(withNames(row.line, names)).not.toMatch(/[.!]$/u);
    if (row.title !== undefined) expect(row.title).not.toMatch(/[.!]$/u);
    for (const sentence of [row.under, row.text]) {
      if (sentence !== undefined) expect(withNames(sentence, names)).toMatch(/[^.!]\.$/u);
    }
  });

  it.each(Object.entries(rows))('%s: no engine word, "please", "oops" or exclamation mark reaches the customer', (_key, row) => {
    const all = [row.title, withNames(row.under ?? '', names), withNames(row.text ?? '', names), withNames(row.line, names)].join(' ');
    expect(all).not.toMatch(/please|oops|!|\bICE\b|TURN|signaling|undefined|failed/iu);
  });

  it.each(Object.entries(resultWays))('%s: at least one way on, and each has a label', (_key, on) => {
    expect(on.length).toBeGreaterThan(0);
    for (const way of on) expect(ways[way]).toBeTruthy();
  });

  it('tell a failure before the call from an interruption of it', () => {
    const result: Result = { status: 'failed', reason: 'ice-failed', by: 'platform', at };
    expect(resultKey(result, { wasLive: false })).toBe('ice-failed');
    expect(resultKey(result, { wasLive: true })).toBe('media-lost');
  });

  it('tell an agent’s taking back from a customer’s', () => {
    expect(resultKey({ status: 'cancelled', by: 'customer', at }, { wasLive: false })).toBe('cancelled');
    expect(resultKey({ status: 'cancelled', by: 'agent', at }, { wasLive: false })).toBe('cancelled-agent');
  });

  it('tell a customer’s no from an agent’s', () => {
    expect(resultKey({ status: 'declined', by: 'customer', at }, { wasLive: false })).toBe('declined-customer');
    expect(resultKey({ status: 'declined', by: 'agent', at }, { wasLive: false })).toBe('declined-agent');
  });
});
