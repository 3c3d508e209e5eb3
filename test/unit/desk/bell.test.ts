import { describe, expect, it } from 'vitest';
import { Bell, type Tones } from '../../../src/desk/bell.js';
import { manualClock } from '../../../src/testing/index.js';
import type { Note } from '../../../src/ui/tones.js';

/** Plays into lists. */
class HeardTones implements Tones {
  readonly played: (readonly Note[])[] = [];
  /** How many of them sound still, or would. */
  sounding = 0;
  readonly told: string[] = [];

  play(notes: readonly Note[]): () => void {
    this.played.push(notes);
    this.sounding += 1;
    return () => {
      this.sounding -= 1;
    };
  }
  unlock(): void {
    this.told.push('unlock');
  }
  rest(): void {
    this.told.push('rest');
  }
  release(): void {
    this.told.push('release');
  }
}

function start(): { bell: Bell; tones: HeardTones; clock: ReturnType<typeof manualClock>; wish: { on: boolean } } {
  const clock = manualClock(0);
  const tones = new HeardTones();
  const wish = { on: true };
  return { clock, tones, wish, bell: new Bell({ clock: () => clock, tones: () => tones, wanted: () => wish.on }) };
}
const lasts = (notes: readonly Note[] | undefined): number => Math.max(...(notes ?? []).map(({ after }) => after));

describe('the bell', () => {
  it('rings on ahead of time, so that a hidden tab’s late timers leave no gap, and goes on after it', () => {
    const { bell, tones, clock } = start();
    bell.sound('ring', 'r_1');
    expect(lasts(tones.played[0])).toBeGreaterThan(20);
    clock.advance(25_000);
    expect(tones.played).toHaveLength(2);
    // A browser that held sound back plays all that it was given as soon as it may.
    expect(tones.sounding).toBe(1);
  });

  it('does not begin anew for the same cause, and does for another', () => {
    const { bell, tones } = start();
    bell.sound('ring', 'r_1');
    bell.sound('ring', 'r_1');
    expect(tones.played).toHaveLength(1);
    bell.sound('ring', 'r_2');
    expect(tones.played).toHaveLength(2);
    expect(tones.sounding).toBe(1);
  });

  it('ends with its cause, and rings no more', () => {
    const { bell, tones, clock } = start();
    bell.sound('alert', 'v_1');
    bell.sound(undefined);
    expect(tones.sounding).toBe(0);
    clock.advance(120_000);
    expect(tones.played).toHaveLength(1);
    expect(tones.told).toEqual(['rest']);
  });

  it('is silent as soon as it is not wanted, without another cause', () => {
    const { bell, tones, wish, clock } = start();
    bell.sound('ring', 'r_1');
    wish.on = false;
    bell.sound('ring', 'r_1');
    expect(tones.sounding).toBe(0);
    bell.once('join');
    clock.advance(60_000);
    expect(tones.played).toHaveLength(1);
  });

  it('stops at its next stroke where nothing has told it before', () => {
    const { bell, tones, wish, clock } = start();
    bell.sound('ring', 'r_1');
    wish.on = false;
    clock.advance(25_000);
    expect(tones.played).toHaveLength(1);
    expect(tones.sounding).toBe(0);
  });

  it('plays what sounds once only once, and not over what sounds already', () => {
    const { bell, tones, clock } = start();
    bell.once('join');
    clock.advance(60_000);
    expect(tones.played).toHaveLength(1);
    bell.sound('alert', 'v_1');
    bell.once('join');
    expect(tones.played).toHaveLength(2);
  });

  it('is another tune for each cause', () => {
    const { bell, tones } = start();
    for (const sound of ['ring-once', 'alert', 'ask', 'join'] as const) bell.sound(sound, '');
    expect(new Set(tones.played.map((notes) => notes.slice(0, 2).map(({ hertz }) => hertz).join())).size).toBe(4);
  });
});
