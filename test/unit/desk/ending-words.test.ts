import { describe, expect, it } from 'vitest';
import { enDesk } from '../../../src/desk/en-desk.js';
import { canInviteAgain, endingSentence } from '../../../src/desk/ending-words.js';
import { causes, resultReasons, resultStatuses, ResultSchema, type Result } from '../../../src/protocol/index.js';
import * as v from 'valibot';

const ending = { by: 'platform', at: '2026-01-01T12:00:00.000Z' };

/** Every result that the vocabulary can write. */
const all: readonly Result[] = resultStatuses.flatMap((status) => {
  const reasons: readonly (string | undefined)[] = Object.entries(resultReasons).find(([name]) => name === status)?.[1] ?? [undefined];
  return reasons.map((reason) => v.parse(ResultSchema, { status, ...ending, ...(reason === undefined ? {} : { reason }) }));
});
const words = (result: Result): string | undefined => endingSentence(result, 'Robin', enDesk.endings);

describe('the sentence of an ending', () => {
  it.each(all.filter(({ status }) => status !== 'completed' && status !== 'accepted'))('says what happened: $status $reason', (result) => {
    expect(words(result)).toMatch(/^[A-Z].{10,}$/);
    expect(words(result)).not.toMatch(/undefined|null|\[object/);
  });

  it('has nothing to say where all went well', () => {
    for (const status of ['completed', 'accepted'] as const) expect(words(v.parse(ResultSchema, { status, ...ending }))).toBeUndefined();
  });

  it('names each cause of a failed connection differently', () => {
    const sentences = causes.map((reason) => words(v.parse(ResultSchema, { status: 'failed', reason, ...ending })));
    expect(new Set(sentences).size).toBe(causes.length);
    expect(sentences.every((sentence) => sentence?.endsWith('Robin is still here in chat.'))).toBe(true);
  });

  it('says whose connection was lost, and never that a customer who left is still here', () => {
    const lost = (by: 'customer' | 'agent') => words({ status: 'failed', reason: 'signaling-lost', by, at: ending.at });
    expect(lost('customer')).toBe('The video ended: Robin left.');
    expect(lost('agent')).toBe('The video ended: your connection was lost. Robin is still here in chat.');
  });

  it.each(causes)('names a customer who was gone, not what followed from it: %s', (reason) => {
    expect(endingSentence({ status: 'failed', reason, by: 'agent', at: ending.at }, 'Robin', enDesk.endings, true)).toBe('The video ended: Robin left.');
  });

  it('offers to invite again only where nothing has to be changed first', () => {
    const again = all.filter(canInviteAgain).map(({ status }) => status);
    expect([...new Set(again)]).toEqual(['timeout', 'no-agent', 'failed']);
  });
});
