/**
 * Ratings: what a customer says of a chat or a video, once of each.
 *
 * Knows what can be rated when: a video once one is over, a chat once it has ended, and only what the deployment asks for. A second one of
 * the same thing is acknowledged and dropped: two tabs may ask at the same moment. Does not know metrics (record/).
 */
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import type { RatedThing } from '../../protocol/index.js';
import { actorOf, readable } from './access.js';
import { isOpen, type ContactRow } from './contact-store.js';
import { append, timelineOf } from './event-log.js';
import type { StoredEvent } from '../record/stored-event.js';
import type { Participant } from './hub.js';
import type { Unit } from './unit.js';

/** @throws SegueError `not-your-contact`; `relation-refused` for what the deployment does not ask for, or what is not over */
export async function rate(unit: Unit, who: Participant, { contactId, about, stars, comment }: ClientFrameOf<'contact.rate'>): Promise<void> {
  const contact = await readable(unit, who, contactId);
  if (!contact) throw new SegueError('not-your-contact');
  if (!(unit.config.deployment(contact.deploymentId)?.visit.rating ?? []).includes(about)) throw new SegueError('relation-refused', `This deployment asks for no rating of a ${about}.`);
  const timeline = await timelineOf(unit.tx, contactId);
  if (timeline.some((it) => it.kind === 'contact.rated' && it.data.about === about)) return;
  const over = whatIsOver(timeline, about, contact);
  if (!over) throw new SegueError('relation-refused', `There is no ${about} to rate that is over.`);
  await append(unit, contactId, { kind: 'contact.rated', actor: actorOf(who), data: { about, stars, ...(comment === undefined ? {} : { comment }), ...over } });
}

/** The thing that is rated, with whose it was: the last owner, the agent of the last call that is over; undefined while it goes on or never was. */
function whatIsOver(timeline: readonly StoredEvent[], about: RatedThing, contact: ContactRow): { readonly agentId?: string } | undefined {
  if (about === 'chat') return isOpen(contact) ? undefined : contact.ownerId === undefined ? {} : { agentId: contact.ownerId };
  const over = timeline.filter((it) => it.kind === 'media.restored').at(-1);
  // Another may be on already, with somebody else.
  const bound = timeline.find((it) => it.kind === 'media-upgrade' && it.data.callId === over?.data.callId);
  return bound?.kind === 'media-upgrade' ? { agentId: bound.data.agent.agentId } : undefined;
}
