/**
 * `segue.config.json`: what seeds an empty store, and what `serve --apply` writes over it.
 *
 * Knows the whole schema and how to parse a file's text into it. Schema errors are mistakes of spelling and stop the
 * server; mistakes of meaning (an unknown queue, a trap in a flow) are lint's.
 */
import * as v from 'valibot';
import { LayoutSchema, NameSchema, SegueError } from '../../protocol/index.js';
import { FlowSchema } from '../flows/flow.js';
import { describeIssue } from '../flows/issue.js';
import { isShallow } from '../flows/json.js';
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
  layouts: list(LayoutSchema),
  ice: v.optional(IceConfigSchema, {}),
  oauthClients: list(OauthClientSchema),
  /** Identity providers, beside own users. */
  issuers: list(IssuerSchema),
  /** What an agent may choose from at wrap-up. */
  wrapUpCodes: list(NameSchema),
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

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    throw new SegueError('bad-config', `The configuration is not JSON: ${syntaxError(text, fault)}.`);
  }
}

/** A configuration from a file's text. @throws SegueError `bad-config`, its message naming the JSON path of the first error. */
export function parseConfig(text: string): SegueConfig {
  const value = readJson(text.replace(/^\uFEFF/, ''));
  if (!isShallow(value)) throw new SegueError('bad-config', '(configuration): nested too deeply.');
  const parsed = v.safeParse(SegueConfigSchema, value, { abortPipeEarly: true });
  if (parsed.success) return parsed.output;
  throw new SegueError('bad-config', describeIssue(parsed.issues, '(configuration)'));
}
