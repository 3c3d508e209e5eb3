/** Flows: schemas, the pure engine, and where runs start. */
export {
  BlockSchema, asksForMedium, defaultRingSeconds, defaultTimeoutSeconds, outcomes, routes, type Block, type BlockOf, type BlockType,
} from './block.js';
export { ConditionSchema, holds, type Condition } from './condition.js';
export { builtInUpgradeFlow, builtInUpgradeFlowId, mainEntry, pinnedFlow, upgradeEntry, type UpgradeEntry } from './entry.js';
export { FlowSchema, maxBlocks, parseFlow, startBlockOf, wayOut, type Flow, type Way } from './flow.js';
export { JsonSchema, isJson, type Json, type JsonObject } from './json.js';
export {
  runRules, type FlowContext, type RunCommand, type RunInput, type RunRule, type RunStart, type RunState, type RunStep, type RunWaiting,
} from './run-state.js';
export { maxStepsWithoutWait, startRun, stepRun } from './run.js';
