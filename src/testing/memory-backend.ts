/**
 * What stands between a `<segue-chat>` and the memory platform: the element's own seam, with session, capture and the
 * upgrade's machine as they are.
 *
 * Only the wire, the devices and the media connection are others. Nothing is stored, and the page has no other tabs.
 */
import { createUpgrade, detectManifest, type MediaPort, type Upgrade, type UpgradeOptions } from '../call/index.js';
import type { Clock, Manifest, UnsupportedReason, VideoSettings } from '../protocol/index.js';
import { connect, customerTokens, fetchVisit, type CustomerTokenOptions, type Dial, type Session, type SessionOptions, type TokenSource, type VisitOptions } from '../session/index.js';

export interface MemoryBackend {
  readonly clock: Clock;
  connect(options: SessionOptions): Session;
  tokens(options: CustomerTokenOptions): TokenSource;
  visit(options: VisitOptions): Promise<unknown>;
  createUpgrade(options: UpgradeOptions): Upgrade;
  detectManifest(settings: VideoSettings): Manifest;
}

export interface BackendWorld {
  readonly clock: Clock;
  readonly media: MediaPort;
  readonly load: NonNullable<UpgradeOptions['load']>;
  readonly dial: Dial;
  readonly fetch: typeof fetch;
  readonly withdraws: () => UnsupportedReason | undefined;
}

const able = { modern: true, webrtc: true, secure: true, devices: true, allows: () => true };

export function memoryBackend({ clock, media, load, dial, fetch, withdraws }: BackendWorld): MemoryBackend {
  const manifest = (settings: VideoSettings): Manifest => {
    const detected = detectManifest(settings, { around: able });
    const reason = withdraws();
    return reason === undefined || !settings.enabled ? detected : { media: { ...detected.media, video: { supported: false, reason } } };
  };
  return {
    clock,
    connect: (options) => connect({ ...options, clock, dial, storage: undefined }),
    tokens: (options) => customerTokens({ ...options, fetch, storage: undefined }),
    visit: (options) => fetchVisit({ ...options, fetch }),
    createUpgrade: (options) => createUpgrade({ ...options, clock, media, load, manifest: () => manifest(options.video()) }),
    detectManifest: manifest,
  };
}
