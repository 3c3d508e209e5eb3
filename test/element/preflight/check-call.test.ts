import { afterEach, describe, expect, it, vi } from 'vitest';
// The check's own code, compiled before the first test waits for it.
import '../../../src/call/preflight/call-check.js';
import { checkCall, type CheckCallOptions, type CheckProgress } from '../../../src/call/preflight/check-call.js';

const captured: MediaStreamTrack[] = [];
const native = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async (constraints) => {
  const stream = await native(constraints);
  captured.push(...stream.getTracks());
  return stream;
});

/** Every connection that the checks made. */
const made: RTCPeerConnection[] = [];
const connect: CheckCallOptions['connect'] = (configuration) => {
  const pc = new RTCPeerConnection(configuration);
  made.push(pc);
  return pc;
};
const open = (): number => made.filter(({ signalingState }) => signalingState !== 'closed').length;
const live = (): number => captured.filter(({ readyState }) => readyState === 'live').length;

afterEach(() => {
  made.length = 0;
  captured.length = 0;
});

const session = (urls: string[]): NonNullable<CheckCallOptions['session']> => ({
  contact: undefined,
  turn: () => Promise.resolve({ type: 'turn', re: 'x', policy: 'all', iceServers: urls.length === 0 ? [] : [{ urls, username: 'guest', credential: 'secret-1234' }] }),
});

describe('checkCall in a real browser', () => {
  it('sees the camera’s frames and lists the devices, and leaves none open', async () => {
    const check = checkCall({ listenMs: 1_500, connect });
    const parts: CheckProgress['part'][] = [];
    check.on('progress', ({ part }) => parts.push(part));
    const report = await check.report;
    expect(report.camera).toMatchObject({ status: 'works' });
    expect(['works', 'opens']).toContain(report.microphone.status);
    expect(report.found.cameras).toMatchObject({ count: 1, labels: [expect.stringMatching(/./u) as unknown] });
    expect(report.network).toMatchObject({ verdict: 'unknown', routes: { udp: { status: 'not-checked', reason: 'no-session' } } });
    expect(parts).toContain('camera');
    expect([captured.length, live(), open()]).toEqual([2, 0, 0]);
  });

  it('finds relays that are not there out of reach, each by its own way, and closes what it tried', async () => {
    // Nothing listens there.
    const report = await checkCall({ session: session(['turn:127.0.0.1:3999?transport=tcp', 'turns:127.0.0.1:3999?transport=tcp']), contactId: 'c', devices: false, connect }).report;
    expect(report).toMatchObject({ verdict: 'blocked', network: { verdict: 'blocks', routes: { udp: { status: 'not-configured' }, tcp: { status: 'unreachable', seen: 'nothing', port: 3999 }, tls: { status: 'unreachable' } } } });
    expect(made.length).toBe(5);
    expect([open(), captured.length]).toEqual([0, 0]);
    expect(report.text()).not.toContain('secret-1234');
  });

  it('names a URL that the browser does not take', async () => {
    // Browsers block some ports, Firefox the discard port for TURN as well; Chromium tries it in vain.
    const { network } = await checkCall({ session: session(['turn:127.0.0.1:9?transport=tcp']), contactId: 'c', devices: false, connect }).report;
    expect(['unusable', 'unreachable']).toContain(network.routes.tcp.status);
    expect(open()).toBe(0);
  });

  it('says of a deployment without relays that nobody can tell', async () => {
    const report = await checkCall({ session: session([]), contactId: 'c', devices: false, connect }).report;
    expect(report.network).toMatchObject({ verdict: 'unknown', direct: { host: true, stun: { status: 'not-configured' } }, quality: { status: 'not-measured', reason: 'no-relay' } });
    expect(open()).toBe(0);
  });

  it('ends at once when it is cancelled, with nothing left open', async () => {
    const check = checkCall({ session: session(['turn:192.0.2.200:3478']), contactId: 'c', connect });
    await expect.poll(() => [live(), made.length > 0]).toEqual([2, true]);
    check.cancel();
    const report = await check.report;
    expect(report.verdict).toBe('cancelled');
    expect([live(), open()]).toEqual([0, 0]);
  });
});
