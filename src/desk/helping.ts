/**
 * Agents who help each other: what this agent is asked, how long it has been asked, what is being answered.
 *
 * The session holds the invitations themselves, the platform decides who may come. Does not know the screen.
 */
import { SegueError, type Clock, type PlatformFrameOf } from '../protocol/index.js';
import type { ContactModel, People, Session } from '../session/index.js';
import { cameToNothing } from './help-state.js';

export type Invitation = PlatformFrameOf<'assist.ask'>;

export interface HelpingOptions {
  readonly session: Session;
  readonly people: People;
  readonly clock: Clock;
  readonly onChange: () => void;
  readonly onAsked: (invitation: Invitation) => void;
  /** The agent is at the contact that they were asked to. */
  readonly onJoined: (contactId: string) => void;
  /** A colleague who was to be spoken with is not, or no more; the contact is still this agent's. */
  readonly onConsultOver: (contactId: string) => void;
  readonly onRefused: (code: string) => void;
}

interface Asking {
  /** Tells a later invitation to the same contact from this one. */
  readonly deadline: string;
  readonly totalMs: number;
}

/** How handing a contact over to a colleague who is there stands. */
export interface HandOver {
  readonly agentId: string;
  /** `not-taken`: the colleague could not take it. `not-yet`: the contact can't be handed over at this moment. */
  readonly kind: 'under-way' | 'not-taken' | 'not-yet';
}

interface Consult {
  readonly agentId: string;
  /** The contact's last event before the colleague was asked. */
  readonly since: number;
}

export class Helping {
  readonly #options: HelpingOptions;
  readonly #asking = new Map<string, Asking>();
  readonly #answering = new Set<string>();
  /** Whom this agent speaks with before handing over, by contact. On another page, or after a reload, they are helpers like any. */
  readonly #consults = new Map<string, Consult>();
  /** By contact, while one is asked for and after one that could not be. */
  readonly #handOvers = new Map<string, HandOver>();
  readonly #stops: readonly (() => void)[];
  /** Accepted here, and not yet joined by the platform's word. */
  #expected: string | undefined;

  constructor(options: HelpingOptions) {
    this.#options = options;
    const { session } = options;
    this.#stops = [
      session.on('assist.ask', (invitation) => this.#asked(invitation)),
      session.on('assist.gone', ({ contactId }) => {
        this.#asking.delete(contactId);
        this.#answering.delete(contactId);
        options.onChange();
      }),
    ];
  }

  /** What this agent is asked now, the first asked first. */
  get invitations(): readonly Invitation[] {
    return this.#options.session.invitations;
  }
  /** Milliseconds an invitation stands in all, as far as this page saw it. */
  totalOf(contactId: string): number {
    return this.#asking.get(contactId)?.totalMs ?? 60_000;
  }
  /** An answer is on its way. */
  isAnswering(contactId: string): boolean {
    return this.#answering.has(contactId);
  }

  accept(contactId: string): void {
    this.#expected = contactId;
    this.#answer(contactId, this.#options.people.assist(contactId));
  }
  decline(contactId: string): void {
    this.#answer(contactId, this.#options.people.leave(contactId));
  }
  /** Stops helping. */
  leave(contactId: string): void {
    this.#do(this.#options.people.leave(contactId));
  }
  /** The owner takes an invitation back, or ends somebody's help. */
  dismiss(contactId: string, agentId: string): void {
    if (this.consultOf(contactId) === agentId) this.#consultOver(contactId);
    this.#handOvers.delete(contactId);
    this.#do(this.#options.people.dismiss(contactId, agentId));
  }

