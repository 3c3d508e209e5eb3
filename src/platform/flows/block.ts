/**
 * Blocks: what a flow is made of.
 *
 * Knows each type's configuration with its defaults. Lenient where a mistake is a trap that lint explains better than a
 * schema can (an absent or foreign contact id); strict about keys, so that a misspelt setting is named. Does not know a
 * block's ways out (ways.ts) nor how it runs (run.ts).
 */
import * as v from 'valibot';
import { IdSchema, limits, MediumSchema, type Medium } from '../../protocol/index.js';
import { ConditionSchema } from './condition.js';
import { ContentTemplateSchema } from './content-template.js';
import { isBannedName, JsonSchema } from './json.js';

/** Roots of `${a.b}` paths that are not flow variables. */
export const pathRoots = ['contact', 'customer', 'upgrade', 'flow'] as const;

export const BlockIdSchema = v.pipe(IdSchema, v.check((id) => !isBannedName(id), 'This name cannot be a block’s id'));

/** Name of a flow variable: an identifier that is neither a path root nor a property of every object. */
export const VariableNameSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/),
  v.maxLength(limits.idLength),
  v.check((name) => !isBannedName(name) && !(pathRoots as readonly string[]).includes(name), 'This name is reserved'),
);

/** Seconds that a block waits; at most a day. */
const Seconds = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400));
/** An id, or a `${a.b}` path to one. */
const Reference = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

export const defaultTimeoutSeconds = 60;
export const defaultRingSeconds = 20;
/** Of leave-a-message: how long the customer may take to begin, and to go on. */
export const defaultLeaveSeconds = { begin: 600, quiet: 30 } as const;

/** A way out leads to a block, or with `null` to the end of the flow. */
const Target = v.nullable(BlockIdSchema);

/* @__NO_SIDE_EFFECTS__ */
const block = <const T extends string, const C extends v.GenericSchema>(type: T, configuration: C) =>
  v.strictObject({
    id: BlockIdSchema,
    type: v.literal(type),
    /** For people; not shown to customers. */
    name: v.exactOptional(v.pipe(v.string(), v.maxLength(limits.nameLength))),
    configuration,
    /** Where to go when `on` has no way for the outcome; without it, on to the block after this one. */
    next: v.exactOptional(Target),
    /** Where to go by outcome. */
    on: v.exactOptional(v.record(v.pipe(v.string(), v.maxLength(limits.idLength)), Target)),
  });

const Nothing = v.optional(v.strictObject({}), {});

const SendMessage = v.strictObject({
  /** Asks the customer to go over to this medium; without it the block only says its message. */
  mediaType: v.exactOptional(MediumSchema),
  /** What the customer reads; `${a.b}` paths are filled in. */
  message: v.pipe(v.string(), v.minLength(1), v.maxLength(limits.textLength)),
  /** Something to choose under the message; not beside a media type, which has a card of its own. */
  content: v.exactOptional(ContentTemplateSchema),
  /** With a media type the block always waits for the result; without one: wait for the customer's next message. */
  waitForResult: v.exactOptional(v.boolean()),
  /** The same as `waitForResult`, which wins where both are given. */
  waitForResponse: v.exactOptional(v.boolean()),
  /** The flow variable that receives `{status, reason?, by, at}`, or `{status: "answered", text, id?, ids?}`. */
  resultVariableName: v.exactOptional(VariableNameSchema),
  /** How long the block waits. Default 60. */
  timeoutSeconds: v.exactOptional(Seconds),
});
export type SendMessageConfiguration = v.InferOutput<typeof SendMessage>;

const VideoChat = v.strictObject({
  /** Queue in which an agent for the video is sought. */
  queueId: Reference,
  /** Must be `${contact.id}`; anything else is refused, by lint and at run time. */
  contactId: v.exactOptional(v.pipe(v.string(), v.maxLength(256))),
  /** How long an agent is sought; never how long the call lasts. Default 60. */
  timeoutSeconds: v.optional(Seconds, defaultTimeoutSeconds),
  /** How long one agent rings. Default 20. */
  ringSeconds: v.optional(Seconds, defaultRingSeconds),
  /** Where to seek on when the first queue has nobody. */
  secondaryQueueId: v.exactOptional(Reference),
  resultVariableName: v.exactOptional(VariableNameSchema),
});

