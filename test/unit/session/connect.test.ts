import { describe, expect, it, vi } from 'vitest';
import type { TimelineEvent } from '../../../src/protocol/index.js';
import { connect } from '../../../src/session/index.js';
import { contactSnapshot, customer, customerWelcome, messageFrame, videoManifest } from '../../../src/testing/index.js';
import { fixedTokens, harness } from './harness.js';

describe('opening a session', () => {
  it('does nothing before it is opened', async () => {
    const tokens = fixedTokens();
    const { session, platform, clock, settle } = harness({ tokens });
    await settle();
    expect(session.state).toEqual({ kind: 'idle' });
    expect(tokens.asked).toEqual([]);
    expect(platform.lines).toHaveLength(0);
    expect(clock.waiting).toBe(0);
  });

  it('says hello with token and manifest, never in the address', async () => {
    const { session, platform } = harness({ manifest: () => videoManifest });
    session.open();
    const line = await platform.line();
    expect(line.address).toBe('wss://platform.test/ws');
    expect(await line.hello()).toEqual({ type: 'hello', token: 'token-1', sessionId: 'p1', manifest: videoManifest });
  });

  it('is connected once it is welcomed, with the customer’s contact', async () => {
    const { session, states, connect: open } = harness();
    const welcomes: string[] = [];
    session.on('welcome', ({ participantId }) => welcomes.push(participantId));
    await open();
    expect(states).toEqual([{ kind: 'connecting', attempt: 1 }, { kind: 'connected', participantId: 'guest-1', role: 'customer' }]);
    expect(session.contact?.contactId).toBe('c_1');
    expect(session.widget).toEqual({ allowMediaUpgrade: true });
    expect(welcomes).toEqual(['guest-1']);
  });

  it('knows how far the platform’s clock is from its own', async () => {
    const { session, clock, connect: open } = harness();
    const ahead = new Date(clock.now() + 90_000).toISOString();
    await open(customerWelcome({ now: ahead }));
    expect(session.clockOffset).toBe(90_000);
  });

  it('refuses an address that is none', () => {
    expect(() => connect({ platform: 'not an address', tokens: fixedTokens() })).toThrow(TypeError);
  });

  it('takes two calls of open for one', async () => {
    const { session, platform, connect: open } = harness();
    session.open();
    await open();
    expect(platform.lines).toHaveLength(1);
  });
});

