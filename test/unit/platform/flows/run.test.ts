import { describe, expect, test } from 'vitest';
import { resultStatuses } from '../../../../src/protocol/index.js';
import { maxStepsWithoutWait, startRun, stepRun } from '../../../../src/platform/flows/index.js';
import { askJson, triggerJson, videoJson } from '../config/fixtures/given.js';
import { context, flowOf, result, Trial } from './fixture.js';

const given = flowOf(triggerJson, askJson, videoJson);
const ask = (more: object = {}) => ({ id: 'ask', type: 'send-message', configuration: { mediaType: 'video', message: 'Video?', timeoutSeconds: 30 }, ...more });
const say = (id: string, more: object = {}) => ({ id, type: 'send-message', configuration: { message: `This is ${id}` }, ...more });
const video = (configuration: object = {}, more: object = {}) => ({ id: 'video', type: 'video-chat', configuration: { queueId: 'support', contactId: '${contact.id}', ...configuration }, ...more });
const route = (more: object = {}) => ({ id: 'route', type: 'route-to-queue', configuration: { queueId: 'support' }, ...more });

describe('the flow that users already write', () => {
  test('asks for video with the given words and the default deadline', () => {
    const trial = new Trial(given);
    expect(trial.path).toEqual(['trigger', 'send-message-upgrade']);
    expect(trial.all('ask')).toEqual([{
      kind: 'ask', blockId: 'send-message-upgrade', medium: 'video', message: 'Upgrading to video session. Please accept the camera request.', timeoutSeconds: 60,
    }]);
    expect(trial.run).toMatchObject({ waiting: 'ask', blockId: 'send-message-upgrade', ended: false });
  });

  test('seeks an agent once the customer accepted, and ends after the call', () => {
    const trial = new Trial(given).answer('accepted');
    expect(trial.all('video')).toEqual([{ kind: 'video', blockId: 'video', queueId: 'support', timeoutSeconds: 60, ringSeconds: 20 }]);
    expect(trial.run.variables['videoUpgradeResult']).toEqual(result('accepted'));
    trial.answer('completed');
    expect(trial.run).toMatchObject({ ended: true, waiting: 'none', blockId: undefined });
    expect(trial.all('ended')).toHaveLength(1);
  });

  test.each(resultStatuses.filter((it) => it !== 'accepted'))('never rings anyone after “%s”: the video-chat completes with that result', (status) => {
    const trial = new Trial(given).answer(status);
    expect(trial.all('video')).toEqual([]);
    expect(trial.all('left').at(-1)).toEqual({ kind: 'left', blockId: 'video', outcome: status });
    expect(trial.run.ended).toBe(true);
  });
});

describe('order', () => {
  test('is on[outcome], then next, then the following block, then the end', () => {
    const flow = flowOf(triggerJson, ask({ on: { declined: 'bye' }, next: 'other' }), say('never'), say('bye', { next: null }), say('other'));
    expect(new Trial(flow).answer('declined').path).toEqual(['trigger', 'ask', 'bye']);
    expect(new Trial(flow).answer('timeout').path).toEqual(['trigger', 'ask', 'other']);
    expect(new Trial(flowOf(triggerJson, say('one'), say('two'))).path).toEqual(['trigger', 'one', 'two']);
  });

  test('lets null in `on` end the flow where `next` would go on', () => {
    const trial = new Trial(flowOf(triggerJson, ask({ on: { declined: null }, next: 'other' }), say('other'))).answer('declined');
    expect(trial.path).toEqual(['trigger', 'ask']);
    expect(trial.run.ended).toBe(true);
  });

  test('starts at startBlock, else at the trigger, else at the first block', () => {
    expect(new Trial({ ...flowOf(triggerJson, say('a'), say('b')), startBlock: 'b' }).path).toEqual(['b']);
    expect(new Trial(flowOf(say('a'), triggerJson, say('b'))).path).toEqual(['trigger', 'b']);
    expect(new Trial(flowOf(say('a'), say('b'))).path).toEqual(['a', 'b']);
  });

  test('ends with a refusal where a way leads to no block', () => {
    const trial = new Trial(flowOf(say('a', { next: 'nowhere' })));
    expect(trial.all('refused')).toMatchObject([{ rule: 'dangling-target', blockId: 'a' }]);
    expect(trial.run.ended).toBe(true);
    expect(new Trial({ ...flowOf(say('a')), startBlock: 'gone' }).run.ended).toBe(true);
  });

  test('cuts a loop that never waits after 1,000 blocks', () => {
    const trial = new Trial(flowOf(say('a'), say('b', { next: 'a' })));
    expect(trial.path).toHaveLength(maxStepsWithoutWait);
    expect(trial.all('refused')).toMatchObject([{ rule: 'step-limit' }]);
    expect(trial.run.ended).toBe(true);
  });

  test('lets a loop that waits go round as often as it likes', () => {
    const trial = new Trial(flowOf(triggerJson, ask({ next: 'ask' })));
    for (let round = 0; round < 1_500; round += 1) trial.answer('declined');
    expect(trial.run).toMatchObject({ ended: false, waiting: 'ask' });
    expect(trial.all('refused')).toEqual([]);
  });
});

