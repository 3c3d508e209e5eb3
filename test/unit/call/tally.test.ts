import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { QualitySnapshot } from '../../../src/call/call-health.js';
import { Tally } from '../../../src/call/tally.js';
import { callSummaryEntries } from '../../../src/protocol/call-summary.js';

const flow = { kbps: 40, loss: 0, jitterMs: 4 };
const picture = { ...flow, kbps: 800, width: 640, height: 360, fps: 30, freezes: 0 };
const second = (at: number, more: Partial<QualitySnapshot> = {}): QualitySnapshot => ({
  at, mos: 4.4, step: 'good', rttMs: 50, audio: { in: flow, out: flow }, video: { in: picture, out: picture },
  path: { local: 'relay', remote: 'host', relayProtocol: 'tcp' }, ...more,
});

describe('the tally of a call', () => {
  it('says nothing of what was never measured', () => {
    expect(new Tally().summary).toEqual({ freezes: 0, audioOnlyMs: 0 });
  });

  it('takes averages over the seconds with media, and the least score', () => {
    const tally = new Tally();
    tally.add(second(0), false);
    tally.add(second(1_000, { mos: 3.4, rttMs: 150, audio: { in: { kbps: 20, loss: 8, jitterMs: 10 }, out: flow } }), false);
    const still = { ...flow, kbps: 0 };
    tally.add(second(2_000, { mos: 1, audio: { in: still, out: still }, video: { in: { ...picture, kbps: 0 }, out: { ...picture, kbps: 0 } } }), false);
    expect(tally.summary).toEqual({
      mosAvg: 3.9, mosMin: 3.4, rttMsAvg: 100, lossAvg: 4, jitterMsAvg: 7, inKbpsAvg: 830, outKbpsAvg: 840,
      freezes: 0, audioOnlyMs: 0, relayProtocol: 'tcp', localCandidate: 'relay', remoteCandidate: 'host',
    });
  });

  it('counts no loss of a picture that rests', () => {
    const tally = new Tally();
    tally.add(second(0, { video: { in: { ...picture, kbps: 0, loss: 30 }, out: picture } }), false);
    expect(tally.summary.lossAvg).toBe(0);
  });

  it('counts freezes over connections, each of which counts from none', () => {
    const tally = new Tally();
    [1, 3, 0, 2].forEach((freezes, index) => tally.add(second(index * 1_000, { video: { in: { ...picture, freezes }, out: picture } }), false));
    expect(tally.summary.freezes).toBe(5);
  });

  it('adds up the time with sound only, and no time of sleep', () => {
    const tally = new Tally();
    tally.add(second(0), false);
    tally.add(second(1_000), true);
    tally.add(second(2_000), true);
    tally.add(second(3_000), false);
    tally.add(second(3_600_000), true);
    expect(tally.summary.audioOnlyMs).toBe(7_000);
  });

  it('keeps the path last used, and leaves out what nobody knows', () => {
    const tally = new Tally();
    tally.add(second(0, { rttMs: undefined, path: { local: 'host', remote: 'tunnelled' } }), false);
    tally.add(second(1_000, { rttMs: undefined, path: undefined }), false);
    expect(tally.summary.localCandidate).toBe('host');
    expect(Object.keys(tally.summary)).not.toEqual(expect.arrayContaining(['remoteCandidate']));
    expect(tally.summary.rttMsAvg).toBeUndefined();
  });

  it('is what the record takes', () => {
    const tally = new Tally();
    tally.add(second(0), true);
    expect(v.is(v.strictObject(callSummaryEntries), { ...tally.summary, restarts: 0, rebuilds: 0 })).toBe(true);
  });
});
