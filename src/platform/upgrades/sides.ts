/** Sets of the two sides of a call, as an upgrade keeps them: lists, because they are stored as JSON. */
import type { CallSide } from '../../protocol/call-side.js';

export const plus = (sides: readonly CallSide[] | undefined, side: CallSide): readonly CallSide[] => [...new Set([...(sides ?? []), side])];
export const minus = (sides: readonly CallSide[] | undefined, side: CallSide): readonly CallSide[] => (sides ?? []).filter((it) => it !== side);
