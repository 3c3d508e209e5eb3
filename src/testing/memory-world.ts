/**
 * The memory platform's inside: who is connected, which contact there is, and whoever waits for something.
 *
 * Puts lines, tokens, contact, upgrades and agent together; each knows its own matter. One visitor with one open contact:
 * a page without their renewal is somebody new, with a contact of their own in place of the last.
 */
import {
  SegueError, closeCodes, limits,
  type AgentCard, type AttributesChange, type ClientFrame, type ClientFrameOf, type Clock, type Hello, type PlatformFrame, type Signal, type WidgetConfig,
} from '../protocol/index.js';
import type { Dial } from '../session/index.js';
import { PlayedAgent, type MemoryAgent } from './memory-agent.js';
import { MemoryContact, moment } from './memory-contact.js';
import { MemoryDesk } from './memory-desk.js';
import { MemoryLine, pathBroken } from './memory-line.js';
import { MemoryTokens } from './memory-tokens.js';
import { MemoryUpgrades, type UpgradeRefusal } from './memory-upgrades.js';

export interface WorldOptions {
  readonly clock: Clock;
  readonly widget: WidgetConfig;
  readonly deploymentId?: string;
  readonly agent: AgentCard;
  readonly answersAtOnce: boolean;
  readonly patienceMs: number;
}

type MediaModes = Extract<Signal, { kind: 'media-state' }>['body'];
type Visitor = Parameters<ConstructorParameters<typeof MemoryTokens>[0]['admitted']>[0];

const queue = { queueId: 'support', name: 'Support' };

export class MemoryWorld {
  readonly frames: ClientFrame[] = [];
  readonly customer: { name: string | undefined; attributes: AttributesChange } = { name: undefined, attributes: {} };
  readonly agent: MemoryAgent;
  readonly fetch: typeof fetch;
  private readonly lines = new Set<MemoryLine>();
  private readonly waiting = new Set<() => void>();
  private readonly tokens: MemoryTokens;
  private readonly desk: MemoryDesk;
  private contact: MemoryContact;
  private upgrades: MemoryUpgrades;
  private through = true;
  private refusal: UpgradeRefusal | undefined;
  private ids = 0;
  private customerId = 'guest-1';
  private seesTyping = false;
  /** Of the call that is on: the customer's attempt, what the agent's side has said in it, and what it has heard. */
  private call: { attempt: number; said: number; sees: MediaModes | undefined } = { attempt: 0, said: 0, sees: undefined };

  constructor(private readonly options: WorldOptions) {
    const { clock, widget, deploymentId } = options;
    [this.contact, this.upgrades] = this.makeContact(deploymentId ?? 'none');
    this.tokens = new MemoryTokens({ deploymentId, widget, now: () => clock.now(), newId: this.newId, reachable: () => this.through, admitted: (visitor) => this.admit(visitor) });
    this.fetch = this.tokens.fetch;
    this.desk = new MemoryDesk({
      contact: () => this.contact, upgrades: () => this.upgrades, known: this.customer,
      arrived: () => this.arrived(),
      typed: (on) => (this.seesTyping = on),
      signalled: (frame) => this.signalled(frame),
    });
    this.agent = new PlayedAgent({
      card: options.agent, contact: () => this.contact, upgrades: () => this.upgrades, newId: this.newId,
      until: (holds, awaited) => this.until(holds, awaited),
      changed: () => this.changed(),
      signal: (modes) => this.signal(modes),
      sees: () => this.call.sees,
      seesTyping: () => this.seesTyping,
    });
  }

  get reachable(): boolean {
    return this.through;
  }

  set reachable(reachable: boolean) {
    this.through = reachable;
    if (!reachable) for (const line of [...this.lines]) line.drop(pathBroken);
  }

  readonly dial: Dial = (_url, listener) => {
    const line = new MemoryLine(listener, {
      greet: (greeted, hello) => this.greet(greeted, hello),
      take: (frame, from) => this.take(frame, from),
      gone: (gone) => void this.lines.delete(gone),
    });
    this.lines.add(line);
    if (this.through) line.open();
    else line.drop(pathBroken);
    return line;
  };

  /** How every upgrade ends from now on. Whether video is on offer at all is in the snapshot. */
  refuse(refusal: UpgradeRefusal | undefined): void {
    this.refusal = refusal;
    if (!this.contact.isOpen) return;
    this.contact.changed();
    this.contact.flush();
  }

  private readonly newId = (prefix: string): string => `${prefix}_${String((this.ids += 1))}`;

