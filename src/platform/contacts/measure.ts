/**
 * Measures: what an operator's graphs are drawn from.
 *
 * Knows the shapes; every word in them is of a closed set, so that the series stay few. None names a contact or a person.
 */
import type { CallSummary, Marks } from '../../protocol/call-summary.js';
import type { Cause, Result } from '../../protocol/result.js';
import type { CallSide } from '../../protocol/call-side.js';

export type Measure =
  /** A side of a call saw its first frame. */
  | { readonly kind: 'first-frame'; readonly side: CallSide; readonly ms: number | undefined; readonly marks: Marks }
  /** A side of a call lost the media; counted also where it is too soon for another event. */
  | { readonly kind: 'interrupted'; readonly side: CallSide; readonly cause: Cause | undefined }
  | { readonly kind: 'summary'; readonly side: CallSide; readonly summary: CallSummary }
  /** An upgrade ended, with or without a call. */
  | { readonly kind: 'upgrade-ended'; readonly result: Result };
