/**
 * The platform's domain, assembled: contacts, flow runs, routing, upgrades, signaling.
 *
 *   frame ─► unit of work (one transaction) ─► facts ─► routing ─► COMMIT ─► frames
 *                 ▲
 *   deadline rows ┘  (scheduler on the injected clock)
 *
 * Knows how the parts are wired and what the edge may ask. Does not know sockets, HTTP or tokens (src/platform/edge).
 */
import { attachmentDesk, type AttachmentDesk } from './attachments/attachment-desk.js';
import type { Files } from './attachments/file-store.js';
import { Removals } from './attachments/removals.js';
import type { SignedIdentity } from './auth/customer-identity.js';
import type { MintTurn } from './calls/turn.js';
import type { Deployment } from './config/index.js';
import { agentDesk, type AgentDesk } from './contacts/agent-desk.js';
import type { Alert } from './contacts/alert.js';
import { configDesk, type ConfigDesk } from './contacts/config-desk.js';
import { Config } from './contacts/config-store.js';
import { contactById, type ContactRow } from './contacts/contact-store.js';
import { nextDue, takeDue, type Deadline } from './contacts/deadline-store.js';
import { timelineOf } from './contacts/event-log.js';
import { handleFrame, type FrameSurroundings } from './contacts/frames.js';
import { greet } from './contacts/greeting.js';
import { tellReceived } from './contacts/messages.js';
import { guestDesk, type GuestDesk } from './contacts/guest-desk.js';
import { admitGuest } from './contacts/guest-admission.js';
import { Hub, type Line, type Participant } from './contacts/hub.js';
import { newId as mintId, type NewId } from './contacts/ids.js';
import type { Measure } from './contacts/measure.js';
import { Scheduler } from './contacts/scheduler.js';
import { tell } from './contacts/tell.js';
import { makeTransact, type Surroundings, type Transact, type Unit } from './contacts/unit.js';
import { handleDeadline, handleFact, route } from './contacts/wiring.js';
import type { Logger } from './log.js';
import type { ClientFrame, Hello } from '../protocol/client-frame.js';
import type { Clock } from '../protocol/clock.js';
import { SegueError } from '../protocol/error.js';
import type { GuestTokenRequest } from '../protocol/http.js';
import type { PlatformFrame } from '../protocol/platform-frame.js';
import { analyticsOf, type Analytics } from './record/analytics.js';
import type { StoredEvent } from './record/index.js';
import { keepAlerts } from './record/keep.js';
import { bringUpToDate } from './record/rebuild.js';
import { tellInboxes } from './routing/inbox.js';
import { InboxDelay, placeDelayMs } from './routing/inbox-delay.js';
import { PlaceTeller } from './routing/places.js';
import { beginLease } from './routing/lease.js';
import { arrive, leaveAll } from './routing/presence.js';
import { resumeTally, tallyAll } from './routing/presence-tally.js';
import type { Store } from './store/store.js';
import { watchAll } from './upgrades/call-peers.js';
import { Relay } from './upgrades/relay.js';
import { TurnRate } from './upgrades/turn-desk.js';

export type { Alert } from './contacts/alert.js';
export type { ContactRow } from './contacts/contact-store.js';
export type { Participant } from './contacts/hub.js';
export type { Measure } from './contacts/measure.js';
export { migrations } from './contacts/migrations.js';

export interface CoreOptions {
  /** Opened with `migrations` of this file. */
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly mintTurn: MintTurn;
  /** Where attachments are; default: nowhere, as none are taken without the edge. */
  readonly files?: Pick<Files, 'drop'>;
  /** Default: a prefix and 128 random bits. */
  readonly newId?: NewId;
  /** False: nobody looks at what many desks show of a line, nor at places in it, so nobody is told of either. Default true. */
  readonly tellsLines?: boolean;
}

/** What the core tells of beside frames, after it is in the store. */
export interface CoreNews {
  readonly alert: Alert;
  readonly measure: Measure;
}

/** One participant's socket. */
export interface Connection {
  /** Answers by `deliver`: ack, nack or what was asked for. Never rejects. */
  handle(frame: ClientFrame): Promise<void>;
  /** The other end was heard: a frame, an answered ping. An agent who is heard no more goes offline. */
  heard(): void;
  /** What was delivered of a contact has arrived, up to this seq. */
  received(contactId: string, seq: number): void;
  /** The socket is gone. */
  gone(): void;
}

