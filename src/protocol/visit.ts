/**
 * The visit: what a deployment shows and asks around a conversation. Consent before anything, a form before the first word,
 * hours, a rating afterwards.
 *
 * Knows the shapes, and what is wrong with an answer, so that widget and platform say the same of it. Does not know the
 * words a person reads about a fault (src/chat), nor where answers are kept (src/platform).
 */
import * as v from 'valibot';
import { AttributeNameSchema, ratedThings, type Answer } from './answer.js';
import { IdSchema, MomentSchema } from './id.js';
import { limits } from './limits.js';

/* @__NO_SIDE_EFFECTS__ */
const plain = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));
/** Absolute, so that it means the same on every page; no scheme but the web's. */
const LinkSchema = v.object({ label: plain(limits.nameLength), url: v.pipe(v.string(), v.regex(/^https?:\/\/[^\s"'<>]+$/), v.maxLength(2_048)) });

const common = {
  key: AttributeNameSchema,
  label: plain(limits.nameLength),
  /** A sentence under the field. */
  hint: v.exactOptional(plain(200)),
  /** Default false. A required checkbox is one that has to be ticked. */
  required: v.exactOptional(v.boolean()),
};
const typed = {
  maxLength: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.answerLength))),
  /** HTML's autofill detail tokens, for example `given-name`; an `email` and a `phone` have their own without it. */
  autocomplete: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-z]+(-[a-z]+)*( [a-z]+(-[a-z]+)*)*$/), v.maxLength(limits.idLength))),
};
const OptionSchema = v.object({ value: plain(limits.nameLength), label: plain(limits.nameLength) });

/** One question of the form before the chat. */
export const FormFieldSchema = v.variant('type', [
  v.object({ type: v.literal('text'), ...common, ...typed }),
  v.object({ type: v.literal('email'), ...common, ...typed }),
  v.object({ type: v.literal('phone'), ...common, ...typed }),
  v.object({ type: v.literal('select'), ...common, options: v.pipe(v.array(OptionSchema), v.minLength(1), v.maxLength(100)) }),
  v.object({ type: v.literal('checkbox'), ...common }),
]);
export type FormField = v.InferOutput<typeof FormFieldSchema>;

export const PreChatSchema = v.object({
  /** Above the form. */
  title: v.exactOptional(plain(limits.nameLength)),
  fields: v.pipe(
    v.array(FormFieldSchema),
    v.minLength(1),
    v.maxLength(20),
    v.check((fields) => new Set(fields.map(({ key }) => key)).size === fields.length, 'two fields have the same key'),
  ),
});
export type PreChat = v.InferOutput<typeof PreChatSchema>;

export const consentEntries = {
  /** The owner's own name of the text, for example its date. */
  version: v.exactOptional(IdSchema),
  title: v.exactOptional(plain(limits.nameLength)),
  text: plain(limits.consentLength),
  links: v.exactOptional(v.pipe(v.array(LinkSchema), v.maxLength(5))),
};
/** What a visitor agrees to before anything is sent or stored; `hash` is of all that they read. */
export const ConsentSchema = v.object({ hash: IdSchema, ...consentEntries });
export type Consent = v.InferOutput<typeof ConsentSchema>;

/** `GET /api/v2/deployments/{deploymentId}/visit`: asks nothing of the visitor and stores nothing. */
export const VisitSchema = v.object({
  consent: v.exactOptional(ConsentSchema),
  preChat: v.exactOptional(PreChatSchema),
  /** What customers are asked to rate; absent: nothing. */
  rating: v.exactOptional(v.array(v.picklist(ratedThings))),
  /** Absent where the deployment has no hours. `opensAt`: absent where it opens no more. */
  hours: v.exactOptional(v.object({ open: v.boolean(), opensAt: v.exactOptional(MomentSchema) })),
});
export type Visit = v.InferOutput<typeof VisitSchema>;

/** Longest answer that a field takes. */
export function longestOf(field: FormField): number {
  if (field.key === 'name') return limits.nameLength;
  return ('maxLength' in field ? field.maxLength : undefined) ?? limits.answerLength;
}

/** What can be wrong with an answer. */
export const answerFaults = ['missing', 'too-long', 'not-an-email', 'not-a-phone', 'not-an-option', 'not-ticked', 'not-text'] as const;
export type AnswerFault = (typeof answerFaults)[number];

/** One @, something on either side, a dot behind it: what mistyping breaks, and no more. */
const emailPattern = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
/** Seven to fifteen digits (E.164), written as people write them. */
const phonePattern = /^\+?(?:[\s()./-]*\d){7,15}[\s()./-]*$/;

/** What is wrong with an answer to this field; undefined where nothing is. */
export function faultOf(field: FormField, answer: Answer | undefined): AnswerFault | undefined {
  if (field.type === 'checkbox') {
    if (answer !== undefined && typeof answer !== 'boolean') return 'not-text';
    return field.required === true && answer !== true ? 'not-ticked' : undefined;
  }
  if (typeof answer === 'boolean') return 'not-text';
  const text = (answer ?? '').trim();
  if (text === '') return field.required === true ? 'missing' : undefined;
  if (field.type === 'select') return field.options.some(({ value }) => value === text) ? undefined : 'not-an-option';
  if (text.length > longestOf(field)) return 'too-long';
  if (field.type === 'email') return emailPattern.test(text) ? undefined : 'not-an-email';
  if (field.type === 'phone') return phonePattern.test(text) ? undefined : 'not-a-phone';
  return undefined;
}
