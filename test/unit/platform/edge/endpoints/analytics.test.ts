import { beforeEach, describe, expect, it } from 'vitest';
import { analyticsOf, csvColumns, raiseAlert } from '../../../../../src/platform/record/index.js';
import type { Store } from '../../../../../src/platform/store/store.js';
import { as, openBook, write } from '../../record/book.js';
import { start, Timeline, upgraded } from '../../record/fixture.js';
import { startEdge, type TestEdge } from '../fixture.js';

const minute = 60_000;
const at = (minutes: number): string => new Date(start + minutes * minute).toISOString();
const query = (parameters: Record<string, string>): string => new URLSearchParams(parameters).toString();
const span = { from: at(0), to: at(180) };

let edge: TestEdge;
let store: Store;
let token: string;
beforeEach(async () => {
  edge = await startEdge();
  store = await openBook();
  Object.assign(edge.domain, { analytics: analyticsOf(store, edge.clock) });
  for (let n = 0; n < 3; n += 1) await write(store, as(`c_${n}`, upgraded().events, n * 40 * minute));
  token = await edge.agentToken('sam@example.test');
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${edge.origin}${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } });
const json = async (path: string): Promise<Record<string, unknown>> => (await get(path)).json() as Promise<Record<string, unknown>>;
type Rows = { rows: Record<string, unknown>[]; next?: string };
const rowsOf = async (path: string): Promise<Rows> => (await json(path)) as unknown as Rows;

