/**
 * A finding of lint, and how rules make one.
 *
 * Knows the shape. A path is a JSON path into the linted configuration, such as `flows[0].blocks[2].configuration.queueId`.
 */
import { jsonPath } from '../flows/issue.js';
import { rules, type RuleId, type Severity } from './rules.js';

export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly path: string;
  /** What is wrong here, with the names involved. */
  readonly message: string;
  readonly why: string;
  readonly mend: string;
  /** The flow that the finding concerns, where it concerns one. */
  readonly flowId?: string;
}

/** A finding of a rule at a place. */
export function finding(rule: RuleId, path: readonly (string | number)[], message: string, flowId?: string): Finding {
  const { severity, why, mend } = rules[rule];
  const found = { rule, severity, path: jsonPath(path), message, why, mend };
  return flowId === undefined ? found : { ...found, flowId };
}
