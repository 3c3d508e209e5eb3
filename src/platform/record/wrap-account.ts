/**
 * The account of after-contact work: from an agent's leaving, or the contact's end, to their notes.
 *
 * Knows that each agent who had the contact wraps up on their own, and that an agent who comes back first has not worked
 * after it. A wrap-up still to be done counts nothing yet.
 */
import type { ContactMedium } from '../../protocol/index.js';
import type { Emissions } from './emission.js';
import type { Place } from './segment.js';
import type { StoredEvent, StoredEventOf } from './stored-event.js';
import type { StretchAccount } from './stretch-account.js';

/** An agent who has left the contact and has not noted. */
export interface Wrapping {
  readonly agentId: string;
  readonly medium: ContactMedium;
  readonly queueId?: string;
  readonly since: number;
}

export function postWrap(wrapping: readonly Wrapping[], event: StoredEvent, { place, closed }: StretchAccount, out: Emissions): readonly Wrapping[] {
  // Who leaves a contact that is over has left it already.
  if (closed && event.kind !== 'contact.wrapped') return wrapping;
  switch (event.kind) {
    case 'agent.joined':
      return wrapping.filter((it) => it.agentId !== event.data.agent.agentId);
    case 'agent.left':
      countHandover(event, place, out);
      return leave(wrapping, event.data.agent.agentId, place, out);
    case 'contact.closed':
      return place.owner === undefined ? wrapping : leave(wrapping, place.owner, place, out);
    case 'contact.wrapped':
      return wrapUp(wrapping, event.data.agentId, out);
    default:
      return wrapping;
  }
}

function countHandover({ data: { agent, reason } }: StoredEventOf<'agent.left'>, place: Place, out: Emissions): void {
  const from = { ...place, agentId: agent.agentId };
  if (reason === 'transfer') out.count('nTransferred', from);
  if (reason === 'upgrade') out.count('nMovedOnUpgrade', from);
}

function leave(wrapping: readonly Wrapping[], agentId: string, { medium, queueId }: Place, out: Emissions): readonly Wrapping[] {
  const left: Wrapping = { agentId, medium, since: out.at, ...(queueId === undefined ? {} : { queueId }) };
  out.count('nHandled', left);
  return [...wrapping.filter((it) => it.agentId !== agentId), left];
}

function wrapUp(wrapping: readonly Wrapping[], agentId: string, out: Emissions): readonly Wrapping[] {
  const left = wrapping.find((it) => it.agentId === agentId);
  if (!left) return wrapping;
  const ms = out.at - left.since;
  out.time('tAcw', ms, left);
  out.time('tHandle', ms, left);
  return wrapping.filter((it) => it !== left);
}
