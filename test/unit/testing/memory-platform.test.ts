/** What a test can have happen on the memory platform, seen by a session without a page. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createUpgrade, type Upgrade } from '../../../src/call/index.js';
import { connect, customerTokens, type Session, type TokenSource } from '../../../src/session/index.js';
import { manualClock, memoryPlatform, type ManualClock, type MemoryPlatform, type MemoryPlatformOptions } from '../../../src/testing/index.js';

const address = 'https://memory.test';
/** Never reached by a test that works. */
const soon = { timeout: 30_000, interval: 5 };
const video = { enabled: true, camera: true, microphone: true, cameraConstraints: {} } as const;

interface Scene {
  readonly platform: MemoryPlatform;
  readonly clock: ManualClock;
  readonly session: Session;
  readonly tokens: TokenSource;
  readonly upgrade: Upgrade;
  /** Lets everything that is ready happen. */
  readonly settle: () => Promise<void>;
}

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

async function scene(options: MemoryPlatformOptions = {}): Promise<Scene> {
  const clock = manualClock();
  const platform = memoryPlatform({ clock, patienceMs: 30_000, ...options });
  const { backend } = platform;
  const tokens = backend.tokens({ platform: address, deploymentId: 'shop' });
  const session = backend.connect({ platform: address, tokens, manifest: () => backend.detectManifest(video) });
  const upgrade = backend.createUpgrade({ session, side: 'customer', contactId: () => session.contact?.contactId, video: () => video });
  open.push(() => upgrade.destroy(), () => session.close());
  session.open();
  const settle = (): Promise<void> => clock.run(0);
  await vi.waitFor(() => expect(session.state.kind).toBe('connected'), soon);
  return { platform, clock, session, tokens, upgrade, settle };
}

async function talking(options: MemoryPlatformOptions = {}): Promise<Scene> {
  const it = await scene(options);
  it.session.send(it.session.contact?.contactId ?? '', 'Hello');
  await it.platform.agent.says('Good day.');
  await it.settle();
  return it;
}

/** `prepare` first: the tests are about what comes after the chunk. */
async function ringing(options: MemoryPlatformOptions = {}): Promise<Scene> {
  const it = await talking(options);
  await it.upgrade.prepare();
  it.upgrade.start();
  await it.settle();
  return it;
}

const result = ({ upgrade }: Scene): unknown => (upgrade.state.kind === 'ended' ? upgrade.state.result : upgrade.state.kind);
const texts = ({ session }: Scene): string[] => (session.contact?.events ?? []).flatMap((event) => (event.kind === 'message' ? [event.data.text] : []));

describe('a page that begins with the latest', () => {
  it('has what was before on request', async () => {
    const it = await talking();
    const whole = it.session.contact?.events.map(({ seq }) => seq);
    const page = it.platform.backend.connect({ platform: address, tokens: it.tokens, recent: 2 });
    open.push(() => page.close());
    page.open();
    await vi.waitFor(() => expect(page.state.kind).toBe('connected'), soon);
    await it.settle();
    expect(page.contact?.events).toHaveLength(2);
    const older = page.older(page.contact?.contactId ?? '');
    await it.settle();
    await older;
    expect(page.contact?.events.map(({ seq }) => seq)).toEqual(whole);
    expect(page.contact?.missing).toBe(0);
  });
});

