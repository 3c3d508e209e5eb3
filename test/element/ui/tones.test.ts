import { describe, expect, it } from 'vitest';
import { playNotes } from '../../../src/ui/tones.js';

const rate = 8_000;
const notes = [{ after: 0, hertz: 660 }, { after: 1, hertz: 880 }] as const;

/** The loudest sample of each half second. */
async function loudness(context: OfflineAudioContext): Promise<readonly number[]> {
  const samples = (await context.startRendering()).getChannelData(0);
  return [0, 1, 2, 3].map((half) => Math.max(...samples.slice((half * rate) / 2, ((half + 1) * rate) / 2).map(Math.abs)));
}

describe('notes', () => {
  it('sound each at its moment, softly, with silence between and after', async () => {
    const context = new OfflineAudioContext(1, 2 * rate, rate);
    playNotes(context, notes);
    const [first = 0, between = 1, second = 0, after = 1] = await loudness(context);
    expect(first).toBeGreaterThan(0.05);
    expect(first).toBeLessThan(0.2);
    expect(between).toBe(0);
    expect(second).toBeGreaterThan(0.05);
    expect(after).toBe(0);
  });

  it('that are ended before time sound no more', async () => {
    const context = new OfflineAudioContext(1, 2 * rate, rate);
    playNotes(context, notes)();
    expect(await loudness(context)).toEqual([0, 0, 0, 0]);
  });
});
