import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ResultSchema, captureOutcomes, resultReasons, resultStatuses } from '../../../src/protocol/index.js';

const ending = { by: 'platform', at: '2026-01-01T12:00:00.000Z' } as const;
const reasons: Readonly<Record<string, readonly string[] | undefined>> = resultReasons;
const everyReason = [...new Set(Object.values(resultReasons).flat())];

describe('a result', () => {
  const cases = resultStatuses.flatMap((status) => [undefined, ...everyReason].map((reason) => [status, reason] as const));

  it.each(cases)('%s with reason %s is valid exactly when the table says so', (status, reason) => {
    const known = reasons[status];
    const fits = reason === undefined ? known === undefined || status === 'no-device' : known?.includes(reason) === true;
    expect(v.is(ResultSchema, { status, ...(reason !== undefined && { reason }), ...ending })).toBe(fits);
  });

  it.each([{ status: 'accepted' }, { status: 'accepted', ...ending, by: 'nobody' }, { status: 'accepted', ...ending, at: 'now' }, { status: 'accepted', ...ending, more: 1 }, { status: 'perfect', ...ending }])('%j is none', (value) => {
    expect(v.is(ResultSchema, value)).toBe(false);
  });

  it('covers what can become of the browser’s question', () => {
    for (const outcome of captureOutcomes) expect(outcome === 'ready' || (resultStatuses as readonly string[]).includes(outcome), outcome).toBe(true);
  });
});
