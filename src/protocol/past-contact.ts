/**
 * Ended contacts of a customer, as an agent who has this customer before them may read them:
 * `GET /api/v2/contacts/{contactId}/past` and `…/past/{pastId}`.
 *
 * An agent's own ended contacts are `GET /api/v2/ended-contacts` and `…/{contactId}`.
 *
 * Knows the shapes. The record of any contact, for those whose matter it is, is `GET /api/v2/interactions/{contactId}`.
 */
import * as v from 'valibot';
import { AgentCardSchema } from './actor.js';
import { ContactSnapshotSchema } from './contact.js';
import { IdSchema, MomentSchema, NameSchema } from './id.js';
import { ContactMediumSchema } from './medium.js';
import { eventEnvelope } from './timeline.js';

export const PastContactSchema = v.object({
  contactId: IdSchema,
  startedAt: MomentSchema,
  closedAt: v.exactOptional(MomentSchema),
  /** Every medium that it was in. */
  media: v.array(ContactMediumSchema),
  queue: v.exactOptional(NameSchema),
  /** Who owned it, the first one first. */
  agents: v.array(AgentCardSchema),
  /** What was chosen at the wrap-up. */
  codes: v.array(v.string()),
  /** The wrap-up's note. */
  note: v.exactOptional(v.string()),
});
export type PastContact = v.InferOutput<typeof PastContactSchema>;
export const PastContactsSchema = v.object({ contacts: v.array(PastContactSchema) });

/** One that an agent had themselves. */
export const EndedContactSchema = v.object({ ...PastContactSchema.entries, customerName: v.exactOptional(NameSchema) });
export type EndedContact = v.InferOutput<typeof EndedContactSchema>;
export const EndedContactsSchema = v.object({ contacts: v.array(EndedContactSchema) });

/** One of them whole, as its agents see it; of a very long one the newest events. */
export const PastContactRecordSchema = v.object({ contact: ContactSnapshotSchema, events: v.array(v.object(eventEnvelope)) });
export type PastContactRecord = v.InferOutput<typeof PastContactRecordSchema>;
