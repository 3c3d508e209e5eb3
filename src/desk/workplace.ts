/**
 * A signed-in agent's work, without a screen: session, one upgrade engine per contact, what rings, what is open.
 *
 * Knows which contact is chosen, which call the video pane belongs to and whether the layout or the agent opened it.
 * Holds no state of a call or a contact: those are asked of the session and of the upgrade each time. Knows no DOM; what
 * it needs of the page (permission, visibility, attention) is injected.
 */
import { SegueError, type Clock, type EndedContact, type PlatformFrameOf, type PresenceChoice, type Profile } from '../protocol/index.js';
import { people, type Attachments, type ContactModel, type People, type Session } from '../session/index.js';
import type { Upgrade } from '../call/index.js';
import { isKeptVideo, type Reservation } from './auto-join.js';
import { isHelped, isMine, oldestFirst } from './contact-relation.js';
import type { DeskApi } from './desk-api.js';
import { EndedContacts } from './ended-contacts.js';
import { midnightBefore } from './ended-rows.js';
import { Helping, type Invitation } from './helping.js';
import { inviteState } from './invite-state.js';
import { Ringing, type RingFacts } from './ringing.js';
import type { TransferTo } from './transfer-dialog.js';
import type { WrapNotes } from './wrap-drafts.js';

export interface WorkplaceOptions {
  readonly session: Session;
  readonly profile: Profile;
  readonly clock: Clock;
  /** What is asked over HTTP. */
  readonly api: DeskApi;
  /** What files go and come by. */
  readonly files: Attachments;
  /** An engine for the agent's side of one contact. */
  readonly createUpgrade: (contactId: string) => Upgrade;
  readonly facts: RingFacts;
  /** The contact that was chosen on a page before this one. Chosen again where it is still at hand. */
  readonly chosen?: string | undefined;
  /** Something to draw has changed. */
  readonly onChange: () => void;
  /** Something a person should hear of. */
  readonly onNews: (news: News) => void;
}

export type News =
  | { readonly kind: 'ringing'; readonly reservation: Reservation }
  /** A colleague asks for help. */
  | { readonly kind: 'asked'; readonly invitation: Invitation }
  /** This agent helps at a colleague's contact now. */
  | { readonly kind: 'helping'; readonly contactId: string }
  /** The colleague with whom this agent was to speak about a contact of theirs does not come, or has gone. */
  | { readonly kind: 'consult-over'; readonly contactId: string }
  /** A contact that was accepted here is this agent's now. */
  | { readonly kind: 'joined'; readonly contactId: string }
  | { readonly kind: 'video'; readonly contactId: string; readonly joined: 'by-itself' | 'by-hand' }
  /** The customer of a call has no connection any more. */
  | { readonly kind: 'customer-gone'; readonly contactId: string }
  | { readonly kind: 'video-over'; readonly contactId: string }
  | { readonly kind: 'refused'; readonly code: string };

/** The call that the video pane shows. */
export interface ActiveCall {
  readonly contactId: string;
  readonly model: ContactModel;
  readonly upgrade: Upgrade;
  /** Known from the bind on. */
  readonly callId: string | undefined;
  /** Milliseconds since the epoch on the platform's clock: since when the customer has been waiting for a picture. */
  readonly boundAt: number;
  readonly pane: 'open' | 'closed';
  /** Local milliseconds since the epoch from when on the customer has had no connection; undefined while they are there. */
  readonly goneAt: number | undefined;
}

const inCall = new Set(['connecting', 'live', 'recovering', 'rebuilding']);

export class Workplace {
  readonly ringing: Ringing;
  readonly helping: Helping;
  /** What is done with the people of a contact. */
  readonly people: People;
  readonly #options: WorkplaceOptions;
  readonly #upgrades = new Map<string, { readonly upgrade: Upgrade; readonly stop: () => void }>();
  readonly #bound = new Map<string, { readonly frame: PlatformFrameOf<'media-upgrade'>; readonly at: number }>();
  readonly #opened = new Set<string>();
  /** Calls whose customer has no connection, or had none when they ended; since when. */
  readonly #gone = new Map<string, number>();
  readonly #ended: EndedContacts;
  readonly #stops: (() => void)[] = [];
  #selected: string | undefined;
  /** To be chosen with the first welcome, before any other. */
  #before: string | undefined;
  /** Accepted here, and not yet this agent's by the platform's word. */
  #expected: string | undefined;
  /** The agent's devices have opened on this page before. */
  #captured = false;

