/**
 * The timeline: append-only events of a contact, `seq` dense from 1.
 *
 * Knows every kind, its data and which audiences may see it (`customer`: the contact's customer; `agent`: the owner,
 * who assists and who listens in). The record sees all of them. `event` frames carry `prev`, the last seq visible to that audience, so a
 * gap is `prev` != mine. What is only for the record is not described here but where the record reads it: a client need not
 * carry it (call-summary.ts). Does not know who writes which event when (src/platform).
 */
import * as v from 'valibot';
import { ActorSchema, AgentCardSchema, CustomerCardSchema } from './actor.js';
import { AttachmentSchema } from './attachment.js';
import { AnsweredSchema, ratedThings } from './answer.js';
import { callSides } from './call-side.js';
import { IdSchema, MomentSchema, SeqSchema } from './id.js';
import { ContactMediumSchema, UpgradeMediumSchema } from './medium.js';
import { ReplySchema } from './reply.js';
import { captureOutcomes, causes, ResultSchema } from './result.js';

export const audiences = ['customer', 'agent'] as const;
export type Audience = (typeof audiences)[number];

/** How a contact ended. */
export const closeReasons = ['customer', 'agent', 'flow', 'idle', 'blocked', 'no-agent'] as const;
/** Why an agent left or a contact moved on. */
export const leaveReasons = ['upgrade', 'transfer', 'declined', 'offline', 'closed'] as const;
/** Why an assisting agent or a listening supervisor is there no longer: they are the owner now, or assist now. */
export const seatEndings = ['left', 'removed', 'offline', 'owner', 'assist'] as const;
/** What became of an invitation to assist. */
export const invitationOutcomes = ['accepted', 'declined', 'timeout', 'withdrawn'] as const;
/** How a transfer ended: `no-agent`, the agent it was for went away; `cancelled`, the call or the contact ended first. */
export const transferOutcomes = ['accepted', 'declined', 'timeout', 'no-agent', 'cancelled'] as const;
/** What became of a reservation. */
export const reservationOutcomes = ['accepted', 'declined', 'timeout', 'rescinded'] as const;
const everybody: readonly Audience[] = audiences;
const agents: readonly Audience[] = ['agent'];
const upgradeId = IdSchema;
const callId = IdSchema;
const medium = ContactMediumSchema;

