/**
 * The configuration, the flow and their parts as JSON Schema, for editors, for /schemas/*.json and for the package's schemas/.
 *
 * Knows how the parsing schemas are turned into documents: of what is accepted, defaults not yet filled in. Checks in code
 * have no counterpart there and are still made when parsing.
 */
import { toJsonSchema, type ConversionConfig } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { ConditionSchema } from '../flows/condition.js';
import { FlowDocumentSchema } from '../flows/flow-document.js';
import { FlowSchema } from '../flows/flow.js';
import { ScheduleSchema } from '../flows/schedule.js';
import { QueueBodySchema } from './queue.js';
import { simulationJsonSchema } from '../routing/simulate/scenario-schema.js';
import { SegueConfigSchema } from './segue-config.js';

const conversion: ConversionConfig = { errorMode: 'ignore', typeMode: 'input', definitions: { Condition: ConditionSchema } };

/** A JSON Schema document, draft 07. */
export type JsonSchemaDocument = Readonly<Record<string, unknown>>;

const documentOf = (schema: GenericSchema, id: string, title: string): JsonSchemaDocument => {
  const { $schema, ...rest } = toJsonSchema(schema, conversion);
  return { $schema, $id: id, title, ...rest };
};

/** Of `segue.config.json`. */
export const configJsonSchema = (): JsonSchemaDocument => documentOf(SegueConfigSchema, '/schemas/segue.config.json', 'Segue configuration');

/** Of a flow: what `POST /api/v2/flows/{id}/publish` accepts as a draft. */
export const flowJsonSchema = (): JsonSchemaDocument => documentOf(FlowSchema, '/schemas/flow.json', 'Segue flow');

/** Of a flow with what belongs to it: the answer of `GET /api/v2/flows/{id}/export`. */
export const flowDocumentJsonSchema = (): JsonSchemaDocument => documentOf(FlowDocumentSchema, '/schemas/flow-document.json', 'Segue flow document');

/** Of the body of `PUT /api/v2/schedules/{id}`. */
export const scheduleJsonSchema = (): JsonSchemaDocument => documentOf(ScheduleSchema, '/schemas/schedule.json', 'Segue schedule');

/** Of the body of `PUT /api/v2/queues/{queueId}`. */
export const queueJsonSchema = (): JsonSchemaDocument => documentOf(QueueBodySchema, '/schemas/queue.json', 'Segue queue');

/** All of them by the name of their file, under which the platform serves them and the package carries them. */
export const jsonSchemas: Readonly<Record<string, () => JsonSchemaDocument>> = {
  'segue.config': configJsonSchema, flow: flowJsonSchema, 'flow-document': flowDocumentJsonSchema, schedule: scheduleJsonSchema, queue: queueJsonSchema,
  simulation: simulationJsonSchema,
};
