/**
 * How a call is doing: one small snapshot a second, what was found wrong with the media, and what is done about it.
 *
 * Types only: the seam between a UI and the call chunk.
 */

/** One direction of one kind of media. `out` is what the other side reports of this side's. */
export interface FlowQuality {
  /** Over the last second, as all below but loss. */
  readonly kbps: number;
  /** Lost packets in per cent, over the last five seconds: silent sound sends too few for one. */
  readonly loss: number;
  readonly jitterMs: number;
}

export interface PictureQuality extends FlowQuality {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** So far in this connection. */
  readonly freezes: number;
}

export interface QualitySnapshot {
  /** Local clock, milliseconds since the epoch. */
  readonly at: number;
  /** Mean opinion score of the sound, 1 to 4.5, by the E-model (ITU-T G.107, simplified). The worse of the two directions. */
  readonly mos: number;
  /** For a mark of three bars; slow to change, so that it does not flicker. */
  readonly step: 'good' | 'fair' | 'weak';
  readonly rttMs: number | undefined;
  readonly audio: { readonly in: FlowQuality; readonly out: FlowQuality };
  readonly video: { readonly in: PictureQuality; readonly out: PictureQuality };
  /** The candidate pair in use; `relayProtocol` is how this side reaches its relay. */
  readonly path: { readonly local: string; readonly remote: string; readonly relayProtocol?: 'udp' | 'tcp' | 'tls' } | undefined;
}

/** What was found wrong. `own`: what this side sends; `peer`: what it receives. */
export type MediaTrouble =
  /** Frames stand still although they should come. */
  | { readonly kind: 'frozen'; readonly side: 'peer' }
  | { readonly kind: 'black'; readonly side: 'own' | 'peer' }
  /** `own`: nothing is heard from a microphone that is on. `peer`: no sound comes in although the other side's is on. */
  | { readonly kind: 'silent'; readonly side: 'own' | 'peer' }
  /** This side speaks, but is muted. */
  | { readonly kind: 'muted-speech'; readonly side: 'own' };

export interface CallHealth {
  readonly quality: QualitySnapshot | undefined;
  readonly troubles: readonly MediaTrouble[];
  /**
   * What the path leaves of this side's picture: `full`; `reduced` smaller and softer; `audio-only` paused so that the sound
   * stays clear, back by itself after ten good seconds.
   */
  readonly adaptation: 'full' | 'reduced' | 'audio-only';
  /** The person wants the picture whatever it costs: no `audio-only` any more in this call. */
  keepVideo(): void;
}
