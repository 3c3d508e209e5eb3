import { describe, expect, it } from 'vitest';
import { InboxDelay, inboxDelayMs } from '../../../../src/platform/routing/inbox-delay.js';
import { ManualClock } from '../core/manual-clock.js';

const settled = (): Promise<void> => Promise.resolve();

function delay() {
  const clock = new ManualClock();
  const told: number[] = [];
  const it = new InboxDelay(clock, () => told.push(clock.now()));
  return { clock, told, it, from: clock.now() };
}

describe('inboxes', () => {
  it('are told once of many texts, half a second after the first, and again of later ones', async () => {
    const { clock, told, it: inboxes, from } = delay();
    inboxes.soon();
    await clock.advance(100, settled);
    inboxes.soon();
    await clock.advance(5_000, settled);
    expect(told).toEqual([from + inboxDelayMs]);
    inboxes.soon();
    await clock.advance(5_000, settled);
    expect(told).toHaveLength(2);
  });

  it('are told nothing once closed', async () => {
    const { clock, told, it: inboxes } = delay();
    inboxes.soon();
    inboxes.close();
    inboxes.soon();
    await clock.advance(5_000, settled);
    expect(told).toEqual([]);
  });
});
