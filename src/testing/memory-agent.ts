/**
 * The agent at the memory platform, whom the test plays: what they say and do, and what they see of the customer.
 *
 * Each deed waits until it can be done (an agent can accept what rings, not before) and is refused with where things stand
 * when that does not come about. Knows no frames of the customer's.
 */
import type { Actor, AgentCard, Cause, Content, PlatformFrameOf, Signal } from '../protocol/index.js';
import type { MemoryContact } from './memory-contact.js';
import type { MemoryUpgrades } from './memory-upgrades.js';

type MediaModes = Extract<Signal, { kind: 'media-state' }>['body'];

/** The agent, as a test plays them. All of it resolves when it is done. */
export interface MemoryAgent {
  readonly card: AgentCard;
  /** In another call: who asks for video waits in line until this is false again. Default: false. */
  busy: boolean;
  /** What the customer does with camera and microphone in the call, as the agent's side has heard; undefined before. */
  readonly sees: MediaModes | undefined;
  /** Whether the customer is writing. */
  readonly seesTyping: boolean;
  /** Takes the waiting contact; needed only with `answers: 'when-told'`. */
  joins(): Promise<void>;
  says(text: string, content?: Content): Promise<void>;
  types(on?: boolean): Promise<void>;
  /** Has read all there is. */
  reads(): Promise<void>;
  invitesToVideo(message?: string): Promise<void>;
  /** Once it rings: the call begins. */
  acceptsVideo(): Promise<void>;
  /** Once it rings. */
  declinesVideo(): Promise<void>;
  /** Their side of the call does not come about, or is lost for good. */
  losesVideo(cause?: Cause): Promise<void>;
  /** Camera and microphone of theirs, as the customer's page hears of them. */
  shows(modes: MediaModes): Promise<void>;
  endsVideo(): Promise<void>;
  /** Ends the contact. */
  closes(): Promise<void>;
}

export interface AgentWorld {
  readonly card: AgentCard;
  readonly contact: () => MemoryContact;
  readonly upgrades: () => MemoryUpgrades;
  readonly newId: (prefix: string) => string;
  /** Resolves when it is so; else rejects with this account of what was awaited. */
  readonly until: (holds: () => boolean, awaited: string) => Promise<void>;
  readonly changed: () => void;
  readonly signal: (modes: MediaModes) => void;
  readonly sees: () => MediaModes | undefined;
  readonly seesTyping: () => boolean;
}

export class PlayedAgent implements MemoryAgent {
  private engaged = false;

  constructor(private readonly world: AgentWorld) {}

  get card(): AgentCard {
    return this.world.card;
  }

  get busy(): boolean {
    return this.engaged;
  }

  set busy(busy: boolean) {
    this.engaged = busy;
    if (!busy) this.world.upgrades().retry();
    this.told();
  }

  get sees(): MediaModes | undefined {
    return this.world.sees();
  }

  get seesTyping(): boolean {
    return this.world.seesTyping();
  }

  joins(): Promise<void> {
    return this.once(() => this.contact.isOpen, 'a customer who has written', () => this.contact.join(this.card));
  }

  says(text: string, content?: Content): Promise<void> {
    const data = { messageId: this.world.newId('m'), text, ...(content === undefined ? {} : { content }) };
    return this.owning(() => this.contact.append('message', this.actor, data));
  }

  types(on = true): Promise<void> {
    return this.owning(() => this.contact.say({ type: 'typing', contactId: this.contact.id, by: this.actor, on }));
  }

  reads(): Promise<void> {
    return this.owning(() => {
      const { contact } = this;
      contact.read = { ...contact.read, agent: contact.seq };
      const read: PlatformFrameOf<'read'> = { type: 'read', contactId: contact.id, by: 'agent', upTo: contact.seq };
      contact.say(read);
    });
  }

  invitesToVideo(message?: string): Promise<void> {
    return this.owning(() => this.world.upgrades().invite(message));
  }

  acceptsVideo(): Promise<void> {
    return this.once(() => this.inState('ringing'), 'video that rings', () => this.world.upgrades().bind());
  }

  declinesVideo(): Promise<void> {
    return this.once(() => this.inState('ringing'), 'video that rings', () => this.world.upgrades().decline());
  }

  losesVideo(cause?: Cause): Promise<void> {
    return this.calling(() => this.world.upgrades().failed('agent', cause));
  }

  shows(modes: MediaModes): Promise<void> {
    return this.calling(() => this.world.signal(modes));
  }

  endsVideo(): Promise<void> {
    return this.calling(() => this.world.upgrades().hangUp('agent'));
  }

  closes(): Promise<void> {
    return this.owning(() => {
      this.world.upgrades().endWithContact('agent');
      this.contact.close('agent', { kind: 'agent', id: this.card.agentId });
    });
  }

  private get contact(): MemoryContact {
    return this.world.contact();
  }

  private get actor(): Actor {
    return { kind: 'agent', id: this.card.agentId, name: this.card.name };
  }

  private inState(...states: readonly string[]): boolean {
    return states.includes(this.contact.upgrade?.state ?? '');
  }

  private owning(deed: () => unknown): Promise<void> {
    return this.once(() => this.contact.isOpen && this.contact.owner !== undefined, 'a contact that the agent has', deed);
  }

  private calling(deed: () => unknown): Promise<void> {
    return this.once(() => this.inState('bound', 'live'), 'a call', deed);
  }

  private async once(holds: () => boolean, awaited: string, deed: () => unknown): Promise<void> {
    await this.world.until(holds, awaited);
    deed();
    this.told();
  }

  private told(): void {
    this.contact.flush();
    this.world.changed();
  }
}
