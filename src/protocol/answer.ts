/**
 * Answers of a customer: to the form before the chat, and what they say of it afterwards.
 *
 * Knows the shapes that frames and events carry. What a field asks and what is wrong with an answer: visit.ts.
 */
import * as v from 'valibot';
import { limits } from './limits.js';

/** Name of an attribute, and so of a form's field; `name` is what the customer is called. */
export const AttributeNameSchema = v.pipe(v.string(), v.regex(/^[A-Za-z][\w.-]*$/), v.maxLength(limits.idLength));

/** Answers by the keys of their fields. */
export const AnswersSchema = v.record(AttributeNameSchema, v.union([v.pipe(v.string(), v.maxLength(limits.answerLength)), v.boolean()]));
export type Answers = v.InferOutput<typeof AnswersSchema>;
export type Answer = Answers[string];

/** An answer beside its question, as that was asked. */
export const AnsweredSchema = v.object({ key: v.string(), label: v.string(), value: v.union([v.string(), v.boolean()]) });

/** What can be rated: the chat when it is over, a video when it is. */
export const ratedThings = ['chat', 'video'] as const;
export type RatedThing = (typeof ratedThings)[number];
