import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MediaModes } from '../../../src/call/engine-port.js';
import { createMonitor } from '../../../src/call/monitor.js';
import { manualClock } from '../../../src/testing/manual-clock.js';
import { chromium } from './canned-stats.js';

beforeEach(() => void vi.stubGlobal('document', { visibilityState: 'visible' }));
afterEach(() => vi.unstubAllGlobals());

const on: MediaModes = { audio: 'on', video: 'on' };

/** A call whose seconds pass with so much of the picture lost, or with a picture that rests. */
function scene() {
  const clock = manualClock();
  // Of the connection only what it sends is looked at, and it has none.
  const connection = { getTransceivers: (): RTCRtpTransceiver[] => [] } as unknown as RTCPeerConnection;
  const monitor = createMonitor({
    clock, local: () => undefined, picture: () => undefined, modes: () => on, peerModes: () => on, changed: () => undefined, announce: () => undefined,
  });
  let second = 0;
  let sent = 0;
  const pass = (seconds: number, fractionLost: number, rests: boolean): void => {
    for (let count = 0; count < seconds; count += 1) {
      clock.advance(1_000);
      second += 1;
      if (!rests) sent += 90_000;
      const report = chromium({ seconds: second });
      report.set('ov', { ...report.get('ov'), bytesSent: sent });
      report.set('rv', { ...report.get('rv'), fractionLost });
      monitor.take(connection, report);
    }
  };
  return { monitor, pass };
}

describe('the picture that was paused for the sound', () => {
  it('comes back on a path that is good again, whatever was reported last of the picture', () => {
    const { monitor, pass } = scene();
    pass(60, 0.4, false);
    expect(monitor.health.adaptation).toBe('audio-only');
    pass(60, 0.4, true);
    expect(monitor.health.adaptation).not.toBe('audio-only');
    monitor.close();
  });

  it('is paused by what is lost of it', () => {
    const { monitor, pass } = scene();
    pass(60, 0, false);
    expect(monitor.health.adaptation).toBe('full');
    pass(60, 0.4, false);
    expect(monitor.health.adaptation).toBe('audio-only');
    monitor.close();
  });
});

describe('the first bytes after a silence', () => {
  it('have a whole picture sent at once, and on another connection none', async () => {
    const clock = manualClock();
    const set: (boolean | undefined)[] = [];
    const sender = {
      track: null,
      getParameters: () => ({ encodings: [{}] }),
      setParameters: ({ encodings: [encoding] }: RTCRtpSendParameters) => Promise.resolve(void set.push(encoding?.active)),
    };
    const connection = (): RTCPeerConnection => ({ getTransceivers: () => [{ receiver: { track: { kind: 'video' } }, sender }] }) as unknown as RTCPeerConnection;
    const monitor = createMonitor({
      clock, local: () => undefined, picture: () => undefined, modes: () => on, peerModes: () => on, changed: () => undefined, announce: () => undefined,
    });
    const read = async (pc: RTCPeerConnection, seconds: number): Promise<void> => {
      clock.advance(200);
      // Statistics as a browser's are a map, too.
      monitor.take(pc, chromium({ seconds }));
      await new Promise((resolve) => setTimeout(resolve, 0));
    };
    const [first, second] = [connection(), connection()];
    for (let n = 1; n <= 10; n += 1) await read(first, n);
    const before = set.length;
    for (let n = 0; n < 10; n += 1) await read(first, 10);
    expect(set).toHaveLength(before);
    await read(first, 11);
    expect(set.slice(before)).toEqual([false, true]);
    for (let n = 0; n < 10; n += 1) await read(second, 0);
    await read(second, 1);
    expect(set.slice(before).filter((active) => active === false)).toHaveLength(1);
    monitor.close();
  });
});
