/**
 * One contact of the memory platform: its timeline as its customer sees it, and the snapshot that goes with it.
 *
 * Knows how an event gets its seq, what a snapshot says, and in which order all that one act leads to is told: what has to
 * be first, events, the snapshot, the upgrade. Events that a customer does not see are left out, so that `seq` is dense
 * here where on a platform it has gaps. Does not know who may do what (memory-desk.ts).
 */
import type {
  Actor, AgentCard, ContactMedium, ContactSnapshot, ContactState, EventData, EventKind, PlatformFrame, PlatformFrameOf, UpgradeView,
} from '../protocol/index.js';
import { limits } from '../protocol/index.js';

export interface ContactWorld {
  readonly deploymentId: string;
  readonly customerId: string;
  readonly customerName: () => string | undefined;
  readonly queue: { readonly queueId: string; readonly name: string };
  readonly now: () => number;
  readonly video: () => ContactSnapshot['video'];
  /** To the customer's pages. */
  readonly tell: (frame: PlatformFrame) => void;
}

export const moment = (at: number): string => new Date(at).toISOString();
export const platformActor: Actor = { kind: 'platform' };

export class MemoryContact {
  readonly events: PlatformFrameOf<'event'>[] = [];
  state: ContactState = 'new';
  medium: ContactMedium = 'webChat';
  owner: AgentCard | undefined;
  upgrade: UpgradeView | undefined;
  read: ContactSnapshot['read'] = { customer: 0, agent: 0 };
  private startedAt: number | undefined;
  private closedAt: number | undefined;
  private first: PlatformFrame[] = [];
  private untold: PlatformFrame[] = [];
  private stale = { contact: false, upgrade: false };

  constructor(
    readonly id: string,
    private readonly world: ContactWorld,
  ) {}

  get customer(): Actor {
    const name = this.world.customerName();
    return { kind: 'customer', id: this.world.customerId, ...(name === undefined ? {} : { name }) };
  }

  get seq(): number {
    return this.events.length;
  }

  /** The newest events before a seq, as many as go into one answer. */
  before(seq: number): PlatformFrameOf<'history'>['events'] {
    return this.events.slice(0, seq - 1).slice(-limits.historyEvents).map(({ type: _type, ...event }) => event);
  }

  get isOpen(): boolean {
    return this.state !== 'new' && this.state !== 'closed';
  }

  append<K extends EventKind>(kind: K, actor: Actor, data: EventData<K>): number {
    const seq = this.seq + 1;
    const event: PlatformFrameOf<'event'> = { type: 'event', contactId: this.id, seq, prev: seq - 1, at: moment(this.world.now()), kind, actor, data };
    this.events.push(event);
    this.untold.push(event);
    return seq;
  }

  /** The customer's first act; `enterQueue` follows it. */
  start(): void {
    const { deploymentId, customerId, now } = this.world;
    this.startedAt = now();
    this.state = 'flow';
    this.append('contact.started', { kind: 'customer', id: customerId }, { deploymentId, flowId: 'welcome', flowVersion: 1, medium: 'webChat', customer: this.card });
    this.stale.contact = true;
  }

  enterQueue(): void {
    this.state = 'queued';
    this.append('queue.entered', platformActor, { ...this.world.queue, medium: 'webChat' });
  }

  join(agent: AgentCard): void {
    if (this.owner) return;
    this.owner = agent;
    this.state = 'connected';
    this.append('agent.joined', { kind: 'agent', id: agent.agentId, name: agent.name }, { agent });
    this.stale.contact = true;
    this.arrive();
  }

  /** All there is has arrived at the agent's desk, where there is one. */
  arrive(): void {
    if (!this.owner) return;
    this.read = { ...this.read, desk: this.seq };
    this.say({ type: 'read', contactId: this.id, by: 'desk', upTo: this.seq });
  }

  close(reason: EventData<'contact.closed'>['reason'], actor: Actor): void {
    this.append('contact.closed', actor, { reason });
    this.closedAt = this.world.now();
    this.state = 'closed';
    this.stale.contact = true;
  }

  /** The snapshot is to be told with what this act leads to. */
  changed(): void {
    this.stale.contact = true;
  }

  setUpgrade(view: UpgradeView): void {
    this.upgrade = view;
    this.stale.upgrade = true;
  }

  /** Something that is no event, among the events. */
  say(frame: PlatformFrame): void {
    this.untold.push(frame);
  }

  /** Something that is to be heard before all else. */
  sayFirst(frame: PlatformFrame): void {
    this.first.push(frame);
  }

  /** Tells what one act has led to. */
  flush(): void {
    const { first, untold, stale, upgrade } = this;
    [this.first, this.untold, this.stale] = [[], [], { contact: false, upgrade: false }];
    for (const frame of [...first, ...untold]) this.world.tell(frame);
    if (stale.contact) this.world.tell({ type: 'contact', contact: this.snapshot() });
    if (stale.upgrade && upgrade) this.world.tell({ type: 'upgrade.state', contactId: this.id, ...upgrade });
  }

  snapshot(): ContactSnapshot {
    const { id, state, medium, owner, upgrade, read, startedAt, closedAt, seq } = this;
    const { deploymentId, queue, video } = this.world;
    return {
      contactId: id, deploymentId, state, medium, relation: 'customer', customer: this.card,
      ...(owner ? { owner } : {}),
      ...(state === 'queued' ? { place: { position: 1 } } : {}),
      ...(startedAt === undefined ? {} : { queue, startedAt: moment(startedAt) }), ...(closedAt === undefined ? {} : { closedAt: moment(closedAt) }),
      seq, read, video: video(), ...(upgrade ? { upgrade } : {}),
    };
  }

  private get card(): ContactSnapshot['customer'] {
    const name = this.world.customerName();
    return { customerId: this.world.customerId, ...(name === undefined ? {} : { name }) };
  }
}
