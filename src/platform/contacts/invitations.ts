/**
 * Invitations: an owner asks another agent to assist.
 *
 *   asked --contact.assist--> accepted
 *     |----contact.leave----> declined
 *     |----a minute---------> timeout
 *     +----owner, end-------> withdrawn
 *
 * Knows who may be asked and the frames of both ends. Does not seat anybody (seats.ts).
 */
import type { Actor } from '../../protocol/actor.js';
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import type { PlatformFrameOf } from '../../protocol/platform-frame.js';
import type { invitationOutcomes } from '../../protocol/timeline.js';
import { scopesOf } from '../auth/scopes.js';
import { presenceOf } from '../routing/presence-store.js';
import { cardOf } from '../upgrades/upgrade-view.js';
import { actorOf, openContact } from './access.js';
import { moment } from './columns.js';
import { needContact } from './contact-store.js';
import { append, platformActor } from './event-log.js';
import type { Participant } from './hub.js';
import { dropInvitation, invitationOf, saveInvitation, seatOf, type Invitation } from './seat-store.js';
import type { Unit } from './unit.js';

/** How long an invitation stands. */
export const invitationMs = 60_000;

const keyOf = ({ contactId, agentId }: Invitation): string => `${contactId}/${agentId}`;

/** Asked again while it stands, it stays as it is. @throws SegueError `not-your-contact`, `relation-refused`, `contact-closed`, `not-found` for who cannot come */
export async function invite(unit: Unit, who: Participant, { contactId, agentId, message }: ClientFrameOf<'contact.invite'>): Promise<void> {
  await openContact(unit, who, contactId);
  const agent = unit.config.agent(agentId);
  const there = (await presenceOf(unit.tx, agentId))?.online === true;
  if (!agent || agentId === who.id || !there || !scopesOf(agent.roles).includes('contact:assist')) throw new SegueError('not-found', 'That agent is not there.');
  if ((await seatOf(unit.tx, contactId, agentId))?.role === 'assist' || (await invitationOf(unit.tx, contactId, agentId))) return;
  const invitation: Invitation = { contactId, agentId, byId: who.id, message, due: unit.now + invitationMs };
  await saveInvitation(unit.tx, invitation);
  await unit.arm('invitation', keyOf(invitation), invitation.due);
  await append(unit, contactId, { kind: 'assist.invited', actor: actorOf(who), data: { agent: cardOf(unit.config, agentId), deadline: moment(invitation.due) } });
  unit.send(agentId, await invitationFrame(unit, invitation));
}

export async function invitationFrame(unit: Unit, { contactId, byId, message, due }: Invitation): Promise<PlatformFrameOf<'assist.ask'>> {
  const { name } = (await needContact(unit.tx, contactId)).customer;
  return {
    type: 'assist.ask', contactId, by: cardOf(unit.config, byId), ...(name === undefined ? {} : { customerName: name }),
    ...(message === undefined ? {} : { message }), deadline: moment(due),
  };
}

export async function endInvitation(unit: Unit, invitation: Invitation, outcome: (typeof invitationOutcomes)[number], actor: Actor = platformActor): Promise<void> {
  const { contactId, agentId } = invitation;
  await dropInvitation(unit.tx, contactId, agentId);
  await unit.disarm('invitation', keyOf(invitation));
  await append(unit, contactId, { kind: 'assist.answered', actor, data: { agent: cardOf(unit.config, agentId), outcome } });
  unit.send(agentId, { type: 'assist.gone', contactId, outcome });
}

/** Nobody came. The deadline's key is `contactId/agentId`. */
export async function expireInvitation(unit: Unit, key: string): Promise<void> {
  const slash = key.indexOf('/');
  const invitation = await invitationOf(unit.tx, key.slice(0, slash), key.slice(slash + 1));
  if (invitation) await endInvitation(unit, invitation, 'timeout');
}
