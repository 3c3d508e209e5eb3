/**
 * The record's answers as schemas, for the OpenAPI document.
 *
 * Knows the shapes of interaction.ts, transcript.ts and stored-event.ts as they leave over HTTP; the types below make the
 * compiler hold them together. Nothing is parsed with them.
 */
import * as v from 'valibot';
import {
  ActorSchema, AnsweredSchema, AttachmentSchema, captureOutcomes, closeReasons, ContactMediumSchema, IdSchema, MomentSchema, NameSchema, ResultSchema, SeqSchema, SideSummarySchema, actorKinds, markEntries, ratedThings,
} from '../../protocol/index.js';
import { agentParts, type Interaction, type InteractionParticipant, type Part } from './interaction.js';
import { counts, perMetric, times } from './metric.js';
import type { Metrics } from './metrics.js';
import type { UpgradeRecord } from './upgrade-record.js';

const optional = v.exactOptional;
/** Milliseconds. */
const Duration = v.pipe(v.number(), v.minValue(0));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const PartSchema = v.object({
  medium: ContactMediumSchema, startedAt: MomentSchema, endedAt: MomentSchema, agentId: optional(IdSchema), callId: optional(IdSchema),
}) satisfies v.GenericSchema<unknown, Part>;

export const ParticipantSchema = v.object({
  kind: v.picklist(['customer', 'agent']), id: IdSchema, name: optional(NameSchema), roles: optional(v.array(v.picklist(agentParts))), joinedAt: MomentSchema, leftAt: optional(MomentSchema),
}) satisfies v.GenericSchema<unknown, InteractionParticipant>;

export const UpgradeRecordSchema = v.object({
  upgradeId: IdSchema,
  by: v.picklist(actorKinds),
  askedAt: MomentSchema,
  accepted: optional(v.boolean()),
  answeredAt: optional(MomentSchema),
  capture: optional(v.picklist(captureOutcomes)),
  capturedAt: optional(MomentSchema),
  queueId: optional(IdSchema),
  position: optional(v.number()),
  foundAt: optional(MomentSchema),
  boundAt: optional(MomentSchema),
  callId: optional(IdSchema),
  agentId: optional(IdSchema),
  pane: optional(v.picklist(['rendered', 'unconfirmed'])),
  paneAt: optional(MomentSchema),
  liveAt: optional(MomentSchema),
  firstFrameMs: optional(v.number()),
  marks: optional(v.object(markEntries)),
  interruptions: Count,
  summaries: v.array(SideSummarySchema),
  endedAt: optional(MomentSchema),
  result: optional(ResultSchema),
  durationMs: optional(v.number()),
}) satisfies v.GenericSchema<unknown, UpgradeRecord>;

export const MetricsSchema = v.object({
  ...perMetric(counts, () => Count),
  ...perMetric(times, () => Duration),
  tAnswered: optional(Duration),
  tAbandon: optional(Duration),
  tUpgrade: optional(Duration),
  tTalkVideo: Duration,
}) satisfies v.GenericSchema<unknown, Metrics>;

/** The answer of `GET /api/v2/interactions/{contactId}`. */
export const InteractionSchema = v.object({
  id: IdSchema,
  deploymentId: IdSchema,
  startedAt: MomentSchema,
  endedAt: optional(MomentSchema),
  closedBy: optional(v.picklist(closeReasons)),
  parts: v.array(PartSchema),
  participants: v.array(ParticipantSchema),
  upgrades: v.array(UpgradeRecordSchema),
  wrapUps: v.array(v.object({ agentId: IdSchema, codes: v.array(v.string()), note: optional(v.string()) })),
  attachments: v.array(v.object({ ...AttachmentSchema.entries, seq: SeqSchema, at: MomentSchema, by: v.picklist(actorKinds) })),
  consents: v.array(v.object({ choice: v.picklist(['given', 'withdrawn']), hash: IdSchema, version: optional(IdSchema), text: optional(v.string()), at: MomentSchema })),
  answers: v.array(AnsweredSchema),
  ratings: v.array(v.object({ about: v.picklist(ratedThings), stars: Count, comment: optional(v.string()), agentId: optional(IdSchema), at: MomentSchema })),
  metrics: MetricsSchema,
}) satisfies v.GenericSchema<unknown, Interaction>;

/** An entry of `GET /api/v2/interactions/{contactId}/transcript`. */
export const TranscriptEntrySchema = v.object({
  seq: SeqSchema,
  at: MomentSchema,
  medium: ContactMediumSchema,
  actor: ActorSchema,
  kind: v.picklist(['message', 'line']),
  event: v.string(),
  text: v.string(),
  attachments: optional(v.array(AttachmentSchema)),
});

/** An event of `GET /api/v2/interactions/{contactId}/timeline`; its data is that of its kind (protocol/timeline.ts). */
export const TimelineEntrySchema = v.object({
  contactId: IdSchema, seq: SeqSchema, at: MomentSchema, kind: v.string(), actor: ActorSchema, data: v.looseObject({}),
});
