import { beforeEach, describe, expect, it } from 'vitest';
import { startEdge, type TestEdge } from '../fixture.js';

let edge: TestEdge;
let token: string;
beforeEach(async () => {
  edge = await startEdge();
  token = await edge.agentToken('ada@example.test');
});

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function ask(method: string, path: string, body?: unknown, as = token): Promise<Answer> {
  const headers = { authorization: `Bearer ${as}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const answer = await fetch(`${edge.origin}/api/v2${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const route = { id: 'route', type: 'route-to-queue', configuration: { queueId: 'support' } };
const start = { id: 'start', type: 'web-messaging-trigger' };
const sound = { id: 'welcome', blocks: [start, { id: 'hi', type: 'send-message', configuration: { message: 'Hello' } }, route] };
const trap = { id: 'welcome', blocks: [start, { id: 'hi', type: 'video-chat', configuration: { queueId: 'support', timeoutSeconds: 60 } }] };
const unfit = { id: 'welcome', blocks: [{ id: 'hi', type: 'dance', configuration: {} }] };

describe('a draft', () => {
  it.each([
    ['sound', sound, true, []],
    ['with a trap', trap, false, ['video-chat-contact']],
    ['that does not fit its schema', unfit, false, ['bad-schema']],
    ['without anything', {}, false, ['bad-schema']],
  ] as const)('%s is saved, with what lint finds', async (_, body, publishable, rules) => {
    const { status, body: answer } = await ask('PUT', '/flows/welcome', body);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ draft: { id: 'welcome', body, savedBy: 'ada' }, publishable });
    for (const rule of rules) expect(answer['findings']).toContainEqual(expect.objectContaining({ rule, severity: 'error' }));
    expect((await ask('GET', '/flows/welcome/draft')).body).toEqual(answer);
  });

  it('changes nothing that runs', async () => {
    const before = (await ask('GET', '/flows/welcome')).body;
    await ask('PUT', '/flows/welcome', sound);
    expect((await ask('GET', '/flows/welcome')).body).toEqual(before);
    expect((await ask('GET', '/flows')).body).toMatchObject({ drafts: [{ id: 'welcome', savedBy: 'ada' }] });
  });

  it.each([
    ['another id than its address', '/flows/welcome', { ...sound, id: 'another' }],
    ['a list in its place', '/flows/welcome', []],
    ['a name that no key may have', '/flows/welcome', { blocks: [], x: { prototype: 1 } }],
    ['an address that is no id', '/flows/%20', {}],
  ] as const)('is refused for %s', async (_, path, body) => {
    expect(await ask('PUT', path, body)).toMatchObject({ status: 422, body: { code: 'bad-config' } });
  });
});

describe('publishing', () => {
  it('makes the draft the next version, which new contacts run', async () => {
    await ask('PUT', '/flows/welcome', sound);
    expect(await ask('POST', '/flows/welcome/publish')).toMatchObject({ status: 200, body: { flow: { id: 'welcome', version: 2 }, with: [], findings: [{ rule: 'few-qualified', severity: 'warning' }] } });
    expect((await ask('GET', '/flows/welcome')).body).toMatchObject({ version: 2, blocks: [{ id: 'start' }, { id: 'hi' }, { id: 'route' }] });
    expect((await ask('GET', '/flows/welcome/versions')).body).toMatchObject({ versions: [{ version: 2, published: true }, { version: 1, published: false }] });
    expect((await ask('GET', '/flows/welcome/versions/1')).body).toMatchObject({ version: 1 });
  });

  it.each([['a trap', trap, 'video-chat-contact', 'blocks[1]'], ['what does not fit its schema', unfit, 'bad-schema', 'blocks[0]']] as const)(
    'is refused for %s, with the findings', async (_, body, rule, path) => {
      await ask('PUT', '/flows/welcome', body);
      const answer = await ask('POST', '/flows/welcome/publish', {});
      expect(answer).toMatchObject({ status: 422, body: { code: 'flow-refused' } });
      expect(answer.body['findings']).toContainEqual(expect.objectContaining({ rule, severity: 'error', flowId: 'welcome', path: expect.stringContaining(path) as unknown, why: expect.any(String) as unknown, mend: expect.any(String) as unknown }));
      expect((await ask('GET', '/flows/welcome')).body).toMatchObject({ version: 1 });
    });

  it('of an earlier version makes it the next one', async () => {
    await ask('PUT', '/flows/welcome', sound);
    await ask('POST', '/flows/welcome/publish');
    expect((await ask('POST', '/flows/welcome/publish', { version: 1 })).body).toMatchObject({ flow: { version: 3, blocks: [{ id: 'route' }] } });
    expect((await ask('POST', '/flows/welcome/publish', { version: 9 })).status).toBe(404);
  });

  it('of drafts that name each other is one, all or none', async () => {
    const over = (flowId: string) => ({ id: 'over', type: 'transfer', configuration: { flowId } });
    await ask('PUT', '/flows/welcome', { blocks: [start, over('second')] });
    await ask('PUT', '/flows/second', { blocks: [start, route] });
    expect(await ask('POST', '/flows/welcome/publish')).toMatchObject({ status: 422 });
    expect(await ask('POST', '/flows/welcome/publish', { with: ['second'] })).toMatchObject({ status: 200, body: { flow: { id: 'welcome' }, with: [{ id: 'second', version: 1 }] } });
    expect((await ask('POST', '/flows/welcome/publish', { with: ['third'] })).status).toBe(404);
  });
});

describe('a flow as a document', () => {
  const hours = { id: 'hours', type: 'business-hours', configuration: { scheduleId: 'office' } };

  it('has the flows that it hands over to, its schedules, and its schema’s address', async () => {
    edge.domain.settings.flows = [
      { id: 'welcome', version: 1, trigger: 'web-messaging', blocks: [{ id: 'over', type: 'transfer', configuration: { flowId: 'second' } }] },
      { id: 'second', version: 4, trigger: 'web-messaging', blocks: [{ id: 'hours', type: 'business-hours', configuration: { scheduleId: 'office' } }] },
      { id: 'third', version: 1, trigger: 'web-messaging', blocks: [{ id: 'bye', type: 'disconnect', configuration: {} }] },
    ];
    const { body } = await ask('GET', '/flows/welcome/export');
    expect(body).toMatchObject({ $schema: `${edge.origin}/schemas/flow-document.json`, flows: [{ id: 'welcome' }, { id: 'second', version: 4 }], schedules: [{ id: 'office' }] });
    expect((await fetch(String(body['$schema']))).status).toBe(200);
    const again = await ask('POST', '/flows/import', body);
    expect(again).toMatchObject({ status: 200, body: { drafts: [{ draft: { id: 'welcome' } }, { draft: { id: 'second' } }], schedules: [{ id: 'office', outcome: 'kept' }] } });
  });

  it('comes in as drafts, and adds the schedules that are not there', async () => {
    const night = { id: 'night', timeZone: 'UTC', weekly: {} };
    const document = { flows: [{ id: 'fresh', blocks: [start, { ...hours, configuration: { scheduleId: 'night' } }, route] }], schedules: [night, { ...night, id: 'office' }] };
    expect((await ask('POST', '/flows/import', document)).body).toMatchObject({
      drafts: [{ draft: { id: 'fresh', savedBy: 'ada' }, publishable: true }], schedules: [{ id: 'night', outcome: 'added' }, { id: 'office', outcome: 'kept' }],
    });
    expect((await ask('GET', '/schedules/office')).body).toMatchObject({ schedule: { timeZone: 'Europe/Berlin' } });
    expect((await ask('GET', '/flows/fresh')).status).toBe(404);
    expect(await ask('POST', '/flows/import', { flows: [] })).toMatchObject({ status: 422, body: { code: 'bad-config' } });
  });
});

describe('a schedule', () => {
  it('keeps the id of its address and is refused with the path of what is wrong', async () => {
    expect((await ask('PUT', '/schedules/late', { timeZone: 'UTC', weekly: {} })).body).toMatchObject({ schedule: { id: 'late', holidays: [] }, now: { status: 'closed' } });
    expect(await ask('PUT', '/schedules/late', { id: 'other', timeZone: 'UTC', weekly: {} })).toMatchObject({ status: 422 });
    const wrong = await ask('PUT', '/schedules/late', { timeZone: 'Europe/Atlantis', weekly: {} });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'bad-config' } });
    expect(wrong.body['message']).toContain('timeZone');
  });
});

describe('messages left out of hours', () => {
  it('are seen and handled by the queue’s agents, and by nobody of another queue', async () => {
    const [ana, ben] = [await edge.agentToken('ana@example.test'), await edge.agentToken('ben@example.test')];
    expect((await ask('GET', '/left-messages', undefined, ana)).body).toEqual({ messages: [{ contactId: 'c_1', queueId: 'support', text: 'Please call back', leftAt: '2023-11-14T22:13:20.000Z' }] });
    expect((await ask('GET', '/left-messages', undefined, ben)).body).toEqual({ messages: [] });
    expect((await ask('POST', '/left-messages/c_1/handled', undefined, ben)).status).toBe(404);
    expect((await ask('POST', '/left-messages/c_none/handled', undefined, ana)).status).toBe(404);
    expect((await ask('POST', '/left-messages/c_1/handled', undefined, ana)).body).toMatchObject({ handledBy: 'ana', handledAt: '2023-11-14T22:14:20.000Z' });
    expect((await ask('GET', '/left-messages', undefined, await edge.agentToken('sam@example.test'))).body).toEqual({ messages: [] });
  });
});
