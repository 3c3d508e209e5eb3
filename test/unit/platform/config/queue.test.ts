import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { AgentSchema, QueueBodySchema, QueueSchema, hasRoomFor, mergeQueue, qualified, queueName, skillsFor } from '../../../../src/platform/config/index.js';
import { queueJson } from './fixtures/given.js';

const body = v.parse(QueueBodySchema, queueJson);

describe('PUT of a queue', () => {
  test('makes a queue that is not there yet', () => {
    expect(mergeQueue('support', undefined, body)).toEqual({ id: 'support', ...(queueJson as object), members: [], ringSeconds: 20, waitSeconds: 60 });
  });

  test('keeps what its body leaves out', () => {
    const before = v.parse(QueueSchema, { id: 'support', name: 'Old', members: ['ana'], ringSeconds: 7, secondaryQueueId: 'other' });
    expect(mergeQueue('support', before, body)).toEqual({ ...before, ...(queueJson as object) });
    expect(mergeQueue('support', before, {})).toEqual(before);
  });

  test('takes the secondary queue away with null, and sets another', () => {
    const before = v.parse(QueueSchema, { id: 'support', secondaryQueueId: 'other' });
    expect(mergeQueue('support', before, { secondaryQueueId: null })).not.toHaveProperty('secondaryQueueId');
    expect(mergeQueue('support', before, { secondaryQueueId: 'third' }).secondaryQueueId).toBe('third');
  });

  test('takes the bound of a wait away with null, and keeps how a line moves where the body says nothing of it', () => {
    const line = { priority: 3, maxWaitSeconds: 90, afterMaxWait: 'close', preferLastAgent: true, relaxation: [{ afterSeconds: 30, skillRequirements: { webChat: { skills: [] } } }] } as const;
    const before = v.parse(QueueSchema, { id: 'support', ...line });
    expect(mergeQueue('support', before, { name: 'Support' })).toEqual({ ...before, name: 'Support' });
    const { maxWaitSeconds: _, ...unbounded } = before;
    expect(mergeQueue('support', before, { maxWaitSeconds: null })).toEqual(unbounded);
    expect(mergeQueue('support', before, { relaxation: [] }).relaxation).toEqual([]);
  });

  test.each([
    { priority: -1 }, { priority: 1.5 }, { maxWaitSeconds: 0 }, { afterMaxWait: 'wait' }, { relaxation: [{ afterSeconds: 0, skillRequirements: {} }] },
    { relaxation: [{ afterSeconds: 9, skillRequirements: {} }, { afterSeconds: 9, skillRequirements: {} }] }, { relaxation: [{ afterSeconds: 9 }] },
  ])('refuses %j', (wrong) => {
    expect(v.is(QueueBodySchema, wrong)).toBe(false);
  });

  test('refuses members, which have a resource of their own', () => {
    expect(v.is(QueueBodySchema, { members: ['ana'] })).toBe(false);
  });
});

describe('a queue', () => {
  test('is called by its name, else by its id', () => {
    expect(queueName(v.parse(QueueSchema, { id: 'support' }))).toBe('support');
    expect(queueName(mergeQueue('support', undefined, body))).toBe('Support - Video Enabled');
  });

  test('names the skills that a medium needs', () => {
    const queue = mergeQueue('support', undefined, body);
    expect(skillsFor(queue, 'videoChat')).toEqual([{ skillId: 'skill-video-support', level: 1 }]);
    expect(skillsFor(queue, 'voiceChat')).toEqual([]);
  });
});

describe('room for one more contact', () => {
  const agent = (capacity: object) => v.parse(AgentSchema, { id: 'a', name: 'A', login: 'a', capacity });
  test.each([
    [{}, { webChat: 2, videoChat: 0 }, 'webChat', true],
    [{}, { webChat: 3, videoChat: 0 }, 'webChat', false],
    [{}, { webChat: 3, videoChat: 0 }, 'videoChat', true],
    [{}, { webChat: 0, videoChat: 1 }, 'webChat', true],
    [{ interruptedBy: { videoChat: [] } }, { webChat: 0, videoChat: 1 }, 'webChat', false],
    [{ interruptedBy: { videoChat: [] } }, { webChat: 1, videoChat: 0 }, 'videoChat', true],
    [{ interruptedBy: { webChat: [] } }, { webChat: 1, videoChat: 0 }, 'videoChat', false],
    [{ interruptedBy: { webChat: [] } }, { webChat: 1, videoChat: 0 }, 'webChat', true],
    [{ videoChat: 2, interruptedBy: { videoChat: [] } }, { webChat: 0, videoChat: 1 }, 'videoChat', true],
  ] as const)('with %j and %j in hand, for %s: %s', (capacity, used, medium, expected) => {
    expect(hasRoomFor(agent(capacity), used, medium)).toBe(expected);
  });
});

describe('an agent qualifies', () => {
  const queue = { ...mergeQueue('support', undefined, body), members: ['ana'] };
  const ana = { id: 'ana', name: 'Ana', login: 'ana', skills: [{ id: 'skill-video-support', level: 1 }], entitlements: ['video'] };
  const cases: readonly [string, object, boolean][] = [
    ['with the skill, the entitlement and a slot', {}, true],
    ['with a higher level than the least', { skills: [{ id: 'skill-video-support', level: 9 }] }, true],
    ['never at a lower level', { skills: [{ id: 'skill-video-support', level: 0 }] }, false],
    ['never without the skill', { skills: [{ id: 'skill-chat-support', level: 5 }] }, false],
    ['never without the entitlement', { entitlements: [] }, false],
    ['never without a slot', { capacity: { videoChat: 0 } }, false],
    ['never outside the queue’s members', { id: 'ben' }, false],
  ];
  test.each(cases)('for video %s', (_name, change, expected) => {
    expect(qualified(v.parse(AgentSchema, { ...ana, ...change }), queue, 'videoChat')).toBe(expected);
  });

  test('for chat without an entitlement', () => {
    const agent = v.parse(AgentSchema, { ...ana, entitlements: [], skills: [{ id: 'skill-chat-support' }] });
    expect(qualified(agent, queue, 'webChat')).toBe(true);
    expect(qualified(agent, queue, 'voiceChat')).toBe(false);
  });
});