export interface Core extends GuestDesk, AgentDesk, ConfigDesk {
  /** Delivers `welcome` first, then what was missed. @throws SegueError `token-invalid` for a customer whom no guest answers to */
  connect(who: Participant, hello: Hello, deliver: (frame: PlatformFrame) => void): Promise<Connection>;
  /** @throws SegueError `unknown-deployment` */
  guest(request: GuestTokenRequest, signed?: SignedIdentity): Promise<{ guestId: string; contactId: string; renewal: string; deployment: Deployment; name?: string }>;
  timeline(contactId: string): Promise<readonly StoredEvent[]>;
  readonly analytics: Analytics;
  readonly attachments: AttachmentDesk;
  contactRow(contactId: string): Promise<ContactRow | undefined>;
  /** Returns the listener's removal. */
  on<K extends keyof CoreNews>(name: K, listener: (news: CoreNews[K]) => void): () => void;
  /** No deadline fires any more; what was due fires when the core is opened again. The store stays the caller's. */
  close(): Promise<void>;
}

/** Reads the configuration and the deadlines; what fell due while nothing ran is handled now. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { store, clock, log } = options;
  const hub = new Hub();
  const config = new Config();
  const relay = new Relay(hub);
  const news = newsOf(log);
  const around: Surroundings = {
    config, hub, clock, log, newId: options.newId ?? mintId, ...news.tell, poke: (due) => scheduler.poke(due), followCall: (upgrade, guestId) => relay.follow(upgrade, guestId), saidAhead: (upgradeId) => relay.said(upgradeId),
    inboxSoon: () => inboxes.soon(), placesSoon: () => placesDelay.soon(), dropFile: (id) => removals.begin(id),
  };
  const transact = makeTransact({ store, around, handle: handleFact, route, tell: keepAndTell });
  const attachments = attachmentDesk(transact);
  const removals = new Removals({ files: options.files, desk: attachments, log });
  const inboxes = new InboxDelay(clock, () => {
    transact(tellInboxes).catch((error: unknown) => log.error({ err: error }, 'the inboxes could not be told'));
  });
  const places = new PlaceTeller();
  const placesDelay = new InboxDelay(
    clock,
    () => {
      transact((unit) => places.tell(unit)).catch((error: unknown) => log.error({ err: error }, 'the places in line could not be told'));
    },
    placeDelayMs,
  );
  if (options.tellsLines === false) for (const delay of [inboxes, placesDelay]) delay.close();
  const scheduler = new Scheduler({
    clock, nextDue: () => store.transaction(nextDue), fireOne: () => fireOne(transact, log),
    failed: (error) => log.error({ err: error }, 'the deadlines could not be read'),
  });
  if (await bringUpToDate(store, clock.now())) log.info('the aggregates were counted anew from the timelines');
  await transact((unit) => takeUp(unit, relay));
  const frames: FrameSurroundings = { transact, clock, relay, turnRate: new TurnRate(clock), mintTurn: options.mintTurn };
  return {
    connect: (who, hello, deliver) => connect({ hub, frames, log }, who, hello, deliver),
    ...configDesk(config, transact),
    ...guestDesk(transact),
    ...agentDesk(transact),
    async guest(request, signed) {
      const { guest, renewal } = await transact((unit) => admitGuest(unit, request, signed));
      const deployment = config.deployment(guest.deploymentId);
      if (!deployment) throw new SegueError('unknown-deployment');
      return { guestId: guest.id, contactId: guest.contactId, renewal, deployment, ...(guest.name === undefined ? {} : { name: guest.name }) };
    },
    analytics: analyticsOf(store, clock), attachments,
    timeline: (contactId) => store.transaction((tx) => timelineOf(tx, contactId)),
    contactRow: (contactId) => store.transaction((tx) => contactById(tx, contactId)),
    on: news.on,
    close: () => closeAll([lastMinutes(transact, log), inboxes, placesDelay, scheduler, removals]),
  };
}

/** What agents did since the last quarter was over. */
const lastMinutes = (transact: Transact, log: Logger) => ({
  close: () => transact(tallyAll).catch((error: unknown) => log.error({ err: error }, 'the last minutes of agents could not be counted')),
});

async function closeAll(parts: readonly { close(): void | Promise<void> }[]): Promise<void> {
  for (const part of parts) await part.close();
}

/** The last of a unit before its COMMIT. */
async function keepAndTell(unit: Unit): Promise<void> {
  await keepAlerts(unit);
  await tell(unit);
}