describe('an upgrade on the memory platform', () => {
  it('becomes a call, with what each side does told to the other, and ends without a live track', async () => {
    const it = await ringing();
    expect(it.upgrade.state).toMatchObject({ kind: 'waiting', phase: 'ringing' });
    await it.platform.agent.acceptsVideo();
    await it.settle();
    expect(it.upgrade.state.kind).toBe('live');
    expect(it.platform.agent.sees).toEqual({ audio: 'on', video: 'on' });
    it.upgrade.setMicrophone(false);
    await it.platform.agent.shows({ audio: 'on', video: 'off' });
    await it.settle();
    expect(it.platform.agent.sees).toEqual({ audio: 'off', video: 'on' });
    expect(it.upgrade.peerMedia).toEqual({ audio: 'on', video: 'off' });
    await it.platform.agent.endsVideo();
    await it.settle();
    expect(result(it)).toMatchObject({ status: 'completed', by: 'agent' });
    expect(it.platform.media.liveTracks).toEqual([]);
  });

  it.each([
    ['nobody on queue', (it: MemoryPlatform) => it.refuses('no-agent'), { status: 'no-agent', reason: 'nobody-on-queue' }],
    ['nobody who could', (it: MemoryPlatform) => it.refuses('no-agent', 'nobody-qualified'), { status: 'no-agent', reason: 'nobody-qualified' }],
    ['no licence', (it: MemoryPlatform) => it.refuses('not-allowed'), { status: 'not-allowed', reason: 'entitlement' }],
    ['a no to the browser', (it: MemoryPlatform) => (it.media.answer = { error: 'NotAllowedError' }), { status: 'permission-denied' }],
    ['no camera and no microphone', (it: MemoryPlatform) => (it.media.devices = []), { status: 'no-device' }],
    ['a frame without permission', (it: MemoryPlatform) => (it.withdraws = 'frame-policy'), { status: 'unsupported', reason: 'frame-policy' }],
  ])('ends by %s, and may be tried again', async (_what, refuse, expected) => {
    const it = await talking();
    refuse(it.platform);
    it.upgrade.start();
    await vi.waitFor(() => expect(result(it)).toMatchObject(expected), soon);
    it.platform.refuses();
    it.platform.withdraws = undefined;
    Object.assign(it.platform.media, { answer: 'grant', devices: ['audioinput', 'videoinput'] });
    it.upgrade.start();
    await it.platform.agent.acceptsVideo();
    await it.settle();
    expect(it.upgrade.state.kind).toBe('live');
  });

  it('waits in line for an agent who is busy', async () => {
    const it = await talking();
    it.platform.agent.busy = true;
    await it.upgrade.prepare();
    it.upgrade.start();
    await it.settle();
    expect(it.upgrade.state).toMatchObject({ kind: 'waiting', phase: 'waiting' });
    it.platform.agent.busy = false;
    await it.platform.agent.declinesVideo();
    await it.settle();
    expect(result(it)).toMatchObject({ status: 'declined', by: 'agent' });
  });

  it('gives up by the clock: an agent who lets it ring out', async () => {
    const it = await ringing();
    await it.clock.run(20_000);
    expect(result(it)).toMatchObject({ status: 'timeout', reason: 'agent' });
  });

  it('recovers when the path is back, and ends where the agent’s side has given up', async () => {
    const it = await ringing();
    await it.platform.agent.acceptsVideo();
    await it.settle();
    it.platform.link.works = false;
    await it.settle();
    expect(it.upgrade.state.kind).toBe('recovering');
    it.platform.link.works = true;
    await it.settle();
    expect(it.upgrade.state.kind).toBe('live');
    await it.platform.agent.losesVideo();
    await it.settle();
    expect(result(it)).toMatchObject({ status: 'failed', reason: 'ice-failed', by: 'agent' });
  });
});

