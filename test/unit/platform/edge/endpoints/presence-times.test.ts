/** Agents' time, from what they do at their desks to what the endpoint answers; the README's example is run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { analyticsOf } from '../../../../../src/platform/record/index.js';
import { rebuild } from '../../../../../src/platform/record/rebuild.js';
import { chatting } from '../../core/call.js';
import { ManualClock } from '../../core/manual-clock.js';
import type { Act, Person } from '../../core/person.js';
import { World } from '../../core/world.js';
import { readme } from '../../record/examples.js';
import { startEdge, type TestEdge } from '../fixture.js';

const ten = Date.parse('2026-03-02T10:00:00.000Z');
const [second, minute] = [1_000, 60_000];
const span = { from: new Date(ten).toISOString(), to: new Date(ten + 120 * minute).toISOString() };
/** An agent without a socket is there for this long. */
const grace = 10 * second;

interface Row {
  readonly from: string;
  readonly agentId: string;
  readonly agentName?: string;
  readonly state: string;
  readonly reason?: string;
  readonly metrics: { readonly nPresence: number; readonly tPresence: number };
}

let edge: TestEdge;
let world: World;
beforeEach(async () => {
  edge = await startEdge();
  world = await World.open({ clock: new ManualClock(ten) });
});
afterEach(() => world.stop());

async function get(parameters: Record<string, string>): Promise<Response> {
  Object.assign(edge.domain, { analytics: analyticsOf(world.store, world.clock) });
  const token = await edge.agentToken('sam@example.test');
  return fetch(`${edge.origin}/api/v2/analytics/presence?${new URLSearchParams({ ...span, ...parameters }).toString()}`, { headers: { authorization: `Bearer ${token}` } });
}
const pageOf = async (parameters: Record<string, string> = {}) => (await (await get(parameters)).json()) as { readonly rows: readonly Row[]; readonly next?: string };

/** `1:05` is 65 seconds. */
const msOf = (text: string): number => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * second;
const timeOf = (ms: number): string => `${Math.floor(ms / minute)}:${String((ms % minute) / second).padStart(2, '0')}`;
const lineOf = ({ from, agentId, state, reason, metrics }: Row): string =>
  [from.slice(11, 16), agentId, [state, ...(reason === undefined ? [] : [reason])].join('/'), metrics.nPresence, timeOf(metrics.tPresence)].join(' ');
const linesOf = async (interval: string): Promise<string[]> => (await pageOf({ interval })).rows.map(lineOf);

const acts: Readonly<Record<string, (reason: string | undefined) => Act>> = {
  'on-queue': () => ({ type: 'presence.set', onQueue: true }),
  'off-queue': () => ({ type: 'presence.set', onQueue: false }),
  break: (reason) => ({ type: 'presence.set', state: 'break', ...(reason === undefined ? {} : { reason }) }),
};

const until = (moment: number): Promise<void> => world.pass(ten + moment - world.clock.now());

async function play(lines: readonly string[]): Promise<void> {
  const people = new Map<string, Person>();
  for (const line of lines) {
    const [moment = '', id = '', what = '', reason] = line.split(' ');
    await until(msOf(moment) - (what === 'leaves' ? grace : 0));
    const person = people.get(id);
    if (!person) people.set(id, await world.agent(id, { onQueue: false }));
    else if (what === 'leaves') await person.leave();
    else expect(await person.do(acts[what]?.(reason) ?? { type: 'ping' })).toMatchObject({ type: 'ack' });
  }
  await world.pass(grace);
}

const fences = [...readme.matchAll(/```presence ?(\w*)\n([\s\S]*?)\n```/g)].map(([, name = '', body = '']) => ({ name, lines: body.split('\n') }));
const example = fences.find(({ name }) => name === '')?.lines ?? [];

describe('agents’ time', () => {
  it.each(fences.filter(({ name }) => name !== ''))('is as the README’s example says, by $name', async ({ name, lines }) => {
    await play(example);
    expect((await linesOf(name)).sort()).toEqual([...lines].sort());
  });

  it('is complete in an interval that is over, whatever goes on', async () => {
    await play(['0:00 ana comes', '5:00 ana on-queue']);
    await until(31 * minute);
    expect(await linesOf('PT15M')).toEqual(['10:00 ana available 1 5:00', '10:00 ana on-queue 1 10:00', '10:15 ana on-queue 0 15:00']);
  });

  it('is what they respond for: a reservation that rang out begins another', async () => {
    const ana = await world.agent('ana');
    const customer = await world.customer();
    await customer.say('Hello');
    await until(5 * minute);
    await ana.do({ type: 'presence.set', onQueue: true });
    await until(15 * minute);
    const rows = await linesOf('PT15M');
    expect(rows.find((line) => line.includes('not-responding'))).toMatch(/^10:00 ana not-responding [1-9]/);
    expect((await pageOf({ interval: 'PT15M' })).rows.reduce((sum, { metrics }) => sum + metrics.tPresence, 0)).toBe(15 * minute);
  });

  it('goes on as it was while they are busy, write, or say again what holds', async () => {
    const { agent: ana } = await chatting(world);
    await until(minute);
    await ana.do({ type: 'presence.set', onQueue: true });
    await until(15 * minute);
    expect(await linesOf('PT15M')).toEqual(['10:00 ana available 1 0:00', '10:00 ana on-queue 1 15:00']);
  });

  it('is nobody’s while the platform does not run', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'segue-presence-'));
    await world.stop();
    world = await World.open({ folder, clock: new ManualClock(ten) });
    await play(['0:00 ana comes', '1:00 ana on-queue']);
    await until(20 * minute);
    await world.stop();
    world = await World.open({ folder, clock: new ManualClock(ten + 50 * minute) });
    await world.pass(15 * minute);
    await rm(folder, { recursive: true });
    // Up to its end, and the grace of those who do not come back.
    expect(await linesOf('PT1H')).toEqual(['10:00 ana available 1 1:00', '10:00 ana on-queue 1 19:10']);
  });

  it('stays when everything else is counted anew', async () => {
    await play(example);
    const [quarters, hours] = [await linesOf('PT15M'), await linesOf('PT1H')];
    await rebuild(world.store, world.clock.now());
    expect([await linesOf('PT15M'), await linesOf('PT1H')]).toEqual([quarters, hours]);
  });
});

describe('the answer', () => {
  it('names agents and filters them', async () => {
    await play(['0:00 ana comes', '1:00 ben comes', '2:00 ana leaves', '3:00 ben leaves']);
    expect((await pageOf({ agentId: 'ben' })).rows).toMatchObject([{ agentId: 'ben', state: 'available', metrics: { nPresence: 1, tPresence: 2 * minute } }]);
    expect((await get({ queueId: 'support' })).status).toBe(400);
  });

  it('is a file as CSV, a page at a time, with each agent’s interval whole', async () => {
    await play(example);
    const text = async (parameters: Record<string, string>) => (await get({ format: 'csv', interval: 'PT15M', ...parameters })).text();
    const [header, ...lines] = (await text({})).trimEnd().split('\r\n');
    expect(header).toBe('from,to,agentId,agentName,state,reason,nPresence,tPresence');
    expect(lines).toHaveLength(9);
    expect(lines).toContainEqual(expect.stringMatching(/,ana,.*,break,Lunch,1,600000$/));
    const first = await get({ format: 'csv', interval: 'PT15M', limit: '1' });
    const next = /^<(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect((await first.text()).trimEnd().split('\r\n').slice(1)).toEqual(lines.slice(0, 2));
    expect(new URLSearchParams(next.split('?')[1]).get('from')).toBe(span.from);
  });
});
