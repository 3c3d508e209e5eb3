import { describe, expect, it } from 'vitest';
import type { QualitySnapshot } from '../../../src/call/call-health.js';
import { countersOf } from '../../../src/call/counters.js';
import { Quality } from '../../../src/call/quality.js';
import { bare, chromium, firefox, type Numbers, type Shape } from './canned-stats.js';

function measured(shape: Shape, seconds: readonly Numbers[], quality = new Quality()): (QualitySnapshot | undefined)[] {
  return seconds.map((numbers, index) => quality.take(countersOf(shape(numbers), index * 1_000), 50_000 + index * 1_000));
}

describe('quality', () => {
  it.each([['Chromium', chromium], ['Firefox', firefox]])('is what one second added to the one before, of %s', (_name, shape) => {
    const [first, second] = measured(shape, [{ seconds: 1 }, { seconds: 2 }]);
    expect(first).toBeUndefined();
    expect(second).toMatchObject({
      at: 51_000,
      step: 'good',
      audio: { in: { kbps: 40, loss: 0, jitterMs: 4 }, out: { kbps: 32, loss: 0, jitterMs: 5 } },
      video: { in: { kbps: 800, width: 1280, height: 720, fps: 30, freezes: 1 }, out: { kbps: 720, width: 640, fps: 25 } },
    });
    expect(second?.mos).toBeGreaterThan(4.3);
    expect(second?.rttMs).toBeCloseTo(60);
  });

  it('is told as well by a browser that says little', () => {
    const [, second] = measured(bare, [{ seconds: 1 }, { seconds: 2 }]);
    expect(second).toMatchObject({ rttMs: undefined, path: undefined, audio: { in: { kbps: 40, jitterMs: 0 } }, video: { in: { kbps: 0, fps: 0 } } });
    expect(second?.mos).toBeGreaterThan(4.3);
  });

  it('counts loss over five seconds, coming in', () => {
    const [, second, third] = measured(chromium, [{ seconds: 1 }, { seconds: 2, lostIn: 50 }, { seconds: 3, lostIn: 50 }]);
    expect(second?.audio.in.loss).toBe(50);
    expect(third?.audio.in.loss).toBeCloseTo(33.3, 1);
    expect(second?.mos).toBe(1);
  });

  it('forgets loss after five seconds', () => {
    const all = measured(chromium, [1, 2, 3, 4, 5, 6, 7, 8].map((seconds) => ({ seconds, lostIn: seconds > 1 ? 50 : 0 })));
    expect(all[5]?.audio.in.loss).toBeGreaterThan(0);
    expect(all[6]?.audio.in.loss).toBe(0);
  });

  it('takes the other side’s word for loss going out', () => {
    const [, second] = measured(firefox, [{ seconds: 1 }, { seconds: 2, fractionLost: 0.2 }]);
    expect(second?.audio.out.loss).toBeCloseTo(20);
    expect(second?.mos).toBeLessThan(3);
  });

  it('takes a counter that is smaller than before for one that began anew', () => {
    const [, , third] = measured(chromium, [{ seconds: 9 }, { seconds: 10 }, { seconds: 1 }]);
    expect(third).toMatchObject({ audio: { in: { kbps: 40, loss: 0 } }, video: { in: { kbps: 800, fps: 30 } } });
  });

  it('begins anew with another connection, and leaves the step as it was', () => {
    const quality = new Quality();
    measured(chromium, [1, 2, 3, 4, 5].map((seconds) => ({ seconds, lostIn: 40 * seconds })), quality);
    quality.reset();
    const [first, second] = measured(firefox, [{ seconds: 1 }, { seconds: 2 }], quality);
    expect(first).toBeUndefined();
    expect(second).toMatchObject({ step: 'weak', audio: { in: { loss: 0 } } });
  });

  it('compares nothing with itself', () => {
    const quality = new Quality();
    const counters = countersOf(chromium({ seconds: 1 }), 5);
    expect([quality.take(counters, 5), quality.take(counters, 5)]).toEqual([undefined, undefined]);
  });

  it('does not say that packets which came late after all were gained', () => {
    const [, , third] = measured(chromium, [{ seconds: 1, lostIn: 5 }, { seconds: 2, lostIn: 5 }, { seconds: 3, lostIn: 1 }]);
    expect(third?.audio.in.loss).toBe(0);
  });
});
