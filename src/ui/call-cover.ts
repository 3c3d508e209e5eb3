/** What a call's state and the other side's word put over the picture. Pure; chat and desk add what only they know. */
import type { MediaModes, UpgradeClientState } from '../call/index.js';
import type { StageCover } from './stage.js';

/** A call that gets its media back. */
export type Recovery = Extract<UpgradeClientState, { kind: 'recovering' | 'rebuilding' }>;

/** `now`: local milliseconds since the epoch. */
export function recoveryCover({ waitsFor, until }: Pick<Recovery, 'waitsFor' | 'until'>, now: number): Extract<StageCover, { kind: 'recovering' }> {
  return { kind: 'recovering', waitsFor, seconds: Math.max(0, Math.ceil((until - now) / 1000)) };
}

/** The other side's picture is to be seen whole: a screen, or something it shows. */
export const isFitted = (peer: MediaModes | undefined): boolean => peer?.video === 'screen' || peer?.show === true;

/** `undefined`: the other side has said nothing yet, and is taken to send. */
export function peerCover(peer: MediaModes | undefined): StageCover {
  switch (peer?.video) {
    case 'off':
    case 'none':
      return { kind: 'camera-off' };
    case 'paused':
      return { kind: 'audio-only' };
    case 'on':
    case 'screen':
    case undefined:
      return { kind: 'none' };
  }
}
