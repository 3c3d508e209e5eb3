/** Flows: schemas, the pure engine, and where runs start. */
export {
  BlockSchema, asksForMedium, defaultLeaveSeconds, defaultRingSeconds, defaultTimeoutSeconds, pathRoots, routes, waitsForAnswer,
  type AskingBlock, type Block, type BlockOf, type BlockType,
} from './block.js';
export { openingAt, wallText, type Opening } from './business-hours.js';
export { ContentTemplateSchema, offersChoice, type ContentTemplate } from './content-template.js';
export { ConditionSchema, holds, operandsOf, type Condition } from './condition.js';
export { builtInUpgradeFlow, builtInUpgradeFlowId, mainEntry, pinnedFlow, upgradeEntry, type UpgradeEntry } from './entry.js';
export { FlowSchema, blockIndex, maxBlocks, parseFlow, startBlockOf, wayOut, type Flow, type Way } from './flow.js';
export { FlowDocumentSchema, documentOf, maxDocumentFlows, type FlowDocument } from './flow-document.js';
export { JsonSchema, isJson, isJsonObject, mostValues, type Json, type JsonObject } from './json.js';
export {
  runRules, type FlowContext, type Hours, type RunCommand, type RunInput, type RunRule, type RunStart, type RunState, type RunStep, type RunWaiting,
} from './run-state.js';
export { ScheduleSchema, weekdays, type Schedule } from './schedule.js';
export { maxStepsWithoutWait, startRun, stepRun, stopRun } from './run.js';
export { pathsIn, wholePath } from './template.js';
export { endsContact, givesOwner, mayWait, outcomes, switchesFlow, takesMessage, waysOf } from './ways.js';
