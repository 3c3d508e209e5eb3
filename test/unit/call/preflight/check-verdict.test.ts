import { describe, expect, it } from 'vitest';
import type { CallReport, NetworkResult } from '../../../../src/call/preflight/check-report.js';
import { verdictOf } from '../../../../src/call/preflight/check-verdict.js';
import type { VideoSettings } from '../../../../src/protocol/index.js';

const both: VideoSettings = { enabled: true, camera: true, microphone: true, cameraConstraints: {} };
const reachable = { status: 'reachable', ms: 100, rttMs: 20, port: 443 } as const;
const network: NetworkResult = {
  verdict: 'carries',
  direct: { host: true, stun: { status: 'not-configured' } },
  routes: { udp: reachable, tcp: reachable, tls: reachable },
  quality: { status: 'measured', step: 'good', over: 'udp', rttMs: 20, jitterMs: 1, loss: 0, kbps: 800, mos: 4.4 },
};
const fine = { camera: { status: 'works', width: 640, height: 480 }, microphone: { status: 'works', peak: 0.5 }, network } as const;
const weak: NetworkResult = { ...network, quality: { ...network.quality, status: 'measured', step: 'weak', over: 'tls', rttMs: 800, jitterMs: 50, loss: 9, kbps: 90, mos: 2 } };

describe('the verdict', () => {
  it.each<[string, Partial<Pick<CallReport, 'camera' | 'microphone' | 'network'>>, string]>([
    ['everything works', {}, 'ready'],
    ['nobody looked at the camera', { camera: { status: 'not-checked', reason: 'not-asked' } }, 'ready'],
    ['nothing could be listened to', { microphone: { status: 'opens' } }, 'ready'],
    ['there is no camera', { camera: { status: 'missing' } }, 'limited'],
    ['the microphone is silent', { microphone: { status: 'silent' } }, 'limited'],
    ['the path is weak', { network: weak }, 'limited'],
    ['a relay refuses', { network: { ...network, routes: { ...network.routes, tls: { status: 'refused', code: 401, port: 443 } } } }, 'limited'],
    ['no relay is reached', { network: { ...network, verdict: 'blocks' } }, 'blocked'],
    ['both devices are denied', { camera: { status: 'denied', hint: 'user' }, microphone: { status: 'denied', hint: 'user' } }, 'blocked'],
    ['both are open and prove nothing', { camera: { status: 'no-frames' }, microphone: { status: 'silent' } }, 'limited'],
  ])('where %s', (_where, change, verdict) => {
    expect(verdictOf({ ...fine, ...change }, both)).toBe(verdict);
  });

  it('asks for nothing that this side does not send', () => {
    expect(verdictOf({ ...fine, camera: { status: 'missing' } }, { ...both, camera: false })).toBe('ready');
    expect(verdictOf({ ...fine, microphone: { status: 'missing' } }, { ...both, camera: false })).toBe('blocked');
  });
});
