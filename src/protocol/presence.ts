/**
 * Presence of an agent and the slots of their capacity.
 *
 * Knows the states and shapes. Presence is a lease that the socket's heartbeat holds: the platform decides what is true
 * (busy, not responding, offline); an agent chooses among the states of `presenceChoices`.
 */
import * as v from 'valibot';
import { IdSchema, MomentSchema, NameSchema } from './id.js';

/** What an agent can choose. */
export const presenceChoices = ['available', 'break', 'away'] as const;
export type PresenceChoice = (typeof presenceChoices)[number];

/** What others see. */
export const presenceStates = ['available', 'busy', 'break', 'away', 'not-responding', 'offline'] as const;
export type PresenceState = (typeof presenceStates)[number];

export const SlotSchema = v.object({ used: v.number(), capacity: v.number() });

export const PresenceSchema = v.object({
  agentId: IdSchema,
  state: v.picklist(presenceStates),
  onQueue: v.boolean(),
  since: MomentSchema,
  /** With `break` and `away`: why, out of the platform's list. */
  reason: v.exactOptional(NameSchema),
  /** Slots by contact medium; a video slot includes that contact's chat. */
  slots: v.object({ webChat: SlotSchema, videoChat: SlotSchema }),
  /** A wrap-up that holds back whatever would ring; the first of several to end. */
  wrapUp: v.exactOptional(v.object({ contactId: IdSchema, until: MomentSchema })),
  /** With `not-responding`: the reservation that was missed. */
  missed: v.exactOptional(v.object({ contactId: IdSchema, customerName: v.exactOptional(v.string()) })),
});
export type Presence = v.InferOutput<typeof PresenceSchema>;
