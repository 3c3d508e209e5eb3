/**
 * What the desk needs from outside itself, as one object: a test or a host brings its own. The default is the browser's
 * and the real session and call.
 */
import { createUpgrade, detectManifest, type Upgrade, type UpgradeOptions } from '../call/index.js';
import type { Clock, Manifest, VideoSettings } from '../protocol/index.js';
import { browserStorage, connect, systemClock, type Attachments, type AttachmentsOptions, type KeyValueStorage, type Session, type SessionOptions } from '../session/index.js';
import type { Tones } from './bell.js';
import { lockSeats, type Seats } from './desk-seat.js';
import type { PageAddress } from './page-address.js';
import type { KeyCrypto } from './pkce.js';
import type { Fetch } from './platform-call.js';

export interface DeskPorts {
  readonly clock: Clock;
  readonly fetch: Fetch;
  /** `undefined` keeps nothing: a reload signs out. */
  readonly storage: KeyValueStorage | undefined;
  /** What outlives a sign-in on this browser: how an agent leaves their panes, and how they are called. Default: kept as long as the page. */
  readonly preferences?: KeyValueStorage | undefined;
  connect(options: SessionOptions): Session;
  createUpgrade(options: UpgradeOptions): Upgrade;
  /** Default: the platform's HTTP calls. */
  attachments?(options: AttachmentsOptions): Attachments;
  /** Sees to it that one tab is an agent's desk. Default: every tab is one. */
  readonly seats?: Seats | undefined;
  /** Where single sign-on leaves from and comes back to. Default: the page's address. */
  readonly address?: PageAddress;
  /** Default: the browser's. */
  readonly crypto?: KeyCrypto;
  /** Where the desk's sounds go. Default: the browser's audio. */
  tones?(): Tones;
  /** What this page can do, for the hello. */
  manifest(): Manifest;
  /** Whether camera and microphone would open without the browser asking. */
  permitted(): Promise<boolean>;
}

/** An agent sends both; what their browser can't do is withdrawn by the manifest. */
export const agentVideo: VideoSettings = { enabled: true, camera: true, microphone: true, cameraConstraints: {} };

export function browserPorts(): DeskPorts {
  return {
    clock: systemClock,
    fetch: (input, init) => fetch(input, init),
    storage: browserStorage('sessionStorage'),
    preferences: browserStorage('localStorage'),
    connect,
    createUpgrade,
    seats: browserSeats(),
    manifest: () => detectManifest(agentVideo),
    permitted: devicesPermitted,
  };
}

/** Asks the Permissions API; a browser that can't tell counts as "would ask". */
export async function devicesPermitted(): Promise<boolean> {
  if (!('permissions' in navigator)) return false;
  const { permissions } = navigator;
  try {
    const [camera, microphone] = await Promise.all([permissions.query({ name: 'camera' }), permissions.query({ name: 'microphone' })]);
    return camera.state === 'granted' && microphone.state === 'granted';
  } catch {
    // Firefox before 131 does not know these names.
    return false;
  }
}

/** Undefined where the browser has no locks (Safari 14, Firefox before 96, pages that are not secure): then every tab is a desk. */
function browserSeats(): Seats | undefined {
  return 'locks' in navigator ? lockSeats(navigator.locks, systemClock) : undefined;
}
