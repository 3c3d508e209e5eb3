/**
 * The upgrade's contact, as the session tells of it: the platform's view of the upgrade, and whether it is still this side's.
 *
 * Knows which of the session's news concern this page. What follows from a view is the machine's.
 */
import type { RunnerOptions } from './engine-module.js';
import type { View } from './machine-state.js';
import { concerns } from './rejoin.js';
import { boundView, viewOf } from './session-words.js';

type ContactModel = NonNullable<RunnerOptions['session']['contact']>;

export interface ContactWatchOptions extends Pick<RunnerOptions, 'session' | 'side' | 'contactId'> {
  /** A word of the platform's that is this side's business. */
  readonly seen: (view: View) => void;
  /** The contact went to another owner. */
  readonly moved: () => void;
  /** Something of the contact is another one: its card, say, or whether a call can be rejoined. */
  readonly changed: () => void;
}

export class ContactWatch {
  private latest: View | undefined;
  /** That the latest view came with. */
  private model: ContactModel | undefined;

  constructor(private readonly options: ContactWatchOptions) {}

  /** The platform's latest view of this contact's upgrade. */
  get view(): View | undefined {
    return this.latest;
  }

  isMine(contactId: string): boolean {
    return contactId === this.options.contactId();
  }

  /** Begins with what is known already. */
  listen(): (() => void)[] {
    const { session } = this.options;
    const removals = [
      session.on('contact', ({ contactId }) => this.isMine(contactId) && this.look()),
      session.on('media-upgrade', (frame) => this.isMine(frame.contactId) && this.see(boundView(frame))),
    ];
    this.look();
    return removals;
  }

  private look(): void {
    const before = this.model;
    const model = this.contact();
    if (!model) return;
    this.model = model;
    const { upgrade, relation } = model.snapshot;
    if (upgrade && upgrade !== before?.snapshot.upgrade) this.see(viewOf(upgrade));
    if (relation === 'former' && before?.snapshot.relation === 'owner') this.options.moved();
    this.options.changed();
  }

  private contact(): ContactModel | undefined {
    const { session, side } = this.options;
    const contactId = this.options.contactId();
    return side === 'customer' ? session.contact : contactId === undefined ? undefined : session.contacts.get(contactId);
  }

  private see(view: View): void {
    const { session, side } = this.options;
    const participant = session.state.kind === 'connected' ? session.state.participantId : undefined;
    const agentId = side === 'agent' ? (session.presence?.agentId ?? participant) : undefined;
    if (!concerns(view, agentId)) return;
    this.latest = view;
    this.options.seen(view);
  }
}
