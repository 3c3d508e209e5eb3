/**
 * A finding of lint, and how rules make one.
 *
 * Knows the shape. A path is a JSON path into the linted configuration, such as `flows[0].blocks[2].configuration.queueId`.
 */
import type { ContactMedium } from '../../protocol/index.js';
import { jsonPath } from '../flows/issue.js';
import { rules, type RuleId, type Severity } from './rules.js';

/** A path as its keys, before it is written as `a.b[0]`. */
export type Keys = readonly (string | number)[];

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
  /** The queue and the medium that the finding concerns, where it is about who is in the queue. */
  readonly queueId?: string;
  readonly medium?: ContactMedium;
  /** The linted file, where there is one. */
  readonly file?: string;
  /** Where the path is in the file; lines and columns count from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** A finding of a rule at a place. */
export function finding(rule: RuleId, path: Keys, message: string, flowId?: string): Finding {
  const { severity, why, mend } = rules[rule];
  const found = { rule, severity, path: jsonPath(path), message, why, mend };
  return flowId === undefined ? found : { ...found, flowId };
}

/** A finding about who is in a queue for a medium. */
export const queueFinding = (rule: RuleId, path: Keys, message: string, queueId: string, medium: ContactMedium): Finding => ({ ...finding(rule, path, message), queueId, medium });
