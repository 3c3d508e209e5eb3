import { describe, expect, test } from 'vitest';
import { builtInUpgradeFlow, mainEntry, pinnedFlow, upgradeEntry } from '../../../../src/platform/flows/index.js';
import { askJson, triggerJson, videoJson } from '../config/fixtures/given.js';
import { flowOf, Trial } from './fixture.js';

const say = (id: string) => ({ id, type: 'send-message', configuration: { message: id } });
const route = { id: 'route', type: 'route-to-queue', configuration: { queueId: 'support' } };
const bye = { id: 'bye', type: 'disconnect' };

describe('an upgrade that the customer or the agent began', () => {
  test('starts at the entry that the flow names', () => {
    const flow = { ...flowOf(triggerJson, askJson, videoJson, { ...(askJson as object), id: 'other' }, { ...(videoJson as object), id: 'v2' }), entries: { 'upgrade-request': 'other' } };
    expect(upgradeEntry(flow)).toEqual({ flow, at: { kind: 'upgrade', blockId: 'other', confined: false } });
  });

  test('else at the first send-message with a media type', () => {
    const flow = flowOf(triggerJson, say('hi'), askJson, videoJson);
    expect(upgradeEntry(flow).at).toEqual({ kind: 'upgrade', blockId: 'send-message-upgrade', confined: true });
  });

  test('else at a built-in pair on the contact’s queue', () => {
    const trial = new Trial(flowOf(triggerJson, route), undefined, 'upgrade');
    expect(trial.run).toMatchObject({ flowId: builtInUpgradeFlow.id, kind: 'upgrade', waiting: 'ask' });
    trial.answer('accepted');
    expect(trial.all('video')).toEqual([{ kind: 'video', blockId: 'video', queueId: 'support', timeoutSeconds: 60, ringSeconds: 20 }]);
    expect(trial.answer('completed').run.ended).toBe(true);
  });

  test('goes past an entry that names no block', () => {
    const flow = { ...flowOf(triggerJson, askJson, videoJson), entries: { 'upgrade-request': 'gone' } };
    expect(upgradeEntry(flow).at.blockId).toBe('send-message-upgrade');
  });

  test.each([['routing', route], ['disconnect', bye]])('on borrowed blocks ends at a %s block, which is meant for the main run', (_name, block) => {
    const flow = flowOf(triggerJson, askJson, videoJson, block, say('never'));
    const borrowed = new Trial(flow, undefined, 'upgrade').answer('accepted').answer('completed');
    expect(borrowed.run.ended).toBe(true);
    expect([...borrowed.all('route'), ...borrowed.all('close')]).toEqual([]);
    expect(borrowed.all('left').at(-1)).toMatchObject({ outcome: 'skipped' });
    const main = new Trial(flow).answer('accepted').answer('completed');
    expect([...main.all('route'), ...main.all('close')]).toHaveLength(1);
  });

  test('at an entry of its own goes wherever the flow says', () => {
    const flow = { ...flowOf(triggerJson, askJson, videoJson, route), entries: { 'upgrade-request': 'send-message-upgrade' } };
    expect(new Trial(flow, undefined, 'upgrade').answer('declined').all('route')).toHaveLength(1);
  });
});

test('a new contact starts its main run at the trigger', () => {
  expect(mainEntry(flowOf(say('a'), triggerJson))).toEqual({ kind: 'main', blockId: 'trigger', confined: false });
});

test('a stored run finds its flow again, the built-in one without asking', () => {
  const mine = flowOf(triggerJson);
  expect(pinnedFlow('shop', () => mine)).toBe(mine);
  expect(pinnedFlow(builtInUpgradeFlow.id, () => { throw new Error('asked'); })).toBe(builtInUpgradeFlow);
});
