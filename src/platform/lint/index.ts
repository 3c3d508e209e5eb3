/** Lint: findings, the table of rules, their words for a terminal, and dry runs. */
export { formatFindings, type FormatOptions } from './format.js';
export type { Finding } from './finding.js';
export { lintFlowText, lintText, type LintedText } from './lint-text.js';
export { hasErrors, lint, lintFlow } from './lint.js';
export { rules, type Rule, type RuleId, type Severity } from './rules.js';
export { tryFlow, type FlowTrial, type TryOptions } from './try-flow.js';
