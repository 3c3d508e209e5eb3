/**
 * The signaling relay: signals of a call, between its two participants and nobody else.
 *
 * Knows which calls are on and which page of each side takes part, in memory; a restarted platform reads the calls from
 * the store. Keeps nothing of a signal but the highest attempt, and never looks into one; but for what the customer says
 * ahead of a call, which is kept in memory until its bind. A side without a socket gets
 * nothing: the sender repeats until it is acknowledged.
 */
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import type { PlatformFrame } from '../../protocol/platform-frame.js';
import type { AheadSignal } from '../../protocol/signal.js';
import { openContact } from '../contacts/access.js';
import { needContact } from '../contacts/contact-store.js';
import type { Hub, Participant } from '../contacts/hub.js';
import type { Transact, Unit } from '../contacts/unit.js';
import { watchMedia } from './call-watch.js';
import { callOf } from './upgrade-machine.js';
import { liveUpgrade, saveUpgrade, upgradeById, upgradesIn, type Upgrade } from './upgrade-store.js';

interface End {
  readonly participantId: string;
  /** The page that takes part; undefined before its first signal. */
  sessionId: string | undefined;
}

interface RelayedCall {
  readonly contactId: string;
  readonly upgradeId: string;
  readonly customer: End;
  readonly agent: End;
  attempt: number;
}

/** What a page of the customer has said for a call that is yet to begin. */
export interface Said {
  readonly contactId: string;
  readonly participantId: string;
  readonly sessionId: string;
  /** Of the first frame. */
  readonly id: string;
  readonly signals: readonly AheadSignal[];
}

export class Relay {
  readonly #hub: Hub;
  readonly #ahead = new Map<string, Said>();
  readonly #calls = new Map<string, RelayedCall>();

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  /** What belongs to another upgrade of the contact is over; what was said ahead was said for the agent who is rung. */
  #forget({ id, contactId, stage }: Upgrade): void {
    for (const [callId, call] of this.#calls) if (call.contactId === contactId && call.upgradeId !== id) this.#calls.delete(callId);
    for (const [of, said] of this.#ahead) if (said.contactId === contactId && (of !== id || stage.state !== 'ringing')) this.#ahead.delete(of);
  }

  /** Follows an upgrade's stage: the call is relayed from `bound` to its end. Call after the commit. */
  follow(upgrade: Upgrade, guestId: string): void {
    this.#forget(upgrade);
    const call = callOf(upgrade.stage);
    if (upgrade.stage.state === 'ended' && upgrade.stage.call) this.#calls.delete(upgrade.stage.call.callId);
    if (!call || this.#calls.has(call.callId)) return;
    // Handed over to another agent: the call before is over.
    for (const [callId, former] of this.#calls) if (former.upgradeId === upgrade.id) this.#calls.delete(callId);
    this.#calls.set(call.callId, {
      contactId: upgrade.contactId, upgradeId: upgrade.id, attempt: upgrade.attempt,
      customer: { participantId: guestId, sessionId: undefined }, agent: { participantId: call.agentId, sessionId: undefined },
    });
  }

  /** Reads the calls under way from the store. */
  async load(unit: Unit): Promise<void> {
    for (const upgrade of await upgradesIn(unit.tx, ['bound', 'live'])) {
      const { guestId } = await needContact(unit.tx, upgrade.contactId);
      unit.after(() => this.follow(upgrade, guestId));
    }
  }

  /** Keeps a signal for the call that its upgrade may come to; one for another upgrade, or out of order, is dropped. */
  async ahead(unit: Unit, who: Participant, { type: _type, id, contactId, upgradeId, n, ...signal }: ClientFrameOf<'call.ahead'>): Promise<void> {
    await openContact(unit, who, contactId);
    const live = await liveUpgrade(unit.tx, contactId);
    if (live?.id !== upgradeId || live.stage.state !== 'ringing') return;
    const of = { contactId, participantId: who.id, sessionId: who.sessionId };
    if (n === 1) {
      this.#ahead.set(upgradeId, { ...of, id, signals: [signal] });
      return;
    }
    const kept = this.#ahead.get(upgradeId);
    if (kept?.sessionId === who.sessionId && kept.signals.length === n - 1) this.#ahead.set(upgradeId, { ...kept, signals: [...kept.signals, signal] });
  }

  /** What was said ahead by a page that is still there. */
  said(upgradeId: string): Said | undefined {
    const kept = this.#ahead.get(upgradeId);
    return kept && this.#hub.hasSession(kept.participantId, kept.sessionId) ? kept : undefined;
  }

  /** Passes a signal on. @throws SegueError `unknown-call` */
  async signal(transact: Transact, who: Participant, frame: ClientFrameOf<'call.signal'>): Promise<void> {
    const { call, from, to } = this.#ends(who, frame.contactId, frame.callId);
    if (frame.attempt < call.attempt) return;
    // The customer decides on attempts: an agent's that is ahead of them could only silence the customer's own. The first is given.
    if (from === call.agent && frame.attempt > Math.max(call.attempt, 1)) return;
    if (frame.kind === 'join' || frame.attempt > call.attempt || !this.#holds(from)) from.sessionId = who.sessionId;
    if (frame.attempt > call.attempt) {
      call.attempt = frame.attempt;
      await transact((unit) => saveAttempt(unit, call.upgradeId, frame.attempt));
    }
    const { id: _id, ...signal } = frame;
    this.#pass(to, signal);
  }

  /** Passes an acknowledgement on; one for a call that has ended is dropped, for it has no id to refuse. */
  ack(who: Participant, frame: ClientFrameOf<'call.ack'>): void {
    if (!this.#calls.has(frame.callId)) return;
    this.#pass(this.#ends(who, frame.contactId, frame.callId).to, frame);
  }

  #ends(who: Participant, contactId: string, callId: string): { call: RelayedCall; from: End; to: End } {
    const call = this.#calls.get(callId);
    if (call?.contactId === contactId) {
      if (who.id === call.customer.participantId) return { call, from: call.customer, to: call.agent };
      if (who.id === call.agent.participantId) return { call, from: call.agent, to: call.customer };
    }
    throw new SegueError('unknown-call');
  }

  #holds(end: End): boolean {
    return end.sessionId !== undefined && this.#hub.hasSession(end.participantId, end.sessionId);
  }

  #pass(to: End, frame: PlatformFrame): void {
    this.#hub.send(to.participantId, frame, this.#holds(to) ? to.sessionId : undefined);
  }
}

async function saveAttempt(unit: Unit, upgradeId: string, attempt: number): Promise<void> {
  const upgrade = await upgradeById(unit.tx, upgradeId);
  if (!upgrade || upgrade.attempt >= attempt) return;
  await saveUpgrade(unit.tx, { ...upgrade, attempt });
  // Somebody is on the way back.
  await watchMedia(unit, upgradeId);
}
