/** One page for tests of the runner: scripted platform and engine, fake devices, a clock that stands still. */
import type { CallEngine, EngineOptions, MediaModes, OpenOptions, Turn, WarmOptions } from '../../../src/call/engine-port.js';
import type { InCallModule } from '../../../src/call/engine-module.js';
import { createUpgrade, type CallEngineModule, type Upgrade, type UpgradeOptions } from '../../../src/call/index.js';
import type { WatchPath } from '../../../src/call/path-hints.js';
import { UpgradeRunner } from '../../../src/call/upgrade-runner.js';
import type { CallSummary, Cause, VideoSettings } from '../../../src/protocol/index.js';
import { fakeMedia, type FakeMedia } from '../../../src/testing/fake-media.js';
import { videoManifest } from '../../../src/testing/frames.js';
import { manualClock, type ManualClock } from '../../../src/testing/manual-clock.js';
import { contactId, ScriptedPlatform, type End, type ScriptedSession } from '../../element/call/scripted-platform.js';

/** An engine that does nothing but remember, and says what the test lets it say. */
export class ScriptedEngine implements CallEngine {
  readonly health = undefined;
  readonly summary: CallSummary = { freezes: 1, restarts: 2, rebuilds: 3, audioOnlyMs: 4 };
  readonly remote = undefined;
  readonly playback = 'ok';
  peerMedia: MediaModes | undefined;
  readonly calls: (readonly unknown[])[] = [];
  why: Cause = 'ice-failed';

  constructor(readonly options: EngineOptions) {}

  /** Names of the calls so far, without those that come and go with the element or are only made ahead. */
  get names(): unknown[] {
    return this.calls.map(([name]) => name).filter((name) => name !== 'attach' && name !== 'warm' && name !== 'cool');
  }

  warm = ({ way }: WarmOptions): void => void this.calls.push(['warm', way]);
  cool = (): void => void this.calls.push(['cool']);
  enter = (...call: unknown[]): void => void this.calls.push(['enter', ...call]);
  open = ({ attempt, way }: OpenOptions): void => void this.calls.push(['open', attempt, way]);
  restart = (generation: number, _turn: Turn, suspect: boolean): void => void this.calls.push(['restart', generation, suspect]);
  renew = ({ iceServers }: Turn): void => void this.calls.push(['renew', iceServers]);
  askRestart = (): void => void this.calls.push(['askRestart']);
  join = (): void => void this.calls.push(['join']);
  receive = (...call: unknown[]): void => void this.calls.push(['receive', ...call]);
  acked = (...call: unknown[]): void => void this.calls.push(['acked', ...call]);
  resend = (): void => void this.calls.push(['resend']);
  replace = (kind: string, track: MediaStreamTrack | null): void => void this.calls.push(['replace', kind, track]);
  announce = (): void => void this.calls.push(['announce', this.options.modes()]);
  attach = (element: unknown): void => void this.calls.push(['attach', element]);
  unlock = (): void => void this.calls.push(['unlock']);
  leave = (): void => void this.calls.push(['leave']);
  cause = (): Cause => this.why;
}

export interface TestPage {
  readonly upgrade: Upgrade;
  readonly platform: ScriptedPlatform;
  readonly session: ScriptedSession;
  readonly media: FakeMedia;
  readonly clock: ManualClock;
  /** How often the chunk was asked for. */
  readonly loads: () => number;
  readonly engine: () => ScriptedEngine;
  /** The network is another one, or the machine woke. */
  readonly hint: () => void;
  /** Lets the chunk come, where `held`. */
  readonly arrive: () => void;
  readonly fail: () => void;
  readonly changes: () => number;
  /** Types of the durable frames sent. */
  readonly sent: () => string[];
}

export const both: VideoSettings = { enabled: true, camera: true, microphone: true, cameraConstraints: {} };

export function page(side: End = 'customer', more: Partial<UpgradeOptions> & { readonly held?: boolean } = {}): TestPage {
  const platform = new ScriptedPlatform();
  const session = platform.sessions[side];
  const media = fakeMedia();
  const clock = manualClock();
  let engine: ScriptedEngine | undefined;
  let loads = 0;
  let changes = 0;
  let settle: { arrive: () => void; fail: () => void } | undefined;
  const module: CallEngineModule = {
    createRunner: (options) => new UpgradeRunner({ ...options, createEngine: (it) => (engine = new ScriptedEngine(it)) }),
  };
  const load = (): Promise<CallEngineModule> => {
    loads += 1;
    if (!more.held) return Promise.resolve(module);
    return new Promise((resolve, reject) => (settle = { arrive: () => resolve(module), fail: () => reject(new Error('404')) }));
  };
  let hint = (): void => undefined;
  const watchPath: WatchPath = (_clock, changed) => {
    hint = changed;
    return () => (hint = () => undefined);
  };
  const upgrade = createUpgrade({ session, side, contactId: () => contactId, video: () => both, manifest: () => videoManifest, clock, media, load, loadInCall: neverInCall, watchPath, ...more });
  upgrade.on('change', () => (changes += 1));
  return {
    upgrade, platform, session, media, clock,
    loads: () => loads,
    hint: () => hint(),
    engine: () => engine ?? expectEngine(),
    arrive: () => settle?.arrive(),
    fail: () => settle?.fail(),
    changes: () => changes,
    sent: () => session.submitted.map(({ type }) => type),
  };
}

/** What a call can do beyond its first frame has tests of its own; here it never comes. */
const neverInCall = (): Promise<InCallModule> => new Promise(() => undefined);

function expectEngine(): never {
  throw new Error('there is no engine yet');
}

/** A customer whose call is bound: the agent's end is played by the test. */
export async function bound(more: Parameters<typeof page>[1] = {}): Promise<TestPage> {
  const it = page('customer', more);
  it.platform.sessions.agent.on('reservation', ({ reservationId }) => void it.platform.take('agent', { type: 'reservation.answer', reservationId, accepted: true }));
  it.upgrade.start();
  await it.clock.run(0);
  await it.clock.run(0);
  return it;
}

export async function live(more: Parameters<typeof page>[1] = {}): Promise<TestPage> {
  const it = await bound(more);
  it.engine().options.event({ type: 'firstMedia' });
  await it.clock.run(0);
  return it;
}