  /** Asks a colleague to speak about a contact of this agent's before it is handed over. Rejects with the platform's refusal. */
  async consult(contactId: string, agentId: string, message: string | undefined): Promise<void> {
    const before = this.#events(contactId);
    const consult = { agentId, since: before[before.length - 1]?.seq ?? 0 };
    await this.#options.people.invite(contactId, agentId, message);
    // The answer may be here first.
    if (cameToNothing(this.#events(contactId), agentId, consult.since)) return;
    this.#consults.set(contactId, consult);
    this.#options.onChange();
  }
  /** Asks a colleague to help. Rejects with the platform's refusal. */
  async invite(contactId: string, agentId: string, message: string | undefined): Promise<void> {
    await this.#options.people.invite(contactId, agentId, message);
    // Whoever is asked to help comes for that, whatever was spoken of before.
    if (this.consultOf(contactId) === agentId) this.#consultOver(contactId);
  }
  /** Id of the colleague who is spoken with before a contact is handed over. */
  consultOf(contactId: string): string | undefined {
    return this.#consults.get(contactId)?.agentId;
  }
  /** Hands a contact over to a colleague who is there already. */
  handOver(contactId: string, agentId: string): void {
    if (this.#handOvers.get(contactId)?.kind === 'under-way') return;
    const became = (kind: HandOver['kind'] | undefined): void => {
      if (kind === undefined) this.#handOvers.delete(contactId);
      else this.#handOvers.set(contactId, { agentId, kind });
      this.#options.onChange();
    };
    became('under-way');
    this.#options.session.submit({ type: 'contact.transfer', contactId, to: { kind: 'agent', agentId } }).then(
      () => became(undefined),
      (error: unknown) => {
        const code = error instanceof SegueError ? error.code : 'internal';
        became(code === 'not-found' ? 'not-taken' : code === 'stale-upgrade' ? 'not-yet' : undefined);
        if (code !== 'not-found' && code !== 'stale-upgrade') this.#options.onRefused(code);
      },
    );
  }
  /** Undefined where none was tried, or the last one was taken. */
  handOverOf(contactId: string): HandOver | undefined {
    return this.#handOvers.get(contactId);
  }

  /** Any change of a contact. */
  heard({ contactId, snapshot, events }: ContactModel): void {
    const consult = this.#consults.get(contactId);
    if (snapshot.relation !== 'owner' || snapshot.state === 'closed') {
      this.#consults.delete(contactId);
      this.#handOvers.delete(contactId);
    } else if (consult !== undefined && cameToNothing(events, consult.agentId, consult.since)) this.#consultOver(contactId);
    if (contactId !== this.#expected || snapshot.relation !== 'assist') return;
    this.#expected = undefined;
    this.#options.onJoined(contactId);
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    this.#asking.clear();
    this.#answering.clear();
  }

  #events(contactId: string): ContactModel['events'] {
    return this.#options.session.contacts.get(contactId)?.events ?? [];
  }

  #consultOver(contactId: string): void {
    this.#consults.delete(contactId);
    this.#options.onConsultOver(contactId);
    this.#options.onChange();
  }

  #asked(invitation: Invitation): void {
    const { contactId, deadline } = invitation;
    // Told again after a redial, it has been seen and heard.
    const again = this.#asking.get(contactId)?.deadline === deadline;
    const { clock, session, onAsked, onChange } = this.#options;
    if (!again) {
      this.#asking.set(contactId, { deadline, totalMs: Math.max(1_000, Date.parse(deadline) - (clock.now() + session.clockOffset)) });
      this.#answering.delete(contactId);
      onAsked(invitation);
    }
    onChange();
  }

  #answer(contactId: string, answer: Promise<void>): void {
    this.#answering.add(contactId);
    this.#options.onChange();
    this.#do(answer, () => {
      this.#answering.delete(contactId);
      if (this.#expected === contactId) this.#expected = undefined;
      this.#options.onChange();
    });
  }

  #do(act: Promise<void>, onFailed?: () => void): void {
    act.catch((error: unknown) => {
      onFailed?.();
      this.#options.onRefused(error instanceof SegueError ? error.code : 'internal');
    });
  }
}
