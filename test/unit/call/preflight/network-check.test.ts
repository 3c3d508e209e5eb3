import { describe, expect, it } from 'vitest';
import { checkNetwork, type NetworkOptions } from '../../../../src/call/preflight/network-check.js';
import type { NetworkResult } from '../../../../src/call/preflight/check-report.js';
import { SegueError, type IceServer, type PlatformFrameOf } from '../../../../src/protocol/index.js';
import { manualClock } from '../../../../src/testing/index.js';
import { fakeNetwork, type FakeNetwork } from './fake-connections.js';

const turn = (urls: string[]): PlatformFrameOf<'turn'> => ({ type: 'turn', re: 'x', policy: 'all', iceServers: urls.map((url): IceServer => ({ urls: url, username: 'u', credential: 'c' })) });
const all = ['turn:udp.test', 'turn:tcp.test?transport=tcp', 'turns:tls.test:443'];

interface Run {
  readonly network: FakeNetwork;
  readonly urls?: string[];
  readonly options?: Partial<NetworkOptions>;
}

async function check({ network, urls = all, options = {} }: Run): Promise<NetworkResult> {
  const clock = manualClock();
  let result: NetworkResult | undefined;
  const done = checkNetwork({ turn: () => Promise.resolve(turn(urls)), connect: network.connect, clock, measureMs: 1_000, cancelled: new Promise(() => undefined), ...options }).then((it) => (result = it));
  while (result === undefined) await clock.run(100);
  await done;
  expect(network.open).toBe(0);
  return result;
}

describe('a check of the network', () => {
  it('tries each way to a relay on its own, and measures the best that works', async () => {
    const network = fakeNetwork({ 'turn:udp': 'silent', 'turn:tcp': 'works', 'turns:': 'works' }, '203.0.113.20');
    const told: string[] = [];
    const result = await check({ network, options: { onRoute: (route, { status }) => told.push(`${route} ${status}`) } });
    expect(result).toMatchObject({
      verdict: 'carries',
      routes: {
        udp: { status: 'unreachable', seen: 'nothing', port: 3478 },
        tcp: { status: 'reachable', port: 3478 },
        tls: { status: 'reachable', port: 443 },
      },
      quality: { status: 'measured', over: 'tcp', loss: 0, step: 'good' },
    });
    expect(told.sort()).toEqual(['tcp reachable', 'tls reachable', 'udp unreachable']);
  });

  it('masks the address that others see', async () => {
    const result = await check({ network: fakeNetwork({ 'turn:udp': 'works' }, '203.0.113.20'), urls: ['turn:udp.test', 'stun:s.test'] });
    expect(result.direct).toEqual({ host: true, stun: { status: 'seen', address: '203.0.x.x' } });
    expect(JSON.stringify(result)).not.toContain('113.20');
  });

  it('tells an allocation through which no data comes from no answer at all', async () => {
    const result = await check({ network: fakeNetwork({ 'turn:udp': 'no-data' }), urls: ['turn:udp.test'] });
    expect(result.routes.udp).toMatchObject({ status: 'unreachable', seen: 'allocation' });
    expect(result).toMatchObject({ verdict: 'blocks', quality: { status: 'not-measured', reason: 'no-relay' } });
  });

  it('does not blame the network for a relay that refuses the credentials', async () => {
    const result = await check({ network: fakeNetwork({ turn: 'refuses' }) });
    expect(result.routes.udp).toEqual({ status: 'refused', code: 401, port: 3478 });
    expect(result.verdict).toBe('unknown');
  });

  it('goes on with the others where the browser does not take a URL', async () => {
    const network = fakeNetwork({ turn: 'works' });
    const connect: NetworkOptions['connect'] = (configuration) => {
      if (JSON.stringify(configuration).includes('tcp.test')) throw new SyntaxError('a port that is blocked');
      return network.connect(configuration);
    };
    const result = await check({ network, options: { connect } });
    expect(result).toMatchObject({ verdict: 'carries', routes: { udp: { status: 'reachable' }, tcp: { status: 'unusable', port: 3478 }, tls: { status: 'reachable' } } });
  });

  it('says of ways that nobody configured just that', async () => {
    const result = await check({ network: fakeNetwork({}), urls: [] });
    expect(result).toMatchObject({ verdict: 'unknown', routes: { udp: { status: 'not-configured' }, tls: { status: 'not-configured' } }, direct: { host: true, stun: { status: 'not-configured' } } });
  });

  it.each([
    ['no session', { turn: undefined }, 'no-session'],
    ['no WebRTC', { connect: undefined }, 'no-webrtc'],
    ['a platform that refuses', { turn: () => Promise.reject(new SegueError('not-your-contact')) }, 'refused'],
    ['a platform out of reach', { turn: () => Promise.reject(new SegueError('unreachable')) }, 'no-session'],
  ] as const)('with %s says so and opens nothing', async (_what, options, reason) => {
    const network = fakeNetwork({});
    const result = await check({ network, options });
    expect(result).toMatchObject({ verdict: 'unknown', routes: { udp: { status: 'not-checked', reason } } });
    expect(network.made).toBe(0);
  });

  it.each([['while it waits for the platform', 0], ['while it tries relays', 1], ['while it measures', 3]] as const)('closes everything when it is cancelled %s', async (_when, stage) => {
    let cancel: () => void = () => undefined;
    const cancelled = new Promise<void>((resolve) => (cancel = resolve));
    const network = fakeNetwork({ turn: stage === 3 ? 'works' : 'silent' });
    const options: Partial<NetworkOptions> = { cancelled, measureMs: 60_000, ...(stage === 0 ? { turn: () => new Promise(() => undefined) } : {}) };
    const clock = manualClock();
    const done = checkNetwork({ turn: () => Promise.resolve(turn(all)), connect: network.connect, clock, measureMs: 60_000, cancelled, ...options });
    await clock.run(500);
    expect(network.made > 0).toBe(stage > 0);
    cancel();
    const result = await done;
    expect(network.open).toBe(0);
    expect(clock.waiting).toBe(0);
    expect(result.quality).toEqual({ status: 'not-measured', reason: 'cancelled' });
  });
});
