import { describe, expect, it, vi } from 'vitest';
import { detectManifest, type Surroundings } from '../../../src/call/manifest.js';
import { ManifestSchema, type VideoSettings } from '../../../src/protocol/index.js';
import * as v from 'valibot';

const enabled: VideoSettings = { enabled: true, camera: true, microphone: true, cameraConstraints: {} };
const good: Surroundings = { modern: true, webrtc: true, secure: true, devices: true, allows: () => true };

describe('the manifest', () => {
  it.each<[string, VideoSettings, Partial<Surroundings>]>([
    ['not-enabled', { enabled: false }, { modern: false, webrtc: false, secure: false, devices: false, allows: () => false }],
    ['old-browser', enabled, { modern: false, webrtc: false, secure: false, devices: false, allows: () => false }],
    ['no-webrtc', enabled, { webrtc: false, secure: false, devices: false, allows: () => false }],
    ['insecure-page', enabled, { secure: false, devices: false, allows: () => false }],
    ['frame-policy', enabled, { devices: false, allows: () => false }],
    ['frame-policy', enabled, { allows: (feature) => feature === 'camera' }],
    ['no-media-devices', enabled, { devices: false }],
  ])('withdraws video for the first reason that holds: %s', (reason, video, changes) => {
    expect(detectManifest(video, { around: { ...good, ...changes } }).media.video).toEqual({ supported: false, reason });
  });

  it('says what of video this client will send', () => {
    expect(detectManifest(enabled, { around: good }).media.video).toEqual({ supported: true, camera: true, microphone: true });
    expect(detectManifest({ ...enabled, camera: false }, { around: good }).media.video).toEqual({ supported: true, camera: false, microphone: true });
  });

  it('asks the policy only for what is wanted', () => {
    const around = { ...good, allows: (feature: string) => feature === 'microphone' };
    expect(detectManifest({ ...enabled, camera: false }, { around }).media.video.supported).toBe(true);
  });

  it('fits the protocol, whatever it says', () => {
    for (const video of [enabled, { enabled: false } as const]) expect(v.is(ManifestSchema, detectManifest(video, { around: good }))).toBe(true);
  });

  it('hints to developers where the page can mend it, and to nobody else', () => {
    const hint = vi.fn();
    detectManifest(enabled, { around: { ...good, secure: false }, hint });
    expect(hint).toHaveBeenCalledExactlyOnceWith('insecure-page', expect.stringContaining('https'));
    hint.mockClear();
    detectManifest({ enabled: false }, { around: good, hint });
    detectManifest(enabled, { around: good, hint });
    expect(hint).not.toHaveBeenCalled();
  });

  it('withdraws video where there is no page, and throws nothing', () => {
    expect(detectManifest(enabled).media.video.supported).toBe(false);
  });
});
