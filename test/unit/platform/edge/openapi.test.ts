import { readFile } from 'node:fs/promises';
import fastify from 'fastify';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { configJsonSchema, flowJsonSchema } from '../../../../src/platform/config/index.js';
import { startEdge } from './fixture.js';

// Compiling a schema of this size takes a while on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const demo = JSON.parse(await readFile(new URL('../../../../demo/segue.config.json', import.meta.url), 'utf8')) as Record<string, unknown> & { flows: object[]; queues: object[] };

const validator = () => fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, strict: false } } });

/** Holds a value against a JSON Schema with fastify's validator, a stranger to ours; `''` or what it says is wrong. */
async function complaint(schema: object, value: unknown): Promise<string> {
  const app = validator();
  app.post('/', { schema: { body: schema } }, () => ({ message: '' }));
  const answer = await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, payload: JSON.stringify(value) });
  await app.close();
  return answer.json<{ message: string }>().message;
}

describe('the published schemas', () => {
  const config = configJsonSchema();

  it('accept the demo’s configuration and flows', async () => {
    expect(await complaint(config, demo)).toBe('');
    for (const it of demo.flows) expect(await complaint(flowJsonSchema(), it)).toBe('');
  });

  it.each([
    ['a misspelt key', { ...demo, queue: [] }],
    ['an unknown medium', { ...demo, queues: [{ ...demo.queues[0], mediaTypes: ['fax'] }] }],
    ['an agent without a login', { ...demo, agents: [{ id: 'x', name: 'X' }] }],
  ])('refuse %s, as the platform does', async (_what, broken) => {
    expect(await complaint(config, broken)).not.toBe('');
  });
});

describe('the OpenAPI document', () => {
  interface Operation { readonly parameters?: { name: string; in: string }[]; readonly requestBody?: { content: Record<string, { schema: object }> }; readonly responses: Record<string, { description: string; content?: Record<string, { schema: object }> }> }
  let document: { openapi: string; paths: Record<string, Record<string, Operation>>; components: { securitySchemes: object } };
  beforeAll(async () => {
    const { origin } = await startEdge();
    document = (await (await fetch(`${origin}/openapi.json`)).json()) as typeof document;
  });

  it('names each parameter of each address', () => {
    for (const [url, methods] of Object.entries(document.paths)) {
      const named = [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters = [] } of Object.values(methods)) expect(parameters.filter((it) => it.in === 'path').map((it) => it.name)).toEqual(named);
    }
  });

  it('has schemas that compile, for every body and every answer', async () => {
    const bodies = Object.values(document.paths).flatMap((methods) => Object.values(methods)).flatMap(({ requestBody, responses }) => [
      ...Object.values(requestBody?.content ?? {}),
      ...Object.values(responses).flatMap(({ content }) => Object.values(content ?? {})),
    ]);
    expect(bodies.length).toBeGreaterThan(20);
    const app = validator();
    [...new Set(bodies.map(({ schema }) => JSON.stringify(schema)))].forEach((schema, index) => {
      app.post(`/${index}`, { schema: { body: JSON.parse(schema) as object } }, () => '');
    });
    await expect(app.ready()).resolves.toBeDefined();
    await app.close();
  });

  it('describes the body of a queue so that the requirements’ fits', async () => {
    const schema = document.paths['/api/v2/queues/{id}']?.['put']?.requestBody?.content['application/json']?.schema;
    const skills = (id: string) => ({ skills: [{ skill: { id }, level: 1 }] });
    const body = { name: 'Support', mediaTypes: ['webChat', 'videoChat'], skillRequirements: { webChat: skills('a'), videoChat: skills('b') } };
    expect(await complaint(schema!, body)).toBe('');
    expect(await complaint(schema!, { mediaTypes: 'webChat' })).toContain('mediaTypes');
  });

  it('says which codes an endpoint may answer', () => {
    const publish = document.paths['/api/v2/flows/{id}/publish']?.['post'];
    expect(publish?.responses['422']?.description).toContain('flow-refused');
    expect(publish?.responses['403']?.description).toContain('scope-missing');
  });
});