/** Every kind of event: who sees it and what its data is. */
export const eventKinds = {
  'contact.started': { audience: everybody, data: v.object({ deploymentId: IdSchema, flowId: IdSchema, flowVersion: v.number(), medium, customer: CustomerCardSchema }) },
  message: {
    audience: everybody,
    data: v.object({
      messageId: IdSchema,
      text: v.string(),
      attachments: v.exactOptional(v.array(AttachmentSchema)),
      /** See `readContent`: a kind that a client does not know is no reason to lose the text. */
      content: v.exactOptional(v.unknown()),
      reply: v.exactOptional(ReplySchema),
    }),
  },
  'flow.entered': { audience: agents, data: v.object({ runId: IdSchema, flowId: IdSchema, version: v.number(), blockId: IdSchema, blockType: v.string() }) },
  'flow.left': { audience: agents, data: v.object({ runId: IdSchema, blockId: IdSchema, outcome: v.string(), next: v.exactOptional(IdSchema) }) },
  'flow.refused': { audience: agents, data: v.object({ runId: IdSchema, blockId: IdSchema, rule: v.string(), message: v.string() }) },
  'flow.ended': { audience: agents, data: v.object({ runId: IdSchema }) },
  /** What the customer wrote out of hours is whole; `opensAt`: when it goes to the queue; `thanked`: the flow's own words for it come next. */
  'message.left': { audience: everybody, data: v.object({ queueId: IdSchema, opensAt: v.exactOptional(MomentSchema), thanked: v.exactOptional(v.boolean()) }) },
  'queue.entered': { audience: everybody, data: v.object({ queueId: IdSchema, name: v.string(), medium }) },
  'queue.left': { audience: agents, data: v.object({ queueId: IdSchema, outcome: v.picklist(['connected', 'closed', 'timeout', 'moved']) }) },
  'reservation.made': { audience: agents, data: v.object({ reservationId: IdSchema, agentId: IdSchema, medium, queueId: v.exactOptional(IdSchema), expiresAt: MomentSchema }) },
  'reservation.ended': { audience: agents, data: v.object({ reservationId: IdSchema, agentId: IdSchema, outcome: v.picklist(reservationOutcomes) }) },
  'agent.joined': { audience: everybody, data: v.object({ agent: AgentCardSchema }) },
  'agent.left': { audience: everybody, data: v.object({ agent: AgentCardSchema, reason: v.picklist(leaveReasons) }) },
  'contact.moved': { audience: agents, data: v.object({ from: AgentCardSchema, to: AgentCardSchema }) },
  'transfer.asked': {
    audience: agents,
    data: v.object({
      medium,
      to: v.variant('kind', [v.object({ kind: v.literal('agent'), agent: AgentCardSchema }), v.object({ kind: v.literal('queue'), queueId: IdSchema, name: v.string() })]),
    }),
  },
  'transfer.ended': { audience: agents, data: v.object({ outcome: v.picklist(transferOutcomes) }) },
  'assist.invited': { audience: agents, data: v.object({ agent: AgentCardSchema, deadline: MomentSchema }) },
  'assist.answered': { audience: agents, data: v.object({ agent: AgentCardSchema, outcome: v.picklist(invitationOutcomes) }) },
  'assist.joined': { audience: everybody, data: v.object({ agent: AgentCardSchema }) },
  'assist.left': { audience: everybody, data: v.object({ agent: AgentCardSchema, reason: v.picklist(seatEndings) }) },
  'monitor.started': { audience: agents, data: v.object({ agent: AgentCardSchema }) },
  'monitor.ended': { audience: agents, data: v.object({ agent: AgentCardSchema, reason: v.picklist(seatEndings) }) },
  'upgrade.asked': { audience: everybody, data: v.object({ upgradeId, medium: UpgradeMediumSchema, message: v.exactOptional(v.string()), deadline: MomentSchema }) },
  'upgrade.answered': { audience: everybody, data: v.object({ upgradeId, accepted: v.boolean() }) },
  'upgrade.captured': { audience: everybody, data: v.object({ upgradeId, outcome: v.picklist(captureOutcomes) }) },
  'upgrade.waiting': { audience: agents, data: v.object({ upgradeId, queueId: IdSchema, position: v.number() }) },
  'upgrade.ended': { audience: everybody, data: v.object({ upgradeId, result: ResultSchema }) },
  'media-upgrade': { audience: everybody, data: v.object({ upgradeId, callId, from: medium, to: medium, agent: AgentCardSchema }) },
  'pane.rendered': { audience: agents, data: v.object({ callId, agentId: IdSchema, afterMs: v.number() }) },
  'pane.unconfirmed': { audience: agents, data: v.object({ callId, agentId: IdSchema }) },
  'call.live': { audience: everybody, data: v.object({ callId, firstFrameMs: v.exactOptional(v.number()), marks: v.exactOptional(v.unknown()) }) },
  'call.interrupted': { audience: everybody, data: v.object({ callId, cause: v.exactOptional(v.picklist(causes)) }) },
  'call.summary': { audience: agents, data: v.object({ callId, side: v.picklist(callSides) }) },
  'media.restored': { audience: everybody, data: v.object({ upgradeId, callId, from: medium, to: medium, durationMs: v.number() }) },
  'contact.note': { audience: agents, data: v.object({ noteId: IdSchema, text: v.string() }) },
  'contact.attributes': { audience: agents, data: v.object({ customer: CustomerCardSchema }) },
  /** Evidence: all that was read, and when it was agreed to; the event is written when the contact starts. */
  'consent.given': { audience: agents, data: v.object({ hash: IdSchema, version: v.exactOptional(IdSchema), text: v.string(), givenAt: MomentSchema }) },
  'consent.withdrawn': { audience: agents, data: v.object({ hash: IdSchema }) },
  'form.answered': { audience: agents, data: v.object({ answers: v.array(AnsweredSchema), answeredAt: MomentSchema }) },
  'contact.rated': {
    audience: everybody,
    data: v.object({ about: v.picklist(ratedThings), stars: v.number(), comment: v.exactOptional(v.string()), agentId: v.exactOptional(IdSchema) }),
  },
  'contact.closed': { audience: everybody, data: v.object({ reason: v.picklist(closeReasons) }) },
  'contact.wrapped': {
    audience: agents,
    data: v.object({ agentId: IdSchema, codes: v.array(v.string()), note: v.exactOptional(v.string()), expired: v.exactOptional(v.boolean()) }),
  },
  'guest.blocked': { audience: agents, data: v.object({ note: v.exactOptional(v.string()) }) },
  'guest.unblocked': { audience: agents, data: v.object({}) },
} as const satisfies Record<string, { audience: readonly Audience[]; data: v.GenericSchema }>;

export type EventKind = keyof typeof eventKinds;
export type EventData<K extends EventKind> = v.InferOutput<(typeof eventKinds)[K]['data']>;

/** One event with its typed data: a union discriminated by `kind`. */
export type TimelineEvent = {
  [K in EventKind]: { contactId: string; seq: number; prev: number; at: string; kind: K; actor: v.InferOutput<typeof ActorSchema>; data: EventData<K> };
}[EventKind];

/** An `event` frame before its kind is looked at; a kind that this version does not know is kept for its seq alone. */
export const eventEnvelope = {
  contactId: IdSchema,
  seq: SeqSchema,
  prev: SeqSchema,
  at: MomentSchema,
  kind: v.string(),
  actor: ActorSchema,
  data: v.unknown(),
} as const;
