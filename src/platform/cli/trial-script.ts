/**
 * The script of a dry run: answers in a file, and what is expected of the flow, so that a flow can have tests.
 *
 * Knows the schema and the comparison. Does not run the flow (src/platform/lint/try-flow.ts).
 */
import * as v from 'valibot';
import { SegueError } from '../../protocol/error.js';
import { JsonSchema } from '../flows/index.js';
import { describeIssue } from '../flows/issue.js';
import type { FlowTrial } from '../lint/index.js';

const AnswerSchema = v.union([v.string(), v.strictObject({ block: v.string(), answer: v.string() })]);

export const TrialScriptSchema = v.strictObject({
  /** When the contact begins, ISO 8601. */
  at: v.exactOptional(v.pipe(v.string(), v.check((text) => !Number.isNaN(Date.parse(text)), 'a moment such as 2026-12-24T09:00:00Z'))),
  /** Default `main`. */
  entry: v.exactOptional(v.picklist(['main', 'upgrade'])),
  /** The customer's card: `{ name?, attributes? }`. */
  customer: v.exactOptional(JsonSchema),
  /** In the order in which blocks wait; with `block`, that block must be the one that does. */
  answers: v.optional(v.array(AnswerSchema), []),
  /** The blocks in the order in which they are to be entered. */
  path: v.exactOptional(v.array(v.string())),
  /** Variables that the flow is to end with; others do not matter. */
  variables: v.exactOptional(v.record(v.string(), JsonSchema)),
});
export type TrialScript = v.InferOutput<typeof TrialScriptSchema>;

/** A script from a file's text. @throws SegueError `bad-config` */
export function parseScript(text: string): TrialScript {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SegueError('bad-config', 'it is not JSON.');
  }
  const parsed = v.safeParse(TrialScriptSchema, value);
  if (!parsed.success) throw new SegueError('bad-config', describeIssue(parsed.issues, '(script)'));
  return parsed.output;
}

export const wordOf = (answer: TrialScript['answers'][number]): string => (typeof answer === 'string' ? answer : answer.answer);

/** Where a flow went another way than its script says, in words; empty where it did not. */
export function differences({ answers, path, variables }: TrialScript, { path: went, waitedAt, unused = 0, variables: has }: FlowTrial): readonly string[] {
  const places = answers.slice(0, answers.length - unused).flatMap((it, at) =>
    typeof it === 'string' || it.block === waitedAt[at] ? [] : [`Answer ${at + 1} is for ${it.block}, and ${waitedAt[at] ?? 'nothing'} waited.`]);
  const other = path && path.join(' > ') !== went.join(' > ') ? [`Expected the path ${path.join(' > ')}.`] : [];
  const values = Object.entries(variables ?? {}).flatMap(([name, value]) => {
    const is = has[name] === undefined ? 'not set' : JSON.stringify(has[name]);
    return is === JSON.stringify(value) ? [] : [`Expected ${name} to be ${JSON.stringify(value)}; it is ${is}.`];
  });
  return [...places, ...(unused > 0 ? [`${unused} of ${answers.length} answers were not asked for.`] : []), ...other, ...values];
}
