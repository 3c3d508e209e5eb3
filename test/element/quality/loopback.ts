/** Two real connections in one page, a clock that the test moves, and a monitor over the near one. */
import { expect } from 'vitest';
import type { CallHealth } from '../../../src/call/call-health.js';
import type { LoadedMonitor, MonitorOptions } from '../../../src/call/call-monitor.js';
import type { MediaModes } from '../../../src/call/engine-port.js';
import { createMonitor } from '../../../src/call/monitor.js';
import { manualClock, type ManualClock } from '../../../src/testing/manual-clock.js';

export type Doctor = (stat: Record<string, unknown>) => Record<string, unknown>;

export interface Loopback {
  readonly near: RTCPeerConnection;
  readonly far: RTCPeerConnection;
  /** Plays what the near side sends. */
  readonly shown: HTMLVideoElement;
  close(): void;
}

async function exchange(from: RTCPeerConnection, to: RTCPeerConnection): Promise<void> {
  await from.setLocalDescription(await from.createOffer());
  await to.setRemoteDescription(from.localDescription ?? expect.fail());
  await to.setLocalDescription(await to.createAnswer());
  await from.setRemoteDescription(to.localDescription ?? expect.fail());
}

/** What `near` sends is shown in an element; what `far` sends, in another one if there is any. */
export async function loopback(near: MediaStream, far: MediaStream, prepare: (near: RTCPeerConnection) => void = () => undefined): Promise<Loopback> {
  const [left, right] = [new RTCPeerConnection(), new RTCPeerConnection()];
  left.addEventListener('icecandidate', ({ candidate }) => candidate && void right.addIceCandidate(candidate));
  right.addEventListener('icecandidate', ({ candidate }) => candidate && void left.addIceCandidate(candidate));
  for (const track of near.getTracks()) left.addTrack(track, near);
  for (const track of far.getTracks()) right.addTrack(track, far);
  prepare(left);
  const shown = document.createElement('video');
  shown.muted = shown.autoplay = true;
  document.body.append(shown);
  right.addEventListener('track', ({ streams }) => (shown.srcObject = streams[0] ?? null));
  await exchange(left, right);
  await expect.poll(() => left.iceConnectionState, { timeout: 10_000 }).toMatch(/^(connected|completed)$/);
  return {
    near: left,
    far: right,
    shown,
    close() {
      left.close();
      right.close();
      shown.remove();
    },
  };
}

export const decoded = async (pc: RTCPeerConnection): Promise<number> => {
  let frames = 0;
  (await pc.getStats()).forEach((stat: Record<string, unknown>) => {
    if (stat['type'] === 'inbound-rtp' && stat['kind'] === 'video') frames += Number(stat['framesDecoded'] ?? 0);
  });
  return frames;
};

export interface Watched {
  readonly monitor: LoadedMonitor;
  readonly clock: ManualClock;
  readonly health: () => CallHealth;
  readonly announced: () => number;
  /** One reading of the real connection, as if a second had gone by, doctored by the test. */
  second(doctor?: Doctor): Promise<void>;
}

export function watched(pc: RTCPeerConnection, local: MediaStream, more: Partial<MonitorOptions> = {}): Watched {
  const clock = manualClock();
  const on: MediaModes = { audio: 'on', video: 'on' };
  let announced = 0;
  const monitor = createMonitor({
    clock,
    local: () => local,
    picture: () => undefined,
    modes: () => on,
    peerModes: () => on,
    changed: () => undefined,
    announce: () => (announced += 1),
    ...more,
  });
  return {
    monitor,
    clock,
    health: () => monitor.health,
    announced: () => announced,
    async second(doctor = (stat) => stat) {
      // Encoders and decoders live in real time, a tenth of it.
      await new Promise((resolve) => setTimeout(resolve, 100));
      clock.advance(1_000);
      const report = await pc.getStats();
      const doctored = new Map<string, unknown>();
      report.forEach((stat: Record<string, unknown>, id: string) => doctored.set(id, doctor({ ...stat })));
      monitor.take(pc, doctored);
    },
  };
}