describe('queues', () => {
  it('are answered by interval, with every metric and the name beside the id', async () => {
    const answer = await json(`/api/v2/analytics/queues?${query({ ...span, queueId: 'support', interval: 'PT1H' })}`);
    expect(answer).toMatchObject({ ...span, interval: 'PT1H' });
    expect(answer['rows']).toMatchObject([
      { from: at(0), to: at(60), queueId: 'support', queueName: 'Support', metrics: { nOffered: 2, nConnected: 2, nNotResponding: 2, tWait: { count: 2, sum: 40_000, max: 20_000 }, tHandle: { sum: 450_000 }, tAbandon: { count: 0, sum: 0, max: 0 } } },
      { from: at(60), to: at(120), queueId: 'support', metrics: { nOffered: 1 } },
    ]);
  });

  it('say how many were answered within each time, for any service level', async () => {
    const { rows } = await rowsOf(`/api/v2/analytics/queues?${query({ ...span, queueId: 'support', interval: 'P1D' })}`);
    const within = rows[0]?.['answeredWithin'] as { seconds: number; count: number }[];
    expect(within.filter(({ count }) => count > 0).map(({ seconds }) => seconds)).toEqual([20, 30, 45, 60, 90, 120, 180, 300, 600]);
    expect(new Set(within.map(({ count }) => count))).toEqual(new Set([0, 3]));
  });

  it('can be told apart by more dimensions, and what they add up to stays', async () => {
    const { rows } = await rowsOf(`/api/v2/analytics/queues?${query({ ...span, interval: 'P1D', queueId: 'support', by: 'agent,medium' })}`);
    const handle = rows.map((row) => [row['agentName'] ?? row['agentId'], row['medium'], (row['metrics'] as { tHandle: { sum: number } }).tHandle.sum]);
    expect(handle.filter(([, , sum]) => sum !== 0)).toEqual([['ana', 'videoChat', 360_000], ['ana', 'webChat', 135_000], ['ben', 'webChat', 180_000]]);
  });

  it('cover the last day by default, with the present hour', async () => {
    const hour = 60 * minute;
    const present = Math.floor(edge.clock.now() / hour) * hour;
    await write(store, as('c_now', upgraded().events, present - 10 * hour - start));
    const { from, to, rows } = (await json('/api/v2/analytics/queues?queueId=support')) as { from: string; to: string; rows: unknown[] };
    expect(Date.parse(to) - Date.parse(from)).toBe(24 * hour);
    expect(Date.parse(to)).toBeGreaterThan(present);
    expect(rows).toHaveLength(1);
  });

  it('are answered in pages that lose and repeat nothing', async () => {
    const path = `/api/v2/analytics/queues?${query({ ...span, interval: 'PT15M', by: 'agent,medium' })}`;
    const whole = await rowsOf(path);
    expect(whole.rows.length).toBeGreaterThan(10);
    const rows: unknown[] = [];
    let next: string | undefined;
    do {
      const page: Rows = await rowsOf(`${path}&limit=4${next === undefined ? '' : `&cursor=${next}`}`);
      rows.push(...page.rows);
      next = page.next;
    } while (next !== undefined);
    expect(rows).toEqual(whole.rows);
  });

  it.each([
    ['a moment that stands on no quarter of an hour', { from: at(1) }, 'from'],
    ['an end before its beginning', { from: at(60), to: at(0) }, 'to'],
    ['a moment without a zone', { from: '2026-03-01T10:00:00' }, 'from'],
    ['an interval of its own', { interval: 'PT7M' }, 'interval'],
    ['a dimension that is none', { by: 'queue,password' }, 'by'],
    ['a limit over the most', { limit: '10000' }, 'limit'],
    ['a cursor that was made up', { cursor: 'eyJ4IjoxfQ' }, 'cursor'],
    ['a cursor that is not JSON', { cursor: '%%%' }, 'cursor'],
    ['a parameter that there is not', { queue: 'support' }, 'queue'],
  ])('refuse %s, naming the parameter', async (_what, parameters, name) => {
    const answer = await get(`/api/v2/analytics/queues?${query({ ...span, ...parameters })}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'bad-frame', message: expect.stringContaining(name) as unknown });
  });

  it('refuse a parameter that comes twice', async () => {
    expect((await get('/api/v2/analytics/queues?queueId=a&queueId=b')).status).toBe(400);
  });
});

describe('the description', () => {
  it('names every parameter, and CSV among the answers', async () => {
    const { paths } = (await (await fetch(`${edge.origin}/openapi.json`)).json()) as { paths: Record<string, { get: { parameters: { name: string; in: string }[]; responses: Record<string, { content: object }> } }> };
    const { parameters, responses } = paths['/api/v2/analytics/queues']!.get;
    expect(parameters.map((it) => `${it.in} ${it.name}`).sort()).toEqual(['agentId', 'by', 'cursor', 'deploymentId', 'format', 'from', 'interval', 'limit', 'medium', 'queueId', 'to'].map((name) => `query ${name}`));
    expect(Object.keys(responses['200']!.content)).toEqual(['application/json', 'text/csv']);
    expect(paths['/api/v2/analytics/alerts']!.get.parameters.map(({ name }) => name)).toContain('state');
  });
});

describe('agents', () => {
  it('are those of whom anything was counted, and nobody else', async () => {
    const { rows } = await rowsOf(`/api/v2/analytics/agents?${query({ ...span, interval: 'P1D' })}`);
    expect(rows).toMatchObject([
      { agentId: 'ana', metrics: { nHandled: 3, nNotResponding: 3, nAccepted: 3, tAlert: { count: 6 }, tTalk: { sum: 450_000 } } },
      { agentId: 'ben', metrics: { nHandled: 3, nConnected: 3, nMovedOnUpgrade: 3 } },
    ]);
    expect(rows[0]?.['metrics']).not.toHaveProperty('nOffered');
  });
});

describe('upgrades', () => {
  it('are the funnel, with how they ended in the protocol’s words', async () => {
    const result = { status: 'no-agent', reason: 'nobody-on-queue', by: 'platform', at: at(0) } as const;
    const refused = new Timeline().started().add('upgrade.asked', { upgradeId: 'u_9', medium: 'video', deadline: at(0) }, 60).add('upgrade.ended', { upgradeId: 'u_9', result }, 1);
    await write(store, as('c_9', refused.events));
    const { rows } = await rowsOf(`/api/v2/analytics/upgrades?${query({ ...span, interval: 'P1D' })}`);
    expect(rows).toMatchObject([{
      metrics: { nMediaUpgradeRequested: 4, nMediaUpgradeAccepted: 3, nMediaUpgradeBound: 3, nMediaUpgradeLive: 3, nMediaUpgradeCompleted: 3, nMediaUpgradeFailed: 1, tUpgrade: { count: 3, sum: 36_000, max: 12_000 } },
      endings: [{ status: 'completed', count: 3 }, { status: 'no-agent', reason: 'nobody-on-queue', count: 1 }],
    }]);
    expect(rows[0]?.['metrics']).not.toHaveProperty('tTalk');
  });
});

describe('CSV', () => {
  const path = `/api/v2/analytics/queues?${query({ ...span, interval: 'P1D' })}`;

  it.each([['text/csv', true], ['text/csv, application/json;q=0.5', true], ['application/json, text/csv;q=0.9', false], ['*/*', false], ['text/csv;q=0', false]])('is the answer to Accept: %s: %s', async (accept, expected) => {
    const answer = await get(path, { accept });
    expect(answer.headers.get('content-type')?.startsWith('text/csv')).toBe(expected);
  });

  it('has the columns of its table, always the same', async () => {
    const answer = await get(`${path}&format=csv`);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="queues.csv"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const [header, ...lines] = (await answer.text()).trimEnd().split('\r\n');
    expect(header).toBe(csvColumns('queue', ['queue']).map(({ name }) => name).join(','));
    expect(header).toContain('queueId,queueName,nOffered,');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line.split(',')).toHaveLength(header!.split(',').length);
    expect((await (await get(`/api/v2/analytics/upgrades?format=csv`)).text()).split('\r\n')[0]).toContain('ended.no-agent,ended.no-agent.nobody-qualified');
  });

  it('carries no formula into a spreadsheet', async () => {
    edge.domain.settings.queues[0]!.name = '=HYPERLINK("https://evil.test")';
    expect(await (await get(`${path}&format=csv`)).text()).toContain(`"'=HYPERLINK(""https://evil.test"")"`);
  });

  it('goes on where its Link says, to the same rows', async () => {
    const lines: string[] = [];
    let next: string | undefined = `/api/v2/analytics/queues?${query({ ...span, interval: 'PT15M', format: 'csv', limit: '3' })}`;
    while (next !== undefined) {
      const answer: Response = await get(next);
      lines.push(...(await answer.text()).trimEnd().split('\r\n').slice(1));
      next = /^<(.+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    const whole = await (await get(`/api/v2/analytics/queues?${query({ ...span, interval: 'PT15M', format: 'csv' })}`)).text();
    expect(lines).toEqual(whole.trimEnd().split('\r\n').slice(1));
  });
});

describe('alerts', () => {
  beforeEach(async () => {
    const noAgent = { kind: 'no-agent', queueId: 'support', medium: 'videoChat', reason: 'nobody-on-queue', skills: ['a', 'b'] } as const;
    await store.transaction(async (tx) => {
      await raiseAlert(tx, 'n_1', { ...noAgent, contactId: 'c_1' }, start);
      await raiseAlert(tx, 'n_2', { ...noAgent, contactId: 'c_2' }, start + minute);
      await raiseAlert(tx, 'n_3', { kind: 'pane-unconfirmed', contactId: 'c_1', callId: 'v_1', agentId: 'ana' }, start + 2 * minute);
    });
  });

  it('are listed by state, kind, queue, agent and time', async () => {
    const ids = async (parameters: Record<string, string>) => ((await json(`/api/v2/analytics/alerts?${query(parameters)}`))['alerts'] as { id: string }[]).map(({ id }) => id);
    expect(await ids({})).toEqual(['n_3', 'n_1']);
    expect(await ids({ kind: 'no-agent' })).toEqual(['n_1']);
    expect(await ids({ queueId: 'support' })).toEqual(['n_1']);
    expect(await ids({ agentId: 'ana' })).toEqual(['n_3']);
    expect(await ids({ from: at(1) })).toEqual(['n_3']);
    expect(await ids({ state: 'resolved' })).toEqual([]);
    const { alerts } = (await json('/api/v2/analytics/alerts?kind=no-agent')) as { alerts: unknown[] };
    expect(alerts).toEqual([{
      id: 'n_1', kind: 'no-agent', contactId: 'c_2', queueId: 'support', medium: 'videoChat', reason: 'nobody-on-queue', skills: ['a', 'b'], raisedAt: at(0), lastAt: at(1), times: 2,
    }]);
  });

  it('are resolved by who is signed in, once, with a note that stays a note in CSV', async () => {
    const answer = await edge.post('/api/v2/analytics/alerts/n_1/resolve', { note: '=1+1' }, { authorization: `Bearer ${token}` });
    expect(await answer.json()).toMatchObject({ id: 'n_1', resolved: { by: 'sam', note: '=1+1' } });
    expect(await (await get('/api/v2/analytics/alerts?state=all&format=csv')).text()).toContain(",sam,'=1+1\r\n");
    expect((await edge.post('/api/v2/analytics/alerts/n_9/resolve', {}, { authorization: `Bearer ${token}` })).status).toBe(404);
  });

  it('are answered in pages', async () => {
    const first = (await json('/api/v2/analytics/alerts?limit=1')) as { alerts: { id: string }[]; next: string };
    const second = (await json(`/api/v2/analytics/alerts?limit=1&cursor=${first.next}`)) as { alerts: { id: string }[]; next?: string };
    expect([...first.alerts, ...second.alerts].map(({ id }) => id)).toEqual(['n_3', 'n_1']);
    expect(second.next).toBeUndefined();
  });
});
