/**
 * The contact as a participant sees it: a snapshot that `welcome` and `contact` frames carry.
 *
 * Knows the shape. The truth is the contact's timeline; a snapshot spares clients from folding it to know who owns the
 * contact, in which medium it is and whether video can be asked for.
 */
import * as v from 'valibot';
import { AgentCardSchema, CustomerCardSchema } from './actor.js';
import { IdSchema, MomentSchema, NameSchema, SeqSchema } from './id.js';
import { ContactMediumSchema } from './medium.js';
import { resultReasons } from './result.js';
import { UpgradeViewSchema } from './upgrade.js';

/** `new`: an id without a contact until the customer's first act. `wrap-up`: closed for the customer, the owner still notes. */
export const contactStates = ['new', 'flow', 'queued', 'connected', 'wrap-up', 'closed'] as const;
export type ContactState = (typeof contactStates)[number];

/** Whether the platform would allow an upgrade now, apart from agents' freedom. */
export const UpgradeOfferSchema = v.variant('allowed', [
  v.object({ allowed: v.literal(true) }),
  v.object({ allowed: v.literal(false), reason: v.picklist(resultReasons['not-allowed']) }),
]);

export const ContactSnapshotSchema = v.object({
  contactId: IdSchema,
  deploymentId: IdSchema,
  state: v.picklist(contactStates),
  medium: ContactMediumSchema,
  /** What this participant is to the contact; `former` after it moved to another owner. */
  relation: v.picklist(['customer', 'owner', 'former']),
  customer: CustomerCardSchema,
  owner: v.exactOptional(AgentCardSchema),
  queue: v.exactOptional(v.object({ queueId: IdSchema, name: NameSchema })),
  startedAt: v.exactOptional(MomentSchema),
  closedAt: v.exactOptional(MomentSchema),
  /** Last seq visible to this participant. */
  seq: SeqSchema,
  /** Last seq that each side has read. */
  read: v.object({ customer: SeqSchema, agent: SeqSchema }),
  video: UpgradeOfferSchema,
  /** The present upgrade, or the last one that ended. */
  upgrade: v.exactOptional(UpgradeViewSchema),
});
export type ContactSnapshot = v.InferOutput<typeof ContactSnapshotSchema>;

/** A contact in a queue, as the inbox of that queue's agents shows it. */
export const WaitingContactSchema = v.object({
  contactId: IdSchema,
  customerName: v.exactOptional(NameSchema),
  queue: v.object({ queueId: IdSchema, name: NameSchema }),
  medium: ContactMediumSchema,
  since: MomentSchema,
  lastText: v.exactOptional(v.string()),
});
export type WaitingContact = v.InferOutput<typeof WaitingContactSchema>;
