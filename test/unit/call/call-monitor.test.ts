import { describe, expect, it } from 'vitest';
import type { CallHealth } from '../../../src/call/call-health.js';
import { CallMonitor, type LoadedMonitor, type MonitorModule, type MonitorOptions } from '../../../src/call/call-monitor.js';
import type { MediaModes } from '../../../src/call/engine-port.js';
import { manualClock } from '../../../src/testing/manual-clock.js';
import { chromium } from './canned-stats.js';

// What passes through without being looked at.
const connection = {} as RTCPeerConnection;
const report = (seconds: number): RTCStatsReport => chromium({ seconds });
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const on: MediaModes = { audio: 'on', video: 'on' };

function scene(loads: 'at once' | 'never' | 'later' = 'at once') {
  const seen = { loads: 0, taken: 0, closed: 0 };
  let arrive: () => void = () => undefined;
  const health: { -readonly [K in keyof CallHealth]: CallHealth[K] } = { quality: undefined, troubles: [], adaptation: 'full', keepVideo: () => undefined };
  const loaded: LoadedMonitor = {
    health,
    take: () => (seen.taken += 1),
    summary: () => ({ freezes: 2, audioOnlyMs: 500, mosAvg: 4 }),
    close: () => (seen.closed += 1),
  };
  const module: MonitorModule = { createMonitor: () => loaded };
  const options: MonitorOptions = {
    clock: manualClock(), local: () => undefined, picture: () => undefined, modes: () => on, peerModes: () => on, changed: () => undefined, announce: () => undefined,
  };
  const it = new CallMonitor(options, () => {
    seen.loads += 1;
    if (loads === 'never') return Promise.reject(new Error('404'));
    return loads === 'at once' ? Promise.resolve(module) : new Promise((resolve) => (arrive = () => resolve(module)));
  });
  return { it, seen, health, arrive: () => arrive() };
}

async function measuring(...how: Parameters<typeof scene>) {
  const all = scene(...how);
  all.it.take(connection, report(1));
  await settled();
  return all;
}

describe('the monitor of a call', () => {
  it('is not loaded before there is media', async () => {
    const { it, seen } = scene();
    it.opened();
    it.take(connection, report(0));
    await settled();
    expect(seen.loads).toBe(0);
    expect(it.health).toBeUndefined();
  });

  it('is loaded once, with the first media, and measures from then on', async () => {
    const { it, seen, health } = await measuring();
    it.take(connection, report(2));
    it.take(connection, report(3));
    expect(seen).toMatchObject({ loads: 1, taken: 2 });
    expect(it.health).toBe(health);
  });

  it('costs the call nothing when it cannot be loaded, and is not asked for again', async () => {
    const { it, seen } = await measuring('never');
    it.take(connection, report(2));
    await settled();
    expect(seen).toMatchObject({ loads: 1, taken: 0 });
    expect([it.health, it.modes(on)]).toEqual([undefined, on]);
    expect(it.summary()).toEqual({ freezes: 0, audioOnlyMs: 0, restarts: 0, rebuilds: 0 });
  });

  it('does not begin when the call was over before it came', async () => {
    const { it, seen, arrive } = await measuring('later');
    it.close();
    arrive();
    await settled();
    expect(it.health).toBeUndefined();
    expect(seen.taken).toBe(0);
  });

  it('is closed with the call', async () => {
    const { it, seen } = await measuring();
    it.close();
    expect(seen.closed).toBe(1);
  });

  it('counts restarts, and connections after the first', async () => {
    const { it } = await measuring();
    it.opened();
    it.restarted();
    it.opened();
    it.opened();
    expect(it.summary()).toEqual({ freezes: 2, audioOnlyMs: 500, mosAvg: 4, restarts: 1, rebuilds: 2 });
  });
});

describe('what the other side is told of the picture', () => {
  it.each<[CallHealth['adaptation'], MediaModes['video'], MediaModes['video']]>([
    ['full', 'on', 'on'],
    ['reduced', 'on', 'on'],
    ['audio-only', 'on', 'paused'],
    ['audio-only', 'screen', 'paused'],
    ['audio-only', 'off', 'off'],
    ['audio-only', 'none', 'none'],
    ['audio-only', 'paused', 'paused'],
  ])('with %s, of %s: %s', async (adaptation, video, told) => {
    const { it, health } = await measuring();
    health.adaptation = adaptation;
    expect(it.modes({ audio: 'on', video })).toEqual({ audio: 'on', video: told });
  });

  it('keeps what else is said', async () => {
    const { it, health } = await measuring();
    health.adaptation = 'audio-only';
    expect(it.modes({ audio: 'off', video: 'on', show: true })).toEqual({ audio: 'off', video: 'paused', show: true });
  });
});
