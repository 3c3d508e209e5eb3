/**
 * A flow as a document: with the flows that it hands over to and the schedules that it asks, in one piece of JSON.
 *
 * Knows what belongs together and the schema of the whole. Its keys are those of `segue.config.json`, so a document can be
 * pasted there too. References that are `${a.b}` paths are known at run time only and bring nothing along.
 */
import * as v from 'valibot';
import type { Block } from './block.js';
import { FlowSchema, type Flow } from './flow.js';
import { ScheduleSchema, type Schedule } from './schedule.js';
import { pathsIn } from './template.js';

/** Most flows of one document. */
export const maxDocumentFlows = 100;

export const FlowDocumentSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  /** The first is the one that was asked for. */
  flows: v.pipe(v.array(FlowSchema), v.minLength(1), v.maxLength(maxDocumentFlows)),
  schedules: v.optional(v.array(ScheduleSchema), []),
});
export type FlowDocument = v.InferOutput<typeof FlowDocumentSchema>;

const fixed = (reference: string | undefined): readonly string[] => (reference === undefined || pathsIn(reference).length > 0 ? [] : [reference]);

/** Flows that a block hands over to, as far as they are fixed. */
const flowsOf = ({ type, configuration }: Block): readonly string[] => (type === 'transfer' && 'flowId' in configuration ? fixed(configuration.flowId) : []);
const schedulesOf = ({ type, configuration }: Block): readonly string[] =>
  type === 'business-hours' || type === 'leave-a-message' ? fixed(configuration.scheduleId) : [];

/** The document of a flow. What it names and the lookups do not find stays out: lint says so where it is imported. */
export function documentOf(flow: Flow, flowById: (id: string) => Flow | undefined, scheduleById: (id: string) => Schedule | undefined): FlowDocument {
  const found = new Map<string, Flow>([[flow.id, flow]]);
  for (const it of found.values()) {
    for (const id of it.blocks.flatMap(flowsOf)) {
      const next = found.size < maxDocumentFlows && !found.has(id) ? flowById(id) : undefined;
      if (next) found.set(id, next);
    }
  }
  const flows = [...found.values()];
  const names = new Set(flows.flatMap(({ blocks }) => blocks.flatMap(schedulesOf)));
  return { flows, schedules: [...names].flatMap((id) => scheduleById(id) ?? []) };
}
