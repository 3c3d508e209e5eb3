import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkCall, type CallCheck, type CheckCallOptions, type CheckProgress } from '../../../../src/call/preflight/check-call.js';
import type { CallReport } from '../../../../src/call/preflight/check-report.js';
import type { Session } from '../../../../src/session/index.js';
import { manualClock, type ManualClock } from '../../../../src/testing/index.js';
import { fakeNetwork, type FakeNetwork } from './fake-connections.js';
import { trialFixture, type TrialFixture } from './trial-fixture.js';

let fixture: TrialFixture;
let clock: ManualClock;
let network: FakeNetwork;
const asked: string[] = [];
const secrets = { username: '1790000000:guest-1', credential: 'c2VjcmV0' };
const session: Pick<Session, 'turn' | 'contact'> = {
  contact: undefined,
  turn(contactId, purpose) {
    asked.push(`${contactId} ${purpose}`);
    return Promise.resolve({ type: 'turn', re: 'x', policy: 'all', iceServers: [{ urls: ['turn:t.test', 'turns:t.test:443'], ...secrets }] });
  },
};

beforeEach(() => {
  fixture = trialFixture();
  clock = manualClock();
  network = fakeNetwork({ turn: 'works' }, '203.0.113.20');
  asked.length = 0;
});

const start = (options: CheckCallOptions = {}): CallCheck =>
  checkCall({ session, contactId: 'contact-1', clock, media: fixture.media, ports: fixture.ports, connect: network.connect, measureMs: 500, ...options });

/** Time passes until the check has ended. */
async function ended({ report }: CallCheck): Promise<CallReport> {
  const ends = { over: false };
  void report.finally(() => (ends.over = true));
  while (!ends.over) await clock.run(100);
  return report;
}

describe('checkCall', () => {
  it('asks for camera and microphone in the click’s own task', () => {
    const check = start();
    expect(fixture.media.asked).toEqual([{ audio: true, video: true }]);
    check.cancel();
    return check.report;
  });

  it('reports devices, ways and quality, and leaves nothing open', async () => {
    const check = start({ speaker: true });
    const progress: CheckProgress[] = [];
    const levels: number[] = [];
    check.on('progress', (it) => progress.push(it));
    check.on('level', (level) => levels.push(level));
    await vi.waitFor(() => expect(fixture.metered).toBe(1));
    expect(check.preview).toBe(fixture.media.streams[0]);
    fixture.showFrame();
    fixture.hear(0.3);
    const report = await ended(check);
    expect(report).toMatchObject({
      verdict: 'ready',
      camera: { status: 'works', width: 640, height: 360 },
      microphone: { status: 'works', peak: 0.3 },
      speaker: { status: 'played' },
      found: { cameras: { count: 1, labels: ['Fake camera'] } },
      network: { verdict: 'carries', routes: { udp: { status: 'reachable' }, tcp: { status: 'not-configured' }, tls: { status: 'reachable' } } },
    });
    expect(asked).toEqual(['contact-1 preflight']);
    expect(levels).toContain(0.3);
    expect(progress.map(({ part }) => part).sort()).toEqual(['camera', 'microphone', 'quality', 'route', 'route', 'route', 'speaker']);
    expect([fixture.media.liveTracks, network.open, clock.waiting, fixture.metered]).toEqual([[], 0, 0, 0]);
  });

  it('tells support everything and nobody’s secrets', async () => {
    const check = start();
    await vi.waitFor(() => expect(fixture.metered).toBe(1));
    fixture.showFrame();
    fixture.hear(0.3);
    const report = await ended(check);
    expect(report.text()).toContain('relay over TLS: reachable at port 443');
    expect(report.text()).toContain('camera: works (width 640, height 360)');
    for (const text of [report.text(), JSON.stringify(report)]) {
      for (const secret of [secrets.username, secrets.credential, '203.0.113']) expect(text).not.toContain(secret);
    }
  });

  it('is blocked by denied devices, and looks at the network all the same', async () => {
    fixture.media.answer = { error: 'NotAllowedError' };
    const report = await ended(start());
    expect(report).toMatchObject({ verdict: 'blocked', camera: { status: 'denied' }, microphone: { status: 'denied' }, network: { verdict: 'carries' } });
  });

  it('waits no longer than it was told for a microphone that says nothing', async () => {
    const check = start({ listenMs: 1_000 });
    await vi.waitFor(() => expect(fixture.metered).toBe(1));
    fixture.showFrame();
    const report = await ended(check);
    expect(report).toMatchObject({ microphone: { status: 'opens' }, verdict: 'ready' });
    expect(report.ms).toBeLessThan(3_000);
  });

  it('checks the network alone where that is asked for', async () => {
    const report = await ended(start({ devices: false }));
    expect(fixture.media.asked).toEqual([]);
    expect(report).toMatchObject({ camera: { status: 'not-checked', reason: 'not-asked' }, verdict: 'ready', network: { verdict: 'carries' } });
  });

  it.each(['before its code is there', 'while the browser asks', 'while it listens'])('ends at once when it is cancelled %s', async (when) => {
    if (when === 'while the browser asks') fixture.media.answer = 'hold';
    const check = start({ measureMs: 60_000 });
    if (when === 'while it listens') await vi.waitFor(() => expect(fixture.metered).toBe(1));
    if (when === 'while the browser asks') await vi.waitFor(() => expect(asked).toHaveLength(1));
    check.cancel();
    const report = await check.report;
    fixture.media.settle('grant');
    expect(report.verdict).toBe('cancelled');
    await vi.waitFor(() => expect([fixture.media.liveTracks, network.open, clock.waiting]).toEqual([[], 0, 0]));
  });
});

describe('checkCall without its code', () => {
  const code = '../../../../src/call/preflight/call-check.js';

  afterEach(() => {
    vi.doUnmock(code);
    vi.resetModules();
  });

  /** A check whose code is what `load` brings. */
  async function startWith(load: () => Promise<object>): Promise<CallCheck> {
    vi.resetModules();
    vi.doMock(code, load);
    const { checkCall: check } = await import('../../../../src/call/preflight/check-call.js');
    return check({ session, clock, media: fixture.media, ports: fixture.ports, connect: network.connect });
  }

  it('turns the camera off at once when it is cancelled', async () => {
    const check = await startWith(() => new Promise(() => undefined));
    check.cancel();
    await vi.waitFor(() => expect([fixture.media.streams.length, fixture.media.liveTracks]).toEqual([1, []]));
  });

  it.each(['grant', { error: 'NotAllowedError' }] as const)('rejects, and leaves nothing open nor unheard (%j)', async (answer) => {
    fixture.media.answer = answer;
    const unheard = vi.fn();
    process.on('unhandledRejection', unheard);
    const check = await startWith(() => Promise.reject(new Error('404')));
    await expect(check.report).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 0));
    process.off('unhandledRejection', unheard);
    expect(unheard).not.toHaveBeenCalled();
    expect(fixture.media.liveTracks).toEqual([]);
  });
});
