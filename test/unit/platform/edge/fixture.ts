/**
 * A real edge on a free port over a double of the domain, and clients for it.
 */
import { once } from 'node:events';
import { afterEach } from 'vitest';
import { WebSocket } from 'ws';
import type { ClientFrame, Hello } from '../../../../src/protocol/client-frame.js';
import type { PlatformFrame } from '../../../../src/protocol/platform-frame.js';
import { hashPassword } from '../../../../src/platform/auth/password.js';
import { createTokens, type Claims } from '../../../../src/platform/auth/tokens.js';
import { parseConfig, mergeQueue, type Queue, type SegueConfig } from '../../../../src/platform/config/index.js';
import type { Domain, Participant } from '../../../../src/platform/edge/domain.js';
import { createEdge, type Edge, type EdgeOptions } from '../../../../src/platform/edge/server.js';
import type { LeftMessage } from '../../../../src/platform/contacts/left-messages.js';
import type { Schedule } from '../../../../src/platform/flows/index.js';
import { flowsDouble } from './flows-double.js';
import { createLog } from '../../../../src/platform/log.js';
import type { StoredEvent } from '../../../../src/platform/record/index.js';
import { systemClock } from '../../../../src/platform/system-clock.js';
import { SegueError } from '../../../../src/protocol/error.js';
import type { Clock } from '../../../../src/protocol/clock.js';

const cheap = { N: 1024, r: 8, p: 1 };
const passwordHash = await hashPassword('correct horse', cheap);
const agent = (id: string, roles: string[]) => ({ id, name: id, login: `${id}@example.test`, passwordHash, roles });

export const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef');

export const testConfig = (): SegueConfig =>
  parseConfig(
    JSON.stringify({
      deployments: [
        { id: 'shop', origins: ['self', 'https://shop.test'], flowId: 'welcome', defaultQueueId: 'support', entitlements: ['video'], widget: { allowMediaUpgrade: true, mediaTypes: ['chat', 'video'] } },
        { id: 'other', origins: ['https://other.test'], flowId: 'welcome', defaultQueueId: 'support' },
      ],
      queues: [{ id: 'support', name: 'Support', mediaTypes: ['webChat'], members: ['ana'] }],
      agents: [agent('ana', ['agent']), agent('ben', ['agent']), agent('sam', ['supervisor']), agent('ada', ['administrator'])],
      flows: [{ id: 'welcome', version: 1, trigger: 'web-messaging', startBlock: 'route', blocks: [{ id: 'route', type: 'route-to-queue', configuration: { queueId: 'support' } }] }],
      schedules: [{ id: 'office', timeZone: 'Europe/Berlin', weekly: { monday: [{ from: '09:00', to: '17:00' }] } }],
      oauthClients: [{ id: 'reports', secretHash: passwordHash }, { id: 'idle', secretHash: passwordHash, scopes: ['routing:queue:view'] }],
      wrapUpCodes: ['Solved'],
    }),
  );

const started = (contactId: string): StoredEvent[] => {
  const agentCard = { agentId: 'ana', name: 'ana' };
  const base = { contactId, at: 1_700_000_000_000 };
  return [
    { ...base, seq: 1, kind: 'contact.started', actor: { kind: 'customer', id: 'g_1' }, data: { deploymentId: 'shop', flowId: 'welcome', flowVersion: 1, medium: 'webChat', customer: { customerId: 'g_1' } } },
    { ...base, seq: 2, kind: 'agent.joined', actor: { kind: 'agent', id: 'ana' }, data: { agent: agentCard } },
    { ...base, seq: 3, kind: 'message', actor: { kind: 'customer', id: 'g_1' }, data: { messageId: 'm1', text: 'Hello' } },
  ];
};

export interface DoubleLine {
  readonly who: Participant;
  readonly hello: Hello;
  readonly deliver: (frame: PlatformFrame) => void;
  readonly frames: ClientFrame[];
  /** What has arrived at the other end. */
  readonly received: (readonly [contactId: string, seq: number])[];
  /** How often the other end was heard. */
  heard: number;
  gone: boolean;
}

/** Answers every durable frame with an ack; `onFrame` may throw instead. */
export class DomainDouble implements Domain {
  readonly lines: DoubleLine[] = [];
  readonly settings = testConfig();
  onFrame: (frame: ClientFrame, line: DoubleLine) => Promise<void> | void = () => undefined;
  onConnect: (who: Participant) => Promise<void> = () => Promise.resolve();
  #guests = 0;

