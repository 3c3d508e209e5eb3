/**
 * What an agent has written of a wrap-up that is not done: `draft` of their snapshot of a contact.
 *
 * Knows the shape. A page that wraps nothing up leaves it out.
 */
import * as v from 'valibot';
import { MomentSchema } from './id.js';

export const WrapDraftSchema = v.object({ codes: v.array(v.string()), note: v.exactOptional(v.string()), savedAt: MomentSchema });
export type WrapDraft = v.InferOutput<typeof WrapDraftSchema>;

/** Undefined for none, and for what does not fit. */
export function readWrapDraft(value: unknown): WrapDraft | undefined {
  const parsed = v.safeParse(WrapDraftSchema, value);
  return parsed.success ? parsed.output : undefined;
}