describe('traps at run time', () => {
  test('a routing block after an accepted request is refused, and the flow goes on', () => {
    for (const type of ['route-to-queue', 'transfer']) {
      const trial = new Trial(flowOf(triggerJson, ask(), { ...route(), type }, video())).answer('accepted');
      expect(trial.all('route')).toEqual([]);
      expect(trial.all('refused')).toMatchObject([{ blockId: 'route', rule: 'route-after-upgrade' }]);
      expect(trial.all('video')).toHaveLength(1);
    }
  });

  test('the way “refused” can be named', () => {
    const trial = new Trial(flowOf(triggerJson, ask(), route({ on: { refused: 'sorry' } }), video(), say('sorry'))).answer('accepted');
    expect(trial.path).toEqual(['trigger', 'ask', 'route', 'sorry']);
  });

  test('a routing block after a declined request, or after the call, runs', () => {
    const declined = new Trial(flowOf(triggerJson, ask(), route())).answer('declined');
    expect(declined.all('route')).toEqual([{ kind: 'route', blockId: 'route', queueId: 'support' }]);
    const after = new Trial(flowOf(triggerJson, ask(), video(), route())).answer('accepted').answer('completed');
    expect(after.all('route')).toHaveLength(1);
    expect(after.run.waiting).toBe('route');
  });

  test.each([
    ['no contact id', { contactId: undefined }],
    ['an empty contact id', { contactId: '' }],
    ['a fixed contact id', { contactId: 'c_2' }],
    ['another path', { contactId: '${customer.id}' }],
    ['a path through a prototype', { contactId: '${contact.constructor.name}' }],
  ])('a video-chat with %s is refused', (_name, configuration) => {
    const block = video(configuration);
    const trial = new Trial(flowOf(triggerJson, ask(), JSON.parse(JSON.stringify(block)))).answer('accepted');
    expect(trial.all('video')).toEqual([]);
    expect(trial.all('refused')).toMatchObject([{ blockId: 'video', rule: 'video-chat-contact' }]);
    expect(trial.all('left').at(-1)).toMatchObject({ blockId: 'video', outcome: 'refused' });
  });

  test('a queue path that leads nowhere is refused', () => {
    const trial = new Trial(flowOf(triggerJson, ask(), video({ queueId: '${customer.attributes.queue}' }))).answer('accepted');
    expect(trial.all('refused')).toMatchObject([{ rule: 'unknown-reference' }]);
  });

  test('a video-chat without any request completes as not-allowed', () => {
    const trial = new Trial(flowOf(triggerJson, video({ resultVariableName: 'outcome' })));
    expect(trial.all('left').at(-1)).toMatchObject({ outcome: 'not-allowed' });
    expect(trial.run.variables['outcome']).toEqual({ status: 'not-allowed', reason: 'flow' });
  });

  test('a second video-chat after the call does not ring again', () => {
    const trial = new Trial(flowOf(triggerJson, ask(), video(), { ...video(), id: 'again' })).answer('accepted').answer('completed');
    expect(trial.all('video')).toHaveLength(1);
    expect(trial.all('left').at(-1)).toMatchObject({ blockId: 'again', outcome: 'completed' });
  });
});

