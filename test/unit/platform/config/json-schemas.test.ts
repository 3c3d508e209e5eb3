import { describe, expect, test } from 'vitest';
import { configJsonSchema, flowJsonSchema, icePolicyOf, queueJsonSchema, urlsOf, videoWidgetOf, builtInLayout } from '../../../../src/platform/config/index.js';
import { outcomes } from '../../../../src/platform/flows/index.js';

/** Every `$ref` anywhere in a document. */
const refsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner)));
};

describe('published JSON Schemas', () => {
  test.each([['configuration', configJsonSchema], ['flow', flowJsonSchema], ['queue', queueJsonSchema]])('of the %s is self-contained', (_name, make) => {
    const document = make() as { definitions?: object; $defs?: object };
    const known = Object.keys({ ...document.definitions, ...document.$defs });
    for (const ref of refsIn(document)) expect(known).toContain(ref.split('/').pop());
  });

  test('names every section of the configuration', () => {
    expect(Object.keys(configJsonSchema()['properties'] as object)).toEqual(
      expect.arrayContaining(['deployments', 'queues', 'skills', 'agents', 'flows', 'layouts', 'ice', 'oauthClients']));
  });

  test('knows every block type', () => {
    const text = JSON.stringify(flowJsonSchema());
    for (const type of Object.keys(outcomes)) expect(text).toContain(`"const":"${type}"`);
  });

  test('demands nothing of a queue’s body', () => {
    expect(queueJsonSchema()['required']).toEqual([]);
  });
});

describe('ICE as configured', () => {
  const turn = [{ urls: 'turn:a', secret: 's' }];
  test.each([
    ['all paths without TURN', { stun: [], turn: [] }, 'all'],
    ['hidden agents once TURN is there', { stun: [], turn }, 'hide-agent'],
    ['what is configured above all', { policy: 'relay' as const, stun: [], turn }, 'relay'],
  ])('means %s', (_name, ice, policy) => {
    expect(icePolicyOf(ice)).toBe(policy);
  });

  test('reads one URL and several alike', () => {
    expect(urlsOf({ urls: 'turn:a' })).toEqual(['turn:a']);
    expect(urlsOf({ urls: ['turn:a', 'turn:b'] })).toEqual(['turn:a', 'turn:b']);
  });
});

describe('a layout', () => {
  test('opens the video, leaves it closed, or has none', () => {
    expect(videoWidgetOf(builtInLayout)).toBe('opens');
    expect(videoWidgetOf({ id: 'a', widgets: [{ type: 'video' }] })).toBe('stays-closed');
    expect(videoWidgetOf({ id: 'a', widgets: [{ type: 'video', autoOpen: false }] })).toBe('stays-closed');
    expect(videoWidgetOf({ id: 'a', widgets: [] })).toBe('missing');
  });
});