/** Listeners of the core, and how they hear. */
function newsOf(log: Logger): { readonly tell: Pick<Surroundings, keyof CoreNews>; readonly on: Core['on'] } {
  const listeners: { readonly [K in keyof CoreNews]: Set<(news: CoreNews[K]) => void> } = { alert: new Set(), measure: new Set() };
  return {
    tell: {
      alert(it) {
        log.warn(it, 'alert');
        for (const listener of listeners.alert) listener(it);
      },
      measure(it) {
        for (const listener of listeners.measure) listener(it);
      },
    },
    on(name, listener) {
      listeners[name].add(listener);
      return () => listeners[name].delete(listener);
    },
  };
}

/** What the store knows is taken up where it was left; nobody has a socket yet. */
async function takeUp(unit: Unit, relay: Relay): Promise<void> {
  await unit.config.load(unit.tx);
  await relay.load(unit);
  await leaveAll(unit);
  await resumeTally(unit);
  await watchAll(unit);
  await unit.arm('prune', 'all', unit.now);
  const due = await nextDue(unit.tx);
  if (due !== undefined) unit.after(() => unit.around.poke(due));
}

/** How long a deadline whose handling failed stays out of the way of the others. */
const retryMs = 60_000;

async function fireOne(transact: Transact, log: Logger): Promise<boolean> {
  let taken: Deadline | undefined;
  try {
    await transact(async (unit) => {
      taken = await takeDue(unit.tx, unit.now);
      if (taken) await handleDeadline(unit, taken);
    });
  } catch (error) {
    if (!taken) throw error;
    const { kind, key } = taken;
    log.error({ err: error, kind, key }, 'a deadline could not be handled; it is tried again later');
    await transact((unit) => unit.arm(kind, key, unit.now + retryMs));
  }
  return taken !== undefined;
}

interface ConnectSurroundings {
  readonly hub: Hub;
  readonly frames: FrameSurroundings;
  readonly log: Logger;
}

async function connect({ hub, frames, log }: ConnectSurroundings, who: Participant, hello: Hello, deliver: (frame: PlatformFrame) => void): Promise<Connection> {
  const line: Line = { who, deliver, manifest: hello.manifest, state: 'joining', received: new Map(Object.entries(hello.resume?.after ?? {})) };
  hub.add(line);
  const left = (): void => {
    hub.remove(line);
    // Where another socket of theirs is there, nothing has changed; asked inside, because it may come meanwhile.
    const work = frames.transact((unit) => {
      if (!hub.present(who.id)) unit.raise({ kind: 'participant.present', participantId: who.id, sessionId: who.sessionId, present: false });
      return Promise.resolve();
    });
    work.catch((error: unknown) => log.error({ err: error }, 'a leaving could not be noted'));
  };
  try {
    await frames.transact(async (unit) => {
      if (who.kind !== 'customer') await arrive(unit, who, hello.manifest);
      const greeting = await greet(unit, who, hello);
      unit.raise({ kind: 'participant.present', participantId: who.id, sessionId: who.sessionId, present: true });
      unit.after(() => {
        hub.open(line);
        if (line.state === 'open') for (const frame of greeting) deliver(frame);
      });
    });
  } catch (error) {
    left();
    throw error;
  }
  return {
    gone: left,
    heard: () => hear(frames, line, log),
    received(contactId, seq) {
      line.received?.set(contactId, seq);
      frames.transact((unit) => tellReceived(unit, who, contactId, seq)).catch((error: unknown) => log.error({ err: error }, 'a delivery could not be told'));
    },
    handle: (frame) => answerFrame(frames, line, frame, log),
  };
}

/** An agent's lease begins with the first sign of life, and again where it had run out. */
function hear({ transact, clock }: FrameSurroundings, line: Line, log: Logger): void {
  const { who, heardAt, lapsed } = line;
  line.heardAt = clock.now();
  if (who.kind === 'customer' || line.state === 'gone' || (heardAt !== undefined && lapsed !== true)) return;
  line.lapsed = false;
  const work = transact(async (unit) => {
    if (lapsed === true) await arrive(unit, who, line.manifest);
    await beginLease(unit, who.id);
  });
  work.catch((error: unknown) => log.error({ err: error }, 'a sign of life could not be noted'));
}

async function answerFrame(frames: FrameSurroundings, line: Line, frame: ClientFrame, log: Logger): Promise<void> {
  try {
    await handleFrame(frames, line, frame);
  } catch (error) {
    if (!(error instanceof SegueError)) log.error({ err: error, type: frame.type }, 'a frame could not be handled');
    if (!('id' in frame)) return;
    const { code, message, retryAfterMs } = error instanceof SegueError ? error : new SegueError('internal');
    line.deliver({ type: 'nack', re: frame.id, code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
  }
}
