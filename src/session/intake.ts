/**
 * The intake: what each frame of the platform changes in the session, and who hears of it.
 *
 * Knows the order that listeners rely on: everything is up to date before anybody is told. Does not know sockets; the
 * one thing it asks of the connection is to resume after a gap.
 */
import type { Clock, PlatformFrame, PlatformFrameOf, Presence, WaitingContact } from '../protocol/index.js';
import type { ContactBook } from './contact-book.js';
import { incoming, ownSide, withAsk, withPlace, withRead, withUpgrade } from './contact-model.js';
import type { Outbox } from './outbox.js';
import type { OutgoingMessages } from './outgoing-messages.js';
import type { SessionEvents } from './session.js';
import type { TypedEmitter } from './typed-emitter.js';
import { TypingHeard } from './typing.js';

export interface IntakeOptions {
  readonly clock: Clock;
  readonly book: ContactBook;
  readonly outbox: Outbox;
  readonly messages: OutgoingMessages;
  readonly emitter: TypedEmitter<SessionEvents>;
  /** Dials again and resumes: events are missing. */
  readonly resume: () => void;
  /** Tells the platform what this side has read. */
  readonly tellRead: (contactId: string, upTo: number) => void;
}

export class Intake {
  inbox: readonly WaitingContact[] = [];
  presence: Presence | undefined;
  reservations: readonly PlatformFrameOf<'reservation'>[] = [];
  invitations: readonly PlatformFrameOf<'assist.ask'>[] = [];
  private readonly typing: TypingHeard;
  private participantId = '';

  constructor(private readonly options: IntakeOptions) {
    this.typing = new TypingHeard(options.clock, (contactId) => options.book.typing(contactId, undefined));
  }

  stop(): void {
    this.typing.stop();
  }

  /** A new line: snapshots, then everything that waits for one; `tell` is called before any other listener hears of it. */
  welcome(frame: PlatformFrameOf<'welcome'>, tell: () => void): void {
    const { book, outbox, messages, emitter, tellRead } = this.options;
    this.participantId = frame.participantId;
    this.presence = frame.presence ?? this.presence;
    this.reservations = [];
    this.invitations = [];
    const snapshots = book.welcome(frame);
    outbox.online();
    messages.welcome();
    for (const { contactId, read } of snapshots) {
      const mine = book.models.get(contactId)?.snapshot;
      // What was read while there was no line, or was said on a line that died.
      if (mine && mine.read[ownSide(mine)] > read[ownSide(mine)]) tellRead(contactId, mine.read[ownSide(mine)]);
    }
    tell();
    emitter.emit('welcome', frame);
    for (const { contactId } of snapshots) book.tell(contactId);
    if (frame.presence) emitter.emit('presence', frame.presence);
  }

  /** Any other frame. */
  receive(frame: PlatformFrame): void {
    const { book, outbox } = this.options;
    switch (frame.type) {
      case 'history':
        book.history(frame);
        outbox.acknowledge(frame);
        break;
      case 'ack':
      case 'turn':
        outbox.acknowledge(frame);
        break;
      case 'nack':
        outbox.reject(frame);
        break;
      case 'event':
        this.event(frame);
        break;
      case 'contact':
        book.snapshot(frame.contact);
        break;
      case 'typing':
        this.heardTyping(frame);
        break;
      case 'read':
        book.update(frame.contactId, (model) => withRead(model, frame.by, frame.upTo));
        break;
      default:
        this.relay(frame);
    }
  }

  private event(frame: PlatformFrameOf<'event'>): void {
    const { book, messages, emitter, resume } = this.options;
    const received = book.event(frame);
    if (received.kind === 'gap') resume();
    if (received.kind !== 'new') return;
    const { event, model } = received;
    if (event.kind === 'message' && !incoming(event, ownSide(model.snapshot))) messages.arrived(event.data.messageId);
    emitter.emit('contact', model);
    emitter.emit('event', event, model);
  }

  private heardTyping({ contactId, by, on }: PlatformFrameOf<'typing'>): void {
    if (by.id === this.participantId) return;
    this.typing.heard(contactId, on);
    this.options.book.typing(contactId, on ? by : undefined);
  }

  /** Frames that others act on: what they change here is changed before. */
  private relay(frame: PlatformFrame): void {
    const { book, emitter } = this.options;
    switch (frame.type) {
      case 'upgrade.ask':
        book.update(frame.contactId, (model) => withAsk(model, frame));
        emitter.emit(frame.type, frame);
        break;
      case 'contact.place':
        book.update(frame.contactId, (model) => withPlace(model, frame));
        break;
      case 'upgrade.state':
        book.update(frame.contactId, (model) => withUpgrade(model, frame));
        emitter.emit(frame.type, frame);
        break;
      case 'reservation':
      case 'reservation.gone':
        this.reservation(frame);
        break;
      case 'assist.ask':
      case 'assist.gone':
        this.invitation(frame);
        break;
      case 'inbox':
        this.inbox = frame.waiting;
        emitter.emit('inbox', frame.waiting);
        break;
      case 'presence': {
        const { type: _type, ...presence } = frame;
        this.presence = presence;
        emitter.emit('presence', presence);
        break;
      }
      default:
        this.callFrame(frame);
    }
  }

  private reservation(frame: PlatformFrameOf<'reservation'> | PlatformFrameOf<'reservation.gone'>): void {
    const others = this.reservations.filter(({ reservationId }) => reservationId !== frame.reservationId);
    if (frame.type === 'reservation') {
      this.reservations = [...others, frame];
      this.options.emitter.emit(frame.type, frame);
    } else {
      this.reservations = others;
      this.options.emitter.emit(frame.type, frame);
    }
  }

  private invitation(frame: PlatformFrameOf<'assist.ask'> | PlatformFrameOf<'assist.gone'>): void {
    const others = this.invitations.filter(({ contactId }) => contactId !== frame.contactId);
    this.invitations = frame.type === 'assist.ask' ? [...others, frame] : others;
    if (frame.type === 'assist.ask') this.options.emitter.emit(frame.type, frame);
    else this.options.emitter.emit(frame.type, frame);
  }

  /** Frames of a call pass through; call/ knows what they mean. */
  private callFrame(frame: PlatformFrame): void {
    const { emitter } = this.options;
    if (frame.type === 'media-upgrade') emitter.emit(frame.type, frame);
    else if (frame.type === 'call.signal') emitter.emit(frame.type, frame);
    else if (frame.type === 'call.ack') emitter.emit(frame.type, frame);
    else if (frame.type === 'call.peer') emitter.emit(frame.type, frame);
  }
}
