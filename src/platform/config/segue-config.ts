/**
 * `segue.config.json`: what seeds an empty store, and what `serve --apply` writes over it.
 *
 * Knows the whole schema and how to parse a file's text into it. Schema errors are mistakes of spelling and stop the
 * server; mistakes of meaning (an unknown queue, a trap in a flow) are lint's.
 */
import * as v from 'valibot';
import { LayoutSchema, NameSchema, SavedReplySchema, SegueError } from '../../protocol/index.js';
import { FlowSchema } from '../flows/flow.js';
import { jsonPath, placedIssues, type PlacedIssue } from '../flows/issue.js';
import { isShallow } from '../flows/json.js';
import { ScheduleSchema } from '../flows/schedule.js';
import { AgentSchema, SkillSchema } from './agent.js';
import { DeploymentSchema } from './deployment.js';
import { IceConfigSchema } from './ice-config.js';
import { IssuerSchema, OauthClientSchema } from './oauth.js';
import { QueueSchema } from './queue.js';

/* @__NO_SIDE_EFFECTS__ */
const list = <const S extends v.GenericSchema>(schema: S) => v.optional(v.array(schema), []);

export const SegueConfigSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  deployments: list(DeploymentSchema),
  queues: list(QueueSchema),
  skills: list(SkillSchema),
  agents: list(AgentSchema),
  flows: list(FlowSchema),
  /** Business hours by name, for flows. */
  schedules: list(ScheduleSchema),
  layouts: list(LayoutSchema),
  ice: v.optional(IceConfigSchema, {}),
  oauthClients: list(OauthClientSchema),
  /** Identity providers, beside own users. */
  issuers: list(IssuerSchema),
  /** What an agent may choose from at wrap-up, where the queue has no codes of its own. */
  wrapUpCodes: list(NameSchema),
  /** What an agent may give as the reason of a break, or of being away. */
  presenceReasons: v.optional(v.pipe(v.array(NameSchema), v.maxLength(30)), ['Lunch', 'Short break', 'Meeting', 'Training']),
  /** Texts that agents find with `/` and put into a conversation. */
  savedReplies: list(SavedReplySchema),
});
export type SegueConfig = v.InferOutput<typeof SegueConfigSchema>;

/** What V8 tells of a JSON syntax error, apart from the text around it, which may be a secret: a position or the character. */
function syntaxError(text: string, fault: unknown): string {
  const words = fault instanceof Error ? fault.message : '';
  const position = /position (\d+)/.exec(words)?.[1];
  const token = /^Unexpected token '(.)'/.exec(words)?.[1];
  if (position === undefined) return token === undefined ? 'it ends too early' : `there is an unexpected ${token}`;
  const before = text.slice(0, Number(position)).split('\n');
  return `there is an error in line ${before.length}, column ${(before[before.length - 1]?.length ?? 0) + 1}`;
}

/** What a file's text came to: a configuration, or everything that is wrong with it. `value`: the JSON as it was written. */
export type ReadConfig =
  | { readonly ok: true; readonly value: unknown; readonly config: SegueConfig }
  | { readonly ok: false; readonly value?: unknown; readonly issues: readonly [PlacedIssue, ...PlacedIssue[]] };

const onlyIssue = (words: string): ReadConfig => ({ ok: false, issues: [{ keys: [], words, input: undefined }] });

/** Reads a file's text, and tells every issue of it rather than the first. */
export function readConfig(text: string): ReadConfig {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (fault) {
    return onlyIssue(`The configuration is not JSON: ${syntaxError(text, fault)}.`);
  }
  if (!isShallow(value)) return onlyIssue('(configuration): nested too deeply.');
  const parsed = v.safeParse(SegueConfigSchema, value, { abortPipeEarly: true });
  if (parsed.success) return { ok: true, value, config: parsed.output };
  const [first, ...rest] = placedIssues(parsed.issues);
  return first ? { ok: false, value, issues: [first, ...rest] } : onlyIssue('(configuration): does not fit its schema.');
}

/** A configuration from a file's text. @throws SegueError `bad-config`, its message naming the JSON path of the first error. */
export function parseConfig(text: string): SegueConfig {
  const read = readConfig(text);
  if (read.ok) return read.config;
  const [{ keys, words }] = read.issues;
  throw new SegueError('bad-config', read.value === undefined ? words : `${jsonPath(keys) || '(configuration)'}: ${words}`);
}
