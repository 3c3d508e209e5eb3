/**
 * What the session says, in the machine's words: views of an upgrade, refusals as results.
 *
 * Pure. Knows what a refused frame means for the upgrade. What of a view the machine does not know goes along unread.
 */
import { SegueError, type ErrorCode, type Manifest, type PlatformFrameOf, type Result, type UpgradeView } from '../protocol/index.js';
import type { View } from './machine-state.js';
import { moment } from './machine-step.js';

export const viewOf = ({ by, ...view }: UpgradeView): View => ({ ...view, by: by.kind });

export const boundView = (frame: PlatformFrameOf<'media-upgrade'>): View => ({ ...frame, state: 'bound' });

const over: readonly ErrorCode[] = ['stale-upgrade', 'no-upgrade', 'stale-reservation', 'contact-closed', 'not-your-contact', 'unknown-call', 'closed'];

/** What the refusal of a request, an answer or an acceptance means for the upgrade. */
export function refusal(error: unknown, manifest: Manifest, at: number): Result {
  const ending = { by: 'platform', at: moment(at) } as const;
  const code = error instanceof SegueError ? error.code : 'internal';
  const { video } = manifest.media;
  if (code === 'call-unsupported') return { status: 'unsupported', reason: video.supported ? 'not-enabled' : video.reason, ...ending };
  if (code === 'scope-missing') return { status: 'not-allowed', reason: 'entitlement', ...ending };
  if (over.includes(code)) return { status: 'cancelled', ...ending };
  return { status: 'failed', reason: 'signaling-lost', ...ending };
}
