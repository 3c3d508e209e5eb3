/**
 * The seam between a session and the pages that share its line: what the one gives and the other takes.
 *
 * Knows shapes only. Everything goes over a `Dial` and a `TokenSource`, as it does without sharing: a session never knows
 * whether its frames travel by a socket of its own or by another page's. tabs/ has the one there is.
 */
import type { Clock, Manifest, PlatformFrameOf } from '../protocol/index.js';
import type { Session } from './session.js';
import type { Grant, TokenSource } from './token-source.js';
import type { Dial } from './wire.js';

/** A session, as its shared line sees it. */
export interface SharingSession {
  readonly session: Pick<Session, 'state' | 'contact' | 'clockOffset' | 'renew'>;
  readonly tokens: TokenSource;
  readonly dial: Dial;
  readonly clock: Clock;
  /** What this page can do; undefined where it does not say. */
  readonly manifest: (() => Manifest) | undefined;
  /** The platform's last welcome. */
  readonly greeting: () => PlatformFrameOf<'welcome'> | undefined;
  /** Sends what another page had not sent when it went; `letters` as that page gave it to `keep`. */
  readonly adopt: (letters: string) => void;
  /** There is somebody to dial now. */
  readonly hurry: () => void;
  /** Another page takes over the call that this one is in. */
  readonly callMoved: () => void;
}

/** What the session uses in place of its own line. */
export interface SharedLine {
  /** A token to greet with; `renew`: the last one was refused, or the next contact is wanted. */
  grant(renew: boolean): Promise<Grant>;
  /** After each welcome `opened` may come again: the line is another one, to be greeted anew while the old one still carries. */
  readonly dial: Dial;
  /** What this page has not sent yet, for whoever outlives it. */
  keep(letters: string | undefined): void;
  /** This page has a call from now on, or has none any more. */
  setInCall(on: boolean): void;
  /** The session has closed. */
  close(): void;
}

export type ShareLine = (own: SharingSession) => SharedLine;
