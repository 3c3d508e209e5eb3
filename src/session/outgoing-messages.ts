/**
 * Messages on their way: from the visitor's Enter to the event in the timeline, across lost lines and reloads.
 *
 * Knows when a message is pending, failed or done, and keeps the unsent ones in a storage that survives a reload; writing
 * a message is the visitor's act, so storing it is allowed. A customer's message to a closed contact waits for the next
 * contact. Does not know sockets: the outbox sends.
 */
import * as v from 'valibot';
import { AttachmentSchema, ReplySchema, SegueError, type Content, type ErrorCode } from '../protocol/index.js';
import type { ContactBook } from './contact-book.js';
import { withPending, withoutPending, type ContactModel, type OutgoingMessage } from './contact-model.js';
import type { Outbox } from './outbox.js';
import type { MessageExtras } from './session.js';
import type { StoredValue } from './storage.js';

interface Letter extends MessageExtras {
  readonly id: string;
  readonly contactId: string;
  readonly text: string;
  readonly at: number;
}

/** The platform looks at it anyway; its schema here would be weight on every page. */
const StoredContent = v.custom<Content>((it) => typeof it === 'object' && it !== null);
const LettersSchema = v.array(
  v.object({ id: v.string(), contactId: v.string(), text: v.string(), at: v.number(), content: v.exactOptional(StoredContent), reply: v.exactOptional(ReplySchema), left: v.exactOptional(v.boolean()), attachments: v.exactOptional(v.array(AttachmentSchema)) }),
);

export interface OutgoingOptions {
  readonly book: ContactBook;
  readonly outbox: Outbox;
  readonly stored: StoredValue;
  /** Hears what is stored, as it changes; for other pages to `adopt`. */
  readonly keep?: (letters: string | undefined) => void;
  readonly newId: () => string;
  /** The platform's now, milliseconds since the epoch. */
  readonly now: () => number;
  readonly textLength: () => number;
  /** Asks for a fresh token, and with it the next contact. */
  readonly nextContact: () => void;
}

const isOver = ({ snapshot }: ContactModel): boolean => snapshot.relation === 'customer' && (snapshot.state === 'closed' || snapshot.state === 'wrap-up');

export class OutgoingMessages {
  /** Everything that is pending, failed ones too. */
  private readonly letters = new Map<string, Letter>();
  /** Not stored: a reload must not send by itself what was refused. */
  private readonly failed = new Set<string>();
  /** Letters to a closed contact: they open the next one. */
  private readonly forNext = new Set<string>();
  /** Letters of pages that are gone, to be sent when there is a contact to send them to; this page's own predecessor first. */
  private readonly left: (() => string | undefined)[];
  private welcomed = false;

  constructor(private readonly options: OutgoingOptions) {
    this.left = [() => options.stored.read()];
  }

  send(contactId: string, text: string, { attachments = [], ...more }: MessageExtras = {}): string {
    if (!this.options.book.models.has(contactId)) throw new SegueError('not-your-contact');
    if (text === '' && attachments.length === 0) throw new SegueError('bad-frame', 'A message has at least one character, or a file.');
    const letter = { ...more, id: this.options.newId(), contactId, text, at: this.options.now(), ...(attachments.length > 0 && { attachments }) };
    this.letters.set(letter.id, letter);
    this.post(letter);
    return letter.id;
  }

  retry(id: string): void {
    const letter = this.letters.get(id);
    if (letter && this.failed.delete(id)) this.post(letter);
  }

  discard(id: string): void {
    this.options.outbox.drop(id);
    this.done(id);
  }

  /** The timeline has it. */
  arrived(id: string): void {
    this.options.outbox.confirm(id);
    this.done(id);
  }

  /** Sends what another page has not sent, with the same ids: what did arrive, arrives no second time. */
  adopt(letters: string): void {
    this.left.push(() => letters);
    if (this.welcomed) this.restore();
  }

