/**
 * The platform that is fuzzed: the real edge on a free port, the real core, a real store in memory; a clock that the fuzzer moves.
 *
 * Two deployments that have nothing to do with each other: `shop` is fuzzed by everybody, `other` has a customer and an agent
 * who must never hear of the shop. Ids are counted, so that a seed gives the same run again.
 */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { parseConfig, type SegueConfig } from '../../../../src/platform/config/index.js';
import { migrations, openCore, type Core } from '../../../../src/platform/core.js';
import { hashPassword } from '../../../../src/platform/auth/password.js';
import { createTokens, stampOf, type Tokens } from '../../../../src/platform/auth/tokens.js';
import { createEdge, type Edge } from '../../../../src/platform/edge/server.js';
import { openStore, type Store } from '../../../../src/platform/store/store.js';
import { ManualClock } from '../core/manual-clock.js';
import { askBlock, supportBody, toSupport, trigger, videoBlock } from '../core/fixtures.js';

const password = 'correct horse';
const passwordHash = await hashPassword(password, { N: 1_024, r: 8, p: 1 });
const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
const plenty = 1_000_000_000;

const skills = [{ id: 'skill-chat-support', level: 1 }, { id: 'skill-video-support', level: 1 }];
const person = (id: string, roles: string[]) => ({ id, name: id, login: id, passwordHash, roles, skills, entitlements: ['video'] });
const parsed = (blocks: readonly string[]): unknown[] => blocks.map((block): unknown => JSON.parse(block));
const widget = { allowMediaUpgrade: true, mediaTypes: ['chat', 'video'] };

export const people = ['ana', 'ben', 'chen', 'out', 'sam', 'ada'] as const;
export const origins = { shop: 'https://shop.example', other: 'https://other.example' } as const;

const settings = (): SegueConfig =>
  parseConfig(JSON.stringify({
    deployments: [
      { id: 'shop', origins: [origins.shop], flowId: 'main', defaultQueueId: 'support', entitlements: ['video'], idleMinutes: 5, widget },
      { id: 'other', origins: [origins.other], flowId: 'away', defaultQueueId: 'apart', entitlements: ['video'], idleMinutes: 5, widget },
    ],
    queues: [
      { id: 'support', ...(JSON.parse(supportBody) as object), members: ['ana', 'ben'] },
      { id: 'second', ...(JSON.parse(supportBody) as object), members: ['chen'] },
      { id: 'apart', ...(JSON.parse(supportBody) as object), members: ['out'] },
    ],
    agents: [person('ana', ['agent']), person('ben', ['agent']), person('chen', ['agent']), person('out', ['agent']), person('sam', ['supervisor']), person('ada', ['administrator'])],
    flows: [
      { id: 'main', version: 1, blocks: parsed([trigger, toSupport, askBlock, videoBlock]) },
      { id: 'away', version: 1, blocks: parsed([trigger, toSupport.replace('support', 'apart')]) },
    ],
    oauthClients: [{ id: 'reports', secretHash: passwordHash }],
  }));

export interface Subject {
  readonly port: number;
  readonly core: Core;
  readonly clock: ManualClock;
  readonly tokens: Tokens;
  readonly edge: Edge;
  /** Lines that say that somebody must look. */
  readonly faults: string[];
  /** Everything else that was logged since it was last asked. */
  takeLog(): string;
  staffToken(id: string): Promise<string>;
  settled(): Promise<void>;
  /** How many events of each kind all timelines have. */
  kinds(): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
}

function listening(): { readonly faults: string[]; readonly log: ReturnType<typeof pino>; takeLog(): string } {
  const faults: string[] = [];
  let lines: string[] = [];
  const write = (chunk: Buffer, _encoding: unknown, done: () => void): void => {
    const line = chunk.toString();
    lines.push(line);
    if (line.includes('"level":50') || line.includes('"level":60')) faults.push(line);
    done();
  };
  const takeLog = (): string => {
    const text = lines.join('');
    lines = [];
    return text;
  };
  return { faults, takeLog, log: pino({ level: 'debug', base: null }, new Writable({ write })) };
}

export async function openSubject(): Promise<Subject> {
  const clock = new ManualClock();
  const inFlight = { count: 0 };
  const store = counting(await openStore({ folder: ':memory:', migrations }), inFlight);
  const { log, faults, takeLog } = listening();
  let ids = 0;
  const newId = (prefix: string): string => `${prefix}_${(ids += 1).toString(36).padStart(6, '0')}`;
  const core = await openCore({ store, clock, log, newId, mintTurn: () => ({ policy: 'all', iceServers: [{ urls: 'turn:turn.example:3478', username: 'u', credential: 'c' }] }) });
  await core.seed(settings(), 'if-empty');
  const limits = {
    framesPerSecond: plenty, frameBurst: plenty, messagesPerSecond: plenty, messageBurst: plenty, durableFramesPerSecond: plenty, durableFrameBurst: plenty,
    socketsPerMinute: plenty, guestTokensPerMinute: plenty, guestTokensPerSecond: plenty, guestTokenBurst: plenty, requestsPerMinute: plenty,
  };
  const edge = await createEdge({ domain: core, secret, clock, log, ready: () => Promise.resolve(true), limits });
  const port = await edge.listen(0, '127.0.0.1');
  const tokens = createTokens(secret, clock);
  return {
    port, core, clock, tokens, edge, faults, takeLog,
    staffToken: async (id) => (await tokens.mint(id === 'reports' ? { kind: 'client', sub: id, stamp: stampOf(passwordHash) } : { kind: 'agent', sub: id, stamp: stampOf(passwordHash) })).token,
    async settled() {
      for (let calm = 0; calm < 3; calm = inFlight.count === 0 ? calm + 1 : 0) await new Promise((resolve) => setImmediate(resolve));
    },
    kinds: () => store.transaction(async (tx) => new Map((await tx.all('SELECT kind, count(*) AS many FROM events GROUP BY kind')).map((row) => [String(row['kind']), Number(row['many'])]))),
    async close() {
      await edge.close();
      await core.close();
      await store.close();
    },
  };
}

function counting(store: Store, inFlight: { count: number }): Store {
  return {
    ...store,
    transaction(work) {
      inFlight.count += 1;
      return store.transaction(work).finally(() => {
        inFlight.count -= 1;
      });
    },
    backup: (file) => store.backup(file),
    close: () => store.close(),
  };
}
