/**
 * What the element stands on: the session, the upgrade and the capability check of the rooms below. One seam, so that
 * a test brings its own and the element never news up a socket by itself.
 */
import { createUpgrade, detectManifest, type Upgrade, type UpgradeOptions } from '../call/index.js';
import type { Clock, Manifest, VideoSettings } from '../protocol/index.js';
import { connect, createTabs, customerTokens, fetchVisit, systemClock, type Attachments, type AttachmentsOptions, type IdentitySource, type Session, type SessionOptions, type Tabs, type TokenSource } from '../session/index.js';
import { hintOnce } from './console-hint.js';

export interface GuestOptions {
  readonly platform: string;
  readonly deploymentId: string;
  readonly customer?: { readonly name?: string };
  readonly identity?: IdentitySource;
  readonly consent?: () => string | undefined;
}

export interface ChatBackend {
  readonly clock: Clock;
  connect(options: SessionOptions): Session;
  tokens(options: GuestOptions): TokenSource;
  /** What comes before a visitor's first word; without it nothing does. */
  visit?(options: GuestOptions): Promise<unknown>;
  /** The visitor's other tabs; without it, the page goes alone. */
  createTabs?(options: GuestOptions): Tabs;
  /** Default: the platform's HTTP calls, which come with the chunk of files. */
  attachments?(options: AttachmentsOptions): Attachments;
  createUpgrade(options: UpgradeOptions): Upgrade;
  detectManifest(settings: VideoSettings): Manifest;
}

export const browserBackend: ChatBackend = {
  clock: systemClock,
  connect,
  tokens: customerTokens,
  visit: fetchVisit,
  createTabs,
  createUpgrade,
  detectManifest: (video) => detectManifest(video, { hint: (_reason, sentence) => hintOnce(sentence) }),
};