describe('events', () => {
  it('come once each and in order, also when the platform repeats itself', async () => {
    const { session, connect: open, settle } = harness();
    const seen: TimelineEvent[] = [];
    session.on('event', (event) => seen.push(event));
    const line = await open();
    const [one, two] = [messageFrame(1, 'one'), messageFrame(2, 'two')];
    line.tell(one, two, one, two);
    await settle();
    expect(seen.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(session.contact?.events).toHaveLength(2);
  });

  it('redials with resume when one is missing, and then has them all', async () => {
    const { session, connect: open, again, platform, settle } = harness();
    const line = await open();
    line.tell(messageFrame(1, 'one'), messageFrame(3, 'three'));
    await settle();
    expect(line.hungUpWith).toBe(1_000);
    expect(platform.lines).toHaveLength(2);
    const second = await again();
    second.tell(messageFrame(2, 'two'), messageFrame(3, 'three'));
    await settle();
    expect(session.contact?.events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('does not take events that others see for a gap', async () => {
    const { session, connect: open, platform, settle } = harness();
    const line = await open();
    line.tell(messageFrame(1, 'one'), messageFrame(5, 'five', { prev: 1 }));
    await settle();
    expect(platform.lines).toHaveLength(1);
    expect(session.contact?.events.map(({ seq }) => seq)).toEqual([1, 5]);
  });

  it('does not redial for ever over a gap that the platform cannot fill', async () => {
    const { session, connect: open, again, platform, settle } = harness();
    const line = await open();
    line.tell(messageFrame(3, 'three'));
    await settle();
    const second = await again();
    second.tell(messageFrame(3, 'three'));
    await settle();
    expect(platform.lines).toHaveLength(2);
    expect(session.contact?.events.map(({ seq }) => seq)).toEqual([3]);
  });

  it('counts a kind it does not know for its place alone', async () => {
    const { session, connect: open, settle } = harness();
    const line = await open();
    line.tell({ ...messageFrame(1, 'x'), kind: 'of.tomorrow' }, messageFrame(2, 'two'));
    await settle();
    expect(session.contact?.events.map(({ seq }) => seq)).toEqual([2]);
    expect(session.state.kind).toBe('connected');
  });

  it('ignores what is no frame', async () => {
    const { session, connect: open, settle } = harness();
    const line = await open();
    for (const text of ['', '{', '[]', '{"type":"of.tomorrow"}', '{"type":"event"}']) line.tellText(text);
    await settle();
    expect(session.state.kind).toBe('connected');
  });
});

describe('listeners', () => {
  it('are removed by what `on` returned', async () => {
    const { session, connect: open, settle } = harness();
    const listener = vi.fn();
    const remove = session.on('event', listener);
    const line = await open();
    line.tell(messageFrame(1, 'one'));
    await settle();
    remove();
    line.tell(messageFrame(2, 'two'));
    await settle();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('may close the session they listen to', async () => {
    const { session, clock, connect: open, settle } = harness();
    session.on('welcome', () => session.close());
    const line = await open();
    await settle();
    expect(session.state).toEqual({ kind: 'closed', code: 'closed' });
    expect(line.hungUpWith).toBe(1_000);
    expect(clock.waiting).toBe(0);
  });
});

describe('closing', () => {
  it('leaves no timer, no line, no listener and no open promise', async () => {
    const unwatched = vi.fn();
    const { session, clock, connect: open } = harness({ network: () => unwatched });
    const line = await open();
    session.setInCall(true);
    line.tell({ type: 'typing', contactId: 'c_1', by: { kind: 'agent', id: 'agent-ana' }, on: true });
    const request = session.submit({ type: 'call.end', contactId: 'c_1', callId: 'v_1' });
    const turn = session.turn('c_1', 'call');
    session.close();
    await expect(request).rejects.toMatchObject({ code: 'closed' });
    await expect(turn).rejects.toMatchObject({ code: 'closed' });
    expect(session.state).toEqual({ kind: 'closed', code: 'closed' });
    expect(line.hungUpWith).toBe(1_000);
    expect(clock.waiting).toBe(0);
    expect(unwatched).toHaveBeenCalledOnce();
    await expect(session.submit({ type: 'contact.close', contactId: 'c_1' })).rejects.toMatchObject({ code: 'closed' });
  });

  it.each(['connecting', 'waiting', 'idle'] as const)('works while %s', async (kind) => {
    const { session, platform, clock, settle } = harness();
    platform.reachable = kind !== 'waiting';
    if (kind !== 'idle') session.open();
    if (kind === 'connecting') await platform.line();
    else await settle();
    expect(session.state.kind).toBe(kind);
    session.close();
    await settle();
    expect(session.state).toEqual({ kind: 'closed', code: 'closed' });
    expect(clock.waiting).toBe(0);
  });
});

describe('the contact', () => {
  it('stays the same object until something changes', async () => {
    const { session, connect: open, settle } = harness();
    const line = await open();
    const before = session.contact;
    line.tell({ type: 'read', contactId: 'c_1', by: 'agent', upTo: 0 });
    await settle();
    expect(session.contact).toBe(before);
    line.tell({ type: 'contact', contact: contactSnapshot({ medium: 'videoChat' }) });
    await settle();
    expect(session.contact).not.toBe(before);
    expect(session.contact?.snapshot.medium).toBe('videoChat');
  });

  it('shows who types until six seconds have passed or their message has come', async () => {
    const { session, clock, connect: open, settle } = harness();
    const line = await open();
    const by = { kind: 'agent', id: 'agent-ana', name: 'Ana' } as const;
    line.tell({ type: 'typing', contactId: 'c_1', by, on: true });
    await settle();
    expect(session.contact?.typing).toEqual(by);
    await clock.run(6_000);
    expect(session.contact?.typing).toBeUndefined();
    line.tell({ type: 'typing', contactId: 'c_1', by, on: true }, messageFrame(1, 'there'));
    await settle();
    expect(session.contact?.typing).toBeUndefined();
  });

  it('does not show its own typing', async () => {
    const { session, connect: open, settle } = harness();
    const line = await open();
    line.tell({ type: 'typing', contactId: 'c_1', by: customer, on: true });
    await settle();
    expect(session.contact?.typing).toBeUndefined();
  });

  it('tells the other side that somebody types, not more often than needed', async () => {
    const { session, clock, connect: open, settle } = harness();
    const line = await open();
    for (let stroke = 0; stroke < 10; stroke++) {
      session.typing('c_1', true);
      await clock.run(400);
    }
    session.typing('c_1', false);
    await settle();
    expect(line.frames.filter(({ type }) => type === 'typing')).toMatchObject([{ on: true }, { on: true }, { on: false }]);
  });

  it('counts what is unread, and says what was read, once', async () => {
    const { session, connect: open, settle } = harness();
    const line = await open();
    line.tell(messageFrame(1, 'one'), messageFrame(2, 'mine', { actor: customer }), messageFrame(3, 'three'));
    await settle();
    expect(session.contact?.unread).toBe(2);
    session.read('c_1', 3);
    session.read('c_1', 3);
    session.read('c_1', 1);
    expect(session.contact?.unread).toBe(0);
    await settle();
    expect(line.frames.filter(({ type }) => type === 'read')).toMatchObject([{ contactId: 'c_1', upTo: 3 }]);
  });

  it('says again what was read while there was no line', async () => {
    const { session, clock, connect: open, again, settle } = harness();
    const line = await open();
    line.tell(messageFrame(1, 'one'));
    await clock.run(6_000);
    line.cut();
    session.read('c_1', 1);
    line.close(1_000);
    session.renew();
    const second = await again();
    await settle();
    expect(await second.next('read')).toMatchObject({ upTo: 1 });
    expect(session.contact?.unread).toBe(0);
  });
});
