import { describe, expect, test } from 'vitest';
import { mostValues, parseFlow, type FlowContext } from '../../../../src/platform/flows/index.js';
import { flowJson } from '../config/fixtures/given.js';
import { context, flowOf, Trial } from './fixture.js';

const block = (id: string, type: string, configuration: object = {}, more: object = {}) => ({ id, type, configuration, ...more });
const say = (id: string, message: string, more: object = {}) => block(id, 'send-message', { message }, more);

describe('configurations', () => {
  test.each([
    ['a transfer to nobody', 'transfer', {}],
    ['a transfer to two', 'transfer', { queueId: 'support', agentId: 'ana' }],
    ['a variable that is set and counted', 'set-variable', { name: 'n', value: 1, add: 1 }],
    ['counting by words', 'set-variable', { name: 'n', add: '1' }],
    ['hours of nothing', 'business-hours', {}],
    ['a message for nobody', 'leave-a-message', { message: 'Write' }],
    ['a wait of no time', 'wait-for-message', { timeoutSeconds: 0 }],
    ['an undue priority', 'route-to-queue', { queueId: 'support', priority: -1 }],
  ])('of %s are refused', (_, type, configuration) => {
    expect(() => parseFlow(flowJson(block('a', type, configuration)))).toThrow(expect.objectContaining({ code: 'bad-config' }) as Error);
  });

  test('need none where everything has a default', () => {
    expect(flowOf({ id: 'wait', type: 'wait-for-message', configuration: {} }, { id: 'over', type: 'transfer', configuration: { agentId: 'ana' } }).blocks).toMatchObject([
      { configuration: {} }, { configuration: { agentId: 'ana', ringSeconds: 20 } },
    ]);
  });
});

describe('wait-for-message', () => {
  const flow = flowOf(block('wait', 'wait-for-message', { resultVariableName: 'said' }, { on: { timeout: 'late' } }), say('hi', 'You said ${said.text}', { next: null }), say('late', '${said.status}'));

  test('waits a minute unless it says otherwise, and has the text', () => {
    const trial = new Trial(flow);
    expect(trial.all('wait-message')).toEqual([{ kind: 'wait-message', blockId: 'wait', timeoutSeconds: 60 }]);
    expect(trial.feed({ kind: 'message', text: 'tea' }).all('say').map(({ text }) => text)).toEqual(['You said tea']);
  });

  test('ends by its deadline once; a deadline of another block or a second one changes nothing', () => {
    const trial = new Trial(flow).feed({ kind: 'deadline', blockId: 'other' });
    expect(trial.run.waiting).toBe('message');
    trial.feed({ kind: 'deadline', blockId: 'wait' }).feed({ kind: 'deadline', blockId: 'wait' });
    expect(trial.all('say').map(({ text }) => text)).toEqual(['timeout']);
  });
});

describe('business-hours', () => {
  const flow = flowOf(block('hours', 'business-hours', { scheduleId: '${flow.which}', resultVariableName: 'hours' }, { on: { open: 'open', refused: 'lost' } }), say('shut', '${hours.status} ${hours.opens} ${hours.opensAt}', { next: null }), say('open', 'open', { next: null }), say('lost', 'lost'));
  const at = (hours: FlowContext['hours']): FlowContext => ({ ...context, ...(hours ? { hours } : {}) });

  test.each([
    ['open', () => ({ status: 'open' as const }), 'open'],
    ['closed', () => ({ status: 'closed' as const, opensAt: 0, opens: '1970-01-01 01:00' }), 'closed 1970-01-01 01:00 1970-01-01T00:00:00.000Z'],
    ['holiday', () => ({ status: 'holiday' as const }), 'holiday  '],
    ['of no schedule', () => undefined, 'lost'],
    ['with nobody to ask', undefined, 'lost'],
  ])('leads on by how it stands: %s', (_, hours, text) => {
    expect(new Trial(flow, at(hours)).all('say').map((it) => it.text)).toEqual([text]);
  });
});

describe('handing over', () => {
  test('to a queue carries its terms', () => {
    const trial = new Trial(flowOf(block('route', 'route-to-queue', { queueId: 'a', secondaryQueueId: 'b', timeoutSeconds: 90, priority: 3 })));
    expect(trial.all('route')).toEqual([{ kind: 'route', blockId: 'route', queueId: 'a', secondaryQueueId: 'b', timeoutSeconds: 90, priority: 3 }]);
  });

  test('to an agent rings them, and goes on by what came of it', () => {
    const trial = new Trial(flowOf(block('ring', 'transfer', { agentId: '${flow.who}', ringSeconds: 5, resultVariableName: 'r' }, { on: { timeout: 'no' } }), say('yes', 'yes', { next: null }), say('no', '${r.reason}')));
    expect(trial.all('refused')).toMatchObject([{ rule: 'unknown-reference' }]);
    const named = new Trial(flowOf(block('ring', 'transfer', { agentId: 'ana', ringSeconds: 5 }), say('after', 'after')));
    expect(named.all('ring')).toEqual([{ kind: 'ring', blockId: 'ring', agentId: 'ana', ringSeconds: 5 }]);
    expect(named.answer('declined').path).toEqual(['ring', 'after']);
  });

  test('to a flow ends this run, with its variables for the other; what happened in between counts its hops anew', () => {
    const flow = flowOf(block('set', 'set-variable', { name: 'topic', value: 'tea' }), block('wait', 'wait-for-message'), block('over', 'transfer', { flowId: 'next' }), say('never', 'never'));
    const trial = new Trial(flow).feed({ kind: 'message', text: 'x' });
    expect(trial.commands.slice(-3)).toEqual([
      { kind: 'left', blockId: 'over', outcome: 'transferred' }, { kind: 'ended' },
      { kind: 'switch', blockId: 'over', flowId: 'next', from: { variables: { topic: 'tea' }, hops: 1 } },
    ]);
    expect(trial.run.ended).toBe(true);
  });
});

describe('variables', () => {
  const count = (name: string, add: number) => block(`count-${name}`, 'set-variable', { name, add });

  test('are counted up and down from nothing, from a number, and from what is none', () => {
    const flow = { ...flowOf(count('fresh', 2), count('given', -1.5), count('word', 1)), variables: { given: 10, word: 'x' } };
    expect(new Trial(flow).run.variables).toEqual({ fresh: 2, given: 8.5, word: 1 });
  });

  test('keep what they were where the new value would grow beyond bounds', () => {
    const flow = flowOf(...Array.from({ length: 40 }, (_, n) => block(`double-${n}`, 'set-variable', { name: 'x', value: ['${x}', '${x}'] })));
    const trial = new Trial(flow);
    expect(trial.all('refused').map(({ rule }) => rule)).toContain('variable-limit');
    expect(JSON.stringify(trial.run.variables).length).toBeLessThan(mostValues * 10);
  });
});
