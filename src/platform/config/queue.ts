/**
 * A queue: which media it takes, what skills each needs, who is in it.
 *
 * Knows the body of `PUT /api/v2/queues/{queueId}` (accepted unchanged, every key optional) and the merge of such a body
 * into a queue. Members are a sub-resource with a body of their own. Does not route (src/platform/routing).
 */
import * as v from 'valibot';
import { contactMedia, ContactMediumSchema, IdSchema, NameSchema, type ContactMedium } from '../../protocol/index.js';

const Seconds = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400));

export const defaultQueueSeconds = { ring: 20, wait: 60, wrapUp: 60 } as const;
const defaultExtensions = 3;

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

/** From this age of a contact's wait on: what is asked of an agent instead, for the media that it names. */
const RelaxationStepSchema = v.strictObject({ afterSeconds: Seconds, skillRequirements: SkillRequirementsSchema });
export const RelaxationSchema = v.pipe(
  v.array(RelaxationStepSchema),
  v.maxLength(10),
  v.check((steps) => steps.every(({ afterSeconds }, at) => afterSeconds > (steps[at - 1]?.afterSeconds ?? 0)), 'Each step comes later than the one before it'),
);

/** What follows where a contact has waited `maxWaitSeconds`. */
export const maxWaitOutcomes = ['secondary-queue', 'flow', 'close'] as const;
export type MaxWaitOutcome = (typeof maxWaitOutcomes)[number];

/** Whether after-contact work holds back what would ring for its agent. */
export const wrapUpModes = ['optional', 'mandatory'] as const;

/** How waiting goes on in a queue; the body of a PUT and the queue itself have these alike. */
const waitEntries = {
  /** Who is first where queues share agents: one unit counts as one minute of waiting, so that nobody waits for ever. Default 0. */
  priority: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000))),
  /** Steps by the age of a contact's own wait, each later than the one before. */
  relaxation: v.exactOptional(RelaxationSchema),
  /** What follows the longest wait. Default: the first that is possible, in the order secondary queue, flow, close. */
  afterMaxWait: v.exactOptional(v.picklist(maxWaitOutcomes)),
  /** The agent whom the same customer had last rings first where qualified and free. Default false. */
  preferLastAgent: v.exactOptional(v.boolean()),
  /** `mandatory`: nothing rings for an agent who has a contact of this queue left to note. Default `optional`. */
  wrapUp: v.exactOptional(v.picklist(wrapUpModes)),
  /** What an agent chooses from after a contact of this queue. Default: the codes of all queues. Empty: nothing is asked. */
  wrapUpCodes: v.exactOptional(v.pipe(v.array(NameSchema), v.maxLength(200))),
  /** How often an agent may take another minute for a wrap-up whose time is limited. Default 3. */
  wrapUpExtensions: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60))),
};

/** The body of `PUT /api/v2/queues/{queueId}`: what it leaves out keeps its value. */
export const QueueBodySchema = v.strictObject({
  name: v.exactOptional(NameSchema),
  mediaTypes: v.exactOptional(v.pipe(v.array(ContactMediumSchema), v.maxLength(contactMedia.length))),
  skillRequirements: v.exactOptional(SkillRequirementsSchema),
  /** How long one agent rings before the next one does. Default 20. */
  ringSeconds: v.exactOptional(Seconds),
  /** A wait longer than this raises an alert that names the queue and the skill. Default 60. */
  waitSeconds: v.exactOptional(Seconds),
  /** Where agents are sought when this queue has none, for the media that it takes; `null` takes it away. */
  secondaryQueueId: v.exactOptional(v.nullable(IdSchema)),
  ...waitEntries,
  /** The longest wait for an agent in chat; `null` takes the bound away. */
  maxWaitSeconds: v.exactOptional(v.nullable(Seconds)),
  /** The longest wrap-up; `null` takes the bound away. */
  wrapUpSeconds: v.exactOptional(v.nullable(Seconds)),
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
  ...waitEntries,
  /** The longest wait for an agent in chat. Default: without a bound, and `waitSeconds` raises its alert. */
  maxWaitSeconds: v.exactOptional(Seconds),
  /** The longest wrap-up: after that it is closed without notes. Default: no bound, or 60 where it is mandatory. */
  wrapUpSeconds: v.exactOptional(Seconds),
});
export type Queue = v.InferOutput<typeof QueueSchema>;

/** A queue after a PUT: the body's keys over what was there; a new queue takes webChat and has no members. */
export function mergeQueue(id: string, before: Queue | undefined, body: QueueBody): Queue {
  const base: Queue = before ?? { id, mediaTypes: ['webChat'], skillRequirements: {}, members: [], ringSeconds: defaultQueueSeconds.ring, waitSeconds: defaultQueueSeconds.wait };
  const { secondaryQueueId, maxWaitSeconds, wrapUpSeconds, ...settings } = body;
  const { secondaryQueueId: formerSecondary, maxWaitSeconds: formerMost, wrapUpSeconds: formerWrapUp, ...rest } = base;
  return { ...rest, ...settings, ...kept('secondaryQueueId', formerSecondary, secondaryQueueId), ...kept('maxWaitSeconds', formerMost, maxWaitSeconds), ...kept('wrapUpSeconds', formerWrapUp, wrapUpSeconds), id };
}

/** A setting that `null` takes away. */
function kept<K extends string, V>(key: K, before: V | undefined, given: V | null | undefined): { readonly [P in K]?: V } {
  const value = given === undefined ? before : given;
  // One key, named by the caller, of the value's type.
  return value === undefined || value === null ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}

/** How long an agent may note after a contact of the queue, how often they may take another minute, and whether it holds back what rings; undefined where neither is said. */
export function wrapUpOf({ wrapUp, wrapUpSeconds, wrapUpExtensions }: Queue): { readonly seconds: number; readonly held: boolean; readonly extensions: number } | undefined {
  const held = wrapUp === 'mandatory';
  if (!held && wrapUpSeconds === undefined) return undefined;
  return { seconds: wrapUpSeconds ?? defaultQueueSeconds.wrapUp, held, extensions: wrapUpExtensions ?? defaultExtensions };
}

/** What a queue is called. */
export const queueName = (queue: Queue): string => queue.name ?? queue.id;

/** The skills that a medium needs in a queue; none named means anybody. */
export const skillsFor = (queue: Queue, medium: ContactMedium): readonly { readonly skillId: string; readonly level: number }[] =>
  (queue.skillRequirements[medium]?.skills ?? []).map(({ skill, level }) => ({ skillId: skill.id, level }));
