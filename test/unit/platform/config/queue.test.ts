import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { AgentSchema, QueueBodySchema, QueueSchema, mergeQueue, qualified, queueName, skillsFor } from '../../../../src/platform/config/index.js';
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
