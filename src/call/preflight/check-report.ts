/**
 * What a check of devices and network found: the shape of its results and of the report made of them.
 *
 * Types only. Nothing here names a visitor: no credentials, addresses masked, labels only where the visitor has allowed the
 * devices.
 */
import type { CaptureFailure } from '../machine-state.js';

/** Nobody looked, and why. */
export interface NotChecked {
  readonly status: 'not-checked';
  /**
   * `cancelled`; `not-asked` by the caller; `no-session` without one that is connected to a contact; `no-relay` without a
   * relay that works; `refused` by the platform; `no-webrtc` in this browser.
   */
  readonly reason: 'cancelled' | 'not-asked' | 'no-session' | 'no-relay' | 'refused' | 'no-webrtc';
}

/** Why a camera or microphone did not open. `hint` is a guess at who said no. */
export type DeviceTrouble =
  | { readonly status: 'denied'; readonly hint?: NonNullable<CaptureFailure['hint']> }
  | { readonly status: 'missing' }
  | { readonly status: 'busy' };

export type CameraResult = { readonly status: 'works'; readonly width: number; readonly height: number } | { readonly status: 'no-frames' } | DeviceTrouble | NotChecked;

/**
 * `peak`: the loudest moment, 0 to 1. `silent`: it is open, and nothing was heard. `opens`: it is open, and there was no time
 * to listen, or this browser would not let the page.
 */
export type MicrophoneResult = { readonly status: 'works'; readonly peak: number } | { readonly status: 'silent' | 'opens' } | DeviceTrouble | NotChecked;

/** `played`: two notes went out; only a person knows whether they were heard. */
export type SpeakerResult = { readonly status: 'played' | 'heard' | 'not-heard' | 'failed' } | NotChecked;

/** The ways to a relay, from the quickest to the one that gets through most. */
export const routes = ['udp', 'tcp', 'tls'] as const;
export type Route = (typeof routes)[number];

export type RouteResult =
  /** `ms` until data had gone through the relay and back, `rttMs` of one later round trip. */
  | { readonly status: 'reachable'; readonly ms: number; readonly rttMs: number; readonly port: number }
  /** `seen`: how far it came: no answer at all, or an allocation through which no data passed. */
  | { readonly status: 'unreachable'; readonly ms: number; readonly seen: 'nothing' | 'allocation'; readonly port: number }
  /** By the relay, with its STUN error: 401 credentials, 403 forbidden, 486 quota, 508 capacity. */
  | { readonly status: 'refused'; readonly code: number; readonly port: number }
  /** The browser does not take the URL: its port is one that browsers block, or it is malformed. */
  | { readonly status: 'unusable'; readonly port: number }
  | { readonly status: 'not-configured' }
  | NotChecked;

/** Whether this network has paths without a relay. */
export interface DirectResult {
  /** A local address to offer: without one, a policy or an add-on hides the network. */
  readonly host: boolean;
  /**
   * `seen`: this side from outside, masked. `nothing-new`: no server answered, or there is no address translation between, so
   * that the answer told nothing new; browsers do not say which.
   */
  readonly stun: { readonly status: 'seen'; readonly address: string } | { readonly status: 'nothing-new' } | { readonly status: 'not-configured' } | NotChecked;
}

export type QualityStep = 'good' | 'fair' | 'weak';

/** A few seconds of data through the relay and back to this page: as far as to another participant who is as near to it. */
export type QualityResult =
  | {
      readonly status: 'measured';
      readonly step: QualityStep;
      readonly over: Route;
      readonly rttMs: number;
      readonly jitterMs: number;
      /** Lost packets in per cent. */
      readonly loss: number;
      /** Of what was sent, at most 900: enough for a good picture. */
      readonly kbps: number;
      /** Expected mean opinion score of the sound, 1 to 4.5. */
      readonly mos: number;
    }
  | { readonly status: 'not-measured'; readonly reason: NotChecked['reason'] };

/** `carries`: video has a way. `blocks`: relays are configured and none is reached. `unknown`: nothing to tell by. */
export type NetworkVerdict = 'carries' | 'blocks' | 'unknown';

export interface NetworkResult {
  readonly verdict: NetworkVerdict;
  readonly direct: DirectResult;
  readonly routes: { readonly [R in Route]: RouteResult };
  readonly quality: QualityResult;
}

/** Devices by kind; `labels` only where the browser tells them, which is after permission. */
export interface FoundDevices {
  readonly count: number;
  readonly labels: readonly string[];
}

/** All of it, as plain data but for `text`. */
export interface CallReport {
  readonly segue: string;
  /** ISO moment of the start. */
  readonly at: string;
  readonly ms: number;
  readonly browser: string;
  /** `ready`: video will work. `limited`: something is missing, a call is possible. `blocked`: no way. */
  readonly verdict: 'ready' | 'limited' | 'blocked' | 'cancelled';
  readonly camera: CameraResult;
  readonly microphone: MicrophoneResult;
  readonly speaker: SpeakerResult;
  readonly found: { readonly cameras: FoundDevices; readonly microphones: FoundDevices; readonly speakers: FoundDevices };
  readonly network: NetworkResult;
  /** The same in lines for a support ticket. */
  text(): string;
}