describe('the memory platform', () => {
  it('keeps what was said while it could not be reached', async () => {
    const it = await talking();
    it.platform.reachable = false;
    await it.settle();
    it.session.send(it.session.contact?.contactId ?? '', 'Are you there?');
    await it.platform.agent.says('I am.');
    it.platform.reachable = true;
    await vi.waitFor(async () => {
      await it.clock.run(1_000);
      expect(texts(it)).toEqual(['Hello', 'Good day.', 'I am.', 'Are you there?']);
    }, soon);
  });

  it('begins another contact once one is over', async () => {
    const it = await talking();
    const first = it.session.contact?.contactId ?? '';
    await it.platform.agent.closes();
    await it.settle();
    expect(it.session.contact?.snapshot.state).toBe('closed');
    it.session.send(first, 'One more thing');
    await vi.waitFor(async () => {
      await it.clock.run(1_000);
      expect(texts(it)).toEqual(['One more thing']);
    }, soon);
    expect(it.session.contact?.contactId).not.toBe(first);
  });

  it('knows what the page tells of its customer, and whether they write', async () => {
    const it = await talking();
    const contactId = it.session.contact?.contactId ?? '';
    await it.session.submit({ type: 'contact.attributes', contactId, name: 'Maya', attributes: { plan: 'gold' } });
    it.session.typing(contactId, true);
    await it.settle();
    expect(it.platform.customer).toEqual({ name: 'Maya', attributes: { plan: 'gold' } });
    expect(it.platform.agent.seesTyping).toBe(true);
    expect(it.session.contact?.snapshot.customer.name).toBe('Maya');
  });

  it('says what an agent waited for in vain, and how things stand', async () => {
    const { platform } = await scene({ patienceMs: 1 });
    await expect(platform.agent.acceptsVideo()).rejects.toThrow('The agent waited for video that rings, and there is a contact that is new, and no upgrade.');
  });

  it('turns away a deployment that it does not have, and a token that it never gave', async () => {
    const platform = memoryPlatform({ deploymentId: 'shop' });
    const tokens = customerTokens({ platform: address, deploymentId: 'another', storage: undefined, fetch: platform.fetch });
    await expect(tokens.get(false)).rejects.toMatchObject({ code: 'unknown-deployment' });
    const closed: number[] = [];
    const wire = platform.dial(address, { opened: () => wire.send(JSON.stringify({ type: 'hello', token: 'stolen', sessionId: 's' })), text: () => undefined, closed: (code) => closed.push(code) });
    await vi.waitFor(() => expect(closed).toEqual([4401]), soon);
  });

  it('answers a frame that does not fit as a platform does', async () => {
    const platform = memoryPlatform();
    const tokens = customerTokens({ platform: address, deploymentId: 'shop', storage: undefined, fetch: platform.fetch });
    const { token } = await tokens.get(false);
    const heard: unknown[] = [];
    const wire = platform.dial(address, { opened: () => undefined, text: (text) => heard.push(JSON.parse(text)), closed: (code) => heard.push(code) });
    await Promise.resolve();
    wire.send(JSON.stringify({ type: 'hello', token, sessionId: 's' }));
    for (const frame of [{ type: 'presence.set', id: 'f1', onQueue: true }, { type: 'message.send', id: 'f2', contactId: 'c_0', text: 'x' }, { type: 'message.send', id: 'f3', more: 1 }, { type: 'hello' }]) wire.send(JSON.stringify(frame));
    await vi.waitFor(() => expect(heard.at(-1)).toBe(4400), soon);
    expect(heard.slice(1, -1)).toMatchObject([
      { type: 'nack', re: 'f1', code: 'unknown-frame' }, { type: 'nack', re: 'f2', code: 'not-your-contact' }, { type: 'nack', re: 'f3', code: 'bad-frame' },
    ]);
  });

  it('serves a session of one’s own, too', async () => {
    const platform = memoryPlatform();
    const session = connect({ platform: address, tokens: customerTokens({ platform: address, deploymentId: 'shop', storage: undefined, fetch: platform.fetch }), dial: platform.dial, storage: undefined });
    const upgrade = createUpgrade({ session, side: 'customer', contactId: () => session.contact?.contactId, video: () => video, manifest: () => platform.backend.detectManifest(video), media: platform.media });
    open.push(() => upgrade.destroy(), () => session.close());
    session.open();
    await vi.waitFor(() => expect(session.contact?.snapshot.state).toBe('new'), soon);
    expect(platform.frames).toEqual([]);
  });
});
