/**
 * Who listens to what: facts and deadlines to the parts that handle them.
 *
 * Knows the one table of listeners and, where a fact has several, their order. Does not know what they do.
 */
import { forgetUnsent } from '../attachments/unsent.js';
import { sumUp } from '../record/cell-store.js';
import { afterAcceptance } from '../routing/ownership.js';
import { forgetLastAgents, lastAgentKeptMs } from '../routing/last-agents.js';
import { leaseDue, probe } from '../routing/lease.js';
import { followAgent, goOffline } from '../routing/presence.js';
import { tallyAll } from '../routing/presence-tally.js';
import { leaveLine } from '../routing/line.js';
import { waitOver } from '../routing/max-wait.js';
import { afterRing, alertLongWait, nextRound, routeByDefault, routeByFlow, routeLine } from '../routing/queueing.js';
import { relaxDue } from '../routing/relax-due.js';
import { expireReservation, rescindAt, rescindOf } from '../routing/reservations.js';
import { afterRun, afterVideoRing, endWithContact, retryWaiting, seekByFlow } from '../upgrades/answering.js';
import { afterBeginning, askByFlow } from '../upgrades/asking.js';
import { handOverCall, isForTransfer } from '../upgrades/take-call.js';
import { followPeer, mediaDue, peerLost, upgradeDue } from '../upgrades/call-peers.js';
import { paneUnconfirmed } from '../upgrades/call-reports.js';
import type { Deadline } from './deadline-store.js';
import type { Fact, FactOf } from './fact.js';
import { feedDeadline, feedMessage, feedResult, startMainRun, stopRuns } from './flow-runner.js';
import { afterFlowRing, ringByFlow } from './flow-transfer.js';
import { forgetAnswers, rememberMs } from './frame-store.js';
import { forgetGuests } from './guest-store.js';
import { expireInvitation } from './invitations.js';
import { checkIdle, finishClosing } from './lifecycle.js';
import { clearSeats, leaveAllSeats, withdrawAll } from './seats.js';
import type { Unit } from './unit.js';
import { expireWrapUp } from './wrap-up.js';

/** How often answers of long-settled frames are forgotten. */
const pruneMs = 3_600_000;

export async function handleFact(unit: Unit, fact: Fact): Promise<void> {
  switch (fact.kind) {
    case 'block.result': return feedResult(unit, fact);
    case 'customer.said': return feedMessage(unit, fact);
    case 'contact.started': return startMainRun(unit, fact);
    case 'contact.closing': return closeContact(unit, fact);
    case 'flow.ask': return askByFlow(unit, fact);
    case 'flow.video': return seekByFlow(unit, fact);
    case 'flow.route': return routeByFlow(unit, fact);
    case 'flow.ring': return ringByFlow(unit, fact);
    case 'flow.close':
      return closeContact(unit, { kind: 'contact.closing', contactId: fact.contactId, by: 'flow', then: { reason: 'flow' } });
    case 'flow.ended':
      await afterRun(unit, fact);
      return fact.runKind === 'main' ? routeByDefault(unit, fact.contactId) : undefined;
    case 'upgrade.over': return routeByDefault(unit, fact.contactId);
    case 'reservation.ended':
      if (await isForTransfer(unit, fact)) return afterTransferRing(unit, fact);
      if (fact.reservation.upgradeId !== undefined) return afterVideoRing(unit, fact);
      await afterAcceptance(unit, fact);
      await afterFlowRing(unit, fact);
      return afterRing(unit, fact);
    case 'upgrade.begun': return afterBeginning(unit, fact);
    case 'participant.present':
      await followAgent(unit, fact);
      return followPeer(unit, fact);
    case 'agent.rung': return probe(unit, fact.agentId);
    case 'agent.offline':
      await leaveAllSeats(unit, fact.agentId);
      return rescindAt(unit, fact.agentId);
  }
}

/** Somebody takes a call over, or its ring leads on like any other of a line. */
async function afterTransferRing(unit: Unit, fact: FactOf<'reservation.ended'>): Promise<void> {
  if (fact.outcome === 'accepted') await handOverCall(unit, fact);
  else await afterRing(unit, fact);
}

/** What is under way ends first, so that the closing event is the last of the contact's life. */
async function closeContact(unit: Unit, fact: FactOf<'contact.closing'>): Promise<void> {
  await endWithContact(unit, fact);
  await stopRuns(unit, fact.contactId);
  await rescindOf(unit, fact.contactId);
  await leaveLine(unit, fact.contactId, 'closed');
  await withdrawAll(unit, fact.contactId);
  await finishClosing(unit, fact);
  await clearSeats(unit, fact.contactId);
}

/** A deadline has come; it is taken already. */
export async function handleDeadline(unit: Unit, { kind, key }: Deadline): Promise<void> {
  switch (kind) {
    case 'upgrade': return upgradeDue(unit, key);
    case 'peer': return peerLost(unit, key);
    case 'media': return mediaDue(unit, key);
    case 'pane': return paneUnconfirmed(unit, key);
    case 'ring': return expireReservation(unit, key);
    case 'presence': return goOffline(unit, key);
    case 'line': return nextRound(unit, key);
    case 'long-wait': return alertLongWait(unit, key);
    case 'max-wait': return waitOver(unit, key);
    case 'relax': return relaxDue(unit, key);
    case 'lease': return leaseDue(unit, key);
    case 'idle': return checkIdle(unit, key);
    case 'run': return feedDeadline(unit, key);
    case 'wrap-up': return expireWrapUp(unit, key);
    case 'invitation': return expireInvitation(unit, key);
    case 'attachment': return forgetUnsent(unit, key);
    case 'tally': return tallyAll(unit);
    case 'prune':
      await forgetAnswers(unit.tx, unit.now - rememberMs);
      await forgetLastAgents(unit.tx, unit.now - lastAgentKeptMs);
      await forgetGuests(unit);
      await sumUp(unit.tx, unit.now);
      return unit.arm('prune', key, unit.now + pruneMs);
  }
}

/** Gives agents what waits: upgrades, whose customers sit before a camera, then contacts in line; each by their own age. */
export async function route(unit: Unit): Promise<void> {
  await retryWaiting(unit);
  await routeLine(unit);
}
