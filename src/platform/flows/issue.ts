/**
 * The first thing wrong with a value, in words: its JSON path and what was expected there.
 *
 * Knows valibot's issues. Never repeats the offending value: it may be a secret.
 */
import type * as v from 'valibot';

type Issue = v.BaseIssue<unknown>;

const isName = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** `["queues", 0, "mediaTypes"]` -> `queues[0].mediaTypes`; keys that are no identifier are quoted. */
export function jsonPath(keys: readonly unknown[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    const name = String(key);
    if (!isName.test(name)) return `${path}[${JSON.stringify(name)}]`;
    return path === '' ? name : `${path}.${name}`;
  }, '');
}

const keysOf = (issue: Issue): readonly unknown[] => (issue.path ?? []).map((item) => item.key);

/** Of a union's branches, the one that got furthest is the one that was meant. */
function deepest(issue: Issue): { keys: readonly unknown[]; issue: Issue } {
  const here = { keys: keysOf(issue), issue };
  const inner = (issue.issues ?? []).map(deepest).sort((a, b) => b.keys.length - a.keys.length)[0];
  return inner && inner.keys.length > 0 ? { keys: [...here.keys, ...inner.keys], issue: inner.issue } : here;
}

/** What schemas of our own say in their own words; valibot's own messages repeat the received value. */
const wording = ({ issue }: { issue: Issue }): string => {
  if (issue.type === 'check' || issue.type === 'custom') return issue.message;
  if (issue.expected === 'never') return 'there is no such setting';
  return `expected ${issue.expected ?? issue.type}`;
};

/** One line: the path of the first error and what was expected. `root` names the value itself. */
export function describeIssue(issues: readonly Issue[], root: string): string {
  const first = issues[0];
  if (!first) return `${root}: does not fit its schema.`;
  const found = deepest(first);
  return `${jsonPath(found.keys) || root}: ${wording(found)}.`;
}

/** One thing wrong with a value: where, in words, and the value itself, for those who must not repeat it. */
export interface PlacedIssue {
  readonly keys: readonly (string | number)[];
  readonly words: string;
  readonly input: unknown;
}

const isKey = (key: unknown): key is string | number => typeof key === 'string' || typeof key === 'number';

/** Everything wrong with a value, in its order. */
export const placedIssues = (issues: readonly Issue[]): readonly PlacedIssue[] =>
  issues.map(deepest).map((found) => ({ keys: found.keys.filter(isKey), words: `${wording(found)}.`, input: found.issue.input }));
