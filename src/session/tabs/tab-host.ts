/**
 * What a leader does for the tabs that follow it: it is their platform.
 *
 * Knows how to greet a tab from what this one's session has, so that a second tab costs the platform nothing; passes their
 * frames on as they are, ids included, and what the platform says to all of them, since each knows which answer is its own.
 * What the platform does not tell other sockets of the same person (what was read) it tells by itself. A tab that can do video is
 * let lead in the place of one that can't: to the platform, what the leader can do is what the person can. Does not know who leads.
 */
import * as v from 'valibot';
import type { PlatformFrame } from '../../protocol/index.js';
import { ownSide, type ContactModel } from '../contact-model.js';
import type { SharingSession } from '../shared-line.js';
import { typeOf, type TabWire } from './tab-wire.js';

/** All that is read of what goes through; the platform judges the rest. */
const ReadSchema = v.object({ type: v.literal('read'), contactId: v.string(), upTo: v.number() });
const HelloSchema = v.object({ type: v.literal('hello'), manifest: v.exactOptional(v.object({ media: v.object({ video: v.object({ supported: v.boolean() }) }) })), resume: v.exactOptional(v.object({ after: v.record(v.string(), v.number()) })) });

export interface TabHostOptions {
  readonly own: SharingSession;
  readonly wire: TabWire;
  /** To one tab, or to all. */
  readonly post: (frames: readonly string[], to?: string) => void;
  /** A tab has greeted that can do video, which this one can't. */
  readonly outdone: (by: string) => void;
}

/** Between a tab and whoever it dials; not for others. */
const between: readonly unknown[] = ['welcome', 'ping', 'pong'];

export class TabHost {
  constructor(private readonly options: TabHostOptions) {}

  /** What the platform said to this tab. */
  heard(text: string): void {
    if (!between.includes(typeOf(text))) this.options.post([text]);
  }

  /** What this tab's session says to the platform. */
  said(text: string): void {
    this.mirror(text);
  }

  /** What a tab that follows says; while this tab has no line itself, it hears no answer and asks again once it is told of one. */
  serve(from: string, text: string): void {
    const { wire, post } = this.options;
    if (!wire.linked) return;
    const type = typeOf(text);
    if (type === 'hello') post(this.greet(text, from), from);
    else if (type === 'ping') post(['{"type":"pong"}'], from);
    else if (type !== 'pong') this.pass(text);
  }

  private pass(text: string): void {
    const { wire } = this.options;
    wire.transmit(text);
    for (const read of this.mirror(text)) wire.tell(read);
  }

  /** Tells the others what has been read; it was read for all of them. */
  private mirror(text: string): readonly string[] {
    const { own, post } = this.options;
    const contact = own.session.contact;
    const read = typeOf(text) === 'read' ? v.safeParse(ReadSchema, JSON.parse(text)) : undefined;
    if (read?.success !== true || contact === undefined) return [];
    const texts = write([{ ...read.output, by: ownSide(contact.snapshot) }]);
    post(texts);
    return texts;
  }

  /** As the platform would: welcome, what came after, what is open. */
  private greet(text: string, from: string): readonly string[] {
    const { own } = this.options;
    const hello = v.safeParse(HelloSchema, JSON.parse(text));
    const greeting = own.greeting();
    if (!hello.success || greeting === undefined) return [];
    if (hello.output.manifest?.media.video.supported === true && own.manifest?.().media.video.supported === false) this.options.outdone(from);
    const contact = own.session.contact;
    const now = new Date(own.clock.now() + own.session.clockOffset).toISOString();
    const welcome: PlatformFrame = { ...greeting, now, ...(contact && { contact: contact.snapshot }) };
    return write([welcome, ...(contact ? missed(contact, hello.output.resume?.after[contact.contactId] ?? 0) : [])]);
  }
}

function missed({ contactId, snapshot, events, ask, typing }: ContactModel, after: number): readonly PlatformFrame[] {
  return [
    ...events.filter(({ seq }) => seq > after).map((event): PlatformFrame => ({ type: 'event', ...event })),
    ...(ask ? [ask] : []),
    ...(snapshot.upgrade ? [{ type: 'upgrade.state', contactId, ...snapshot.upgrade } as const] : []),
    ...(typing ? [{ type: 'typing', contactId, by: typing, on: true } as const] : []),
  ];
}

const write = (frames: readonly PlatformFrame[]): readonly string[] => frames.map((frame) => JSON.stringify(frame));
