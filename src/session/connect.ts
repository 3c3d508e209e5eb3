/**
 * `connect`: puts the session together.
 *
 * Knows which part takes which frame, and in what order listeners hear of it: everything is up to date before anybody is
 * told. The parts know nothing of each other. The session dials only when it is opened.
 */
import {
  SegueError,
  type ClientFrame, type Clock, type Hello, type PlatformFrameOf, type Presence, type WaitingContact, type WidgetConfig,
} from '../protocol/index.js';
import { Connection } from './connection.js';
import type { LinkState } from './connection-machine.js';
import { ContactBook } from './contact-book.js';
import { ownSide, withRead, type ContactModel } from './contact-model.js';
import { Intake } from './intake.js';
import { watchNetwork } from './network-hints.js';
import { Outbox, type AnsweredFrame, type Answer } from './outbox.js';
import { OutgoingMessages } from './outgoing-messages.js';
import { randomId } from './random-id.js';
import type {
  Accepted, DurableFrameWithoutId, MessageExtras, OutgoingAhead, OutgoingSignal, OutgoingSignalAck, Session, SessionEvents, SessionOptions, SessionState,
} from './session.js';
import type { SharedLine } from './shared-line.js';
import { browserStorage, storedValue } from './storage.js';
import { systemClock } from './system-clock.js';
import type { Grant } from './token-source.js';
import { TypedEmitter } from './typed-emitter.js';
import { TypingTold } from './typing.js';
import { dialWebSocket, socketUrl } from './wire.js';

/** For answers that nobody keeps. */
const patienceMs = 15_000;

class LiveSession implements Session {
  state: SessionState = { kind: 'idle' };
  clockOffset = 0;
  widget: WidgetConfig | undefined;
  visit: unknown;
  readonly tokens = { get: (renew: boolean): Promise<Grant> => (renew || !this.granted ? this.renewed(renew) : Promise.resolve(this.granted)) };

  private readonly emitter = new TypedEmitter<SessionEvents>();
  private readonly clock: Clock;
  private readonly newId: () => string;
  private readonly sessionId: string;
  private readonly link: Connection;
  private readonly book: ContactBook;
  private readonly outbox: Outbox;
  private readonly messages: OutgoingMessages;
  private readonly intake: Intake;
  private readonly told: TypingTold;
  private unwatch: (() => void) | undefined;
  private granted: Grant | undefined;
  /** For whoever asks beside the line; one for all who ask at once. */
  private renewing: Promise<Grant> | undefined;
  private readonly shared: SharedLine | undefined;
  private greetedAt = 0;
  private greeting: PlatformFrameOf<'welcome'> | undefined;
  /** The one that listeners have heard of. */
  private heeded: PlatformFrameOf<'welcome'> | undefined;

  constructor(private readonly options: SessionOptions) {
    const { platform, clock = systemClock, newId = randomId, dial = dialWebSocket, random = Math.random } = options;
    this.clock = clock;
    this.newId = newId;
    this.sessionId = newId();
    this.book = new ContactBook((model) => this.emitter.emit('contact', model), options.recent !== undefined);
    this.told = new TypingTold(clock, (contactId, on) => this.post({ type: 'typing', id: newId(), contactId, on }));
    this.shared = options.share?.({
      session: this, tokens: options.tokens, dial, clock, manifest: options.manifest,
      greeting: () => this.greeting,
      adopt: (letters) => this.messages.adopt(letters),
      hurry: () => this.link.dispatch({ kind: 'hurry' }),
      callMoved: () => this.emitter.emit('call.moved'),
    });
    this.outbox = new Outbox(clock, (frame) => {
      const sent = this.post(frame);
      if (sent) this.link.expectAnswer();
      return sent;
    });
    this.messages = new OutgoingMessages({
      book: this.book,
      outbox: this.outbox,
      stored: storedValue('storage' in options ? options.storage : browserStorage('sessionStorage'), `segue.unsent.${platform}`),
      keep: (letters) => this.shared?.keep(letters),
      newId,
      now: () => clock.now() + this.clockOffset,
      textLength: () => this.link.limits.textLength,
      nextContact: () => this.renew(),
    });
    this.intake = new Intake({
      clock,
      book: this.book,
      outbox: this.outbox,
      messages: this.messages,
      emitter: this.emitter,
      resume: () => this.link.dispatch({ kind: 'gap' }),
      tellRead: (contactId, upTo) => this.tellRead(contactId, upTo),
    });
    this.link = new Connection({
      url: socketUrl(platform), clock, random,
      dial: this.shared?.dial ?? dial,
      authorize: (renew) => this.authorize(renew),
      hello: (token) => this.hello(token),
      changed: (state, retryAt) => this.changed(state, retryAt),
      welcomed: (frame) => {
        this.greeting = frame;
      },
      received: (frame) => this.intake.receive(frame),
    });
  }