const WaitForMessage = v.strictObject({
  /** How long the block waits for the customer's next message. Default 60. */
  timeoutSeconds: v.exactOptional(Seconds),
  /** Receives `{status: "answered", text, id?, ids?}`, or `{status: "timeout", reason: "prompt"}`. */
  resultVariableName: v.exactOptional(VariableNameSchema),
});

const Route = v.strictObject({
  queueId: Reference,
  /** Where agents are sought when the queue has none. Default: the queue's own. */
  secondaryQueueId: v.exactOptional(Reference),
  /** The longest wait in line; then the way out is `timeout`. Default: the queue's own bound, else none. */
  timeoutSeconds: v.exactOptional(Seconds),
  /** Above or below others in the same queue; adds to the queue's own. Default 0. */
  priority: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000))),
  resultVariableName: v.exactOptional(VariableNameSchema),
});

const ToAgent = v.strictObject({
  /** Rings this agent and nobody else. */
  agentId: Reference,
  /** How long. Default 20. */
  ringSeconds: v.optional(Seconds, defaultRingSeconds),
  resultVariableName: v.exactOptional(VariableNameSchema),
});

/** The contact goes on in another flow, in its published version; this one ends. Variables go along. */
const ToFlow = v.strictObject({ flowId: Reference });

const BusinessHours = v.strictObject({
  /** One of the configuration's `schedules`. */
  scheduleId: Reference,
  /** Receives `{status, opensAt?, opens?, holiday?}`: a moment, the wall clock's words for it, the holiday's name. */
  resultVariableName: v.exactOptional(VariableNameSchema),
});

const LeaveAMessage = v.strictObject({
  /** Asks the customer to write; `${a.b}` paths are filled in. */
  message: v.pipe(v.string(), v.minLength(1), v.maxLength(limits.textLength)),
  /** Whose agents the message is for. */
  queueId: Reference,
  /** With a schedule the contact stays open and goes to the queue when that opens; without one it ends once the customer has written. */
  scheduleId: v.exactOptional(Reference),
  /** What the customer reads after it. */
  thanks: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(limits.textLength))),
  /** How long the customer may take to begin. Default 600. */
  timeoutSeconds: v.optional(Seconds, defaultLeaveSeconds.begin),
  /** After this long without another line the message is taken as whole. Default 30. */
  quietSeconds: v.optional(Seconds, defaultLeaveSeconds.quiet),
  resultVariableName: v.exactOptional(VariableNameSchema),
});

const SetVariable = v.union([
  v.strictObject({ name: VariableNameSchema, value: JsonSchema }),
  /** Adds to a number; what is none yet counts as 0. */
  v.strictObject({ name: VariableNameSchema, add: v.pipe(v.number(), v.finite()) }),
]);

export const BlockSchema = v.variant('type', [
  block('web-messaging-trigger', Nothing),
  block('send-message', SendMessage),
  block('video-chat', VideoChat),
  block('route-to-queue', Route),
  block('transfer', v.union([Route, ToAgent, ToFlow])),
  block('wait-for-message', WaitForMessage),
  block('business-hours', BusinessHours),
  block('leave-a-message', LeaveAMessage),
  block('decision', v.strictObject({ condition: ConditionSchema })),
  block('set-variable', SetVariable),
  block('disconnect', Nothing),
]);
export type Block = v.InferOutput<typeof BlockSchema>;
export type BlockType = Block['type'];
export type BlockOf<T extends BlockType> = Extract<Block, { type: T }>;

/** A send-message block that asks for a medium beyond chat. */
export type AskingBlock = BlockOf<'send-message'> & { readonly configuration: { readonly mediaType: Exclude<Medium, 'chat'> } };
export const asksForMedium = (it: Block): it is AskingBlock =>
  it.type === 'send-message' && it.configuration.mediaType !== undefined && it.configuration.mediaType !== 'chat';

/** A block that hands the contact to a queue, an agent or another flow. */
export const routes = (it: Block): it is BlockOf<'route-to-queue'> | BlockOf<'transfer'> => it.type === 'route-to-queue' || it.type === 'transfer';

/** Whether a plain send-message waits for the customer's answer. */
export const waitsForAnswer = (it: SendMessageConfiguration): boolean => it.waitForResult ?? it.waitForResponse ?? false;
