/** The whole platform on a real port and a real store, as a client on the wire sees it. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { parseConfig, startPlatform, type Platform } from '../../../src/platform/index.js';
import { parsePlatformFrame } from '../../../src/protocol/parse.js';
import type { PlatformFrame, PlatformFrameOf, PlatformFrameType } from '../../../src/protocol/platform-frame.js';

// Passwords are slow to check by design, and each test signs people in.
vi.setConfig({ testTimeout: 30_000 });

const config = parseConfig(await readFile(new URL('../../../demo/segue.config.json', import.meta.url), 'utf8'));
let folder: string;
let platform: Platform;
let origin: string;
const sockets: WebSocket[] = [];

const start = async () => {
  platform = await startPlatform({ folder, config, port: 0, host: '127.0.0.1', log: { level: 'silent' } });
  origin = `http://127.0.0.1:${platform.port}`;
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-platform-'));
  await start();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await platform.close();
  await rm(folder, { recursive: true });
});

/** A client that holds every frame it gets to the protocol's schemas. */
class Client {
  readonly #frames: PlatformFrame[] = [];
  #wake: () => void = () => undefined;
  constructor(readonly socket: WebSocket) {
    sockets.push(socket);
    socket.on('message', (data: Buffer) => {
      const parsed = parsePlatformFrame(data.toString());
      if (!parsed.ok) throw new Error(`${parsed.message} in ${data.toString()}`);
      this.#frames.push(parsed.frame);
      this.#wake();
    });
  }
  static async join(hello: object): Promise<Client> {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, 'segue.v1', { origin });
    await once(socket, 'open');
    const client = new Client(socket);
    client.send({ type: 'hello', ...hello });
    return client;
  }
  send(frame: object): void {
    this.socket.send(JSON.stringify(frame));
  }
  async next<T extends PlatformFrameType>(type: T, fits: (frame: PlatformFrameOf<T>) => boolean = () => true): Promise<PlatformFrameOf<T>> {
    const found = (frame: PlatformFrame): frame is PlatformFrame & PlatformFrameOf<T> => frame.type === type && fits(frame);
    for (;;) {
      const frame = this.#frames.find(found);
      if (frame) {
        this.#frames.splice(this.#frames.indexOf(frame), 1);
        return frame;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

const manifest = { media: { chat: { supported: true }, voice: { supported: false, reason: 'reserved' }, video: { supported: true, camera: true, microphone: true } } };
const post = async (path: string, body: object): Promise<Record<string, string>> =>
  (await (await fetch(`${origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body: JSON.stringify(body) })).json()) as Record<string, string>;

async function customer(): Promise<{ client: Client; contactId: string; token: string; renewal: string }> {
  const { token = '', contactId = '', renewal = '' } = await post('/api/v2/guest-tokens', { deploymentId: 'demo', customer: { name: 'Mara' } });
  const client = await Client.join({ token, sessionId: `page-${contactId}`, manifest });
  await client.next('welcome');
  return { client, contactId, token, renewal };
}
const tokenFor = async (id: string) => (await post('/oauth/token', { grant_type: 'password', username: `${id}@halden.example`, password: `demo-${id}` }))['access_token'] ?? '';
async function agent(id: string): Promise<Client> {
  const client = await Client.join({ token: await tokenFor(id), sessionId: `desk-${id}`, manifest });
  await client.next('welcome');
  client.send({ type: 'presence.set', id: 'p1', state: 'available', onQueue: true });
  await client.next('ack', (it) => it.re === 'p1');
  return client;
}
const say = (client: Client, contactId: string, id: string, text: string) => client.send({ type: 'message.send', id, contactId, text });
const heard = (client: Client, text: string) => client.next('event', (it) => it.kind === 'message' && JSON.stringify(it.data).includes(text));

describe('the platform', () => {
  it('brings a customer and an agent into one contact, and keeps its record under one id', async () => {
    const ana = await agent('ana');
    const { client, contactId } = await customer();
    say(client, contactId, 'm1', 'Is the grinder loud?');
    const ringing = await ana.next('reservation');
    expect(ringing.contactId).toBe(contactId);
    ana.send({ type: 'reservation.answer', id: 'r1', reservationId: ringing.reservationId, accepted: true });
    await ana.next('ack', (it) => it.re === 'r1');
    await client.next('event', (it) => it.kind === 'agent.joined');
    say(ana, contactId, 'a1', 'Not at all.');
    await heard(client, 'Not at all.');
    const record = await fetch(`${origin}/api/v2/interactions/${contactId}`, { headers: { authorization: `Bearer ${await tokenFor('ana')}` } });
    expect(await record.json()).toMatchObject({ id: contactId, deploymentId: 'demo' });
    const foreign = await fetch(`${origin}/api/v2/interactions/${contactId}`, { headers: { authorization: `Bearer ${await tokenFor('ben')}` } });
    expect(foreign.status).toBe(404);
  });

  it('refuses a customer the contact of another, in the same words as one that does not exist', async () => {
    const one = await customer();
    const two = await customer();
    say(two.client, two.contactId, 'm1', 'mine');
    await two.client.next('ack', (it) => it.re === 'm1');
    say(one.client, two.contactId, 'x1', 'let me in');
    say(one.client, 'c_nobody', 'x2', 'let me in');
    const [foreign, absent] = [await one.client.next('nack', (it) => it.re === 'x1'), await one.client.next('nack', (it) => it.re === 'x2')];
    expect(foreign.code).toBe('not-your-contact');
    expect({ ...absent, re: '' }).toEqual({ ...foreign, re: '' });
    const { events } = (await (await fetch(`${origin}/api/v2/interactions/${two.contactId}/timeline`, { headers: { authorization: `Bearer ${await tokenFor('sam')}` } })).json()) as { events: object[] };
    expect(JSON.stringify(events)).not.toContain('let me in');
  });

  it('has every acknowledged message after a restart, and lets the customer go on where they were', async () => {
    const { client, contactId, token } = await customer();
    for (const id of ['m1', 'm2', 'm3']) say(client, contactId, id, `text ${id}`);
    const ack = await client.next('ack', (it) => it.re === 'm3');
    const closed = once(client.socket, 'close');
    await platform.close();
    expect((await closed)[0]).toBe(4503);
    const port = platform.port;
    platform = await startPlatform({ folder, config, port, host: '127.0.0.1', log: { level: 'silent' } });
    const again = await Client.join({ token, sessionId: 'page-again', manifest, resume: { after: { [contactId]: (ack.seq ?? 3) - 1 } } });
    expect((await again.next('welcome')).contact?.contactId).toBe(contactId);
    expect((await heard(again, 'text m3')).seq).toBe(ack.seq);
  });

  it('takes a message once, however often its frame comes', async () => {
    const { client, contactId } = await customer();
    say(client, contactId, 'm1', 'only once');
    const first = await client.next('ack', (it) => it.re === 'm1');
    say(client, contactId, 'm1', 'only once');
    expect(await client.next('ack', (it) => it.re === 'm1')).toEqual(first);
  });

  it('holds its store against a second platform', async () => {
    await expect(startPlatform({ folder, config, port: 0, log: { level: 'silent' } })).rejects.toMatchObject({ code: 'store-locked' });
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  });

  it('keeps what the API wrote over the file that seeded it, until the file is applied', async () => {
    await platform.core.queues.put('support', { name: 'Renamed' });
    await platform.close();
    await start();
    expect((await platform.core.queues.get('support'))?.name).toBe('Renamed');
    await platform.close();
    platform = await startPlatform({ folder, config, apply: true, port: 0, host: '127.0.0.1', log: { level: 'silent' } });
    expect((await platform.core.queues.get('support'))?.name).toBe('Support - Video Enabled');
  });
});
