/**
 * A queue: which media it takes, what skills each needs, who is in it.
 *
 * Knows the body of `PUT /api/v2/queues/{queueId}` (accepted unchanged, every key optional) and the merge of such a body
 * into a queue. Members are a sub-resource with a body of their own. Does not route (src/platform/routing).
 */
import * as v from 'valibot';
import { contactMedia, ContactMediumSchema, IdSchema, NameSchema, type ContactMedium } from '../../protocol/index.js';

const Seconds = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400));

export const defaultQueueSeconds = { ring: 20, wait: 60 } as const;

/** A skill and the least level that counts. Keys beside `id`, such as a name, are kept out, not refused. */
const SkillRequirementSchema = v.strictObject({
  skill: v.object({ id: IdSchema }),
  /** The minimum. Default 1. */
  level: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), 1),
});
const RequirementsSchema = v.strictObject({ skills: v.array(SkillRequirementSchema) });
export const SkillRequirementsSchema = v.strictObject({
  webChat: v.exactOptional(RequirementsSchema),
  voiceChat: v.exactOptional(RequirementsSchema),
  videoChat: v.exactOptional(RequirementsSchema),
} satisfies Record<ContactMedium, unknown>);
export type SkillRequirements = v.InferOutput<typeof SkillRequirementsSchema>;

/** The body of `PUT /api/v2/queues/{queueId}`: what it leaves out keeps its value. */
export const QueueBodySchema = v.strictObject({
  name: v.exactOptional(NameSchema),
  mediaTypes: v.exactOptional(v.pipe(v.array(ContactMediumSchema), v.maxLength(contactMedia.length))),
  skillRequirements: v.exactOptional(SkillRequirementsSchema),
  /** How long one agent rings before the next one does. Default 20. */
  ringSeconds: v.exactOptional(Seconds),
  /** A wait longer than this raises an alert that names the queue and the skill. Default 60. */
  waitSeconds: v.exactOptional(Seconds),
  /** Where video-capable agents are sought when this queue has none; `null` takes it away. */
  secondaryQueueId: v.exactOptional(v.nullable(IdSchema)),
});
export type QueueBody = v.InferOutput<typeof QueueBodySchema>;

/** The body of `PUT /api/v2/queues/{queueId}/members`: agent ids. */
export const QueueMembersSchema = v.strictObject({ members: v.array(IdSchema) });

export const QueueSchema = v.strictObject({
  id: IdSchema,
  /** Default: the id. */
  name: v.exactOptional(NameSchema),
  mediaTypes: v.optional(v.array(ContactMediumSchema), ['webChat']),
  skillRequirements: v.optional(SkillRequirementsSchema, {}),
  members: v.optional(v.array(IdSchema), []),
  ringSeconds: v.optional(Seconds, defaultQueueSeconds.ring),
  waitSeconds: v.optional(Seconds, defaultQueueSeconds.wait),
  secondaryQueueId: v.exactOptional(IdSchema),
});
export type Queue = v.InferOutput<typeof QueueSchema>;

/** A queue after a PUT: the body's keys over what was there; a new queue takes webChat and has no members. */
export function mergeQueue(id: string, before: Queue | undefined, body: QueueBody): Queue {
  const base: Queue = before ?? { id, mediaTypes: ['webChat'], skillRequirements: {}, members: [], ringSeconds: defaultQueueSeconds.ring, waitSeconds: defaultQueueSeconds.wait };
  const { secondaryQueueId, ...settings } = body;
  if (secondaryQueueId === undefined) return { ...base, ...settings, id };
  const { secondaryQueueId: _former, ...rest } = base;
  return secondaryQueueId === null ? { ...rest, ...settings, id } : { ...rest, ...settings, secondaryQueueId, id };
}

/** What a queue is called. */
export const queueName = (queue: Queue): string => queue.name ?? queue.id;

/** The skills that a medium needs in a queue; none named means anybody. */
export const skillsFor = (queue: Queue, medium: ContactMedium): readonly { readonly skillId: string; readonly level: number }[] =>
  (queue.skillRequirements[medium]?.skills ?? []).map(({ skill, level }) => ({ skillId: skill.id, level }));
