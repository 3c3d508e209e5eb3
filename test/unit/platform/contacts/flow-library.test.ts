import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseFlow, type Flow } from '../../../../src/platform/flows/index.js';
import { toSupport, trigger } from '../core/fixtures.js';
import { ManualClock } from '../core/manual-clock.js';
import { World } from '../core/world.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segue-library-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const wait = '{ "id": "wait", "type": "wait-for-message", "configuration": { "timeoutSeconds": 600, "resultVariableName": "said" } }';
const say = (text: string): string => JSON.stringify({ id: 'say', type: 'send-message', configuration: { message: text }, next: null });
const flowOf = (id: string, ...blocks: string[]): Flow => parseFlow({ id, blocks: blocks.map((block): unknown => JSON.parse(block)) });
const open = (clock = new ManualClock()): Promise<World> => World.open({ folder, clock, config: { blocks: [trigger, wait, say('first')] } });
const restart = async (world: World): Promise<World> => {
  await world.stop();
  return open(world.clock);
};
const said = async (world: World, contactId: string): Promise<string[]> =>
  (await world.timeline(contactId)).flatMap((event) => (event.kind === 'message' && event.actor.kind === 'flow' ? [event.data.text] : []));

describe('a draft', () => {
  it('is kept as it is, mistakes and all, also over a restart, and runs for nobody', async () => {
    const before = await open();
    const body = { id: 'main', blocks: 'later', note: [1, { deep: null }] };
    await before.core.flows.saveDraft('main', body, 'ada');
    const world = await restart(before);
    expect(await world.core.flows.draft('main')).toEqual({ id: 'main', body, savedAt: world.clock.now(), savedBy: 'ada' });
    expect(await world.core.flows.get('main')).toMatchObject({ version: 1 });
    expect(await world.core.flows.drafts()).toHaveLength(1);
    expect((await world.core.config()).flows).toHaveLength(1);
  });

  it('is gone once it is published, unless somebody saved it again meanwhile', async () => {
    const world = await open();
    const flow = flowOf('main', trigger, toSupport);
    const seen = await world.core.flows.saveDraft('main', { id: 'main' });
    await world.core.flows.saveDraft('main', { id: 'main', name: 'newer' });
    await world.core.flows.publish([{ flow, draft: seen.savedAt }], 'ada');
    expect(await world.core.flows.draft('main')).toMatchObject({ body: { name: 'newer' } });
    const again = await world.core.flows.draft('main');
    await world.core.flows.publish([{ flow: { ...flow, name: 'newer' }, draft: again?.savedAt ?? 0 }], 'ada');
    expect(await world.core.flows.draft('main')).toBeUndefined();
  });
});

describe('versions', () => {
  it('tell who published them and when; what came with the file has neither', async () => {
    const world = await open();
    await world.pass(1_000);
    await world.core.flows.put(flowOf('main', trigger, toSupport), 'ada');
    expect(await world.core.flows.versions('main')).toEqual([{ version: 2, publishedAt: world.clock.now(), publishedBy: 'ada' }, { version: 1 }]);
    expect(await world.core.flows.version('main', 1)).toMatchObject({ blocks: [{ id: 'start' }, { id: 'wait' }, { id: 'say' }] });
    expect(await world.core.flows.versions('none')).toEqual([]);
  });

  it('of several flows come all or none', async () => {
    const world = await open();
    const [a, b] = [flowOf('a', trigger, toSupport), flowOf('b', trigger, toSupport)];
    await world.core.flows.publish([{ flow: a }, { flow: b }]);
    expect((await world.core.flows.list()).map(({ id }) => id).sort()).toEqual(['a', 'b', 'main']);
    const broken = { ...b, name: 'x'.repeat(10_000) };
    await expect(world.core.flows.publish([{ flow: { ...a, name: 'newer' } }, { flow: broken }])).rejects.toThrow();
    expect(await world.core.flows.get('a')).not.toHaveProperty('name');
  });

  it('a run that waits stays with its own, over restarts; the next contact runs the new one', async () => {
    const before = await open();
    const customer = await before.customer();
    await customer.say('Hello');
    await before.core.flows.put(flowOf('main', trigger, say('second')), 'ada');
    const world = await restart(before);
    const maya = await world.bring(customer);
    await maya.say('Still here');
    expect(await said(world, customer.contactId)).toEqual(['first']);
    const next = await world.customer();
    await next.say('Hello');
    expect(await said(world, next.contactId)).toEqual(['second']);
  });
});

describe('a schedule', () => {
  it('is kept over a restart and told with how it stands', async () => {
    const before = await open();
    await before.core.schedules.put({ id: 'office', timeZone: 'Europe/Berlin', weekly: { tuesday: [{ from: '09:00', to: '17:00' }] }, holidays: [] });
    const world = await restart(before);
    expect(await world.core.schedules.get('office')).toMatchObject({ now: { status: 'closed', opensAt: Date.parse('2026-03-03T08:00:00Z') } });
    expect(await world.core.schedules.list()).toHaveLength(1);
    expect(await world.core.schedules.get('none')).toBeUndefined();
    expect((await world.core.config()).schedules).toMatchObject([{ id: 'office' }]);
  });
});
