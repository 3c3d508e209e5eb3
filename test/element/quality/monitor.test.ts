/** The monitor over real connections: what browsers truly tell, and what their senders truly do when told. */
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MediaModes } from '../../../src/call/engine-port.js';
import { callSummaryEntries } from '../../../src/protocol/call-summary.js';
import { decoded, loopback, watched, type Doctor, type Loopback, type Watched } from './loopback.js';

const closes: (() => void)[] = [];
let local: MediaStream;
let pair: Loopback;

beforeEach(async () => {
  local = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } });
  pair = await loopback(local, local);
  closes.push(() => pair.close(), () => local.getTracks().forEach((track) => track.stop()));
});

afterEach(() => {
  for (const close of closes.splice(0)) close();
});

function watch(more: Parameters<typeof watched>[2] = {}): Watched {
  const it = watched(pair.near, local, more);
  closes.push(() => it.monitor.close());
  return it;
}

/** The other side says that a third of what this side sends is lost. */
const losing: Doctor = (stat) => (stat['type'] === 'remote-inbound-rtp' ? { ...stat, fractionLost: 0.3 } : stat);
/** A path without a fault, whatever the machine under the test is busy with. */
const clean: Doctor = (stat) => ({ ...stat, ...(stat['type'] === 'remote-inbound-rtp' ? { fractionLost: 0, roundTripTime: 0.02, jitter: 0 } : {}), availableOutgoingBitrate: 2_000_000 });

const sender = (): RTCRtpSender => pair.near.getSenders().find(({ track }) => track?.kind === 'video') ?? expect.fail();
const encoding = (): RTCRtpEncodingParameters => sender().getParameters().encodings[0] ?? expect.fail();

async function until(it: Watched, doctor: Doctor, done: () => boolean): Promise<void> {
  for (let second = 0; second < 40 && !done(); second += 1) await it.second(doctor);
  expect(done()).toBe(true);
}

describe('quality', () => {
  it('is measured in every direction, with the path and a good score', async () => {
    const it = watch();
    await expect.poll(() => decoded(pair.near), { timeout: 60_000 }).toBeGreaterThan(5);
    await it.second(clean);
    // On a busy machine a second may go by in which one of them rests.
    await expect.poll(async () => {
      await it.second(clean);
      const { video, audio } = it.health().quality ?? {};
      return Math.min(video?.in.fps ?? 0, video?.out.kbps ?? 0, audio?.out.kbps ?? 0);
    }, { timeout: 60_000 }).toBeGreaterThan(0);
    const { quality } = it.health();
    expect(quality?.mos).toBeGreaterThan(4);
    expect(quality?.video.in.height).toBeGreaterThan(0);
    expect(quality?.path?.local).toMatch(/host|prflx/);
    expect(quality?.path?.remote).toMatch(/host|prflx/);
  });

  it('comes to a summary that the record takes', async () => {
    const it = watch();
    for (let second = 0; second < 4; second += 1) await it.second(clean);
    const summary = { ...it.monitor.summary(), restarts: 0, rebuilds: 0 };
    expect(v.safeParse(v.strictObject(callSummaryEntries), summary).issues).toBeUndefined();
    expect(summary.mosAvg).toBeGreaterThan(3.5);
    expect(summary.localCandidate).toBeDefined();
  });
});

describe('adaptation', () => {
  it('caps the rate of a path without a fault, and leaves its size', async () => {
    const it = watch();
    await until(it, clean, () => encoding().maxBitrate === 1_500_000);
    expect(encoding()).toMatchObject({ active: true, scaleResolutionDownBy: 1 });
    expect(it.health().adaptation).toBe('full');
  });

  it('makes the picture smaller, then pauses it, and the camera goes on', async () => {
    const it = watch();
    await until(it, losing, () => it.health().adaptation === 'reduced');
    await expect.poll(() => encoding().scaleResolutionDownBy).toBe(4);
    expect(it.announced()).toBe(0);
    await until(it, losing, () => it.health().adaptation === 'audio-only');
    expect(it.announced()).toBe(1);
    await expect.poll(() => encoding().active).toBe(false);
    await expect.poll(async () => {
      const before = await decoded(pair.far);
      await new Promise((resolve) => setTimeout(resolve, 400));
      return (await decoded(pair.far)) - before;
    }, { timeout: 10_000 }).toBe(0);
    expect(local.getVideoTracks()[0]).toMatchObject({ readyState: 'live', enabled: true });
    expect(sender().track).toBe(local.getVideoTracks()[0]);
  });

  it('brings the picture back after ten good seconds, and on the same connection', async () => {
    const it = watch();
    await until(it, losing, () => it.health().adaptation === 'audio-only');
    await until(it, clean, () => it.health().adaptation === 'reduced');
    expect(it.announced()).toBe(2);
    const before = await decoded(pair.far);
    await expect.poll(() => decoded(pair.far), { timeout: 10_000 }).toBeGreaterThan(before + 3);
    await until(it, clean, () => it.health().adaptation === 'full');
    await expect.poll(() => encoding().scaleResolutionDownBy).toBe(1);
    expect(it.monitor.summary().audioOnlyMs).toBeGreaterThanOrEqual(10_000);
  });

  it('keeps the picture when it is told to, whatever comes', async () => {
    const it = watch();
    await until(it, losing, () => it.health().adaptation === 'audio-only');
    it.health().keepVideo();
    expect(it.health().adaptation).toBe('reduced');
    for (let second = 0; second < 15; second += 1) await it.second(losing);
    expect(it.health().adaptation).toBe('reduced');
    const before = await decoded(pair.far);
    await expect.poll(() => decoded(pair.far), { timeout: 10_000 }).toBeGreaterThan(before + 3);
  });

  it('tells another connection’s sender what holds', async () => {
    const it = watch();
    await until(it, losing, () => it.health().adaptation === 'audio-only');
    const other = await loopback(local, local);
    closes.push(() => other.close());
    it.monitor.take(other.near, await other.near.getStats());
    await expect.poll(() => other.near.getSenders().find(({ track }) => track?.kind === 'video')?.getParameters().encodings[0]?.active).toBe(false);
  });

  it('sends a screen at its full size, and says what it is', async () => {
    const modes: MediaModes = { audio: 'on', video: 'screen' };
    const it = watch({ modes: () => modes });
    await until(it, losing, () => it.health().adaptation === 'reduced');
    await expect.poll(() => encoding().maxBitrate).toBe(250_000);
    expect(encoding().scaleResolutionDownBy).toBe(1);
    expect(sender().track?.contentHint ?? 'detail').toBe('detail');
  });
});
