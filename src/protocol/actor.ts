/**
 * Who did something: the actor of an event and the people a client shows.
 *
 * Knows the shape of a person as another participant may see them; never a login, an address or a token.
 */
import * as v from 'valibot';
import { IdentitySubjectSchema, IdSchema, NameSchema } from './id.js';

export const actorKinds = ['customer', 'agent', 'supervisor', 'flow', 'platform'] as const;

export const ActorSchema = v.object({
  kind: v.picklist(actorKinds),
  /** Participant id (agent id, guest id, block id); absent for the platform. */
  id: v.exactOptional(IdSchema),
  name: v.exactOptional(NameSchema),
});
export type Actor = v.InferOutput<typeof ActorSchema>;

/** An agent as a customer and other agents see them. */
export const AgentCardSchema = v.object({
  agentId: IdSchema,
  name: NameSchema,
  /** For example "Machine specialist". */
  title: v.exactOptional(NameSchema),
});
export type AgentCard = v.InferOutput<typeof AgentCardSchema>;

/** A customer as an agent sees them. */
export const CustomerCardSchema = v.object({
  /** Stable per browser while its renewal lives. */
  customerId: IdSchema,
  name: v.exactOptional(NameSchema),
  /** Signed by the site's backend: its own id of this customer. Absent: whoever they say they are. */
  identity: v.exactOptional(v.object({ id: IdentitySubjectSchema })),
  attributes: v.exactOptional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
});
export type CustomerCard = v.InferOutput<typeof CustomerCardSchema>;
