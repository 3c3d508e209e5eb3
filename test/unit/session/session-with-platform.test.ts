/** Two sessions, customer and agent, on the real platform: real sockets, real store, a restart in between. */
import { describe, expect, it, vi } from 'vitest';
import type { ContactModel } from '../../../src/session/index.js';
import { videoManifest } from '../../../src/testing/index.js';
import { memoryStorage } from './harness.js';
import { ana, idOf, Shop, soon } from './shop.js';

const texts = (model: ContactModel | undefined, kind: 'customer' | 'agent'): string[] =>
  (model?.events ?? []).flatMap((event) => (event.kind === 'message' && event.actor.kind === kind ? [event.data.text] : []));

describe('two sessions on a platform', { timeout: 60_000 }, () => {
  it('chat with each other, each message once and in order', async () => {
    const shop = await Shop.open();
    const [agent, customer] = [await ana(shop), shop.customer()];
    const contactId = await idOf(customer);
    expect(customer.widget).toMatchObject({ allowMediaUpgrade: true });
    customer.send(contactId, 'Hello?');
    await vi.waitFor(() => expect(agent.contacts.get(contactId)?.snapshot.relation).toBe('owner'), soon);
    await vi.waitFor(() => expect(texts(agent.contacts.get(contactId), 'customer')).toEqual(['Hello?']), soon);
    expect(agent.contacts.get(contactId)?.unread).toBe(1);
    agent.read(contactId, agent.contacts.get(contactId)?.snapshot.seq ?? 0);
    agent.typing(contactId, true);
    await vi.waitFor(() => expect(customer.contact?.typing?.kind).toBe('agent'), soon);
    for (const text of ['Good day.', 'What can I do for you?']) agent.send(contactId, text);
    await vi.waitFor(() => expect(texts(customer.contact, 'agent')).toEqual(['Good day.', 'What can I do for you?']), soon);
    expect(customer.contact?.typing).toBeUndefined();
    expect(customer.contact?.pending).toEqual([]);
    expect(agent.contacts.get(contactId)?.pending).toEqual([]);
  });

  it('know what the agent’s desk has received, and claim it of nothing that no desk has', async () => {
    const shop = await Shop.open();
    const customer = shop.customer();
    const contactId = await idOf(customer);
    customer.send(contactId, 'Is anybody there?');
    await vi.waitFor(() => expect(customer.contact?.snapshot.state).toBe('queued'), soon);
    expect(customer.contact?.snapshot.read.desk).toBeUndefined();
    const agent = await ana(shop);
    const said = (): number => customer.contact?.events.filter(({ kind, actor }) => kind === 'message' && actor.kind === 'customer').at(-1)?.seq ?? Number.NaN;
    await vi.waitFor(() => expect(customer.contact?.snapshot.read).toEqual({ customer: 0, agent: 0, desk: said() }), soon);
    customer.send(contactId, 'There you are.');
    await vi.waitFor(() => expect(texts(customer.contact, 'customer')).toHaveLength(2), soon);
    await vi.waitFor(() => expect(customer.contact?.snapshot.read.desk).toBe(said()), soon);
    agent.close();
    customer.send(contactId, 'Are you still there?');
    await vi.waitFor(() => expect(texts(customer.contact, 'customer')).toHaveLength(3), soon);
    const unheard = said();
    // What would be told of the one comes before the other.
    customer.send(contactId, 'Hello?');
    await vi.waitFor(() => expect(texts(customer.contact, 'customer')).toHaveLength(4), soon);
    expect(customer.contact?.snapshot.read.desk).toBeLessThan(unheard);
  });

  it('lose nothing and repeat nothing while the platform restarts', async () => {
    const shop = await Shop.open();
    const [agent, customer] = [await ana(shop), shop.customer()];
    const contactId = await idOf(customer);
    const seen: number[] = [];
    customer.on('event', ({ seq }) => seen.push(seq));
    customer.send(contactId, 'before');
    await vi.waitFor(() => expect(texts(agent.contacts.get(contactId), 'customer')).toEqual(['before']), soon);
    const stopping = shop.stop();
    customer.send(contactId, 'into the fall');
    await stopping;
    customer.send(contactId, 'into the void');
    await vi.waitFor(() => expect(agent.state.kind).not.toBe('connected'), soon);
    agent.send(contactId, 'from the agent, into the void');
    await shop.start();
    await vi.waitFor(() => expect(texts(agent.contacts.get(contactId), 'customer')).toEqual(['before', 'into the fall', 'into the void']), soon);
    await vi.waitFor(() => expect(texts(customer.contact, 'agent')).toEqual(['from the agent, into the void']), soon);
    await vi.waitFor(() => expect(customer.contact?.pending).toEqual([]), soon);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    expect(customer.contact?.contactId).toBe(contactId);
  });

  it('keep their order beyond the rate that the platform allows', async () => {
    const shop = await Shop.open();
    const customer = shop.customer();
    const contactId = await idOf(customer);
    const all = Array.from({ length: 30 }, (_, n) => `message ${n}`);
    for (const text of all) customer.send(contactId, text);
    await vi.waitFor(() => expect(customer.contact?.pending).toEqual([]), soon);
    expect(texts(customer.contact, 'customer')).toEqual(all);
  });

  it('begin the next contact with the next message, once one is over', async () => {
    const shop = await Shop.open();
    const customer = shop.customer();
    const first = await idOf(customer);
    customer.send(first, 'one thing');
    await vi.waitFor(() => expect(texts(customer.contact, 'customer')).toEqual(['one thing']), soon);
    await customer.submit({ type: 'contact.close', contactId: first });
    await vi.waitFor(() => expect(customer.contact?.snapshot.state).toBe('closed'), soon);
    customer.send(first, 'another thing');
    await vi.waitFor(() => expect(texts(customer.contact, 'customer')).toEqual(['another thing']), soon);
    expect(customer.contact?.contactId).not.toBe(first);
  });

  it('find the same contact again after a reload', async () => {
    const shop = await Shop.open();
    const storage = memoryStorage();
    const before = shop.customer(storage);
    const contactId = await idOf(before);
    before.send(contactId, 'still there?');
    await vi.waitFor(() => expect(texts(before.contact, 'customer')).toEqual(['still there?']), soon);
    before.close();
    const after = shop.customer(storage);
    expect(await idOf(after)).toBe(contactId);
    await vi.waitFor(() => expect(texts(after.contact, 'customer')).toEqual(['still there?']), soon);
  });

  it('find the latest of it alone where no more is asked for, go on from there, and back', async () => {
    const shop = await Shop.open();
    const storage = memoryStorage();
    const before = shop.customer(storage);
    const contactId = await idOf(before);
    const all = Array.from({ length: 12 }, (_, n) => `message ${n}`);
    for (const text of all) before.send(contactId, text);
    await vi.waitFor(() => expect(before.contact?.pending).toEqual([]), soon);
    const whole = before.contact?.events.map(({ seq }) => seq);
    before.close();
    const after = shop.customer(storage, 4);
    await idOf(after);
    await vi.waitFor(() => expect(texts(after.contact, 'customer').at(-1)).toBe('message 11'), soon);
    expect(after.contact?.events).toHaveLength(4);
    after.send(contactId, 'and another');
    await vi.waitFor(() => expect(texts(after.contact, 'customer').at(-1)).toBe('and another'), soon);
    while (after.contact?.missing) await after.older(contactId);
    expect(texts(after.contact, 'customer')).toEqual([...all, 'and another']);
    expect(after.contact?.events.map(({ seq }) => seq).slice(0, whole?.length)).toEqual(whole);
  });

  it('carry an upgrade from the request to its end', async () => {
    const shop = await Shop.open();
    const [agent, customer] = [await ana(shop), shop.customer()];
    const contactId = await idOf(customer);
    customer.send(contactId, 'May I show you?');
    await vi.waitFor(() => expect(agent.contacts.get(contactId)?.snapshot.relation).toBe('owner'), soon);
    const calls: string[] = [];
    for (const session of [agent, customer]) session.on('media-upgrade', ({ callId }) => calls.push(callId));
    const { upgradeId = '' } = await customer.submit({ type: 'upgrade.request', contactId, manifest: videoManifest });
    await customer.submit({ type: 'upgrade.capture', contactId, upgradeId, outcome: 'ready' });
    await vi.waitFor(() => expect(calls).toHaveLength(2), soon);
    const [callId = ''] = calls;
    expect(calls).toEqual([callId, callId]);
    const heard: string[] = [];
    agent.on('call.signal', ({ kind }) => heard.push(kind));
    customer.signal({ contactId, callId, attempt: 0, generation: 0, n: 1, kind: 'media-state', body: { audio: 'on', video: 'on' } });
    await vi.waitFor(() => expect(heard).toEqual(['media-state']), soon);
    expect((await customer.turn(contactId, 'call')).policy).toBeTypeOf('string');
    await vi.waitFor(() => expect(customer.contact?.snapshot.medium).toBe('videoChat'), soon);
    await customer.submit({ type: 'call.end', contactId, callId });
    await vi.waitFor(() => expect(customer.contact?.snapshot).toMatchObject({ contactId, medium: 'webChat', upgrade: { state: 'ended' } }), soon);
  });
});
