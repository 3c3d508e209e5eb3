/**
 * Frames that a client sends, and who may send them.
 *
 * Knows each frame's shape (strict: an unknown key is an error), whether it is durable (acknowledged after commit and
 * deduplicated by `id`) and which roles may send it. Does not know scopes (platform) or what follows a frame.
 */
import * as v from 'valibot';
import { AnswersSchema, AttributeNameSchema, ratedThings } from './answer.js';
import { CallSummarySchema, MarksSchema } from './call-summary.js';
import { ContentSchema } from './content.js';
import { IdSchema, MomentSchema, NameSchema, SeqSchema } from './id.js';
import { limits } from './limits.js';
import { ManifestSchema } from './manifest.js';
import { presenceChoices } from './presence.js';
import { ReplySchema } from './reply.js';
import { captureOutcomes, causes } from './result.js';
import { AheadSchema, ClientSignalSchema, signalAckEntries } from './signal.js';

/* @__NO_SIDE_EFFECTS__ */
const frame = <const T extends string, const E extends v.ObjectEntries>(type: T, entries: E) =>
  v.strictObject({ type: v.literal(type), id: IdSchema, ...entries });
const contactId = IdSchema;
const upgradeId = IdSchema;

/** Text of a message: plain, at least one character, at most `limits.textLength`. */
export const TextSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.textLength));

/** What is known of a customer: a value sets its key, `null` takes it away, keys left out keep theirs. */
export const AttributesSchema = v.record(
  AttributeNameSchema,
  v.union([v.pipe(v.string(), v.maxLength(limits.attributesLength)), v.pipe(v.number(), v.finite()), v.boolean(), v.null()]),
);
export type AttributesChange = v.InferOutput<typeof AttributesSchema>;

/** The first frame of a connection. The token is never in a URL. */
export const HelloSchema = v.strictObject({
  type: v.literal('hello'),
  token: v.pipe(v.string(), v.maxLength(4_096)),
  /** Random per page; a newer socket of the same session replaces the older one. */
  sessionId: IdSchema,
  manifest: v.exactOptional(ManifestSchema),
  /** Last seq seen of each contact; the platform sends what came after. */
  resume: v.exactOptional(v.strictObject({ after: v.record(IdSchema, SeqSchema) })),
  /** Of a contact of which nothing was seen yet, only so many of the latest events; older ones by `history.get`. Absent: all. */
  recent: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.historyEvents))),
});
export type Hello = v.InferOutput<typeof HelloSchema>;

/** With attachments that were uploaded before; without any there is a text. A function, so that a page which sends none of it leaves it out. */
/* @__NO_SIDE_EFFECTS__ */
const message = () =>
  v.pipe(
    frame('message.send', {
      contactId,
      text: v.pipe(v.string(), v.maxLength(limits.textLength)),
      attachments: v.exactOptional(v.pipe(v.array(IdSchema), v.minLength(1), v.maxLength(limits.attachmentsPerMessage))),
      /** Of agents: something to choose. */
      content: v.exactOptional(ContentSchema),
      /** Of customers: what they chose. */
      reply: v.exactOptional(ReplySchema),
      /** Of customers: left out of hours and whole as it is, so that the flow neither asks for it nor waits for more. */
      left: v.exactOptional(v.boolean()),
    }),
    v.check(({ text, attachments }) => text !== '' || attachments !== undefined),
  );

/** What an agent notes at the end of a contact. */
const wrapNotes = {
  codes: v.pipe(v.array(v.pipe(v.string(), v.maxLength(limits.nameLength))), v.maxLength(20)),
  note: v.exactOptional(v.pipe(v.string(), v.maxLength(limits.noteLength))),
};

