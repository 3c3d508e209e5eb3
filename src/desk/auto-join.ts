/**
 * Whether the desk answers a ringing video of the agent's own customer by itself. Pure.
 *
 * A camera that starts unasked is only right where the agent expects it: they chose it, the browser has already been
 * told yes, the desk is in front of them and they are at it. In every other case "Accept video" is the way.
 */
import type { PlatformFrameOf } from '../protocol/index.js';

export type Reservation = PlatformFrameOf<'reservation'>;

/** How long after their last act an agent counts as being there. */
export const attentionMs = 60_000;

export interface JoinFacts {
  /** The agent's switch beside the queue switch. */
  readonly wanted: boolean;
  /** The browser would open camera and microphone without asking. */
  readonly permitted: boolean;
  /** The desk's tab is visible. */
  readonly visible: boolean;
  /** Milliseconds since the agent last pressed a key or a button here. */
  readonly idleMs: number;
}

export type JoinChoice = { readonly kind: 'ask' } | { readonly kind: 'join'; /** 0: at once. */ readonly delayMs: number };

export function joinChoice(reservation: Reservation, facts: JoinFacts): JoinChoice {
  const { join } = reservation;
  const may = isKeptVideo(reservation) && join?.mode === 'auto' && facts.wanted && facts.permitted && facts.visible;
  if (!may || facts.idleMs > attentionMs) return { kind: 'ask' };
  return { kind: 'join', delayMs: Math.max(0, join.delaySeconds * 1000) };
}

/** A video that rings at the agent who already has the chat. */
export function isKeptVideo(reservation: Reservation): boolean {
  return reservation.kept && reservation.medium === 'videoChat';
}
