/**
 * A scenario: who comes, who is there to help, and for how long; what `segue-platform simulate` reads.
 *
 * Knows the file's shape and defaults, published as JSON Schema. Queues and agents may come from a configuration instead.
 * Does not run anything.
 */
import * as v from 'valibot';
import { SegueError } from '../../../protocol/error.js';
import { IdSchema, NameSchema } from '../../../protocol/id.js';
import { AgentSchema } from '../../config/agent.js';
import { QueueSchema } from '../../config/queue.js';
import { describeIssue } from '../../flows/issue.js';

const Positive = v.pipe(v.number(), v.gtValue(0), v.maxValue(1_000_000));
const NotNegative = v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Hours = v.pipe(v.number(), v.minValue(0), v.maxValue(168));

/** Seconds: always that many, or drawn anew for each contact. */
export const DurationSchema = v.union([
  NotNegative,
  v.strictObject({
    mean: Positive,
    /** Default exponential, as Erlang's formulas have it; lognormal is closer to how long people talk. */
    shape: v.optional(v.picklist(['exponential', 'lognormal']), 'exponential'),
    /** Standard deviation, for lognormal. Default: as much as the mean. */
    deviation: v.exactOptional(Positive),
  }),
]);
export type Duration = v.InferOutput<typeof DurationSchema>;

const ArrivalsSchema = v.strictObject({
  queueId: IdSchema,
  /** Contacts per hour, on average; a list has one number for each hour and begins anew at its end. */
  perHour: v.union([NotNegative, v.pipe(v.array(NotNegative), v.minLength(1), v.maxLength(168))]),
  /** From an agent's acceptance to the end of the conversation. */
  handleSeconds: DurationSchema,
  /** How long somebody waits before they give up. Default: for ever. */
  patienceSeconds: v.exactOptional(DurationSchema),
});
export type Arrivals = v.InferOutput<typeof ArrivalsSchema>;

const StaffSchema = v.strictObject({
  /** What this group is called in the report. */
  name: NameSchema,
  /** So many agents alike; or the ids of the configuration's. */
  count: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5_000))),
  agentIds: v.exactOptional(v.pipe(v.array(IdSchema), v.minLength(1))),
  /** With `count`: the queues they are in, what they know, and how much at once. */
  queues: v.optional(v.array(IdSchema), []),
  skills: v.exactOptional(AgentSchema.entries.skills),
  capacity: v.exactOptional(AgentSchema.entries.capacity),
  /** Hours after the start at which they come and go. Default: from the start to the end. */
  from: v.optional(Hours, 0),
  until: v.exactOptional(Hours),
  /** From the first ring to the acceptance. Default 0. */
  answerSeconds: v.optional(DurationSchema, 0),
  /** The share of rings that they miss. Default 0. */
  missShare: v.optional(Share, 0),
  /** How long after a miss they are back. Default 60. */
  backSeconds: v.optional(DurationSchema, 60),
  /** After each conversation, before the next may ring in its place. Default 0. */
  wrapUpSeconds: v.optional(DurationSchema, 0),
});
export type Staff = v.InferOutput<typeof StaffSchema>;

export const ScenarioSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  name: v.exactOptional(NameSchema),
  /** The same seed gives the same run. Default 1. */
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_294_967_295)), 1),
  /** How long contacts come. Default 8. Afterwards, those who are there are served to the end. */
  hours: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(168)), 8),
  /** Contacts that come in these first hours are not counted. Default 0. */
  warmUpHours: v.optional(Hours, 0),
  /** An answer within so many seconds counts for the service level. Default 20. */
  serviceLevelSeconds: v.optional(NotNegative, 20),
  /** As in a configuration, `members` aside. */
  queues: v.optional(v.array(QueueSchema), []),
  staff: v.optional(v.array(StaffSchema), []),
  arrivals: v.pipe(v.array(ArrivalsSchema), v.minLength(1), v.maxLength(200)),
});
export type Scenario = v.InferOutput<typeof ScenarioSchema>;
/** As a file or a caller may write it. */
export type ScenarioInput = v.InferInput<typeof ScenarioSchema>;

/** @throws SegueError `bad-config`, whose message names the path */
export function parseScenario(value: unknown): Scenario {
  const parsed = v.safeParse(ScenarioSchema, value);
  if (!parsed.success) throw new SegueError('bad-config', describeIssue(parsed.issues, '(scenario)'));
  const lost = parsed.output.staff.find((it) => (it.count === undefined) === (it.agentIds === undefined));
  if (lost) throw new SegueError('bad-config', `staff: “${lost.name}” needs either a count or agentIds.`);
  return parsed.output;
}
