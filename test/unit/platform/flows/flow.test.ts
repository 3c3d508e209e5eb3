import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultStatuses } from '../../../../src/protocol/index.js';
import { isJson, maxBlocks, maxStepsWithoutWait, outcomes, parseFlow, startRun, stepRun, type RunInput } from '../../../../src/platform/flows/index.js';
import { askJson, flowJson, triggerJson, videoJson } from '../config/fixtures/given.js';
import { context, result, Trial } from './fixture.js';

describe('a flow', () => {
  test('takes the blocks that users already write', () => {
    const flow = parseFlow(flowJson(triggerJson, askJson, videoJson));
    expect(flow).toMatchObject({ version: 1, trigger: 'web-messaging' });
    expect(flow.blocks[1]).toEqual(askJson);
    expect(flow.blocks[2]).toEqual({ ...(videoJson as object), configuration: { queueId: 'support', contactId: '${contact.id}', timeoutSeconds: 60, ringSeconds: 20 } });
  });

  test.each<[string, unknown, string]>([
    ['no blocks', flowJson(), 'blocks: '],
    ['too many blocks', flowJson(...Array.from({ length: maxBlocks + 1 }, (_, n) => ({ id: `b${n}`, type: 'disconnect' }))), 'blocks: '],
    ['an id that names a prototype', flowJson({ id: 'constructor', type: 'disconnect' }), 'blocks[0].id: This name cannot be'],
    ['a variable that names a prototype', flowJson({ id: 'a', type: 'set-variable', configuration: { name: 'constructor', value: 1 } }), 'blocks[0].configuration.name: This name is reserved'],
    ['a value of undue depth', flowJson({ id: 'a', type: 'set-variable', configuration: { name: 'a', value: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) as unknown } }), 'nested too deeply'],
    ['nothing', undefined, '(flow): '],
    ['an unknown entry', { ...flowJson(triggerJson), entries: { party: 'trigger' } }, 'entries.party: there is no such setting'],
    ['a timeout of no time', flowJson({ ...(videoJson as object), configuration: { queueId: 'a', timeoutSeconds: 0 } }), 'blocks[0].configuration.timeoutSeconds: '],
  ])('with %s is refused', (_name, value, words) => {
    expect(() => parseFlow(value)).toThrow(expect.objectContaining({ code: 'bad-config', message: expect.stringContaining(words) as string }) as Error);
  });
});

describe('JSON', () => {
  test.each<[unknown, boolean]>([[{ a: [1, null, 'x', true] }, true], [undefined, false], [Number.NaN, false], [{ a: () => 1 }, false], [JSON.parse('{"__proto__":1}'), false], [{ constructor: 1 }, false]])(
    '%o is accepted: %s', (value, expected) => {
      expect(isJson(value)).toBe(expected);
    });
});

describe('any flow at all', () => {
  const id = fc.constantFrom('b0', 'b1', 'b2', 'b3', 'b4', 'gone');
  const configuration = (type: string): fc.Arbitrary<unknown> => {
    switch (type) {
      case 'send-message': return fc.record({ message: fc.constantFrom('a', '${x.y}', '${customer.name}'), mediaType: fc.constantFrom('video', 'chat'), waitForResult: fc.boolean(), resultVariableName: fc.constant('r') }, { requiredKeys: ['message'] });
      case 'video-chat': return fc.record({ queueId: fc.constantFrom('q', '${flow.q}'), contactId: fc.constantFrom('', '${contact.id}', 'c_2') }, { requiredKeys: ['queueId'] });
      case 'decision': return fc.record({ condition: fc.constantFrom({ eq: ['${upgrade.status}', 'accepted'] }, { exists: '${r}' }) });
      case 'set-variable': return fc.record({ name: fc.constant('r'), value: fc.constantFrom(1, '${customer}', null) });
      case 'route-to-queue': case 'transfer': return fc.record({ queueId: fc.constantFrom('q', '${flow.q}') });
      default: return fc.constant({});
    }
  };
  const ways = fc.dictionary(fc.constantFrom('accepted', 'declined', 'true', 'refused', 'sent', 'completed'), fc.option(id), { maxKeys: 3 });
  const block = fc.constantFrom(...Object.keys(outcomes)).chain((type) => fc.record({ type: fc.constant(type), configuration: configuration(type), next: fc.option(id), on: ways }, { requiredKeys: ['type', 'configuration'] }));
  const flow = fc.array(block, { minLength: 1, maxLength: 5 }).map((blocks) => parseFlow(flowJson(...blocks.map((it, n) => ({ id: `b${n}`, ...it })))));
  const input = fc.constantFrom<(blockId: string) => RunInput>(
    ...resultStatuses.map((status) => (blockId: string): RunInput => ({ kind: 'result', blockId, result: result(status) })),
    () => ({ kind: 'message', text: 'hello' }), (blockId) => ({ kind: 'deadline', blockId }));

  test('ends or waits after every input, in bounded steps, and rings nobody without an accepted request', () => {
    fc.assert(fc.property(flow, fc.array(input, { maxLength: 12 }), (it, inputs) => {
      let step = startRun(it, { kind: 'main', blockId: 'b0', confined: false }, context);
      let accepted = false;
      const check = (): void => {
        expect(step.run.ended).toBe(step.run.waiting === 'none');
        expect(step.run.ended).toBe(step.run.blockId === undefined);
        expect(step.commands.filter((one) => one.kind === 'entered').length).toBeLessThanOrEqual(maxStepsWithoutWait);
        if (step.commands.some((one) => one.kind === 'video')) expect(accepted).toBe(true);
        if (step.commands.some((one) => one.kind === 'route')) expect(accepted).toBe(false);
      };
      check();
      for (const make of inputs) {
        const one = make(step.run.blockId ?? 'b0');
        if (one.kind === 'result' && step.run.waiting !== 'route') accepted = step.run.waiting === 'ask' && one.result.status === 'accepted';
        step = stepRun(it, step.run, one, { ...context, upgrade: { accepted } });
        check();
      }
    }), { numRuns: 300 });
  });

  test('of the largest size is walked without undue cost', () => {
    const blocks = Array.from({ length: maxBlocks }, (_, n) => ({ id: `b${n}`, type: 'set-variable', configuration: { name: 'v', value: n } }));
    const trial = new Trial(parseFlow(flowJson(...blocks)));
    expect(trial.run).toMatchObject({ ended: true, variables: { v: maxBlocks - 1 } });
    expect(trial.all('refused')).toEqual([]);
  });
});
