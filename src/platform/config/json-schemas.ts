/**
 * The configuration and the flow as JSON Schema, for editors and for /schemas/*.json.
 *
 * Knows how the parsing schemas are turned into documents: of what is accepted, defaults not yet filled in. Checks in code
 * have no counterpart there and are still made when parsing.
 */
import { toJsonSchema, type ConversionConfig } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { ConditionSchema } from '../flows/condition.js';
import { FlowSchema } from '../flows/flow.js';
import { QueueBodySchema } from './queue.js';
import { SegueConfigSchema } from './segue-config.js';

const conversion: ConversionConfig = { errorMode: 'ignore', typeMode: 'input', definitions: { Condition: ConditionSchema } };

/** A JSON Schema document, draft 07. */
export type JsonSchemaDocument = Readonly<Record<string, unknown>>;

const documentOf = (schema: GenericSchema, id: string, title: string): JsonSchemaDocument => {
  const { $schema, ...rest } = toJsonSchema(schema, conversion);
  return { $schema, $id: id, title, ...rest };
};

/** Of `segue.config.json`. */
export const configJsonSchema = (): JsonSchemaDocument => documentOf(SegueConfigSchema, '/schemas/config.json', 'Segue configuration');

/** Of a flow: the body of `PUT /api/v2/flows/{id}`. */
export const flowJsonSchema = (): JsonSchemaDocument => documentOf(FlowSchema, '/schemas/flow.json', 'Segue flow');

/** Of the body of `PUT /api/v2/queues/{queueId}`. */
export const queueJsonSchema = (): JsonSchemaDocument => documentOf(QueueBodySchema, '/schemas/queue.json', 'Segue queue');
