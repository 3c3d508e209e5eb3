/**
 * Lint of files as they were written: what does not fit the schema is a finding too, and each finding has its file, line
 * and column.
 *
 * Knows texts. What the rules find in what was read is lint.ts's. Never repeats a value that does not fit: it may be a secret.
 */
import { safeParse } from 'valibot';
import { readConfig, type SegueConfig } from '../config/index.js';
import { FlowSchema, pathRoots } from '../flows/index.js';
import { placedIssues, type PlacedIssue } from '../flows/issue.js';
import { isBannedName, isShallow } from '../flows/json.js';
import { finding, type Finding, type Keys } from './finding.js';
import { positionOf } from './json-position.js';
import { lint, lintFlow } from './lint.js';

export interface LintedText {
  /** `unfit`: not JSON, or not of the schema; nothing runs with it. */
  readonly kind: 'read' | 'unfit';
  /** Errors first. */
  readonly findings: readonly Finding[];
}

/** Findings of a configuration file's text. */
export function lintText(text: string, file?: string): LintedText {
  const read = readConfig(text);
  if (!read.ok) return { kind: 'unfit', findings: placed(read.issues.map(misfit), text, file) };
  return { kind: 'read', findings: placed([...bannedKeys(read.value, []), ...lint(read.config)], text, file) };
}

/** Findings of a flow file's text, if it were published into a configuration. */
export function lintFlowText(config: SegueConfig, text: string, file?: string): LintedText {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { kind: 'unfit', findings: placed([finding('bad-schema', [], 'The flow is not JSON.')], text, file) };
  }
  if (!isShallow(value)) return { kind: 'unfit', findings: placed([finding('bad-schema', [], 'The flow is nested too deeply.')], text, file) };
  const parsed = safeParse(FlowSchema, value, { abortPipeEarly: true });
  if (!parsed.success) return { kind: 'unfit', findings: placed(placedIssues(parsed.issues).map(misfit), text, file) };
  return { kind: 'read', findings: placed([...bannedKeys(value, []), ...lintFlow(config, parsed.output)], text, file) };
}

const reserved: readonly unknown[] = pathRoots;
const isBanned = (name: unknown): boolean => (typeof name === 'string' && isBannedName(name)) || reserved.includes(name);

const misfit = ({ keys, words, input }: PlacedIssue): Finding => finding(isBanned(input) ? 'banned-name' : 'bad-schema', keys, `${words.charAt(0).toUpperCase()}${words.slice(1)}`);

/** Keys that reading drops without a word. The value is known to be shallow. */
function bannedKeys(value: unknown, path: Keys): readonly Finding[] {
  if (Array.isArray(value)) return value.flatMap((it: unknown, n) => bannedKeys(it, [...path, n]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    isBannedName(key) ? [finding('banned-name', [...path, key], `“${key}” is no name for a key.`)] : bannedKeys(inner, [...path, key]));
}

const step = /\.?([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g;
const keysOf = (path: string): Keys => [...path.matchAll(step)].map(([, name, index, quoted]) => name ?? (index === undefined ? String(JSON.parse(quoted ?? '""')) : Number(index)));

/** With file, line and column; a path that is not of this file (a deployment's, for a flow) keeps none. */
const placed = (findings: readonly Finding[], text: string, file: string | undefined): readonly Finding[] =>
  [...findings]
    .sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
    .map((it) => ({ ...it, ...(file === undefined ? {} : { file }), ...positionOf(text, keysOf(it.path)) }));
