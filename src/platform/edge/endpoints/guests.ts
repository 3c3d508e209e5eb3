/**
 * Guests and open contacts, as an administration sees them: who is blocked, block and lift, what can be listened in on.
 *
 * Knows addresses and shapes. An agent blocks the guest of a contact of their own by a frame; this is for all the others.
 */
import * as v from 'valibot';
import type { Actor } from '../../../protocol/actor.js';
import { ActorSchema, AgentCardSchema } from '../../../protocol/actor.js';
import { SegueError } from '../../../protocol/error.js';
import { IdSchema, MomentSchema } from '../../../protocol/id.js';
import { limits } from '../../../protocol/limits.js';
import { ContactMediumSchema } from '../../../protocol/medium.js';
import { participantKind, type Identity } from '../../auth/identity.js';
import type { Domain } from '../domain.js';
import { param, readBody, type Endpoint } from '../endpoint.js';

const BlockBody = v.strictObject({ blocked: v.boolean(), note: v.exactOptional(v.pipe(v.string(), v.maxLength(limits.noteLength))) });

const BlockedSchema = v.object({
  guestId: IdSchema, contactId: v.exactOptional(IdSchema), by: ActorSchema, note: v.exactOptional(v.string()), at: MomentSchema,
});

const OpenContactSchema = v.object({
  contactId: IdSchema, deploymentId: IdSchema, state: v.picklist(['flow', 'queued', 'connected']), medium: ContactMediumSchema, startedAt: MomentSchema,
  customerName: v.exactOptional(v.string()), queueId: v.exactOptional(IdSchema), owner: v.exactOptional(AgentCardSchema),
  assists: v.array(AgentCardSchema), monitors: v.array(AgentCardSchema),
});

/** Who acted, for the record. An API client is the platform's own hand. */
const actorOf = (who: Identity): Actor =>
  who.kind === 'agent' ? { kind: participantKind(who.agent.roles), id: who.agent.id, name: who.agent.name } : { kind: 'platform' };

export const guests = (core: Pick<Domain, 'blockedGuests' | 'setBlocked' | 'openContacts'>): readonly Endpoint[] => [
  {
    method: 'GET',
    url: '/api/v2/guests/blocked',
    summary: 'Blocked visitors, the newest first.',
    access: 'guest:block:all',
    answer: v.object({ guests: v.array(BlockedSchema) }),
    run: async () => ({ guests: await core.blockedGuests() }),
  },
  {
    method: 'PUT',
    url: '/api/v2/guests/:guestId/block',
    summary: 'Blocks a visitor, which ends their contact, or lifts the block.',
    access: 'guest:block:all',
    body: BlockBody,
    answer: v.object({ guestId: IdSchema, blocked: v.boolean() }),
    errors: ['not-found'],
    async run(call, who) {
      const guestId = param(call, 'guestId');
      // What cannot be anybody's id is nobody's.
      if (!v.is(IdSchema, guestId)) throw new SegueError('not-found');
      const body = readBody(BlockBody, call.body);
      await core.setBlocked(guestId, actorOf(who), body);
      return { guestId, blocked: body.blocked };
    },
  },
  {
    method: 'GET',
    url: '/api/v2/contacts',
    summary: 'Open contacts, the oldest first, with who is at them.',
    access: 'contact:monitor',
    answer: v.object({ contacts: v.array(OpenContactSchema) }),
    run: async () => ({ contacts: await core.openContacts() }),
  },
];