  constructor(options: WorkplaceOptions) {
    this.#options = options;
    this.#before = options.chosen;
    const { session, onChange } = options;
    this.people = people(session);
    const { api } = options;
    this.#ended = new EndedContacts({ load: (since) => api.endedContacts(since), open: (contactId) => api.endedContact(contactId), onChange });
    if (options.profile.scopes.includes('contact:past')) void this.#ended.fetch(midnightBefore(options.clock.now()));
    this.ringing = new Ringing({
      session,
      clock: options.clock,
      wanted: options.profile.joinOnUpgrade === 'auto',
      facts: { ...options.facts, permitted: async () => this.#captured || (await options.facts.permitted()) },
      onChange,
      onRing: (reservation) => options.onNews({ kind: 'ringing', reservation }),
      accept: (reservation) => this.accept(reservation),
    });
    this.helping = new Helping({
      session,
      people: this.people,
      clock: options.clock,
      onChange,
      onAsked: (invitation) => options.onNews({ kind: 'asked', invitation }),
      onJoined: (contactId) => options.onNews({ kind: 'helping', contactId }),
      onConsultOver: (contactId) => options.onNews({ kind: 'consult-over', contactId }),
      onRefused: (code) => options.onNews({ kind: 'refused', code }),
    });
    for (const name of ['state', 'inbox', 'presence'] as const) this.#stops.push(session.on(name, onChange));
    this.#stops.push(
      session.on('contact', (model) => this.#contactChanged(model)),
      session.on('media-upgrade', (frame) => this.#mediaUpgraded(frame)),
      session.on('call.peer', (frame) => this.#peerChanged(frame)),
      session.on('welcome', () => this.#sweep()),
    );
  }

  get session(): Session {
    return this.#options.session;
  }
  get api(): DeskApi {
    return this.#options.api;
  }
  get files(): Attachments {
    return this.#options.files;
  }
  get profile(): Profile {
    return this.#options.profile;
  }
  /** Now on the platform's clock, against which waits and deadlines count. */
  get now(): number {
    return this.#options.clock.now() + this.session.clockOffset;
  }

  /** Contacts that are this agent's now, oldest first. */
  get mine(): readonly ContactModel[] {
    return oldestFirst([...this.session.contacts.values()].filter(isMine));
  }
  /** Colleagues' contacts that this agent helps with, oldest first. */
  get helped(): readonly ContactModel[] {
    return oldestFirst([...this.session.contacts.values()].filter(isHelped));
  }
  /** A contact that this agent may work in: their own, or one that they help with. */
  atHand(contactId: string): ContactModel | undefined {
    const model = this.session.contacts.get(contactId);
    return model !== undefined && (isMine(model) || isHelped(model)) ? model : undefined;
  }
  /** Contacts that ended or went on with somebody else since sign-in, latest first. */
  get finished(): readonly ContactModel[] {
    return this.#ended.models;
  }
  /** Those before them, today's, of which only a row is known. */
  get finishedBefore(): readonly EndedContact[] {
    return this.#ended.records(midnightBefore(this.#options.clock.now()));
  }

  get selected(): ContactModel | undefined {
    const id = this.#selected;
    return id === undefined ? undefined : (this.session.contacts.get(id) ?? this.#ended.get(id));
  }
  /** Its id; of the page before, until the platform has said which contacts there are. */
  get chosen(): string | undefined {
    return this.selected?.contactId ?? this.#before;
  }
  select(contactId: string | undefined): void {
    this.#selected = contactId;
    this.#options.onChange();
    if (contactId !== undefined) this.#ended.open(contactId).catch(this.#refused);
  }

  /** The engine of a contact that has one. */
  knownUpgrade(contactId: string): Upgrade | undefined {
    return this.#upgrades.get(contactId)?.upgrade;
  }
  /** The engine of a contact; made on first need. */
  upgradeOf(contactId: string): Upgrade {
    const known = this.#upgrades.get(contactId);
    if (known !== undefined) return known.upgrade;
    const upgrade = this.#options.createUpgrade(contactId);
    let kind = upgrade.state.kind;
    const stop = upgrade.on('change', () => {
      if (inCall.has(kind) && upgrade.state.kind === 'ended') this.#options.onNews({ kind: 'video-over', contactId });
      // The agent's own devices refused: the card rings on with a sentence, and may be accepted again.
      if (kind === 'capturing' && upgrade.state.kind === 'ended') this.ringing.ringAgain(contactId);
      kind = upgrade.state.kind;
      this.#captured ||= upgrade.local !== undefined;
      this.#options.onChange();
    });
    this.#upgrades.set(contactId, { upgrade, stop });
    return upgrade;
  }

  /** An answer is being made for which a customer's picture waits. */
  get hurried(): boolean {
    return [...this.#upgrades.values()].some(({ upgrade }) => upgrade.hurried);
  }

  /** The call in progress, if any. */
  get call(): ActiveCall | undefined {
    for (const model of this.mine) {
      const { contactId, snapshot } = model;
      const bound = this.#bound.get(contactId);
      const known = this.#upgrades.get(contactId)?.upgrade;
      const running = snapshot.medium === 'videoChat' || bound !== undefined || (known !== undefined && inCall.has(known.state.kind));
      if (!running) continue;
      const callId = bound?.frame.callId ?? snapshot.upgrade?.callId;
      const upgrade = this.upgradeOf(contactId);
      return {
        contactId,
        model,
        upgrade,
        callId,
        boundAt: bound?.at ?? this.now,
        pane: this.#opensByItself || (callId !== undefined && this.#opened.has(callId)) ? 'open' : 'closed',
        // A lost socket alone is not a lost call: while picture and sound go on, nothing covers them.
        goneAt: callId === undefined || upgrade.state.kind === 'live' ? undefined : this.#gone.get(callId),
      };
    }
    return undefined;
  }
  /** Whether the customer of a call has no connection, or had none when it ended. */
  wasGone(callId: string): boolean {
    return this.#gone.has(callId);
  }
  /** The agent opens a pane that the layout keeps closed. */
  openPane(): void {
    const { call } = this;
    if (call?.callId === undefined) return;
    this.#opened.add(call.callId);
    this.#options.onChange();
  }

  /** Runs in the press's own task: with video, the camera is asked for in it. */
  accept(reservation: Reservation): void {
    const { contactId, medium, reservationId } = reservation;
    this.ringing.answering(reservationId);
    if (medium === 'videoChat') this.upgradeOf(contactId).acceptReservation(reservation);
    else this.#submit({ type: 'reservation.answer', reservationId, accepted: true });
    if (!isKeptVideo(reservation)) this.#expected = contactId;
  }
  decline(reservation: Reservation): void {
    this.ringing.answering(reservation.reservationId);
    this.#submit({ type: 'reservation.answer', reservationId: reservation.reservationId, accepted: false });
  }
  /** Whether this agent may ask colleagues to help. */
  get mayAskHelp(): boolean {
    return this.profile.scopes.includes('contact:assist');
  }
  canInvite({ snapshot }: ContactModel): boolean {
    return snapshot.state === 'connected' && inviteState(snapshot).kind === 'possible';
  }
  invite(contactId: string): void {
    this.#submit({ type: 'upgrade.invite', contactId });
  }
  takeBackInvite(contactId: string, upgradeId: string): void {
    this.#submit({ type: 'upgrade.cancel', contactId, upgradeId });
  }
  wrap(contactId: string, codes: readonly string[], note: string): void {
    const text = note.trim();
    this.#submit({ type: 'contact.wrap', contactId, codes: [...codes], ...(text === '' ? {} : { note: text }) });
  }
  /** What is chosen from at the wrap-up of a contact. */
  wrapUpCodes({ snapshot: { queue } }: ContactModel): readonly string[] {
    const { wrapUpCodes, queueWrapUpCodes } = this.profile;
    return (queue === undefined ? undefined : queueWrapUpCodes?.[queue.queueId]) ?? wrapUpCodes;
  }
  /** Keeps what is written so far. Rejects with the platform's refusal. */
  async saveWrapDraft(contactId: string, { codes, note }: WrapNotes): Promise<void> {
    await this.session.submit({ type: 'wrap.draft', contactId, codes: [...codes], ...(note === '' ? {} : { note }) });
  }
  extendWrapUp(contactId: string): void {
    this.#submit({ type: 'wrap.extend', contactId });
  }
  backToQueue(contactId: string, queueId: string): void {
    this.#submit({ type: 'contact.transfer', contactId, to: { kind: 'queue', queueId } });
  }
  /** Rejects with the platform's refusal. */
  async transfer(contactId: string, to: TransferTo): Promise<void> {
    await this.session.submit({ type: 'contact.transfer', contactId, to });
  }
  takeBackTransfer(contactId: string): void {
    this.#submit({ type: 'contact.transfer', contactId, to: { kind: 'nobody' } });
  }
  /** A note for agents. Rejects with the platform's refusal. */
  async note(contactId: string, text: string): Promise<void> {
    await this.session.submit({ type: 'contact.note', contactId, text });
  }
  setPresence(change: { readonly state?: PresenceChoice; readonly onQueue?: boolean; readonly reason?: string }): void {
    this.#submit({ type: 'presence.set', ...change });
  }
  /** Tells the platform that the pane of a call is on screen; true once it is on record. */
  async confirmPane(contactId: string, callId: string): Promise<boolean> {
    try {
      await this.session.submit({ type: 'pane.rendered', contactId, callId });
      return true;
    } catch {
      // The call was over first.
      return false;
    }
  }

  /** Ends every engine and the session; no timer, track or listener is left. `leave`: calls go on, for whoever works here next. */
  destroy(calls: 'end' | 'leave' = 'end'): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.ringing.destroy();
    this.helping.destroy();
    for (const { upgrade, stop } of this.#upgrades.values()) {
      stop();
      upgrade.destroy(calls);
    }
    this.#upgrades.clear();
    this.session.close();
  }

  get #opensByItself(): boolean {
    return this.profile.layout.widgets.some((widget) => widget.type === 'video' && widget.autoOpen === true);
  }

  #contactChanged(model: ContactModel): void {
    const { contactId, snapshot } = model;
    const bound = this.#bound.get(contactId);
    if (bound !== undefined && snapshot.upgrade?.upgradeId === bound.frame.upgradeId && snapshot.upgrade.state === 'ended') this.#bound.delete(contactId);
    if (isMine(model)) {
      this.#ended.delete(contactId);
      // The first chat of an idle agent opens by itself; a chosen one is never taken away.
      this.#selected ??= contactId;
      // Made early, so that it hears of a call that was already going on.
      this.upgradeOf(contactId);
      if (contactId === this.#expected) {
        this.#expected = undefined;
        this.#options.onNews({ kind: 'joined', contactId });
      }
    } else {
      if (isHelped(model)) this.#ended.delete(contactId);
      else this.#ended.add(model);
      this.#bound.delete(contactId);
      this.#forget(contactId);
    }
    this.helping.heard(model);
    this.#options.onChange();
  }

  /** After a redial: contacts that went on without this page are gone, and so are their engines. */
  #sweep(): void {
    if (this.#before !== undefined && this.atHand(this.#before) !== undefined) this.#selected ??= this.#before;
    this.#before = undefined;
    for (const contactId of this.#upgrades.keys()) {
      if (!this.session.contacts.has(contactId) && !this.#rings(contactId)) this.#forget(contactId);
    }
    this.#options.onChange();
  }

  #rings(contactId: string): boolean {
    return this.session.reservations.some((it) => it.contactId === contactId);
  }

  /** An engine goes with its contact; a capture that is still open is stopped by it. */
  #forget(contactId: string): void {
    const known = this.#upgrades.get(contactId);
    if (known === undefined) return;
    known.stop();
    known.upgrade.destroy();
    this.#upgrades.delete(contactId);
  }

  #mediaUpgraded(frame: PlatformFrameOf<'media-upgrade'>): void {
    const again = this.#bound.get(frame.contactId)?.frame.callId === frame.callId;
    if (!again) this.#bound.set(frame.contactId, { frame, at: this.now });
    this.upgradeOf(frame.contactId);
    if (!again) this.#options.onNews({ kind: 'video', contactId: frame.contactId, joined: this.ringing.lastJoin });
    this.#options.onChange();
  }

  #peerChanged({ contactId, callId, present }: PlatformFrameOf<'call.peer'>): void {
    if (present) this.#gone.delete(callId);
    else if (!this.#gone.has(callId)) {
      this.#gone.set(callId, this.#options.clock.now());
      this.#options.onNews({ kind: 'customer-gone', contactId });
    }
    this.#options.onChange();
  }

  #submit(frame: Parameters<Session['submit']>[0]): void {
    this.session.submit(frame).catch(this.#refused);
  }

  readonly #refused = (error: unknown): void => this.#options.onNews({ kind: 'refused', code: error instanceof SegueError ? error.code : 'internal' });
}
