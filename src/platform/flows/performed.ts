/**
 * What a block did: it leaves with an outcome, waits, ends the run, or hands over to another flow.
 *
 * Knows the shape alone, shared by the blocks (perform.ts, leave-message.ts) and the walk through them (run.ts).
 */
import type { Json } from './json.js';
import type { RunCommand, RunWaiting } from './run-state.js';

interface Doings {
  readonly commands: readonly RunCommand[];
  readonly variable?: { readonly name: string; readonly value: Json };
}

/** What entering a block, or an input while it waits, came to. */
export type Performed =
  | (Doings & { readonly kind: 'leaves'; readonly outcome: string })
  | (Doings & { readonly kind: 'waits'; readonly waiting: Exclude<RunWaiting, 'none'>; readonly written?: readonly string[] })
  | (Doings & { readonly kind: 'ends'; readonly outcome: string })
  | (Doings & { readonly kind: 'switches'; readonly flowId: string });

export const leaves = (outcome: string, ...commands: RunCommand[]): Performed => ({ kind: 'leaves', outcome, commands });
export const waits = (waiting: Exclude<RunWaiting, 'none'>, ...commands: RunCommand[]): Extract<Performed, { kind: 'waits' }> => ({ kind: 'waits', waiting, commands });
export const ends = (outcome: string, ...commands: RunCommand[]): Performed => ({ kind: 'ends', outcome, commands });
