import { describe, expect, it } from 'vitest';
import type { Rung } from '../../../src/call/adaptation.js';
import { favour, hint, pictureOf, tune, tuningOf, type Tuning } from '../../../src/call/tuning.js';

const full: Tuning = tuningOf(0, 'smooth', false);

/** The part of a sender that is told. */
function sender(refuses: (parameters: RTCRtpSendParameters) => boolean = () => false, encodings: RTCRtpEncodingParameters[] = [{}]) {
  const set: RTCRtpSendParameters[] = [];
  const it = {
    getParameters: () => ({ encodings: encodings.map((encoding) => ({ ...encoding })) }),
    setParameters: (parameters: RTCRtpSendParameters) => {
      if (refuses(parameters)) return Promise.reject(new DOMException('', 'InvalidModificationError'));
      set.push(parameters);
      return Promise.resolve();
    },
  };
  return { it: it as unknown as RTCRtpSender, set };
}

const track = (contentHint?: string): MediaStreamTrack => (contentHint === undefined ? {} : { contentHint }) as MediaStreamTrack;

describe('the ladder', () => {
  it.each<[Rung, number, number, boolean]>([
    [0, 1_500, 1, true],
    [1, 700, 1.5, true],
    [2, 350, 2, true],
    [3, 150, 4, true],
    [4, 150, 4, false],
  ])('rung %s of a camera: %s kb/s, divided by %s, active %s', (rung, maxKbps, scale, active) => {
    expect(tuningOf(rung, 'smooth', false)).toEqual({ maxKbps, scale, active, preference: 'balanced' });
  });

  it.each<Rung>([0, 1, 2, 3])('rung %s of a screen keeps its size', (rung) => {
    expect(tuningOf(rung, 'sharp', false)).toMatchObject({ scale: 1, active: true, preference: 'maintain-resolution' });
  });

  it('sends no more than 600 kb/s through a relay over TCP or TLS', () => {
    expect([0, 1, 2].map((rung) => tuningOf(rung as Rung, 'smooth', true).maxKbps)).toEqual([600, 600, 350]);
    expect(tuningOf(0, 'sharp', true).maxKbps).toBe(600);
  });
});

describe('what a picture is', () => {
  it.each([
    ['smooth', 'a camera', track(''), false],
    ['sharp', 'a screen', track(''), true],
    ['sharp', 'something shown to a camera', track('detail'), false],
    ['sharp', 'a text', track('text'), false],
    ['smooth', 'a film on a screen', track('motion'), true],
    ['smooth', 'a camera where tracks have no hints', track(), false],
    ['smooth', 'nothing', null, false],
  ] as const)('%s: %s', (picture, _name, given, screen) => expect(pictureOf(given, screen)).toBe(picture));

  it('is told to encoders where nobody has, and left alone otherwise', () => {
    const [fresh, hinted, floor] = [track(''), track('text'), track()];
    hint(fresh, 'smooth');
    hint(hinted, 'sharp');
    hint(floor, 'sharp');
    expect([fresh.contentHint, hinted.contentHint, 'contentHint' in floor]).toEqual(['motion', 'text', false]);
  });
});

describe('a sender', () => {
  it('takes rate, size and whether to send at all', async () => {
    const { it, set } = sender();
    expect(await tune(it, tuningOf(2, 'smooth', false))).toBe(true);
    expect(set).toEqual([{ encodings: [{ active: true, maxBitrate: 350_000, scaleResolutionDownBy: 2 }], degradationPreference: 'balanced' }]);
  });

  it('that knows no preference takes the rest', async () => {
    const { it, set } = sender((parameters) => parameters.degradationPreference !== undefined);
    expect(await tune(it, full)).toBe(true);
    expect(set[0]?.encodings[0]?.maxBitrate).toBe(1_500_000);
  });

  it('that is not negotiated, or refuses all, says so', async () => {
    expect(await tune(sender(() => false, []).it, full)).toBe(false);
    expect(await tune(sender(() => true).it, full)).toBe(false);
  });

  it('of sound goes first, where there are priorities', async () => {
    const { it, set } = sender();
    await favour(it);
    expect(set[0]?.encodings[0]).toEqual({ priority: 'high', networkPriority: 'high' });
    await expect(favour(sender(() => true).it)).resolves.toBeUndefined();
    await expect(favour(undefined)).resolves.toBeUndefined();
  });
});
