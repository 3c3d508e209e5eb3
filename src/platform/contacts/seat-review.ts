/**
 * Seats looked at again: nobody keeps one for longer than the right that it came by.
 *
 * Knows the two moments: somebody comes back, with the scopes of their token; and the configuration has changed, and with it
 * roles and members of queues. Also of invitations: whoever asked may still ask, whoever was asked may still come.
 */
import { platformActor } from './event-log.js';
import { endInvitation } from './invitations.js';
import { assisting, configuredScopes, maySit } from './seat-rights.js';
import { allInvitations, allSeats, invitationsOf, seatsOf, type Invitation } from './seat-store.js';
import { endSeat, getUp } from './seats.js';
import type { Unit } from './unit.js';

/** Somebody is back. What they are greeted with tells them already that they are no longer there. */
export async function keepToRights(unit: Unit, agentId: string, scopes: readonly string[]): Promise<void> {
  for (const seat of await seatsOf(unit.tx, agentId)) if (!maySit(unit.config, agentId, scopes, seat)) await endSeat(unit, seat, 'removed', platformActor);
  for (const invitation of await invitationsOf(unit.tx, agentId)) await withdrawWithout(unit, invitation, scopes);
}

/** The configuration has changed. */
export async function reviewSeats(unit: Unit): Promise<void> {
  for (const seat of await allSeats(unit.tx)) {
    if (!maySit(unit.config, seat.agentId, configuredScopes(unit.config, seat.agentId), seat)) await getUp(unit, seat, 'removed', platformActor);
  }
  for (const invitation of await allInvitations(unit.tx)) await withdrawWithout(unit, invitation, configuredScopes(unit.config, invitation.agentId));
}

async function withdrawWithout(unit: Unit, invitation: Invitation, scopes: readonly string[]): Promise<void> {
  if (!scopes.includes(assisting) || !configuredScopes(unit.config, invitation.byId).includes(assisting)) await endInvitation(unit, invitation, 'withdrawn');
}