describe('blocks', () => {
  test('a plain message is said with its paths filled in', () => {
    const trial = new Trial(flowOf({ id: 'hi', type: 'send-message', configuration: { message: 'Hello ${customer.name}, ${customer.nothing}${flow.plan}!' } }));
    expect(trial.all('say')).toEqual([{ kind: 'say', blockId: 'hi', text: 'Hello Mia, !' }]);
  });

  test('a message that waits takes the customer’s next words, or times out', () => {
    const flow = flowOf({ id: 'q', type: 'send-message', configuration: { message: 'Order?', waitForResponse: true, resultVariableName: 'order', timeoutSeconds: 5 }, on: { timeout: 'late' } },
      { id: 'thanks', type: 'send-message', configuration: { message: 'Looking for ${order.text}' }, next: null }, say('late'));
    const answered = new Trial(flow);
    expect(answered.all('wait-message')).toEqual([{ kind: 'wait-message', blockId: 'q', timeoutSeconds: 5 }]);
    expect(answered.feed({ kind: 'message', text: '12' }).all('say').at(-1)?.text).toBe('Looking for 12');
    expect(new Trial(flow).feed({ kind: 'deadline', blockId: 'q' }).path).toEqual(['q', 'late']);
  });

  test('a decision takes “true” or “false” by its condition', () => {
    const flow = flowOf({ id: 'd', type: 'decision', configuration: { condition: { eq: ['${customer.attributes.tier}', 'gold'] } }, on: { true: 'gold', false: 'other' } }, say('gold', { next: null }), say('other'));
    expect(new Trial(flow).path).toEqual(['d', 'gold']);
    expect(new Trial(flow, { ...context, customer: {} }).path).toEqual(['d', 'other']);
  });

  test('set-variable keeps types, and later blocks read it', () => {
    const flow = flowOf(
      { id: 's', type: 'set-variable', configuration: { name: 'who', value: { tier: '${customer.attributes.tier}', all: '${customer}', n: 3, none: '${x.y}' } } },
      { id: 'm', type: 'send-message', configuration: { message: '${who.tier} ${flow.who.n}' } });
    const trial = new Trial(flow);
    expect(trial.run.variables['who']).toEqual({ tier: 'gold', all: context.customer, n: 3, none: null });
    expect(trial.all('say')[0]?.text).toBe('gold 3');
  });

  test('disconnect closes the contact and ends the run', () => {
    const trial = new Trial(flowOf(triggerJson, { id: 'bye', type: 'disconnect' }, say('never')));
    expect(trial.all('close')).toEqual([{ kind: 'close', blockId: 'bye' }]);
    expect(trial.run.ended).toBe(true);
  });

  test('upgrade paths tell how the request ended', () => {
    const flow = flowOf(triggerJson, ask(), { id: 'm', type: 'send-message', configuration: { message: '${upgrade.status} ${upgrade.reason} ${upgrade.accepted}' } });
    expect(new Trial(flow).answer('timeout').all('say')[0]?.text).toBe('timeout prompt false');
  });

  test('a secondary queue is passed on, and a path to a queue is resolved', () => {
    const trial = new Trial(flowOf(ask(), video({ queueId: '${contact.queueId}', secondaryQueueId: 'video', timeoutSeconds: 9, ringSeconds: 8 }))).answer('accepted');
    expect(trial.all('video')).toEqual([{ kind: 'video', blockId: 'video', queueId: 'support', secondaryQueueId: 'video', timeoutSeconds: 9, ringSeconds: 8 }]);
  });
});

describe('inputs', () => {
  const waiting = new Trial(given);
  test.each([
    ['a result for another block', { kind: 'result', blockId: 'video', result: result('completed') }],
    ['a deadline, since an ask’s deadline comes as a result', { kind: 'deadline', blockId: 'send-message-upgrade' }],
    ['a message', { kind: 'message', text: 'hello' }],
  ] as const)('that the run does not wait for change nothing: %s', (_name, input) => {
    expect(stepRun(given, waiting.run, input, context)).toEqual({ run: waiting.run, commands: [] });
  });

  test('change nothing once the run has ended', () => {
    const over = new Trial(given).answer('declined').run;
    expect(stepRun(given, over, { kind: 'result', blockId: 'video', result: result('completed') }, context)).toEqual({ run: over, commands: [] });
  });

  test('are refused under another version of the flow', () => {
    expect(() => stepRun({ ...given, version: 2 }, waiting.run, { kind: 'message', text: 'x' }, context)).toThrow(/pinned to shop version 1/);
  });

  test('never change the run that they are given', () => {
    const run = Object.freeze({ ...waiting.run, variables: Object.freeze({ ...waiting.run.variables }) });
    stepRun(given, run, { kind: 'result', blockId: 'send-message-upgrade', result: result('accepted') }, context);
    expect(run.waiting).toBe('ask');
  });
});

describe('a run', () => {
  test('survives being stored as JSON at any point', () => {
    const step = startRun(given, { kind: 'main', blockId: 'trigger', confined: false }, context);
    const stored = JSON.parse(JSON.stringify(step.run)) as typeof step.run;
    const input = { kind: 'result', blockId: 'send-message-upgrade', result: result('accepted') } as const;
    expect(stepRun(given, stored, input, context)).toEqual(stepRun(given, step.run, input, context));
  });
});
