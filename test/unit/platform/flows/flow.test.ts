import { describe, expect, test } from 'vitest';
import { isJson, maxBlocks, parseFlow } from '../../../../src/platform/flows/index.js';
import { askJson, flowJson, triggerJson, videoJson } from '../config/fixtures/given.js';
import { Trial } from './fixture.js';

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

describe('a flow of the largest size', () => {
  test('is walked without undue cost', () => {
    const blocks = Array.from({ length: maxBlocks }, (_, n) => ({ id: `b${n}`, type: 'set-variable', configuration: { name: 'v', value: n } }));
    const trial = new Trial(parseFlow(flowJson(...blocks)));
    expect(trial.run).toMatchObject({ ended: true, variables: { v: maxBlocks - 1 } });
    expect(trial.all('refused')).toEqual([]);
  });
});
