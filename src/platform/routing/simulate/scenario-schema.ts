/** The scenario's JSON Schema, for editors: what a file may hold, defaults not yet filled in. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type { JsonSchemaDocument } from '../../config/json-schemas.js';
import { ScenarioSchema } from './scenario.js';

export function simulationJsonSchema(): JsonSchemaDocument {
  const { $schema, ...rest } = toJsonSchema(ScenarioSchema, { errorMode: 'ignore', typeMode: 'input' });
  return { $schema, $id: '/schemas/simulation.json', title: 'Segue simulation', ...rest };
}
