import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Manifest } from '../../../src/protocol/index.js';
import { fakeMedia } from '../../../src/testing/fake-media.js';
import { page } from './page.js';

const unable: Manifest = { media: { chat: { supported: true }, voice: { supported: false, reason: 'reserved' }, video: { supported: false, reason: 'insecure-page' } } };

describe('an upgrade that nobody has asked for', () => {
  it('asks, sends and loads nothing', async () => {
    const { upgrade, media, session, loads, clock } = page();
    await clock.run(60_000);
    expect([media.asked, session.submitted, loads(), clock.waiting]).toEqual([[], [], 0, 0]);
    expect(upgrade.state).toEqual({ kind: 'idle' });
    expect(upgrade.devices).toEqual({ audio: 'off', video: 'off' });
  });

  it('can load the chunk ahead, and then still asks for nothing', async () => {
    const { upgrade, media, session, loads } = page();
    await upgrade.prepare();
    await upgrade.prepare();
    expect([media.asked, session.submitted, loads()]).toEqual([[], [], 1]);
  });

  it('is gone for good when it is destroyed while the chunk loads', async () => {
    const { upgrade, session, arrive } = page('customer', { held: true });
    const prepared = upgrade.prepare();
    upgrade.destroy();
    const listen = vi.spyOn(session, 'on');
    arrive();
    await prepared;
    expect(listen).not.toHaveBeenCalled();
  });

  it('shows a card and what can be rejoined as the contact changes', async () => {
    const { upgrade, platform, clock, changes } = page();
    platform.request({ kind: 'agent' });
    await clock.run(0);
    expect(upgrade.ask).toMatchObject({ upgradeId: 'u_1', medium: 'video' });
    expect(changes()).toBeGreaterThan(0);
    platform.sessions.customer.show({ upgradeId: 'u_1', state: 'live', medium: 'video', by: { kind: 'agent' }, callId: 'v_1' });
    expect(upgrade.canRejoin).toBe(true);
  });

  it('is not an agent’s to rejoin who is not in the call', () => {
    const { upgrade, session } = page('agent');
    const view = { upgradeId: 'u_1', state: 'live', medium: 'video', by: { kind: 'customer' }, callId: 'v_1' } as const;
    session.show({ ...view, agent: { agentId: 'a_2', name: 'Ben' } });
    expect(upgrade.canRejoin).toBe(false);
    session.show({ ...view, agent: { agentId: 'a_1', name: 'Ana' } });
    expect(upgrade.canRejoin).toBe(true);
  });
});

describe('a click among several tabs', () => {
  it('asks the browser, then takes the lead, then says what it wants', () => {
    const { upgrade, session, media } = page('customer', { held: true });
    const order: string[] = [];
    vi.spyOn(session, 'setInCall').mockImplementation((on) => void order.push(`in call ${String(on)}, ${String(media.asked.length)} asked, ${String(session.submitted.length)} sent`));
    upgrade.start();
    expect(order).toEqual(['in call true, 1 asked, 0 sent']);
    expect(session.submitted).toMatchObject([{ type: 'upgrade.request' }]);
  });

  it('lets go of the lead when the chunk cannot be had', async () => {
    const { upgrade, session, clock, fail } = page('customer', { held: true });
    upgrade.start();
    expect(session.inCall).toBe(true);
    fail();
    await clock.run(0);
    expect(session.inCall).toBe(false);
  });

  it('to go back into a call that ends before the chunk is there leaves no camera on and no lead behind', async () => {
    const { upgrade, session, media, clock, arrive } = page('customer', { held: true });
    const view = { upgradeId: 'u_1', medium: 'video', by: { kind: 'customer' }, callId: 'v_1' } as const;
    session.show({ ...view, state: 'live' });
    upgrade.rejoin();
    expect(session.inCall).toBe(true);
    expect(media.asked).toHaveLength(1);
    session.show({ ...view, state: 'ended' });
    arrive();
    await clock.run(0);
    expect(media.liveTracks).toEqual([]);
    expect(session.inCall).toBe(false);
    expect(upgrade.state.kind).toBe('idle');
  });

  it('is undone when another tab takes the call before the chunk is there, without a word to the platform', async () => {
    const { upgrade, session, media, clock, arrive, sent } = page('customer', { held: true });
    upgrade.start();
    session.emitter.emit('call.moved');
    expect(upgrade.state).toEqual({ kind: 'idle' });
    arrive();
    await clock.run(0);
    expect(sent()).toEqual(['upgrade.request']);
    expect(media.liveTracks).toEqual([]);
    expect(session.inCall).toBe(false);
  });
});

