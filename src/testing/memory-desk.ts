/**
 * What a customer's frames do at the memory platform, and who may send which.
 *
 * Durable frames take effect once per id and are answered before what they lead to, as on a platform. Knows no sockets
 * (memory-line.ts) and no timeline (memory-contact.ts). It has no form, consent, rating or files, and says so as a
 * deployment without them does.
 */
import {
  SegueError, agentFrames, isDurable,
  type ClientFrame, type ClientFrameOf, type DurableFrame, type PlatformFrameOf, type AttributesChange,
} from '../protocol/index.js';
import type { MemoryContact } from './memory-contact.js';
import type { MemoryLine } from './memory-line.js';
import type { MemoryUpgrades } from './memory-upgrades.js';

type Ack = Omit<PlatformFrameOf<'ack'>, 'type' | 're'>;

/** What the page, or the customer, has told of who they are. */
export interface KnownCustomer {
  name: string | undefined;
  attributes: AttributesChange;
}

export interface DeskWorld {
  readonly contact: () => MemoryContact;
  readonly upgrades: () => MemoryUpgrades;
  readonly known: KnownCustomer;
  /** The customer wrote, and nobody has joined them yet. */
  readonly arrived: () => void;
  readonly typed: (on: boolean) => void;
  /** What the customer's side of a call says to the agent's. */
  readonly signalled: (frame: ClientFrameOf<'call.signal'>) => void;
}

/** Of agents alone, though not all of these name a contact. */
const isAgents = (type: ClientFrame['type']): boolean => (agentFrames as readonly string[]).includes(type);

export class MemoryDesk {
  private readonly answers = new Map<string, Ack>();

  constructor(private readonly world: DeskWorld) {}

  /** @throws SegueError for a refusal */
  take(frame: ClientFrame, line: MemoryLine): void {
    if (isAgents(frame.type)) throw new SegueError('unknown-frame', 'There is no frame of this type, or this side may not send it.');
    if (isDurableFrame(frame)) this.takeDurable(frame, line);
    else this.takeEphemeral(frame, line);
    this.world.contact().flush();
  }

  private takeDurable(frame: DurableFrame, line: MemoryLine): void {
    const earlier = this.answers.get(frame.id);
    // As on a real one: of a request that another upgrade has overtaken nothing would be said any more.
    if (frame.type === 'upgrade.request' && earlier && earlier.upgradeId !== this.world.contact().upgrade?.upgradeId) throw new SegueError('stale-upgrade');
    const ack = earlier ?? this.perform(frame);
    this.answers.set(frame.id, ack);
    line.tell({ type: 'ack', re: frame.id, ...ack });
  }

  private perform(frame: DurableFrame): Ack {
    const upgrades = this.world.upgrades();
    switch (frame.type) {
      case 'message.send': return this.message(frame);
      case 'upgrade.request': return this.request(frame);
      case 'upgrade.answer':
        this.named(frame.contactId, frame.upgradeId);
        upgrades.answer(frame.accepted, frame.manifest);
        return { upgradeId: frame.upgradeId };
      case 'upgrade.capture': return this.capture(frame);
      case 'upgrade.cancel':
        this.named(frame.contactId, frame.upgradeId);
        upgrades.cancel('customer');
        return { upgradeId: frame.upgradeId };
      default:
        this.performSilently(frame);
        return {};
    }
  }

  /** Frames whose ack says nothing but "done". */
  private performSilently(frame: DurableFrame): void {
    const { upgrades, contact, known } = this.world;
    switch (frame.type) {
      case 'call.end':
        this.call(frame);
        upgrades().hangUp('customer');
        return;
      case 'call.report':
        this.report(frame);
        return;
      case 'call.summary':
        if (contact().upgrade?.callId !== frame.callId) throw new SegueError('unknown-call');
        return;
      case 'contact.close':
        this.open(frame.contactId);
        upgrades().endWithContact('customer');
        contact().close('customer', { kind: 'customer', id: contact().customer.id ?? '' });
        return;
      case 'contact.attributes':
        this.own(frame.contactId);
        known.name = frame.name ?? known.name;
        known.attributes = { ...known.attributes, ...frame.attributes };
        if (contact().isOpen) contact().changed();
        return;
      case 'consent.withdraw':
        this.own(frame.contactId);
        return;
      case 'form.answer': throw new SegueError('form-refused', 'Not as the form asks: there is none.');
      default: throw new SegueError('relation-refused', 'This deployment asks for no rating.');
    }
  }

