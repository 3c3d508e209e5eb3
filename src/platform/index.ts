/** segue-platform as a library: start a platform inside a program of your own, check a configuration, fold a record. */
export { hashPassword } from './auth/password.js';
export { frameScopes, roleScopes, scopes, type Role, type Scope } from './auth/scopes.js';
export {
  configJsonSchema, flowDocumentJsonSchema, flowJsonSchema, parseConfig, queueJsonSchema, scheduleJsonSchema,
  type Agent, type Deployment, type JsonSchemaDocument, type Queue, type QueueBody, type SegueConfig,
} from './config/index.js';
export type { Alert, Core } from './core.js';
export { edgeLimits, type EdgeLimits } from './edge/edge-limits.js';
export { documentOf, openingAt, parseFlow, type Flow, type FlowDocument, type Opening, type Schedule } from './flows/index.js';
export { formatFindings, hasErrors, lint, lintFlow, lintText, rules, tryFlow, type Finding, type FlowTrial, type RuleId, type Severity } from './lint/index.js';
export type { LogOptions } from './log.js';
export { startPlatform, type Platform, type PlatformOptions } from './platform.js';
export { interactionOf, transcriptOf, type Interaction, type StoredEvent, type TranscriptEntry } from './record/index.js';