describe('the click of one who leaves something out', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    [{ camera: false }, [{ audio: true, video: false }]],
    [{ microphone: false }, [{ audio: false, video: true }]],
    [{ camera: false, microphone: false }, []],
  ])('%j asks the browser for no more, before and after the chunk is there', async (how, asked) => {
    const nothing = await fakeMedia().getUserMedia({});
    vi.stubGlobal('MediaStream', vi.fn(function MediaStream() { return nothing; }));
    for (const prepared of [false, true]) {
      const { upgrade, media, clock } = page();
      if (prepared) await upgrade.prepare();
      upgrade.start(how);
      expect(media.asked).toEqual(asked);
      await clock.run(0);
      expect(upgrade.state.kind).not.toBe('capturing');
      expect(upgrade.state.kind).not.toBe('ended');
      expect(media.asked).toEqual(asked);
      upgrade.destroy();
    }
  });
});

describe('a question that is asked again', () => {
  it.each([false, true])('is not for the microphone that was left out (chunk there before: %s)', async (prepared) => {
    const { upgrade, media, clock } = page();
    if (prepared) await upgrade.prepare();
    media.answer = { error: 'NotReadableError' };
    upgrade.start({ microphone: false });
    media.answer = 'grant';
    await clock.run(1_000);
    expect(media.asked).toEqual([{ audio: false, video: true }, { audio: false, video: true }]);
    expect(media.liveTracks.map(({ kind }) => kind)).toEqual(['video']);
    upgrade.destroy();
  });
});

describe('the click', () => {
  it('sets everything going before it returns', () => {
    const { upgrade, media, sent, loads } = page('customer', { held: true });
    upgrade.start();
    expect(media.asked).toEqual([{ audio: true, video: true }]);
    expect(sent()).toEqual(['upgrade.request']);
    expect(loads()).toBe(1);
    expect(upgrade.state).toMatchObject({ kind: 'capturing', by: 'customer' });
  });

  it('sets it going once, however often it comes', async () => {
    const { upgrade, media, sent, arrive, clock } = page('customer', { held: true });
    upgrade.start();
    upgrade.start();
    arrive();
    await clock.run(0);
    upgrade.start();
    expect(media.asked).toHaveLength(1);
    expect(sent().filter((type) => type === 'upgrade.request')).toHaveLength(1);
  });

  it('goes on when the chunk comes last of all', async () => {
    const { upgrade, sent, arrive, clock } = page('customer', { held: true });
    upgrade.start();
    await clock.run(5_000);
    arrive();
    await clock.run(0);
    expect(sent()).toEqual(['upgrade.request', 'upgrade.capture']);
    expect(upgrade.state).toMatchObject({ kind: 'waiting', phase: 'ringing' });
  });

  it('goes on when the question is answered last of all', async () => {
    const { upgrade, media, sent, clock } = page();
    media.answer = 'hold';
    upgrade.start();
    await clock.run(5_000);
    expect(upgrade.state).toMatchObject({ kind: 'capturing', upgradeId: 'u_1' });
    media.settle('grant');
    await clock.run(0);
    expect(sent()).toEqual(['upgrade.request', 'upgrade.capture']);
  });

  it('on a card accepts it although the card is gone when the chunk comes', async () => {
    const { upgrade, platform, sent, arrive, clock } = page('customer', { held: true });
    platform.request({ kind: 'agent' });
    await clock.run(0);
    upgrade.accept();
    expect(upgrade.state).toMatchObject({ kind: 'capturing', by: 'agent' });
    await clock.run(0);
    expect(upgrade.ask).toBeUndefined();
    arrive();
    await clock.run(0);
    expect(sent()).toEqual(['upgrade.answer', 'upgrade.capture']);
  });

  it('for sound only asks for no camera', () => {
    const { upgrade, media } = page();
    upgrade.start({ camera: false });
    expect(media.asked).toEqual([{ audio: true, video: false }]);
  });

  it('to start is the customer’s alone', () => {
    const { upgrade, media, session } = page('agent');
    upgrade.start();
    expect([upgrade.state, media.asked, session.submitted]).toEqual([{ kind: 'idle' }, [], []]);
  });

  it('to decline asks for nothing', () => {
    const { upgrade, platform, media, session, loads } = page();
    platform.request({ kind: 'agent' });
    upgrade.decline();
    expect(session.submitted).toEqual([]);
    session.show(platform.view!, { type: 'upgrade.ask', contactId: 'c_1', upgradeId: 'u_1', medium: 'video', by: { kind: 'agent' }, message: '', deadline: '' });
    upgrade.decline();
    expect(session.submitted).toMatchObject([{ type: 'upgrade.answer', accepted: false }]);
    expect([media.asked, loads()]).toEqual([[], 0]);
  });
});

