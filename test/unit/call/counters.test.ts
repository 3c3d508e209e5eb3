import { describe, expect, it } from 'vitest';
import { countersOf } from '../../../src/call/counters.js';
import { bare, chromium, firefox } from './canned-stats.js';

describe('counters', () => {
  it.each([['Chromium', chromium], ['Firefox', firefox]])('are flat and in milliseconds, of %s', (_name, shape) => {
    const { audio, video, rttMs, at } = countersOf(shape({ seconds: 2, lostIn: 3, fractionLost: 0.25 }), 7_000);
    expect(at).toBe(7_000);
    expect(audio.in).toEqual({ bytes: 10_000, packets: 100, lost: 3, jitterMs: 4 });
    expect(audio.out).toEqual({ bytes: 8_000, packets: 100, lost: 0, jitterMs: 5, reportedLoss: 25 });
    expect(video.in).toMatchObject({ frames: 60, width: 1280, height: 720, fps: 30, freezes: 1, frozenMs: 400 });
    expect(video.out).toMatchObject({ frames: 50, width: 640, height: 360, fps: undefined, bytes: 180_000 });
    // The newest report's, not the largest.
    expect(rttMs).toBeCloseTo(60);
  });

  it('take the pair that the transport names, with how its relay is reached', () => {
    const { path, availableKbps } = countersOf(chromium({ seconds: 1 }), 0);
    expect(path).toEqual({ local: 'relay', remote: 'srflx', relayProtocol: 'tls' });
    expect(availableKbps).toBe(2_000);
  });

  it('take the pair that says so itself where no transport does', () => {
    const { path, availableKbps } = countersOf(firefox({ seconds: 1 }), 0);
    expect(path).toEqual({ local: 'host', remote: 'prflx' });
    expect(availableKbps).toBeUndefined();
  });

  it('know where a browser does not tell', () => {
    const told = countersOf(bare({ seconds: 1 }), 0);
    expect(told.audio.in).toEqual({ bytes: 5_000, packets: 50, lost: 0, jitterMs: undefined });
    expect(told.audio.out.reportedLoss).toBeUndefined();
    expect([told.rttMs, told.path, told.energy.in, told.energy.out]).toEqual([undefined, undefined, undefined, undefined]);
    expect(countersOf(firefox({ seconds: 1 }), 0).energy.out).toBeUndefined();
    expect(countersOf(chromium({ seconds: 1 }), 0).energy.out).toBeCloseTo(0.02);
  });

  it('are none of an empty report', () => {
    expect(countersOf(new Map(), 0)).toMatchObject({ audio: { in: { bytes: 0 } }, video: { in: { frames: 0 } }, path: undefined });
  });

  it('take the time of the pair where no report tells one', () => {
    const stats = chromium({ seconds: 1 });
    stats.delete('ra');
    stats.delete('rv');
    expect(countersOf(stats, 0).rttMs).toBeCloseTo(50);
  });
});