const schemas = {
  'message.send': message(),
  'upgrade.request': frame('upgrade.request', { contactId, manifest: ManifestSchema }),
  'upgrade.answer': frame('upgrade.answer', { contactId, upgradeId, accepted: v.boolean(), manifest: v.exactOptional(ManifestSchema) }),
  /** Without `upgradeId`: of the contact's upgrade, for a request whose acknowledgement is still on its way. */
  'upgrade.capture': frame('upgrade.capture', { contactId, upgradeId: v.exactOptional(upgradeId), outcome: v.picklist(captureOutcomes), missing: v.exactOptional(v.picklist(['camera', 'microphone'])) }),
  'upgrade.cancel': frame('upgrade.cancel', { contactId, upgradeId }),
  'call.end': frame('call.end', { contactId, callId: IdSchema }),
  'call.report': frame('call.report', {
    contactId,
    callId: IdSchema,
    /** `live`: the first remote frame was shown. `failed`: this side gave up. */
    state: v.picklist(['live', 'interrupted', 'failed']),
    cause: v.exactOptional(v.picklist(causes)),
    /** Milliseconds from the click to the first remote frame. */
    firstFrameMs: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(86_400_000))),
    /** With `live`: the steps on the way there. */
    marks: v.exactOptional(MarksSchema),
  }),
  'call.summary': frame('call.summary', { contactId, callId: IdSchema, summary: CallSummarySchema }),
  'contact.close': frame('contact.close', { contactId }),
  'presence.set': frame('presence.set', { state: v.exactOptional(v.picklist(presenceChoices)), onQueue: v.exactOptional(v.boolean()), reason: v.exactOptional(NameSchema) }),
  'reservation.answer': frame('reservation.answer', { reservationId: IdSchema, accepted: v.boolean() }),
  'pane.rendered': frame('pane.rendered', { contactId, callId: IdSchema }),
  'upgrade.invite': frame('upgrade.invite', { contactId, message: v.exactOptional(TextSchema) }),
  'contact.transfer': frame('contact.transfer', {
    contactId,
    to: v.variant('kind', [
      v.strictObject({ kind: v.literal('agent'), agentId: IdSchema }),
      v.strictObject({ kind: v.literal('queue'), queueId: IdSchema }),
      v.strictObject({ kind: v.literal('nobody') }),
    ]),
  }),
  'contact.wrap': frame('contact.wrap', { contactId, ...wrapNotes }),
  /** Before `contact.wrap`: kept as it is written, and taken where the time to note runs out. */
  'wrap.draft': frame('wrap.draft', { contactId, ...wrapNotes }),
  /** Another minute. */
  'wrap.extend': frame('wrap.extend', { contactId }),
  'contact.note': frame('contact.note', { contactId, text: TextSchema }),
  'contact.assist': frame('contact.assist', { contactId }),
  'contact.leave': frame('contact.leave', { contactId, agentId: v.exactOptional(IdSchema) }),
  'contact.invite': frame('contact.invite', { contactId, agentId: IdSchema, message: v.exactOptional(TextSchema) }),
  'contact.monitor': frame('contact.monitor', { contactId }),
  'contact.attributes': frame('contact.attributes', { contactId, name: v.exactOptional(NameSchema), attributes: v.exactOptional(AttributesSchema) }),
  /** Answers to the form before the chat; starts no contact. */
  'form.answer': frame('form.answer', { contactId, answers: AnswersSchema }),
  'consent.withdraw': frame('consent.withdraw', { contactId }),
  /** Once of each thing that is rated; also after the contact's end. */
  'contact.rate': frame('contact.rate', {
    contactId,
    about: v.picklist(ratedThings),
    stars: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
    comment: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(limits.commentLength))),
  }),
  'guest.block': frame('guest.block', { contactId, note: v.exactOptional(v.pipe(v.string(), v.maxLength(limits.noteLength))) }),
  typing: frame('typing', { contactId, on: v.boolean() }),
  read: frame('read', { contactId, upTo: SeqSchema }),
  /** Asks for the events before a seq; answered by `history`. */
  'history.get': frame('history.get', { contactId, before: SeqSchema }),
  'manifest.update': frame('manifest.update', { manifest: ManifestSchema }),
  'turn.get': frame('turn.get', { contactId: v.exactOptional(IdSchema), purpose: v.picklist(['call', 'preflight']) }),
  'call.ahead': AheadSchema,
  'call.signal': ClientSignalSchema,
  // A spread might have an effect, for all that a bundler knows: called, so that a page which checks no frame of its own leaves all of this out.
  'call.ack': /* @__PURE__ */ (() => v.strictObject({ type: v.literal('call.ack'), contactId, ...signalAckEntries }))(),
  ping: v.strictObject({ type: v.literal('ping'), at: v.exactOptional(MomentSchema) }),
  pong: v.strictObject({ type: v.literal('pong'), at: v.exactOptional(MomentSchema) }),
} as const;

export type ClientFrameType = keyof typeof schemas;
export type ClientFrameOf<T extends ClientFrameType> = v.InferOutput<(typeof schemas)[T]>;
/** Any frame after `hello`. */
export type ClientFrame = { [T in ClientFrameType]: ClientFrameOf<T> }[ClientFrameType];

/** Schema of each frame by its type; `hello` stands apart because it is only ever the first. */
export const clientFrameSchemas: { readonly [T in ClientFrameType]: (typeof schemas)[T] } = schemas;

/** Frames that are acknowledged after commit, deduplicated by `id` and kept in the client's outbox until then. */
export const durableFrames = [
  'message.send', 'upgrade.request', 'upgrade.answer', 'upgrade.capture', 'upgrade.cancel', 'call.end', 'call.report', 'call.summary', 'contact.close',
  'presence.set', 'reservation.answer', 'pane.rendered', 'upgrade.invite', 'contact.transfer', 'contact.wrap', 'wrap.draft', 'wrap.extend',
  'contact.note', 'contact.assist', 'contact.leave', 'contact.invite', 'contact.monitor', 'contact.attributes', 'guest.block',
  'form.answer', 'consent.withdraw', 'contact.rate',
] as const satisfies readonly ClientFrameType[];
export type DurableFrameType = (typeof durableFrames)[number];
export type DurableFrame = ClientFrameOf<DurableFrameType>;

export const isDurable = (type: ClientFrameType): type is DurableFrameType => (durableFrames as readonly string[]).includes(type);

/** Frames that only agents (and supervisors) may send; all others are for customers too. */
export const agentFrames = [
  'presence.set', 'reservation.answer', 'pane.rendered', 'upgrade.invite', 'contact.transfer', 'contact.wrap', 'wrap.draft', 'wrap.extend',
  'contact.note', 'contact.assist', 'contact.leave', 'contact.invite', 'contact.monitor', 'guest.block',
] as const satisfies readonly ClientFrameType[];

/** Frames that only customers may send. */
export const customerFrames = ['upgrade.request', 'upgrade.answer', 'upgrade.capture', 'call.ahead', 'form.answer', 'consent.withdraw', 'contact.rate'] as const satisfies readonly ClientFrameType[];