  readonly queues = {
    get: (id: string) => Promise.resolve(this.settings.queues.find((it) => it.id === id)),
    list: () => Promise.resolve(this.settings.queues),
    put: (id: string, body: Parameters<Domain['queues']['put']>[1]): Promise<Queue> => {
      const queue = mergeQueue(id, this.settings.queues.find((it) => it.id === id), body);
      this.settings.queues = [...this.settings.queues.filter((it) => it.id !== id), queue];
      return Promise.resolve(queue);
    },
    putMembers: (id: string, members: readonly string[]): Promise<Queue> => {
      const queue = this.settings.queues.find((it) => it.id === id);
      if (!queue) return Promise.reject(new SegueError('not-found'));
      queue.members = [...members];
      return Promise.resolve(queue);
    },
  };
  readonly flows = flowsDouble(this.settings);
  readonly schedules = {
    get: (id: string) => Promise.resolve(this.#standing().find(({ schedule }) => schedule.id === id)),
    list: () => Promise.resolve(this.#standing()),
    put: (schedule: Schedule) => {
      this.settings.schedules = [...this.settings.schedules.filter((it) => it.id !== schedule.id), schedule];
      return Promise.resolve({ schedule, now: { status: 'closed' as const } });
    },
  };
  left: LeftMessage[] = [{ contactId: 'c_1', queueId: 'support', text: 'Please call back', leftAt: 1_700_000_000_000 }];
  readonly leftMessages = {
    open: (queueIds?: readonly string[]) => Promise.resolve(this.left.filter((it) => it.handledAt === undefined && (queueIds?.includes(it.queueId) ?? true))),
    of: (contactId: string) => Promise.resolve(this.left.filter((it) => it.contactId === contactId)),
    handle: (contactId: string, handledBy: string) => {
      this.left = this.left.map((it) => (it.contactId === contactId ? { ...it, handledAt: 1_700_000_060_000, handledBy } : it));
      return Promise.resolve(true);
    },
  };
  readonly #standing = () => this.settings.schedules.map((schedule) => ({ schedule, now: { status: 'closed' as const } }));

  async connect(who: Participant, hello: Hello, deliver: (frame: PlatformFrame) => void) {
    await this.onConnect(who);
    const line: DoubleLine = { who, hello, deliver, frames: [], heard: 0, received: [], gone: false };
    this.lines.push(line);
    deliver({ type: 'welcome', participantId: who.id, role: who.kind, now: new Date(0).toISOString(), heartbeatMs: 25_000, limits: { frameBytes: 65_536, textLength: 4_000, sdpLength: 32_768 } });
    return {
      handle: async (frame: ClientFrame) => {
        line.frames.push(frame);
        await this.onFrame(frame, line);
        if ('id' in frame) deliver({ type: 'ack', re: frame.id });
      },
      heard: () => {
        line.heard += 1;
      },
      received: (contactId: string, seq: number) => {
        line.received.push([contactId, seq]);
      },
      gone: () => {
        line.gone = true;
      },
    };
  }

  guest() {
    this.#guests += 1;
    return Promise.resolve({ guestId: `g_${this.#guests}`, contactId: `c_${this.#guests}`, renewal: 'renewal', deployment: this.settings.deployments[0]! });
  }
  agent = (id: string) => Promise.resolve(this.settings.agents.find((it) => it.id === id));
  agentByLogin = (login: string) => Promise.resolve(this.settings.agents.find((it) => it.login === login));
  deployment = (id: string) => Promise.resolve(this.settings.deployments.find((it) => it.id === id));
  visit = (id: string) => Promise.resolve(this.settings.deployments.some((it) => it.id === id) ? {} : undefined);
  config = () => Promise.resolve(this.settings);
  blockedGuests = () => Promise.resolve([]);
  setBlocked = () => Promise.resolve();
  openContacts = () => Promise.resolve([]);
  transferTargets = () => Promise.reject(new SegueError('not-your-contact'));
  pastContacts = () => Promise.reject(new SegueError('not-your-contact'));
  pastContact = () => Promise.reject(new SegueError('not-your-contact'));
  endedContacts = () => Promise.resolve([]);
  endedContact = () => Promise.reject(new SegueError('not-your-contact'));
  readonly savedReplies = {
    list: () => Promise.resolve(this.settings.savedReplies),
    put: (replies: SegueConfig['savedReplies']) => {
      this.settings.savedReplies = [...replies];
      return Promise.resolve();
    },
  };
  readonly analytics: Domain['analytics'] = {
    report: () => Promise.resolve({ rows: [] }),
    alerts: () => Promise.resolve({ alerts: [] }),
    census: () => Promise.resolve({ contacts: new Map(), lines: new Map(), agents: new Map(), alerts: new Map() }),
    resolve: (id, by) =>
      Promise.resolve({ id, alert: { kind: 'pane-unconfirmed', contactId: 'c_1', callId: 'v_1', agentId: 'ana' }, raisedAt: 0, lastAt: 0, times: 1, resolved: { at: 0, by } }),
  };
  readonly attachments: Domain['attachments'] = {
    begin: () => Promise.reject(new SegueError('not-your-contact')),
    keep: () => Promise.reject(new SegueError('file-gone')),
    unknown: () => Promise.resolve([]), abandon: () => Promise.resolve(),
    seen: () => Promise.reject(new SegueError('not-your-contact')),
    find: () => Promise.resolve(undefined),
  };
  timeline = (contactId: string) => Promise.resolve(contactId === 'c_1' ? started(contactId) : []);
}

/** A clock whose "now" can be moved; timers are the machine's. */
export class ShiftedClock implements Clock {
  offset = 0;
  now = () => Date.now() + this.offset;
  after = (ms: number, task: () => void) => systemClock.after(ms, task);
}

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

export interface TestEdge {
  readonly edge: Edge;
  readonly domain: DomainDouble;
  readonly clock: ShiftedClock;
  readonly port: number;
  readonly origin: string;
  mint(claims: Claims): Promise<string>;
  /** A guest's token for the contact. */
  guestToken(contact?: string, origin?: string): Promise<string>;
  agentToken(login?: string): Promise<string>;
  dial(options?: { origin?: string | undefined; protocols?: string[] }): Promise<TestClient>;
  /** Dials, says hello and waits for the welcome. */
  join(token: string, options?: { origin?: string | undefined; sessionId?: string }): Promise<TestClient>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

export async function startEdge(options: Partial<EdgeOptions> = {}): Promise<TestEdge> {
  const domain = new DomainDouble();
  const clock = new ShiftedClock();
  const edge = await createEdge({ domain, secret, clock, log: createLog({ level: 'silent' }), ready: () => Promise.resolve(true), ...options });
  closers.push(() => edge.close());
  const port = await edge.listen(0, '127.0.0.1');
  const origin = `http://127.0.0.1:${port}`;
  const mint = async (claims: Claims) => (await createTokens(secret, clock).mint(claims)).token;
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const dial = (dialing: { origin?: string | undefined; protocols?: string[] } = {}) =>
    TestClient.dial(`ws://127.0.0.1:${port}/ws`, dialing.protocols ?? ['segue.v1'], 'origin' in dialing ? dialing.origin : origin);
  return {
    edge, domain, clock, port, origin, mint, post, dial,
    guestToken: (contact = 'c_1', at = origin) => mint({ kind: 'guest', sub: 'g_1', deployment: 'shop', contact, origin: at }),
    async agentToken(login = 'ana@example.test') {
      const answer = await post('/oauth/token', { grant_type: 'password', username: login, password: 'correct horse' });
      return ((await answer.json()) as { access_token: string }).access_token;
    },
    async join(token, { sessionId = 's1', ...dialing } = {}) {
      const client = await dial(dialing);
      client.send({ type: 'hello', token, sessionId });
      await client.next('welcome');
      return client;
    },
  };
}

/** A socket that keeps what it heard until it is asked for. */
export class TestClient {
  readonly heard: { readonly type: string; readonly [key: string]: unknown }[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #wake: () => void = () => undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.heard.push(JSON.parse(data.toString()) as { type: string });
      this.#wake();
    });
    this.closed = new Promise((resolve) => socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })));
    socket.on('error', () => undefined);
    closers.push(() => socket.terminate());
  }

  static async dial(url: string, protocols: string[], origin: string | undefined): Promise<TestClient> {
    const socket = new WebSocket(url, protocols, origin === undefined ? {} : { origin });
    const client = new TestClient(socket);
    await once(socket, 'open');
    return client;
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Takes the next frame of a type; rejects when the socket closes before it comes. */
  async next(type: string): Promise<{ readonly type: string; readonly [key: string]: unknown }> {
    for (;;) {
      const index = this.heard.findIndex((it) => it.type === type);
      const [found] = index < 0 ? [] : this.heard.splice(index, 1);
      if (found) return found;
      const more = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      const end = await Promise.race([more, this.closed]);
      if (end && !this.heard.some((it) => it.type === type)) throw new Error(`closed with ${end.code} ${end.reason} before ${type}`);
    }
  }
}
