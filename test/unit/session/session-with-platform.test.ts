/** Two sessions, customer and agent, on the real platform: real sockets, real store, a restart in between. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { parseConfig, startPlatform, type Platform } from '../../../src/platform/index.js';
import { agentTokens, connect, customerTokens, type ContactModel, type Dial, type Session } from '../../../src/session/index.js';
import { videoManifest } from '../../../src/testing/index.js';
import { memoryStorage } from './harness.js';

const config = parseConfig(await readFile(new URL('../../../demo/segue.config.json', import.meta.url), 'utf8'));
const soon = { timeout: 15_000, interval: 20 };

/** A page of the platform's own origin. */
const dialFrom = (origin: string): Dial => (url, listener) => {
  const socket = new WebSocket(url, 'segue.v1', { origin });
  socket.on('open', () => listener.opened());
  socket.on('message', (data: Buffer) => listener.text(data.toString('utf8')));
  socket.on('close', (code) => listener.closed(code));
  socket.on('error', () => undefined);
  return {
    send: (text) => socket.send(text),
    close: (code) => {
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.close(code);
    },
  };
};

class Shop {
  private platform: Platform | undefined;
  private port = 0;

  private constructor(private readonly folder: string) {}

  static async open(): Promise<Shop> {
    const shop = new Shop(await mkdtemp(join(tmpdir(), 'segue-session-')));
    onTestFinished(async () => {
      await shop.stop();
      await rm(shop.folder, { recursive: true });
    });
    await shop.start();
    return shop;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.platform = await startPlatform({ folder: this.folder, config, port: this.port, host: '127.0.0.1', log: { level: 'silent' } });
    this.port = this.platform.port;
  }

  async stop(): Promise<void> {
    await this.platform?.close();
    this.platform = undefined;
  }

  customer(storage = memoryStorage()): Session {
    const { origin } = this;
    const tokens = customerTokens({
      platform: origin, deploymentId: 'demo', storage, customer: { name: 'Mara' },
      fetch: (url, init) => fetch(url, { ...init, headers: { 'content-type': 'application/json', origin } }),
    });
    return this.session(tokens);
  }

  agent(login: string, password: string): Session {
    const accessToken = async (): Promise<string> => {
      const body = new URLSearchParams({ grant_type: 'password', username: login, password });
      const answer: unknown = await (await fetch(`${this.origin}/oauth/token`, { method: 'POST', body })).json();
      return typeof answer === 'object' && answer !== null && 'access_token' in answer ? String(answer.access_token) : '';
    };
    return this.session(agentTokens({ accessToken }));
  }

  private session(tokens: Parameters<typeof connect>[0]['tokens']): Session {
    const session = connect({ platform: this.origin, tokens, dial: dialFrom(this.origin), manifest: () => videoManifest, random: () => 0.1, storage: undefined });
    onTestFinished(() => session.close());
    session.open();
    return session;
  }
}

const connected = (session: Session): Promise<unknown> => vi.waitFor(() => expect(session.state.kind).toBe('connected'), soon);
const texts = (model: ContactModel | undefined, kind: 'customer' | 'agent'): string[] =>
  (model?.events ?? []).flatMap((event) => (event.kind === 'message' && event.actor.kind === kind ? [event.data.text] : []));

async function idOf(session: Session): Promise<string> {
  await connected(session);
  const contactId = session.contact?.contactId;
  if (contactId === undefined) throw new Error('a welcomed customer has a contact');
  return contactId;
}

/** Ana, on queue, answers what rings. */
async function ana(shop: Shop): Promise<Session> {
  const session = shop.agent('ana@halden.example', 'demo-ana');
  session.on('reservation', ({ reservationId }) => void session.submit({ type: 'reservation.answer', reservationId, accepted: true }).catch(() => undefined));
  await connected(session);
  await session.submit({ type: 'presence.set', state: 'available', onQueue: true });
  return session;
}

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
