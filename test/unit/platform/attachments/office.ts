/** A platform with a folder for files on a port of this machine, a customer in chat with Ana, and their ways to files. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEdge } from '../../../../src/platform/edge/server.js';
import type { EdgeLimits } from '../../../../src/platform/edge/edge-limits.js';
import { openFiles, type Files } from '../../../../src/platform/attachments/file-store.js';
import { createTokens, stampOf } from '../../../../src/platform/auth/tokens.js';
import { createLog } from '../../../../src/platform/log.js';
import type { AttachmentLink, KeptAttachment } from '../../../../src/protocol/attachment.js';
import { passwordHash, staff } from '../access/scene.js';
import type { ManualClock } from '../core/manual-clock.js';
import type { Person } from '../core/person.js';
import { World } from '../core/world.js';

const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef');

export interface OfficeOptions {
  readonly folder?: string;
  readonly clock?: ManualClock;
  readonly limits?: Partial<EdgeLimits>;
  /** Of the deployment. */
  readonly attachments?: unknown;
  readonly files?: (files: Files) => Files;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T & { readonly code?: string };
  readonly headers: Headers;
}

export interface Upload {
  readonly name?: string;
  readonly type?: string;
  readonly origin?: string;
  readonly contactId?: string;
  /** Where it comes from, as a proxy says. */
  readonly address?: string;
}

export class Office {
  private constructor(
    readonly world: World,
    readonly origin: string,
    readonly folder: string,
    private readonly ends: (() => Promise<unknown>)[],
  ) {}

  static async open({ folder, clock, limits = {}, attachments, files: wrap = (it) => it }: OfficeOptions = {}): Promise<Office> {
    const own = folder ?? (await mkdtemp(join(tmpdir(), 'segue-office-')));
    const files = wrap(await openFiles(own));
    const world = await World.open({ folder: own, config: { agents: staff }, files, ...(clock ? { clock } : {}) });
    const { core } = world;
    const edge = await createEdge({ domain: core, secret, clock: world.clock, log: createLog({ level: 'silent' }), ready: () => Promise.resolve(true), files, trustProxy: ['127.0.0.1'], limits: { requestsPerMinute: 100_000, uploadsPerMinute: 1_000, uploadBurst: 1_000, ...limits } });
    const origin = `http://127.0.0.1:${await edge.listen(0, '127.0.0.1')}`;
    const { deployments, ...rest } = await core.config();
    const rules = attachments === undefined ? {} : { attachments };
    await core.seed({ ...rest, deployments: deployments.map((it) => ({ ...it, ...rules, origins: [origin] })) } as Parameters<typeof core.seed>[0], 'apply');
    return new Office(world, origin, own, [() => edge.close(), () => world.stop()]);
  }

  /** As a crash would, as far as memory goes: the folder stays. */
  async stop(): Promise<void> {
    for (const end of this.ends.splice(0)) await end();
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A customer in chat with Ana. */
  async chat(): Promise<{ readonly customer: Person; readonly ana: Person }> {
    const ana = await this.world.agent('ana');
    const customer = await this.world.customer();
    await customer.say('Hello');
    await ana.accept();
    return { customer, ana };
  }

  async token(who: Person | 'ana' | 'ben' | 'sue' | 'reports'): Promise<string> {
    const tokens = createTokens(secret, this.world.clock);
    const stamp = stampOf(passwordHash);
    if (typeof who === 'string') return (await tokens.mint({ kind: 'agent', sub: who, stamp })).token;
    if (who.who.kind !== 'customer') return (await tokens.mint({ kind: 'agent', sub: who.who.id, stamp })).token;
    return (await tokens.mint({ kind: 'guest', sub: who.who.id, deployment: 'shop', contact: who.contactId, origin: this.origin })).token;
  }

  async upload(who: Person, body: string | Buffer | ReadableStream, { name, type, origin = this.origin, contactId = who.contactId, address }: Upload = {}): Promise<Answer<KeptAttachment>> {
    const headers = {
      authorization: `Bearer ${await this.token(who)}`, origin, 'content-type': type ?? 'application/octet-stream',
      ...(name === undefined ? {} : { 'x-file-name': encodeURIComponent(name) }), ...(address === undefined ? {} : { 'x-forwarded-for': address }),
    };
    const streamed = body instanceof ReadableStream ? { duplex: 'half' as const } : {};
    return answerOf(await fetch(`${this.origin}/api/v2/contacts/${contactId}/attachments`, { method: 'POST', headers, body: Buffer.isBuffer(body) ? new Uint8Array(body) : body, ...streamed }));
  }

  async link(who: Person | 'sue' | 'ben', contactId: string, attachmentId: string, from: 'contacts' | 'interactions' = 'contacts'): Promise<Answer<AttachmentLink>> {
    const headers = { authorization: `Bearer ${await this.token(who)}`, origin: this.origin };
    return answerOf(await fetch(`${this.origin}/api/v2/${from}/${contactId}/attachments/${attachmentId}/link`, { method: 'POST', headers }));
  }

  /** What lies in the folder. */
  async lies(): Promise<string[]> {
    return (await readdir(join(this.folder, 'attachments'))).sort();
  }
}

async function answerOf<T>(answer: Response): Promise<Answer<T>> {
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as T & { code?: string } };
}