  private makeContact(deploymentId: string): [MemoryContact, MemoryUpgrades] {
    const { clock, agent } = this.options;
    const contact = new MemoryContact(this.newId('c'), {
      deploymentId, customerId: this.customerId, queue,
      customerName: () => this.customer.name,
      now: () => clock.now(),
      video: () => (this.refusal?.status === 'not-allowed' ? { allowed: false, reason: this.refusal.reason } : { allowed: true }),
      tell: (frame) => this.tell(frame),
    });
    const upgrades = new MemoryUpgrades(contact, {
      clock, agent, newId: this.newId,
      refusal: () => this.refusal,
      busy: () => this.agent.busy,
      bound: () => (this.call = { attempt: 0, said: 0, sees: undefined }),
      changed: () => this.changed(),
    });
    return [contact, upgrades];
  }

  private admit({ deploymentId, isNew, name }: Visitor): string {
    if (isNew) {
      this.customerId = this.newId('guest');
      this.customer.name = name;
      this.customer.attributes = {};
    }
    if (isNew || this.contact.state === 'closed') {
      this.upgrades.stop();
      [this.contact, this.upgrades] = this.makeContact(deploymentId);
    }
    return this.contact.id;
  }

  /** @throws SegueError `token-invalid` for a token of somebody who is not there any more */
  private greet(line: MemoryLine, { token, resume, recent }: Hello): void {
    const { contact } = this;
    if (this.tokens.contactOf(token) !== contact.id) throw new SegueError('token-invalid');
    // The page's older line goes.
    for (const other of [...this.lines]) if (other !== line && other.sessionId === line.sessionId) other.drop(closeCodes.replaced);
    const { frameBytes, textLength, sdpLength, heartbeatMs } = limits;
    line.tell({
      type: 'welcome', participantId: this.customerId, role: 'customer', now: moment(this.options.clock.now()), heartbeatMs,
      limits: { frameBytes, textLength, sdpLength }, contact: contact.snapshot(),
    });
    const after = resume?.after[contact.id] ?? 0;
    const missed = after === 0 && recent !== undefined ? contact.events.slice(-recent) : contact.events.filter(({ seq }) => seq > after);
    line.tell(...missed, ...this.upgrades.greeting());
    this.changed();
  }

  private take(frame: ClientFrame, line: MemoryLine): void {
    this.frames.push(frame);
    try {
      this.desk.take(frame, line);
    } finally {
      this.changed();
    }
  }

  private tell(frame: PlatformFrame): void {
    for (const line of this.lines) if (line.isOpen) line.tell(frame);
  }

  /** The customer is in line: somebody takes them, a little later than that. */
  private arrived(): void {
    if (this.options.answersAtOnce) void this.agent.joins();
  }

  /** The agent's side hears what the customer's says, and tells that it has. */
  private signalled({ contactId, callId, attempt, n, kind, body }: ClientFrameOf<'call.signal'>): void {
    if (attempt !== this.call.attempt) this.call = { ...this.call, attempt, said: 0 };
    this.upgrades.attempted(attempt);
    this.tell({ type: 'call.ack', contactId, callId, attempt, n });
    if (kind === 'media-state') this.call = { ...this.call, sees: body };
  }

  private signal(body: MediaModes): void {
    const { callId } = this.contact.upgrade ?? {};
    if (callId === undefined) return;
    this.call = { ...this.call, said: this.call.said + 1 };
    const { attempt, said: n } = this.call;
    this.contact.say({ type: 'call.signal', contactId: this.contact.id, callId, attempt, generation: 0, n, kind: 'media-state', body });
  }

  private changed(): void {
    for (const look of [...this.waiting]) look();
  }

  /** Resolves once it holds. */
  private until(holds: () => boolean, awaited: string): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((done, fail) => {
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        this.waiting.delete(look);
        settle();
      };
      const look = (): void => {
        if (holds()) end(done);
      };
      const timer = setTimeout(() => end(() => fail(new Error(`The agent waited for ${awaited}, and there is ${this.account()}.`))), this.options.patienceMs);
      this.waiting.add(look);
    });
  }

  /** How things stand, for whoever waited in vain. */
  private account(): string {
    const { state, upgrade } = this.contact;
    const result = upgrade?.result;
    const why = result === undefined ? '' : ` (${[result.status, 'reason' in result ? result.reason : ''].join(' ').trim()})`;
    return `a contact that is ${state}, and ${upgrade ? `an upgrade that is ${upgrade.state}${why}` : 'no upgrade'}`;
  }
}
