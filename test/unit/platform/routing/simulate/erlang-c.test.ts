import { describe, expect, it } from 'vitest';
import { erlangC } from '../../../../../src/platform/routing/simulate/erlang-c.js';

describe('Erlang C', () => {
  // One agent: the share that waits is the load. Two agents at half: one third. The others: published tables.
  it.each([
    { agents: 1, load: 0.5, waiting: 0.5 },
    { agents: 2, load: 1, waiting: 1 / 3 },
    { agents: 10, load: 8, waiting: 0.4092 },
    { agents: 100, load: 90, waiting: 0.2169 },
  ])('$agents agents under a load of $load let $waiting wait', ({ agents, load, waiting }) => {
    expect(erlangC(agents, load / 180, 180)?.waitingShare).toBeCloseTo(waiting, 3);
  });

  it('tells the mean wait of one agent as the formula of a single server does', () => {
    expect(erlangC(1, 0.5 / 60, 60)?.meanWait).toBeCloseTo(60, 6);
  });

  it('answers everybody in the end, and those who need not wait at once', () => {
    const theory = erlangC(10, 8 / 180, 180);
    expect(theory?.serviceLevel(0)).toBeCloseTo(1 - (theory?.waitingShare ?? 0), 9);
    expect(theory?.serviceLevel(36_000)).toBeCloseTo(1, 9);
  });

  it('has no answer where the line grows for ever', () => {
    expect(erlangC(10, 10 / 180, 180)).toBeUndefined();
  });
});