  get contact(): ContactModel | undefined {
    return this.book.customers;
  }

  get contacts(): ReadonlyMap<string, ContactModel> {
    return this.book.models;
  }

  get inbox(): readonly WaitingContact[] {
    return this.intake.inbox;
  }

  get presence(): Presence | undefined {
    return this.intake.presence;
  }

  get reservations(): readonly PlatformFrameOf<'reservation'>[] {
    return this.intake.reservations;
  }

  get invitations(): readonly PlatformFrameOf<'assist.ask'>[] {
    return this.intake.invitations;
  }

  on<K extends keyof SessionEvents>(name: K, listener: (...payload: SessionEvents[K]) => void): () => void {
    return this.emitter.on(name, listener);
  }

  open(): void {
    this.unwatch ??= (this.options.network ?? watchNetwork)(() => this.link.hurry());
    this.link.dispatch({ kind: 'open' });
  }

  close(): void {
    this.unwatch?.();
    this.unwatch = undefined;
    this.link.dispatch({ kind: 'close' });
    this.intake.stop();
    this.outbox.clear(new SegueError('closed'));
    this.emitter.clear();
  }

  renew(): void {
    this.link.dispatch({ kind: 'renew' });
  }

  send(contactId: string, text: string, more?: MessageExtras): string {
    this.told.sent(contactId);
    return this.messages.send(contactId, text, more);
  }

  retry(messageId: string): void {
    this.messages.retry(messageId);
  }

  discard(messageId: string): void {
    this.messages.discard(messageId);
  }

  typing(contactId: string, on: boolean): void {
    this.told.typing(contactId, on);
  }

  read(contactId: string, upTo: number): void {
    this.book.update(contactId, (model) => {
      const next = withRead(model, ownSide(model.snapshot), upTo);
      if (next !== model) this.tellRead(contactId, upTo);
      return next;
    });
  }

  async older(contactId: string): Promise<void> {
    const missing = this.book.models.get(contactId)?.missing;
    if (missing) await this.ask({ type: 'history.get', id: this.newId(), contactId, before: missing + 1 }, patienceMs);
  }

  async submit(frame: DurableFrameWithoutId): Promise<Accepted> {
    const answer = await this.ask({ ...frame, id: this.newId() });
    return answer?.type === 'ack' ? answer : {};
  }

  async turn(contactId: string, purpose: 'call' | 'preflight'): Promise<PlatformFrameOf<'turn'>> {
    const answer = await this.ask({ type: 'turn.get', id: this.newId(), contactId, purpose }, patienceMs);
    if (answer?.type === 'turn') return answer;
    throw new SegueError('internal', 'The answer to turn.get is not turn.');
  }

  signalAhead(signal: OutgoingAhead): string {
    this.checkDescription(signal);
    const id = this.newId();
    this.post({ ...signal, type: 'call.ahead', id });
    return id;
  }

  signal(signal: OutgoingSignal): void {
    this.checkDescription(signal);
    this.post({ ...signal, type: 'call.signal', id: this.newId() });
  }