  private takeEphemeral(frame: Exclude<ClientFrame, DurableFrame>, line: MemoryLine): void {
    switch (frame.type) {
      case 'typing':
        this.own(frame.contactId);
        this.world.typed(frame.on);
        return;
      case 'read': {
        this.own(frame.contactId);
        const contact = this.world.contact();
        contact.read = { ...contact.read, customer: Math.max(contact.read.customer, Math.min(frame.upTo, contact.seq)) };
        return;
      }
      case 'turn.get':
        line.tell({ type: 'turn', re: frame.id, ...this.turn(frame) });
        return;
      case 'history.get':
        line.tell({ type: 'history', re: frame.id, contactId: frame.contactId, events: this.own(frame.contactId).before(frame.before) });
        return;
      case 'call.ahead':
        this.named(frame.contactId, frame.upgradeId);
        this.world.upgrades().sayAhead(frame);
        return;
      case 'call.signal':
        this.call(frame);
        this.world.signalled(frame);
        return;
      case 'ping':
        line.tell(frame.at === undefined ? { type: 'pong' } : { type: 'pong', at: frame.at });
        return;
      // Nobody here repeats a signal, nor asks anew what a browser can do while a card is open.
      case 'call.ack':
      case 'manifest.update':
      case 'pong':
        return;
    }
  }

  private message({ id, contactId, text, content, attachments, reply }: ClientFrameOf<'message.send'>): Ack {
    if (content) throw new SegueError('content-refused', 'Something to choose comes from agents and flows.');
    if (attachments) throw new SegueError('file-gone');
    const contact = this.own(contactId);
    if (contact.state === 'closed') throw new SegueError('contact-closed');
    const starts = contact.state === 'new';
    if (starts) contact.start();
    const seq = contact.append('message', contact.customer, { messageId: id, text, ...(reply === undefined ? {} : { reply }) });
    if (starts) this.begin(contact);
    else contact.arrive();
    return { seq };
  }

  private request({ contactId, manifest }: ClientFrameOf<'upgrade.request'>): Ack {
    const contact = this.own(contactId);
    if (contact.state === 'closed') throw new SegueError('contact-closed');
    const starts = contact.state === 'new';
    if (starts) contact.start();
    const upgradeId = this.world.upgrades().request(manifest);
    if (starts) this.begin(contact);
    return { upgradeId };
  }

  private begin(contact: MemoryContact): void {
    contact.enterQueue();
    this.world.arrived();
  }

  private capture({ contactId, upgradeId, outcome, missing }: ClientFrameOf<'upgrade.capture'>): Ack {
    const contact = this.open(contactId);
    const named = upgradeId ?? contact.upgrade?.upgradeId;
    if (named === undefined) throw new SegueError('no-upgrade');
    this.named(contactId, named);
    this.world.upgrades().capture({ outcome, ...(missing === undefined ? {} : { missing }) });
    return { upgradeId: named };
  }

  private report(frame: ClientFrameOf<'call.report'>): void {
    this.call(frame);
    const [upgrades, { customer }] = [this.world.upgrades(), this.world.contact()];
    if (frame.state === 'live') upgrades.live(customer, frame);
    else if (frame.state === 'interrupted') upgrades.interrupted(customer, frame.cause);
    else upgrades.failed('customer', frame.cause);
  }

  /** No servers: there is no network between a page and itself. @throws SegueError `turn-not-allowed` */
  private turn({ contactId, purpose }: ClientFrameOf<'turn.get'>): Pick<PlatformFrameOf<'turn'>, 'policy' | 'iceServers'> {
    const contact = this.world.contact();
    const isTheirs = contactId === undefined || contactId === contact.id;
    if (!isTheirs || !contact.isOpen || (purpose === 'call' && !this.world.upgrades().view)) throw new SegueError('turn-not-allowed');
    return { policy: 'all', iceServers: [] };
  }

  /** @throws SegueError `not-your-contact` */
  private own(contactId: string): MemoryContact {
    const contact = this.world.contact();
    if (contact.id !== contactId) throw new SegueError('not-your-contact');
    return contact;
  }

  /** @throws SegueError `not-your-contact`, `contact-closed` */
  private open(contactId: string): MemoryContact {
    const contact = this.own(contactId);
    if (contact.state === 'new') throw new SegueError('not-your-contact');
    if (!contact.isOpen) throw new SegueError('contact-closed');
    return contact;
  }

  /** @throws SegueError `no-upgrade` */
  private named(contactId: string, upgradeId: string): void {
    if (this.open(contactId).upgrade?.upgradeId !== upgradeId) throw new SegueError('no-upgrade');
  }

  /** @throws SegueError `unknown-call` */
  private call({ contactId, callId }: { readonly contactId: string; readonly callId: string }): void {
    if (this.world.contact().id !== contactId || this.world.upgrades().view?.callId !== callId) throw new SegueError('unknown-call');
  }
}

const isDurableFrame = (frame: ClientFrame): frame is DurableFrame => isDurable(frame.type);
