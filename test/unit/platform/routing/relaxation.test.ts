import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { QueueSchema, type Queue } from '../../../../src/platform/config/index.js';
import { nextStepAt, relaxed, stepsReached } from '../../../../src/platform/routing/relaxation.js';
import { click } from '../core/call.js';
import { people } from '../core/fixtures.js';
import { World } from '../core/world.js';

const need = (id: string, level: number) => ({ skills: [{ skill: { id }, level }] });
const steps = [
  { afterSeconds: 30, skillRequirements: { webChat: need('skill-chat-support', 2) } },
  { afterSeconds: 60, skillRequirements: { webChat: { skills: [] }, videoChat: { skills: [] } } },
];
const queue: Queue = v.parse(QueueSchema, { id: 'q', skillRequirements: { webChat: need('skill-chat-support', 5), videoChat: need('skill-video-support', 5) }, relaxation: steps });
const asked = (ms: number) => relaxed(queue, ms).skillRequirements;

describe('what a queue asks for, by how long one has waited', () => {
  it.each([
    [0, 5, 5], [29_999, 5, 5], [30_000, 2, 5], [59_999, 2, 5], [60_000, undefined, undefined], [Infinity, undefined, undefined],
  ])('after %i ms it is level %s for chat and %s for video', (ms, chat, video) => {
    expect(asked(ms).webChat?.skills[0]?.level).toBe(chat);
    expect(asked(ms).videoChat?.skills[0]?.level).toBe(video);
  });

  it('names the next step until there is none', () => {
    expect([0, 29_999, 30_000, 60_000].map((ms) => nextStepAt(queue, ms))).toEqual([30_000, 30_000, 60_000, undefined]);
    expect(stepsReached(queue, 45_000)).toBe(1);
  });

  it('has its steps one after another', () => {
    expect(v.is(QueueSchema, { id: 'q', relaxation: [...steps].reverse() })).toBe(false);
    expect(v.is(QueueSchema, { id: 'q', relaxation: [{ afterSeconds: 5, skillRequirements: { webChat: { skills: [] } }, skils: [] }] })).toBe(false);
  });
});

const hard = { webChat: need('skill-chat-support', 2), videoChat: need('skill-video-support', 2) };
const easier = [{ afterSeconds: 30, skillRequirements: { webChat: need('skill-chat-support', 1), videoChat: need('skill-video-support', 1) } }];

describe('a contact that waits in such a queue', () => {
  it('rings at who is good enough by then, with its own wait, and tells nobody that there is no one', async () => {
    const world = await World.open({ config: { queue: { skillRequirements: hard, relaxation: easier } } });
    const ana = await world.agent('ana');
    const customer = await world.customer();
    await customer.say('Hello');
    const since = new Date(world.clock.now()).toISOString();
    await world.pass(29_000);
    expect(ana.last('reservation')).toBeUndefined();
    expect(world.alerts).toEqual([]);
    await world.pass(1_000);
    expect(ana.last('reservation')).toMatchObject({ contactId: customer.contactId, waitingSince: since });
  });

  it('goes by its own age: who came later still waits for the better one', async () => {
    const world = await World.open({ config: { queue: { skillRequirements: hard, relaxation: easier } } });
    const ana = await world.agent('ana');
    const first = await world.customer();
    await first.say('Hello');
    await world.pass(20_000);
    const second = await world.customer();
    await second.say('Hello');
    await world.pass(10_000);
    expect(ana.all('reservation').map(({ contactId }) => contactId)).toEqual([first.contactId]);
    await ana.accept();
    await world.pass(20_000);
    expect(ana.last('reservation')?.contactId).toBe(second.contactId);
  });

  it('is not forgotten by a restart in between', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'segue-relax-'));
    const world = await World.open({ folder, config: { queue: { skillRequirements: hard, relaxation: easier } } });
    const customer = await world.customer();
    await customer.say('Hello');
    await world.pass(10_000);
    await world.stop();
    const next = await World.open({ folder, clock: world.clock });
    const ana = await next.agent('ana');
    await next.pass(19_000);
    expect(ana.last('reservation')).toBeUndefined();
    await next.pass(1_000);
    expect(ana.last('reservation')?.contactId).toBe(customer.contactId);
    await next.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('for video is a place in line where a step within its time would bring somebody, and none where it comes too late', async () => {
    const chatOnly = { ...people.ben, capacity: { webChat: 3, videoChat: 0 } };
    const skillRequirements = { videoChat: need('skill-video-support', 2) };
    for (const [afterSeconds, state] of [[30, 'waiting'], [90, 'ended']] as const) {
      const relaxation = [{ afterSeconds, skillRequirements: { videoChat: need('skill-video-support', 1) } }];
      const world = await World.open({ config: { queue: { skillRequirements, relaxation }, agents: [chatOnly, people.chen] } });
      const chen = await world.agent('chen', { onQueue: false });
      const ben = await world.agent('ben');
      const customer = await world.customer();
      await customer.say('Hello');
      await ben.accept();
      await chen.do({ type: 'presence.set', onQueue: true });
      await click(customer);
      expect(customer.last('upgrade.state')?.state).toBe(state);
      await world.pass(30_000);
      expect(chen.last('reservation')?.medium).toBe(state === 'waiting' ? 'videoChat' : undefined);
    }
  });
});
