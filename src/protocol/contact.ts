/**
 * The contact as a participant sees it: a snapshot that `welcome` and `contact` frames carry.
 *
 * Knows the shape. The truth is the contact's timeline; a snapshot spares clients from folding it to know who owns the
 * contact, in which medium it is and whether video can be asked for.
 */
import * as v from 'valibot';
import { AgentCardSchema, CustomerCardSchema } from './actor.js';
import { AttachmentRulesSchema } from './attachment.js';
import { IdSchema, MomentSchema, NameSchema, SeqSchema } from './id.js';
import { ContactMediumSchema } from './medium.js';
import { resultReasons } from './result.js';
import { PlaceSchema, UpgradeViewSchema } from './upgrade.js';

/** `new`: an id without a contact until the customer's first act. `wrap-up`: closed for the customer, the owner still notes. */
export const contactStates = ['new', 'flow', 'queued', 'connected', 'wrap-up', 'closed'] as const;
export type ContactState = (typeof contactStates)[number];

/** What a participant can be to a contact. */
export const relations = ['customer', 'owner', 'assist', 'monitor', 'former'] as const;

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
  /** What this participant is to the contact: `assist` sees all and writes, `monitor` only listens; `former` after it moved on or they left. */
  relation: v.picklist(relations),
  customer: CustomerCardSchema,
  owner: v.exactOptional(AgentCardSchema),
  /** Agents beside the owner. */
  assists: v.exactOptional(v.array(AgentCardSchema)),
  /** Who listens in; never told to a customer. */
  monitors: v.exactOptional(v.array(AgentCardSchema)),
  queue: v.exactOptional(v.object({ queueId: IdSchema, name: NameSchema })),
  /** With `queued`, for the customer: the place in line. */
  place: v.exactOptional(PlaceSchema),
  /** For the customer of a contact that has not started: keys of the form's fields that wait for an answer. */
  form: v.exactOptional(v.object({ ask: v.array(v.string()) })),
  startedAt: v.exactOptional(MomentSchema),
  closedAt: v.exactOptional(MomentSchema),
  /** With a wrap-up of this participant's own whose time is limited; `held`: nothing rings for them meanwhile; `extensions`: how often they may take another minute. */
  wrapUp: v.exactOptional(v.object({ until: MomentSchema, held: v.boolean(), extensions: v.exactOptional(v.number()) })),
  /** What this participant has written of their wrap-up, which is not done; read where it is used (wrap-draft.ts). */
  draft: v.exactOptional(v.unknown()),
  /** Last seq visible to this participant. */
  seq: SeqSchema,
  /** Last seq that each side has read; `desk`, for the customer: that a desk of their agent's has received. */
  read: v.object({ customer: SeqSchema, agent: SeqSchema, desk: v.exactOptional(SeqSchema) }),
  video: UpgradeOfferSchema,
  /** What files may be sent; absent: none. */
  attachments: v.exactOptional(AttachmentRulesSchema),
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
  /** 1 is next. */
  position: v.exactOptional(v.number()),
  /** Seconds; absent where nothing is known. */
  expectedWaitSeconds: v.exactOptional(v.number()),
  lastText: v.exactOptional(v.string()),
});
export type WaitingContact = v.InferOutput<typeof WaitingContactSchema>;