describe('turning away while the chunk is on its way', () => {
  it('takes the request back and stops the camera that comes too late', async () => {
    const { upgrade, media, sent, arrive, clock } = page('customer', { held: true });
    media.answer = 'hold';
    upgrade.start();
    upgrade.cancel();
    expect(upgrade.state.kind).toBe('idle');
    arrive();
    await clock.run(0);
    media.settle('grant');
    await clock.run(0);
    expect(media.streams).toHaveLength(1);
    expect(media.liveTracks).toEqual([]);
    expect(sent()).toEqual(['upgrade.request', 'upgrade.cancel']);
  });

  it('does the same when the element goes', async () => {
    const { upgrade, media, sent, arrive, clock } = page('customer', { held: true });
    upgrade.start();
    upgrade.destroy();
    arrive();
    await clock.run(0);
    expect(media.liveTracks).toEqual([]);
    expect(sent()).toEqual(['upgrade.request', 'upgrade.cancel']);
  });
});

describe('a chunk that does not load', () => {
  it('ends the upgrade with nothing left open, and the next click tries again', async () => {
    const { upgrade, media, sent, fail, arrive, loads, clock } = page('customer', { held: true });
    upgrade.start();
    await clock.run(0);
    fail();
    await clock.run(0);
    expect(upgrade.state).toMatchObject({ kind: 'ended', result: { status: 'failed', reason: 'signaling-lost' } });
    expect(media.liveTracks).toEqual([]);
    expect(sent()).toEqual(['upgrade.request', 'upgrade.cancel']);
    upgrade.start();
    arrive();
    await clock.run(0);
    expect(loads()).toBe(2);
    expect(upgrade.state.kind).toBe('waiting');
    expect(media.liveTracks).toHaveLength(2);
  });
});

describe('a client that cannot do video', () => {
  it('says why, and asks neither browser nor platform', () => {
    const { upgrade, media, session, loads } = page('customer', { manifest: () => unable });
    upgrade.start();
    expect(upgrade.state).toMatchObject({ kind: 'ended', result: { status: 'unsupported', reason: 'insecure-page', by: 'customer' } });
    expect([media.asked, session.submitted, loads()]).toEqual([[], [], 0]);
    upgrade.dismiss();
    expect(upgrade.state).toEqual({ kind: 'idle' });
  });

  it.each([
    { answers: false, able: false, refused: false, shown: false },
    { answers: false, able: true, refused: false, shown: true },
    { answers: true, able: false, refused: true, shown: true },
    { answers: true, able: true, refused: false, shown: true },
  ])('among the pages of one person: %o', async ({ answers, able, refused, shown }) => {
    const { upgrade, platform, session, clock } = page('customer', { ...(able ? {} : { manifest: () => unable }), answers: () => answers });
    platform.request({ kind: 'agent' });
    await clock.run(0);
    if (session.contact?.ask) session.emitter.emit('upgrade.ask', session.contact.ask);
    expect([session.submitted.some(({ type }) => type === 'upgrade.answer'), upgrade.ask !== undefined]).toEqual([refused, shown]);
  });

  it('refuses a card by itself, once, with its manifest', () => {
    const { session, media } = page('customer', { manifest: () => unable });
    const ask = { type: 'upgrade.ask', contactId: 'c_1', upgradeId: 'u_1', medium: 'video', by: { kind: 'flow' }, message: '', deadline: '' } as const;
    session.emitter.emit('upgrade.ask', ask);
    session.emitter.emit('upgrade.ask', ask);
    expect(session.submitted).toEqual([{ type: 'upgrade.answer', contactId: 'c_1', upgradeId: 'u_1', accepted: false, manifest: unable }]);
    expect(media.asked).toEqual([]);
  });
});
