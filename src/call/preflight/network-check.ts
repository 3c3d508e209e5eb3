/**
 * Whether this network carries a call: each way to the platform's relays on its own, paths without a relay, and how good
 * the best way is.
 *
 * Asks the platform for servers and closes every connection in every end.
 */
import { SegueError, type Clock, type PlatformFrameOf } from '../../protocol/index.js';
import { routes, type DirectResult, type NetworkResult, type NetworkVerdict, type NotChecked, type QualityResult, type Route, type RouteResult } from './check-report.js';
import { findDirectPaths } from './direct-paths.js';
import { expectedMos, expectedStep } from './expected-quality.js';
import { measurePath } from './relay-burst.js';
import { RelayPair, type Connect, type PairOutcome } from './relay-pair.js';
import { planRelays, type RelayPlan, type RelayTarget } from './relay-plan.js';

export interface NetworkOptions {
  /** ICE servers for a check; rejects where the platform gives none. Undefined: there is nobody to ask. */
  readonly turn: (() => Promise<PlatformFrameOf<'turn'>>) | undefined;
  /** Undefined where the browser has no WebRTC. */
  readonly connect: Connect | undefined;
  readonly clock: Clock;
  /** How long to measure, in milliseconds; 0: not at all. */
  readonly measureMs: number;
  readonly cancelled: Promise<unknown>;
  readonly onRoute?: (route: Route, result: RouteResult) => void;
  readonly onQuality?: (result: QualityResult) => void;
}

/** A relay that answers at all does within three round trips; TCP and TLS through a slow proxy take seconds. */
const routeTimeoutMs = 8_000;
const directTimeoutMs = 5_000;

interface Tried {
  readonly route: Route;
  readonly result: RouteResult;
  readonly pair: RelayPair | undefined;
}

export async function checkNetwork(options: NetworkOptions): Promise<NetworkResult> {
  const { connect, turn } = options;
  if (connect === undefined) return nothing('no-webrtc');
  if (turn === undefined) return nothing('no-session');
  let plan: RelayPlan;
  try {
    plan = planRelays((await Promise.race([turn(), options.cancelled.then(() => Promise.reject(new SegueError('closed')))])).iceServers);
  } catch (error) {
    const code = error instanceof SegueError ? error.code : undefined;
    return nothing(code === 'closed' ? 'cancelled' : code === 'unreachable' ? 'no-session' : 'refused');
  }
  const direct = findDirectPaths({ servers: plan.direct, connect, clock: options.clock, timeoutMs: directTimeoutMs, cancelled: options.cancelled });
  const tried = await Promise.all(routes.map((route) => tryRoute(route, plan.relays[route], connect, options)));
  try {
    const quality = await measure(tried, options);
    options.onQuality?.(quality);
    const [udp, tcp, tls] = tried.map(({ result }) => result);
    const results = { udp: udp ?? skipped('cancelled'), tcp: tcp ?? skipped('cancelled'), tls: tls ?? skipped('cancelled') };
    return { verdict: verdictOf(results, await direct), direct: await direct, routes: results, quality };
  } finally {
    for (const { pair } of tried) pair?.close();
  }
}

async function tryRoute(route: Route, target: RelayTarget | undefined, connect: Connect, { clock, cancelled, onRoute }: NetworkOptions): Promise<Tried> {
  if (target === undefined) {
    onRoute?.(route, { status: 'not-configured' });
    return { route, result: { status: 'not-configured' }, pair: undefined };
  }
  const began = clock.now();
  let pair: RelayPair;
  try {
    pair = new RelayPair({ server: target.server, connect, clock, timeoutMs: routeTimeoutMs });
  } catch {
    const result: RouteResult = { status: 'unusable', port: target.port };
    onRoute?.(route, result);
    return { route, result, pair: undefined };
  }
  const outcome = await Promise.race([pair.outcome, cancelled.then(() => undefined)]);
  if (outcome?.kind !== 'open') pair.close();
  const result = outcome === undefined ? skipped('cancelled') : await resultOf(outcome, target.port, () => roundTrip(pair, clock, cancelled));
  onRoute?.(route, result);
  return { route, result: withTime(result, clock.now() - began), pair: outcome?.kind === 'open' ? pair : undefined };
}

const withTime = (result: RouteResult, ms: number): RouteResult => (result.status === 'unreachable' ? { ...result, ms } : result);

async function resultOf(outcome: PairOutcome, port: number, trip: () => Promise<number>): Promise<RouteResult> {
  switch (outcome.kind) {
    case 'open':
      return { status: 'reachable', ms: outcome.ms, rttMs: await trip(), port };
    case 'refused':
      return { status: 'refused', code: outcome.code, port };
    case 'silent':
      return { status: 'unreachable', ms: outcome.ms, seen: outcome.allocated ? 'allocation' : 'nothing', port };
  }
}

/** One packet there and back, once everything is set up; as long as a second, where it was lost. */
function roundTrip(pair: RelayPair, clock: Clock, cancelled: Promise<unknown>): Promise<number> {
  return new Promise((resolve) => {
    const began = clock.now();
    const end = (): void => resolve(clock.now() - began);
    const stop = clock.after(1_000, end);
    const done = (): void => {
      stop();
      end();
    };
    void cancelled.then(done);
    pair.listen((bytes) => pair.answer(bytes), done);
    if (!pair.send(new ArrayBuffer(4))) done();
  });
}

async function measure(tried: readonly Tried[], { clock, measureMs, cancelled }: NetworkOptions): Promise<QualityResult> {
  const best = tried.find(({ pair }) => pair !== undefined);
  for (const other of tried) if (other !== best) other.pair?.close();
  if (best?.pair === undefined) return { status: 'not-measured', reason: tried.some(({ result }) => result.status === 'not-checked') ? 'cancelled' : 'no-relay' };
  if (measureMs === 0) return { status: 'not-measured', reason: 'not-asked' };
  const stopped = await Promise.race([cancelled.then(() => undefined), measurePath(best.pair, clock, measureMs, cancelled)]);
  if (stopped === undefined) return { status: 'not-measured', reason: 'cancelled' };
  return { status: 'measured', step: expectedStep(stopped), over: best.route, ...stopped, mos: expectedMos(stopped) };
}

/** A relay that works carries video. Without relays a call may still find its way, or not: nobody can tell from one end. */
function verdictOf(results: NetworkResult['routes'], direct: DirectResult): NetworkVerdict {
  const all = routes.map((route) => results[route].status);
  if (all.includes('reachable')) return 'carries';
  // A relay that refuses was reached, and a bad URL is nobody's network.
  if (all.includes('refused') || all.includes('unusable') || all.includes('not-checked')) return 'unknown';
  return all.includes('unreachable') || !direct.host ? 'blocks' : 'unknown';
}

const skipped = (reason: NotChecked['reason']): NotChecked => ({ status: 'not-checked', reason });

/** The browser's own; undefined where it has no WebRTC. */
export const browserConnect = (): Connect | undefined => (typeof RTCPeerConnection === 'function' ? (configuration) => new RTCPeerConnection(configuration) : undefined);

/** Nobody looked at the network. */
export function nothing(reason: NotChecked['reason']): NetworkResult {
  const route = skipped(reason);
  return {
    verdict: 'unknown',
    direct: { host: false, stun: route },
    routes: { udp: route, tcp: route, tls: route },
    quality: { status: 'not-measured', reason },
  };
}
