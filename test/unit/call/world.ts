/**
 * A world of two pages and a platform for exploring interleavings: real machines of all three, real mailboxes, everything else modelled.
 *
 * Sockets break and resync, signals are lost, doubled and reordered, durable frames arrive at least once, paths break,
 * pages are reloaded, people click when they like. All chance comes from one seed.
 */
import { isInCall, type View } from '../../../src/call/machine-state.js';
import { canRejoin } from '../../../src/call/rejoin.js';
import type { Signal } from '../../../src/protocol/index.js';
import { manualClock } from '../../../src/testing/manual-clock.js';
import { Page, type Answer, type Deed } from './world-page.js';
import { WorldPlatform } from './world-platform.js';

export type Side = 'customer' | 'agent';
const other = (side: Side): Side => (side === 'customer' ? 'agent' : 'customer');
const moment = '2026-01-01T12:00:00.000Z';

/** A small generator with a seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Post = { readonly signal: Signal } | { readonly ack: { readonly callId: string; readonly attempt: number; readonly n: number } };

export class World {
  readonly clock = manualClock();
  readonly pages: Record<Side, Page>;
  private said: { readonly page: Page; readonly offer: string } | undefined;
  readonly wire: { readonly to: Side; readonly post: Post }[] = [];
  /** What it says travels in order. */
  readonly platform: WorldPlatform;
  path = true;
  faults = true;
  counter = 0;
  /** Who committed which durable frame already. */
  private readonly done = new Map<string, Answer>();
  private readonly inbox: Record<Side, (() => void)[]> = { customer: [], agent: [] };

  /** @param note Hears of every step, for whoever reads a schedule. */
  constructor(
    readonly random: () => number,
    readonly note?: (line: string) => void,
  ) {
    this.pages = { customer: new Page(this, 'customer', 'c0'), agent: new Page(this, 'agent', 'a0') };
    this.platform = new WorldPlatform({
      clock: this.clock, chance: (share) => this.chance(share), online: (side) => this.pages[side].online, newId: (prefix) => `${prefix}${String(this.counter++)}`,
      changed: (line) => this.changed(line), takeSaid: () => this.takeSaid(), handOn: (callId, offer) => this.handOn(callId, offer),
    });
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.random() * items.length)];
  }

  /** What a page says of the call that an agent is rung for; it can be lost. */
  sayAhead(page: Page, offer: string): void {
    if (this.pages[page.side] === page && page.online && !(this.faults && this.chance(0.25))) this.said = { page, offer };
  }

  send(from: Page, post: Post): void {
    if (this.pages[from.side] !== from || !from.online) return;
    const copies = this.faults ? (this.chance(0.25) ? 0 : this.chance(0.15) ? 2 : 1) : 1;
    for (let i = 0; i < copies; i++) this.wire.push({ to: other(from.side), post });
  }

  /** One of what could happen next, by chance. */
  turn(): void {
    const side = this.chance(0.5) ? 'customer' : 'agent';
    const next = this.random();
    if (next < 0.3) this.deliver();
    else if (next < 0.6) this.hear(side);
    else if (next < 0.85) this.flush(side);
    else if (next < 0.99) this.media();
    else this.platform.retry();
    this.clock.advance(20);
  }

  deliver(): void {
    if (this.wire.length === 0) return;
    const index = this.faults ? Math.floor(this.random() * this.wire.length) : 0;
    const [item] = this.wire.splice(index, 1);
    if (!item) return;
    const page = this.pages[item.to];
    if (!page.online || !isInCall(page.state)) return;
    if ('ack' in item.post) return page.mailbox?.acked(item.post.ack);
    const { signal } = item.post;
    this.note?.(`wire: ${signal.kind} ${String(signal.n)} of attempt ${String(signal.attempt)}.${String(signal.generation)} reaches ${page.name}`);
    if (this.platform.callId !== signal.callId || page.state.callId !== signal.callId) return;
    this.platform.seen(signal.attempt);
    page.mailbox?.receive(signal);
  }

  /** The platform takes a page's durable frames in order; its answers can be lost with the socket, and come again. */
  flush(side: Side): void {
    const page = this.pages[side];
    if (!page.online) return;
    for (const { id, deed } of page.outbox) {
      if (page.sent.has(id)) continue;
      page.sent.add(id);
      const heard = this.inbox[side].length;
      const answer = this.again(id, deed) ?? this.platform.commit(side, deed);
      this.done.set(id, answer);
      // The answer may come before the first word about what it leads to, or after it.
      const word = (): unknown => this.pages[side] === page && this.acknowledge(page, id, answer);
      this.inbox[side].splice(this.chance(0.5) ? heard : this.inbox[side].length, 0, word);
    }
  }

  /** What was answered already has that answer again; but a request that another upgrade has overtaken leads nowhere. */
  private again(id: string, deed: Deed): Answer | undefined {
    const answer = this.done.get(id);
    const overtaken = deed.type === 'request' && typeof answer === 'object' && answer.upgradeId !== this.platform.upgrade?.id;
    return overtaken ? 'refused' : answer;
  }

  private acknowledge(page: Page, id: string, answer: Answer): void {
    const { deed } = page.outbox.find((it) => it.id === id) ?? {};
    if (!deed) return;
    page.outbox = page.outbox.filter((it) => it.id !== id);
    const asks = deed.type === 'request' || deed.type === 'answer' || (deed.type === 'answerReservation' && deed.accepted);
    if (answer === 'refused') {
      if (asks) page.dispatch({ type: 'refused', result: { status: 'cancelled', by: 'platform', at: moment } });
    } else if (deed.type === 'request' && answer.upgradeId !== undefined) {
      const asked = page.state.kind === 'capturing' || page.state.kind === 'requesting';
      page.dispatch({ type: 'acknowledged', upgradeId: answer.upgradeId, ...(page.view ? { view: page.view } : {}) });
      const { id, stage } = this.platform.upgrade ?? {};
      if (asked && page.state.kind === 'ended' && id === answer.upgradeId && stage?.state !== 'ended') throw new Error('a request is given up that goes on');
    }
  }

  /** A page hears the platform's next word. */
  hear(side: Side): void {
    if (this.pages[side].online) this.inbox[side].shift()?.();
  }

  /** Media flows where both have the same attempt connected and there is a path. */
  media(): void {
    const { customer, agent } = this.pages;
    for (const page of [customer, agent]) {
      const peer = page === customer ? agent.link : customer.link;
      const { link } = page;
      if (!link) continue;
      const flows = this.path && link.connected && peer?.connected === true && link.attempt === peer.attempt && link.generation === peer.generation && link.offer === peer.offer;
      if (flows && !link.shown) {
        link.shown = true;
        page.show();
      } else if (flows && link.troubled) {
        link.troubled = false;
        page.dispatch({ type: 'recovered' });
      } else if (!flows && link.shown && !link.troubled) {
        link.troubled = true;
        page.dispatch({ type: 'trouble', reach: page.reach });
      }
    }
  }

  breakLink(side: Side): void {
    const page = this.pages[side];
    if (!page.link) return;
    page.link = undefined;
    page.dispatch({ type: 'lost', why: this.chance(0.5) ? 'path' : 'peer', reach: page.reach });
  }

  setOnline(side: Side, online: boolean): void {
    const page = this.pages[side];
    if (page.online === online) return;
    page.online = online;
    this.note?.(`${page.name} is ${online ? 'online' : 'offline'}`);
    // What was on its way to a broken socket is gone; a new one is told how things stand.
    this.inbox[side] = [];
    page.sent.clear();
    page.reached((it) => it.connected(online));
    this.tellPresence(side, online);
    if (!online) {
      this.goesAway(side);
      return;
    }
    this.platform.leases.back(side, false);
    page.mailbox?.resend();
    this.resync(page);
    if (side === 'agent') this.platform.retry();
  }

  /** The platform notices; an agent's desk may be gone for good, as far as it knows. */
  private goesAway(side: Side): void {
    this.platform.leases.gone(side);
    if (side === 'agent' && this.chance(0.3)) this.platform.takeBack();
  }

  reload(side: Side): void {
    const old = this.pages[side];
    old.vanish();
    const page = new Page(this, side, `${old.name}+`);
    this.pages[side] = page;
    this.note?.(`${old.name} is reloaded`);
    if (old.online) this.platform.leases.gone(side);
    this.platform.leases.back(side, true);
    this.inbox[side] = [];
    this.resync(page);
    this.tellPresence(side, true);
  }

  /** The other side of a call hears of a socket that came or went; one that comes hears how it stands with the other. */
  private tellPresence(side: Side, present: boolean): void {
    const [page, peer] = [this.pages[side], this.pages[other(side)]];
    this.tell(peer, () => isInCall(peer.state) && peer.reached((it) => it.present(present)));
    if (present) this.tell(page, () => isInCall(page.state) && page.reached((it) => it.present(peer.online)));
  }

  /** A person does something that the page lets them do, and mostly what leads on. */
  click(side: Side): void {
    const page = this.pages[side];
    const { view, reservation } = page;
    if (page.state.kind !== 'idle' && page.state.kind !== 'ended') {
      if (this.chance(0.04)) page.dispatch({ type: this.chance(0.5) ? 'cancel' : 'end' });
    } else if (this.chance(0.1)) {
      page.dispatch({ type: 'dismiss' });
    } else if (view && canRejoin(page.state, view, side)) {
      page.dispatch({ type: 'rejoin', camera: true, view });
    } else if (side === 'agent') {
      if (reservation !== undefined && view) page.dispatch({ type: 'take', camera: true, reservationId: reservation, upgradeId: view.upgradeId });
    } else if (view?.state === 'asked') {
      page.dispatch({ type: 'accept', camera: true, upgradeId: view.upgradeId, by: 'agent' });
    } else {
      page.dispatch({ type: 'start', camera: true });
    }
  }

  /** The browser's question is answered, or refused. */
  answer(side: Side): void {
    const page = this.pages[side];
    if (!page.question) return;
    page.question = false;
    if (this.faults && this.chance(0.08)) {
      page.dispatch({ type: 'captureFailed', failure: { outcome: 'permission-denied', device: 'both', hint: 'user' } });
    } else {
      page.camera = true;
      page.dispatch({ type: 'captured' });
    }
  }

  /** What a page has said ahead of a call counts while that page is there; each time once. */
  private takeSaid(): string | undefined {
    const { said } = this;
    this.said = undefined;
    return said?.page === this.pages.customer && said.page.online ? said.offer : undefined;
  }

  private handOn(callId: string, offer: string): void {
    const signal = { callId, attempt: 1, generation: 0, n: 1, kind: 'description', body: { type: 'offer', sdp: offer } } as const;
    this.tell(this.pages.agent, () => this.pages.agent.mailbox?.receive(signal));
  }

  private changed(line: string): void {
    this.note?.(`platform: ${line}`);
    for (const page of Object.values(this.pages)) this.resync(page);
  }

  private resync(page: Page): void {
    const { view: platforms, reservation } = this.platform;
    if (!platforms) return;
    this.tell(page, () => {
      const view: View = platforms.ahead === undefined ? platforms : { ...platforms, begun: platforms.ahead === page.said ? 'here' : 'elsewhere' };
      const ringing = page.side === 'agent' ? reservation : undefined;
      const gone = page.reservation;
      page.reservation = ringing;
      page.view = view;
      if (gone !== undefined && gone !== ringing) page.dispatch({ type: 'reservationGone', reservationId: gone, outcome: view.state === 'bound' ? 'accepted' : 'rescinded' });
      page.dispatch({ type: 'view', view });
    });
  }

  private tell(page: Page, word: () => void): void {
    if (page.online) this.inbox[page.side].push(() => this.pages[page.side] === page && word());
  }
}
