/** The demo's shop on a real platform with real sockets: its customers, its agents, and a restart when a test wants one. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { parseConfig, startPlatform, type Platform } from '../../../src/platform/index.js';
import { agentTokens, connect, customerTokens, type Session } from '../../../src/session/index.js';
import { videoManifest } from '../../../src/testing/index.js';
import { dialFrom } from './dial-from.js';
import { memoryStorage } from './harness.js';

const config = parseConfig(await readFile(new URL('../../../demo/segue.config.json', import.meta.url), 'utf8'));
export const soon = { timeout: 15_000, interval: 20 };

export class Shop {
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

  /** `recent`: only so many of the latest events at first. */
  customer(storage = memoryStorage(), recent?: number): Session {
    const { origin } = this;
    const tokens = customerTokens({
      platform: origin, deploymentId: 'demo', storage, customer: { name: 'Mara' },
      fetch: (url, init) => fetch(url, { ...init, headers: { 'content-type': 'application/json', origin } }),
    });
    return this.session(tokens, recent);
  }

  agent(login: string, password: string): Session {
    const accessToken = async (): Promise<string> => {
      const body = new URLSearchParams({ grant_type: 'password', username: login, password });
      const answer: unknown = await (await fetch(`${this.origin}/oauth/token`, { method: 'POST', body })).json();
      return typeof answer === 'object' && answer !== null && 'access_token' in answer ? String(answer.access_token) : '';
    };
    return this.session(agentTokens({ accessToken }));
  }

  private session(tokens: Parameters<typeof connect>[0]['tokens'], recent?: number): Session {
    const session = connect({ platform: this.origin, tokens, dial: dialFrom(this.origin), manifest: () => videoManifest, random: () => 0.1, storage: undefined, ...(recent === undefined ? {} : { recent }) });
    onTestFinished(() => session.close());
    session.open();
    return session;
  }
}

export const connected = (session: Session): Promise<unknown> => vi.waitFor(() => expect(session.state.kind).toBe('connected'), soon);
export async function idOf(session: Session): Promise<string> {
  await connected(session);
  const contactId = session.contact?.contactId;
  if (contactId === undefined) throw new Error('a welcomed customer has a contact');
  return contactId;
}

/** Ana, on queue, answers what rings. */
export async function ana(shop: Shop): Promise<Session> {
  const session = shop.agent('ana@halden.example', 'demo-ana');
  session.on('reservation', ({ reservationId }) => void session.submit({ type: 'reservation.answer', reservationId, accepted: true }).catch(() => undefined));
  await connected(session);
  await session.submit({ type: 'presence.set', state: 'available', onQueue: true });
  return session;
}
