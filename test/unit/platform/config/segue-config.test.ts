import { describe, expect, test } from 'vitest';
import { SegueError } from '../../../../src/protocol/index.js';
import { parseConfig } from '../../../../src/platform/config/index.js';
import { queueJson, widgetJson, wholeConfigJson } from './fixtures/given.js';

const refusalOf = (text: string): SegueError => {
  try {
    parseConfig(text);
  } catch (fault) {
    if (fault instanceof SegueError) return fault;
    throw fault;
  }
  throw new Error('It was accepted.');
};
const refusal = (value: unknown): string => {
  const error = refusalOf(JSON.stringify(value));
  expect(error.code).toBe('bad-config');
  return error.message;
};

describe('a configuration', () => {
  test('takes the JSON that users already write, unchanged', () => {
    const config = parseConfig(JSON.stringify(wholeConfigJson()));
    expect(config.deployments[0]?.widget).toEqual(widgetJson);
    expect(config.queues[0]).toMatchObject(queueJson as object);
    expect(config.flows[0]?.blocks.map((it) => it.id)).toEqual(['trigger', 'send-message-upgrade', 'video']);
  });

  test('fills in documented defaults', () => {
    const config = parseConfig(JSON.stringify(wholeConfigJson()));
    expect(config.queues[0]).toMatchObject({ ringSeconds: 20, waitSeconds: 60 });
    expect(config.agents[0]).toMatchObject({ capacity: { webChat: 3, videoChat: 1 }, joinOnUpgrade: 'auto', joinDelaySeconds: 0, roles: ['agent'] });
    expect(config.deployments[0]).toMatchObject({ idleMinutes: 30 });
    expect(config.oauthClients).toEqual([]);
  });

  test('says how a desk signs in with an issuer, over the web and with `openid` unless it says more', () => {
    const signIn = { clientId: 'desk', authorizationUrl: 'https://id.example/auth', tokenUrl: 'https://id.example/token' };
    const issuer = (more: object) => ({ issuers: [{ issuer: 'https://id.example', jwksUrl: 'https://id.example/keys', audience: 'segue', signIn: { ...signIn, ...more } }] });
    expect(parseConfig(JSON.stringify(issuer({}))).issuers[0]?.signIn).toEqual({ ...signIn, scope: 'openid' });
    expect(refusal(issuer({ authorizationUrl: 'javascript:alert(1)' }))).toContain('issuers[0].signIn.authorizationUrl');
    expect(refusal(issuer({ clientSecret: 'x' }))).toContain('issuers[0].signIn.clientSecret: there is no such setting');
  });

  test('may be empty, and may begin with a byte order mark', () => {
    expect(parseConfig('\uFEFF{}')).toMatchObject({ deployments: [], queues: [], ice: { stun: [], turn: [] } });
  });

  test('that is not JSON is refused with what is known of the error', () => {
    expect(refusalOf('{\n  "queues": [{} {}] }').message).toContain('not JSON: there is an error in line 2, column 17');
    expect(refusalOf('{ "queues": [ }').message).toMatch(/not JSON: there is an (unexpected }|error in line 1, column 15)/);
    expect(refusalOf('').message).toContain('it ends too early');
  });

  const spoilt: readonly [string, (config: ReturnType<typeof wholeConfigJson>) => void, string][] = [
    ['a misspelt section', (it) => Object.assign(it, { queue: [] }), 'queue: there is no such setting'],
    ['a misspelt setting', (it) => Object.assign(it.queues[0]!, { ringSecond: 3 }), 'queues[0].ringSecond: there is no such setting'],
    ['an unknown medium', (it) => Object.assign(it.queues[0]!, { mediaTypes: ['webChat', 'video'] }), 'queues[0].mediaTypes[1]: expected ("webChat" | "voiceChat" | "videoChat")'],
    ['a fractional ring', (it) => Object.assign(it.queues[0]!, { ringSeconds: 1.5 }), 'queues[0].ringSeconds: '],
    ['an agent without a login', (it) => delete it.agents[1]!['login'], 'agents[1].login: '],
    ['an id with a blank', (it) => Object.assign(it.agents[0]!, { id: 'a na' }), 'agents[0].id: '],
    ['both devices off', (it) => Object.assign(it.deployments[0]!['widget'] as object, { videoChat: { enableVideo: false, enableAudio: false } }), 'deployments[0].widget.videoChat: enableVideo and enableAudio cannot both be false'],
    ['an origin with a path', (it) => Object.assign(it.deployments[0]!, { origins: ['https://a.example/shop'] }), 'deployments[0].origins[0]: '],
    ['an unknown block type', (it) => it.flows[0]!.blocks.push({ id: 'x', type: 'teleport', configuration: {} }), 'flows[0].blocks[3].type: '],
    ['a misspelt block setting', (it) => it.flows[0]!.blocks.push({ id: 'x', type: 'disconnect', configuration: { soon: true } }), 'flows[0].blocks[3].configuration.soon: there is no such setting'],
    ['a TURN server that is none', (it) => Object.assign(it.ice, { turn: [{ urls: 'http://turn', secret: 's' }] }), 'ice.turn[0].urls'],
    ['a reserved variable', (it) => Object.assign(it.flows[0]!, { variables: { contact: 1 } }), 'flows[0].variables.contact: This name is reserved'],
    ['a condition of an unknown operator', (it) => it.flows[0]!.blocks.push({ id: 'x', type: 'decision', configuration: { condition: { and: [{ like: [1, 2] }] } } }), 'flows[0].blocks[3].configuration.condition'],
  ];
  test.each(spoilt)('with %s is refused, and the message names the path', (_name, spoil, words) => {
    const config = wholeConfigJson();
    spoil(config);
    expect(refusal(config)).toContain(words);
  });

  test('never repeats a value in its refusal, which may be a secret', () => {
    const config = wholeConfigJson();
    Object.assign(config.agents[0]!, { passwordHash: 4711 });
    expect(refusal(config)).not.toContain('4711');
    Object.assign(config.ice, { turn: [{ urls: 'turn:a', secret: '' , username: 'hunter2' }] });
    delete config.agents[0]!['passwordHash'];
    expect(refusal(config)).not.toContain('hunter2');
  });

  test('nested without end is refused, not followed', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(refusalOf(`{"flows":${deep}}`).message).toContain('nested too deeply');
  });

  test('with a key that names a prototype is refused, and where such keys are ignored nothing is changed', () => {
    const text = (inner: string): string => `{"deployments":[{"id":"d","origins":[],"flowId":"f",${inner}}]}`;
    expect(refusalOf(text('"__proto__":{"entitlements":["video"]}')).message).toContain('deployments[0].__proto__');
    const [deployment] = parseConfig(text('"widget":{"__proto__":{"allowMediaUpgrade":true}}')).deployments;
    expect(deployment?.widget.allowMediaUpgrade).toBeUndefined();
    expect(({} as Record<string, unknown>)['allowMediaUpgrade']).toBeUndefined();
  });
});
