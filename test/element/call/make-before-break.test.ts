/** A new connection takes the place of one that still plays: the picture must not go in between, nor the old one stay. */
import { afterEach, describe, expect, it } from 'vitest';
import { createRunner } from '../../../src/call/engine.js';
import { createUpgrade, type Upgrade } from '../../../src/call/index.js';
import type { Signal, VideoSettings } from '../../../src/protocol/index.js';
import { contactId, ScriptedPlatform, type End } from './scripted-platform.js';

const both: VideoSettings = { enabled: true, camera: true, microphone: true, cameraConstraints: { width: { ideal: 320 }, height: { ideal: 240 } } };
const ends = ['customer', 'agent'] as const;

const connections: RTCPeerConnection[] = [];
const Native = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};
const open = (): number => connections.filter(({ connectionState }) => connectionState !== 'closed').length;

interface Call {
  readonly platform: ScriptedPlatform;
  readonly upgrades: Readonly<Record<End, Upgrade>>;
  readonly videos: Readonly<Record<End, HTMLVideoElement>>;
}
let made: Call | undefined;

async function call(): Promise<Call> {
  const platform = new ScriptedPlatform();
  const upgrade = (side: End) => {
    const it = createUpgrade({ session: platform.sessions[side], side, contactId: () => contactId, video: () => both, load: () => Promise.resolve({ createRunner }) });
    const video = document.createElement('video');
    document.body.append(video);
    it.attach(video);
    return { it, video };
  };
  const [customer, agent] = [upgrade('customer'), upgrade('agent')];
  platform.sessions.agent.on('reservation', (reservation) => agent.it.acceptReservation(reservation));
  made = { platform, upgrades: { customer: customer.it, agent: agent.it }, videos: { customer: customer.video, agent: agent.video } };
  customer.it.start();
  await live(made);
  return made;
}

const live = ({ upgrades }: Call, attempt = 1) =>
  expect.poll(() => ends.map((end) => upgrades[end].state), { timeout: 10_000 }).toMatchObject([{ kind: 'live', attempt }, { kind: 'live', attempt }]);

/** The agent says that its connection is of no use, which makes the customer begin anew while the old one plays on. */
function beginAnew({ platform, upgrades }: Call): void {
  const { callId, attempt } = upgrades.agent.state as { callId: string; attempt: number };
  platform.relay('agent', { callId, attempt, generation: 0, n: 900, kind: 'join', body: {} });
}

afterEach(async () => {
  if (made) for (const end of ends) made.upgrades[end].destroy();
  if (made) for (const end of ends) made.videos[end].remove();
  made = undefined;
  await expect.poll(open).toBe(0);
  connections.length = 0;
});

describe('a connection that is made anew', () => {
  it('leaves the picture of the one before in place until its own is there', async () => {
    const it = await call();
    const before = ends.map((end) => it.upgrades[end].remote);
    // Its offers do not arrive: the new connection cannot come about.
    let held = true;
    it.platform.drop = ({ attempt, kind }: Signal) => held && attempt === 2 && kind === 'description';
    beginAnew(it);
    await expect.poll(() => it.upgrades.customer.state).toMatchObject({ kind: 'rebuilding', attempt: 2 });
    await expect.poll(open).toBe(4);
    expect(it.upgrades.customer.remote).toBe(before[0]);
    expect(it.videos.customer.srcObject).toBe(before[0]);
    const at = it.videos.customer.currentTime;
    await expect.poll(() => it.videos.customer.currentTime, { timeout: 10_000 }).toBeGreaterThan(at);
    held = false;
    await live(it, 2);
    for (const [index, end] of ends.entries()) {
      expect(it.upgrades[end].remote).not.toBe(before[index]);
      expect(it.videos[end].srcObject).toBe(it.upgrades[end].remote);
      await expect.poll(() => it.videos[end].videoWidth).toBeGreaterThan(0);
    }
    expect(open()).toBe(2);
  });

  it('never has more than two at a time, however often it is begun', async () => {
    const it = await call();
    it.platform.drop = ({ attempt, kind }: Signal) => attempt > 1 && attempt < 4 && kind === 'description';
    let most = 0;
    for (const attempt of [2, 3, 4]) {
      await expect.poll(() => {
        beginAnew(it);
        most = Math.max(most, open());
        return it.upgrades.customer.state;
      }, { interval: 400, timeout: 10_000 }).toMatchObject({ attempt });
    }
    await live(it, (it.upgrades.customer.state as { attempt: number }).attempt);
    expect(most).toBeLessThanOrEqual(4);
    await expect.poll(open).toBe(2);
  });

  it('is all closed when the call ends in between', async () => {
    const it = await call();
    it.platform.drop = ({ attempt, kind }: Signal) => attempt === 2 && kind === 'description';
    beginAnew(it);
    await expect.poll(open).toBe(4);
    it.upgrades.customer.end();
    await expect.poll(open).toBe(0);
    expect(it.videos.customer.srcObject).toBeNull();
  });
});