  ackSignal(ack: OutgoingSignalAck): void {
    this.post({ ...ack, type: 'call.ack' });
  }

  updateManifest(): void {
    const manifest = this.options.manifest?.();
    if (manifest) this.post({ type: 'manifest.update', id: this.newId(), manifest });
  }

  setInCall(on: boolean): void {
    this.shared?.setInCall(on);
    this.link.setInCall(on);
  }

  doubt(): void {
    this.link.doubt();
  }

  private tellRead(contactId: string, upTo: number): void {
    this.post({ type: 'read', id: this.newId(), contactId, upTo });
  }

  /** Sends at once, or not at all: false without a line. */
  private checkDescription(signal: Pick<OutgoingSignal, 'kind' | 'body'>): void {
    if (signal.kind === 'description' && 'sdp' in signal.body && signal.body.sdp.length > this.link.limits.sdpLength) throw new SegueError('sdp-too-large');
  }

  private post(frame: ClientFrame): boolean {
    return this.link.send(frame);
  }

  private ask(frame: AnsweredFrame, expiresMs?: number): Promise<Answer | undefined> {
    const { state } = this;
    if (state.kind === 'closed') return Promise.reject(new SegueError(state.code));
    return new Promise((accepted, refused) => this.outbox.add(frame, { accepted, refused }, expiresMs));
  }

  private async authorize(renew: boolean): Promise<Grant> {
    const grant = await (this.shared ? this.shared.grant(renew) : this.options.tokens.get(renew));
    this.granted = grant;
    this.widget = grant.widget ?? this.widget;
    this.visit = grant.visit ?? this.visit;
    return grant;
  }

  private renewed(renew: boolean): Promise<Grant> {
    this.renewing ??= this.options.tokens
      .get(renew)
      .then((grant) => (this.granted = grant))
      .finally(() => {
        this.renewing = undefined;
      });
    return this.renewing;
  }

  private hello(token: string): Hello {
    this.greetedAt = this.clock.now();
    const { recent } = this.options;
    const manifest = this.options.manifest?.();
    const after = this.book.resume();
    return { type: 'hello', token, sessionId: this.sessionId, ...(manifest && { manifest }), ...(this.book.models.size > 0 && { resume: { after } }), ...(recent && { recent }) };
  }

  private changed(link: LinkState, retryAt = 0): void {
    const state = this.describe(link);
    if (!state) return;
    if (state.kind === 'closed') this.shared?.close();
    this.state = state.kind === 'waiting' ? { ...state, retryAt } : state;
    const tell = (): void => this.emitter.emit('state', this.state);
    if (state.kind !== 'connected' || !this.greeting) {
      tell();
      return;
    }
    this.heeded = this.greeting;
    // The platform wrote `now` somewhere between hello and welcome: half-way is the best guess.
    this.clockOffset = Math.round(Date.parse(this.greeting.now) - (this.greetedAt + this.clock.now()) / 2);
    this.intake.welcome(this.greeting, tell);
  }

  /** The link's state in public words; undefined where nothing changed in those. */
  private describe(link: LinkState): SessionState | undefined {
    const { state, greeting } = this;
    switch (link.kind) {
      case 'authorizing':
      case 'dialing':
      case 'greeting':
        return state.kind === 'connecting' && state.attempt === link.attempt ? undefined : { kind: 'connecting', attempt: link.attempt };
      case 'connected':
        if (!greeting || (state.kind === 'connected' && this.heeded === greeting)) return undefined;
        return { kind: 'connected', participantId: greeting.participantId, role: greeting.role };
      case 'waiting':
        return { kind: 'waiting', attempt: link.attempt, retryAt: 0 };
      default:
        return link;
    }
  }
}

/**
 * A session with the platform at `options.platform`. It dials when `open` is called, not before.
 * @throws TypeError if `options.platform` is not an address.
 */
export const connect = (options: SessionOptions): Session => new LiveSession(options);
