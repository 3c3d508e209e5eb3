/**
 * A flow: blocks, where they start, and the order in which they follow each other.
 *
 * Knows the schema and the one rule of order: `on[outcome]`, else `next`, else the following block, else the end.
 * Does not run (run.ts) nor judge (lint) a flow.
 */
import * as v from 'valibot';
import { IdSchema, limits, SegueError } from '../../protocol/index.js';
import { BlockIdSchema, BlockSchema, VariableNameSchema, type Block } from './block.js';
import { describeIssue } from './issue.js';
import { isShallow, JsonSchema } from './json.js';

/** Most blocks of one flow. */
export const maxBlocks = 1_000;

/** What starts a run besides the trigger. */
export const entryNames = ['upgrade-request'] as const;

export const FlowSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  id: IdSchema,
  name: v.exactOptional(v.pipe(v.string(), v.maxLength(limits.nameLength))),
  /** Runs stay with the version they began under. */
  version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  trigger: v.optional(v.literal('web-messaging'), 'web-messaging'),
  /** Default: the web-messaging-trigger, else the first block. */
  startBlock: v.exactOptional(BlockIdSchema),
  /** Where runs of another cause begin. */
  entries: v.exactOptional(v.strictObject({ 'upgrade-request': v.exactOptional(BlockIdSchema) })),
  /** Flow variables and their values at the start. */
  variables: v.exactOptional(v.record(VariableNameSchema, JsonSchema)),
  blocks: v.pipe(v.array(BlockSchema), v.minLength(1), v.maxLength(maxBlocks)),
});
export type Flow = v.InferOutput<typeof FlowSchema>;

/** A flow from a value that came from outside. @throws SegueError `bad-config`, its message naming the JSON path. */
export function parseFlow(value: unknown): Flow {
  if (!isShallow(value)) throw new SegueError('bad-config', '(flow): nested too deeply.');
  const parsed = v.safeParse(FlowSchema, value, { abortPipeEarly: true });
  if (parsed.success) return parsed.output;
  throw new SegueError('bad-config', describeIssue(parsed.issues, '(flow)'));
}

/** Where a block leads for an outcome. `implicit`: by the order of the list alone. */
export type Way =
  | { readonly kind: 'block'; readonly blockId: string; readonly implicit: boolean }
  | { readonly kind: 'end' };

const ended: Way = { kind: 'end' };
const toTarget = (target: string | null): Way => (target === null ? ended : { kind: 'block', blockId: target, implicit: false });

/** The way out of the block at `index` for an outcome. The target may dangle: the caller looks. */
export function wayOut(flow: Flow, index: number, outcome: string): Way {
  const block = flow.blocks[index];
  if (!block) return ended;
  const named = block.on && Object.hasOwn(block.on, outcome) ? block.on[outcome] : undefined;
  if (named !== undefined) return toTarget(named);
  if (block.next !== undefined) return toTarget(block.next);
  const following = flow.blocks[index + 1];
  return following ? { kind: 'block', blockId: following.id, implicit: true } : ended;
}

/** Index of each block by id; of two with one id, the first. */
export function blockIndex(flow: Flow): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  flow.blocks.forEach((block, at) => {
    if (!index.has(block.id)) index.set(block.id, at);
  });
  return index;
}

/** The block where a contact's run starts. */
export function startBlockOf(flow: Flow): string {
  const first: Block | undefined = flow.blocks.find((block) => block.type === 'web-messaging-trigger') ?? flow.blocks[0];
  return flow.startBlock ?? first?.id ?? '';
}
