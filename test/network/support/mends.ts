/**
 * What became of a call after its network could carry media again, by the notes of its two sides: when it was live, and
 * when each side's picture came.
 *
 * Pure. A call that never stopped being live may have stood still all the same: the picture is counted by decoded frames.
 */
import type { Note, Notes } from './witness.js';

/** Milliseconds from the moment on; `kept`: it was never lost; undefined: it did not come back. */
export type Wait = number | 'kept' | undefined;

export interface Mend {
  /** Of the customer's call. */
  readonly live: Wait;
  readonly pictures: { readonly customer: Wait; readonly agent: Wait };
}

/** From this moment to the first note of this kind and text before `until`. */
function wait(notes: Notes, kind: Note['kind'], text: string, from: number, until: number): Wait {
  const told = notes.filter((note) => note.kind === kind);
  const back = told.find((note) => note.text === text && note.at > from && note.at < until);
  if (back) return back.at - from;
  const lost = told.some((note) => note.text !== text && note.text !== 'ended' && note.at > from && note.at < until);
  return !lost && told.findLast((note) => note.at <= from)?.text === text ? 'kept' : undefined;
}

export function mendsOf(moments: readonly number[], notes: { readonly customer: Notes; readonly agent: Notes }): Mend[] {
  return moments.map((from, index) => {
    const until = moments[index + 1] ?? Infinity;
    return {
      live: wait(notes.customer, 'call', 'live', from, until),
      pictures: { customer: wait(notes.customer, 'picture', 'flows', from, until), agent: wait(notes.agent, 'picture', 'flows', from, until) },
    };
  });
}

export const waitWords = (it: Wait): string => (it === undefined ? 'never' : it === 'kept' ? 'never lost' : `${String(it)} ms`);
