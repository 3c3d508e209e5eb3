/**
 * Whom a contact can be handed to, as `GET /api/v2/contacts/{contactId}/transfer-targets` tells its owner.
 *
 * Knows the shape, and the reasons for which somebody cannot take it now. The frame that hands over is `contact.transfer`.
 */
import * as v from 'valibot';
import { AgentCardSchema } from './actor.js';
import { IdSchema, MomentSchema, NameSchema } from './id.js';
import { presenceStates, SlotSchema } from './presence.js';

/**
 * What becomes of a transfer now. `full`: an agent without a free slot, a queue whose agents are all busy. `no-video`: no
 * licence, no client or no medium for the call. `not-there`: on a break, offline; a queue in which nobody takes it.
 */
export const transferFitness = ['can', 'full', 'no-video', 'wrapping-up', 'not-there'] as const;
export type TransferFitness = (typeof transferFitness)[number];
const Fitness = v.picklist(transferFitness);

export const TransferTargetsSchema = v.object({
  contactId: IdSchema,
  /** What would be handed over: the chat, or the call. */
  medium: v.picklist(['webChat', 'videoChat']),
  /** How long it rings at an agent. */
  ringSeconds: v.number(),
  /** All colleagues but the owner, those who can first. */
  agents: v.array(
    v.object({
      agent: AgentCardSchema,
      state: v.picklist(presenceStates),
      since: v.exactOptional(MomentSchema),
      /** With `break` and `away`: why. */
      reason: v.exactOptional(NameSchema),
      slots: v.object({ webChat: SlotSchema, videoChat: SlotSchema }),
      skills: v.array(v.object({ name: NameSchema, level: v.number() })),
      fitness: Fitness,
    }),
  ),
  queues: v.array(
    v.object({
      queueId: IdSchema,
      name: NameSchema,
      /** Contacts in its line. */
      waiting: v.number(),
      /** Agents on queue who take the medium, and how many of them are free. */
      there: v.number(),
      free: v.number(),
      fitness: Fitness,
    }),
  ),
});
export type TransferTargets = v.InferOutput<typeof TransferTargetsSchema>;
