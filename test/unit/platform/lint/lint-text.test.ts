import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src/platform/config/index.js';
import { lintFlowText, lintText } from '../../../../src/platform/lint/index.js';
import { askJson, flowJson, triggerJson, videoJson, wholeConfigJson } from '../config/fixtures/given.js';

const text = (change: (it: ReturnType<typeof wholeConfigJson>) => void = () => undefined): string => {
  const config = wholeConfigJson();
  change(config);
  return JSON.stringify(config, null, 2);
};
const lineOf = (whole: string, line: number | undefined): string => whole.split('\n')[(line ?? 0) - 1]?.trim() ?? '';

describe('lint of a file', () => {
  test('names file, line and column of each finding', () => {
    const written = text((it) => Object.assign(it.deployments[0]!, { entitlements: [] }));
    const [found] = lintText(written, 'segue.config.json').findings;
    expect(found).toMatchObject({ rule: 'deployment-entitlement', file: 'segue.config.json', path: 'deployments[0].entitlements' });
    expect(lineOf(written, found?.line)).toBe('"entitlements": [],');
    expect(found?.column).toBe(written.split('\n')[found!.line! - 1]!.indexOf('[]') + 1);
  });

  test('points at the object in which something is missing', () => {
    const written = text((it) => delete it.deployments[0]!['defaultQueueId']);
    const [found] = lintText(written).findings;
    expect(found?.rule).toBe('missing-default-queue');
    expect(lineOf(written, found?.line)).toBe('{');
    expect(lineOf(written, (found?.line ?? 0) - 1)).toBe('"deployments": [');
  });

  test('tells everything that does not fit the schema, not the first of it, and repeats no value', () => {
    const written = text((it) => {
      Object.assign(it.agents[0]!, { passwordHash: 12_345_678, rules: [] });
      Object.assign(it.queues[0]!, { mediaTypes: ['fax'] });
    });
    const { kind, findings } = lintText(written);
    expect(kind).toBe('unfit');
    expect(findings.map((it) => [it.rule, it.severity, it.path])).toEqual(expect.arrayContaining([
      ['bad-schema', 'error', 'agents[0].passwordHash'], ['bad-schema', 'error', 'agents[0].rules'], ['bad-schema', 'error', 'queues[0].mediaTypes[0]'],
    ]));
    expect(JSON.stringify(findings)).not.toContain('12345678');
    expect(JSON.stringify(findings)).not.toContain('fax');
    expect(findings.find((it) => it.path === 'agents[0].rules')?.message).toBe('There is no such setting.');
  });

  test.each(['', '{', '{"a": tru}', `${'['.repeat(10_000)}${']'.repeat(10_000)}`])('says of what is no JSON, or too deep, that it is (%#)', (written) => {
    expect(lintText(written)).toMatchObject({ kind: 'unfit', findings: [{ rule: 'bad-schema', path: '', line: 1, column: 1 }] });
  });

  test.each([
    ['a block', (it: ReturnType<typeof wholeConfigJson>) => it.flows[0]!.blocks.splice(0, 1, { ...triggerJson, id: 'constructor' }), 'flows[0].blocks[0].id'],
    ['a variable', (it: ReturnType<typeof wholeConfigJson>) => Object.assign(it.flows[0]!, { variables: { contact: 1 } }), 'flows[0].variables.contact'],
    ['a key that reading would drop', (it: ReturnType<typeof wholeConfigJson>) => Object.assign(it.flows[0]!, { variables: { prototype: 1 } }), 'flows[0].variables.prototype'],
  ])('knows a banned name of %s', (_what, change, path) => {
    expect(lintText(text(change)).findings.filter((it) => it.severity === 'error')).toMatchObject([{ rule: 'banned-name', path }]);
  });

  test('finds an address that only looks like one', () => {
    const card = { kind: 'card', title: 'Lira One', picture: { url: 'https://[::/a.png', alt: '' } };
    const written = text((it) => it.flows[0]!.blocks.push({ id: 'card', type: 'send-message', configuration: { message: 'x', content: card } }));
    expect(lintText(written).findings.map(({ rule, path }) => [rule, path.replace(/\d+/g, 'N')])).toContainEqual(['bad-schema', 'flows[N].blocks[N].configuration.content.picture.url']);
  });

  test('finds __proto__ as a key', () => {
    const written = text().replace('"blocks":', '"variables": { "__proto__": 1 }, "blocks":');
    expect(lintText(written).findings[0]).toMatchObject({ rule: 'banned-name', path: 'flows[0].variables.__proto__' });
  });
});

describe('lint of a flow’s file', () => {
  const config = parseConfig(text());
  test('has paths, lines and columns of that file', () => {
    const written = JSON.stringify(flowJson(triggerJson, askJson, { ...(videoJson as object), next: 'gone' }), null, 2);
    const { kind, findings } = lintFlowText(config, written, 'flow.json');
    expect(kind).toBe('read');
    expect(findings.map((it) => [it.rule, it.path])).toEqual([['dangling-target', 'blocks[2].next'], ['wait-without-timeout', 'blocks[1].configuration']]);
    expect(lineOf(written, findings[0]?.line)).toBe('"next": "gone"');
  });

  test('says what does not fit', () => {
    expect(lintFlowText(config, '{').findings).toMatchObject([{ rule: 'bad-schema', message: 'The flow is not JSON.' }]);
    expect(lintFlowText(config, JSON.stringify(flowJson({ id: 'a', type: 'dance' })))).toMatchObject({ kind: 'unfit', findings: [{ rule: 'bad-schema', path: 'blocks[0].type' }] });
    expect(lintFlowText(config, `${'['.repeat(1_000)}${']'.repeat(1_000)}`).kind).toBe('unfit');
  });
});