  /** After a welcome: what an earlier page left, and what waited for the next contact. */
  welcome(): void {
    this.welcomed = true;
    this.restore();
    const present = this.options.book.customers;
    if (!present) return;
    const waiting = [...this.forNext];
    this.forNext.clear();
    for (const id of waiting) {
      const letter = this.letters.get(id);
      if (!letter) continue;
      const moved = this.readdress(letter, present.contactId);
      // Not without saying so: what was meant to come along does not.
      if (moved !== letter && letter.attachments) this.fail(moved, 'file-gone');
      else this.deliver(moved);
    }
  }

  private post(letter: Letter): void {
    const model = this.options.book.models.get(letter.contactId);
    if (letter.text.length > this.options.textLength()) {
      this.fail(letter, 'text-too-long');
    } else if (model && isOver(model)) {
      this.show(letter, 'sending');
      this.forNext.add(letter.id);
      this.options.nextContact();
    } else {
      this.deliver(letter);
    }
  }

  private deliver(letter: Letter): void {
    const { at: _at, attachments, ...message } = letter;
    const { id } = letter;
    this.show(letter, 'sending');
    this.save();
    this.options.outbox.add({ type: 'message.send', ...message, ...(attachments && { attachments: attachments.map(({ attachmentId }) => attachmentId) }) }, {
      accepted: (answer) => {
        this.letters.delete(id);
        this.save();
        // Its event is behind what this page began with, and comes no more.
        const seq = answer?.type === 'ack' ? answer.seq : undefined;
        if (seq !== undefined && this.options.book.isBehind(letter.contactId, seq)) this.options.book.update(letter.contactId, (model) => withoutPending(model, id));
      },
      refused: (error) => {
        // A session that closes has not failed: the letter stays stored for the next page.
        if (error.code !== 'closed') this.fail(letter, error.code);
      },
    });
  }

  /** To another contact. A file is of the one that it was given to, and stays behind; only where there is nothing else it shows what could not be sent. */
  private readdress(letter: Letter, contactId: string): Letter {
    if (letter.contactId === contactId) return letter;
    this.options.book.update(letter.contactId, (model) => withoutPending(model, letter.id));
    const { attachments, ...words } = letter;
    const moved = { ...words, contactId, ...(attachments && letter.text === '' && { attachments }) };
    this.letters.set(moved.id, moved);
    return moved;
  }

  private fail(letter: Letter, code: ErrorCode): void {
    this.failed.add(letter.id);
    this.show(letter, 'failed', code);
    this.save();
  }

  private show({ contactId, ...message }: Letter, state: OutgoingMessage['state'], code?: ErrorCode): void {
    this.options.book.update(contactId, (model) => withPending(model, { ...message, state, ...(code && { code }) }));
  }

  private done(id: string): void {
    const letter = this.letters.get(id);
    this.letters.delete(id);
    this.forNext.delete(id);
    this.failed.delete(id);
    if (!letter) return;
    this.options.book.update(letter.contactId, (model) => withoutPending(model, id));
    this.save();
  }

  private save(): void {
    const unsent = [...this.letters.values()].filter(({ id }) => !this.failed.has(id));
    const letters = unsent.length === 0 ? undefined : JSON.stringify(unsent);
    this.options.stored.write(letters);
    this.options.keep?.(letters);
  }

  private restore(): void {
    const { book } = this.options;
    for (const letter of this.left.splice(0).flatMap((read) => readLetters(read))) {
      if (this.letters.has(letter.id) || this.isKnown(letter)) continue;
      this.letters.set(letter.id, letter);
      const model = book.models.get(letter.contactId);
      if (model && !isOver(model)) this.post(letter);
      else if (book.customers) this.fail(this.readdress(letter, book.customers.contactId), 'contact-closed');
      else this.done(letter.id);
    }
  }

  /** The timeline has it already. */
  private isKnown({ id, contactId }: Letter): boolean {
    return this.options.book.models.get(contactId)?.events.some((event) => event.kind === 'message' && event.data.messageId === id) === true;
  }
}

function readLetters(read: () => string | undefined): readonly Letter[] {
  try {
    const letters = v.safeParse(LettersSchema, JSON.parse(read() ?? '[]'));
    return letters.success ? letters.output : [];
  } catch {
    return [];
  }
}
