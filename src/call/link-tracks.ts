/**
 * What a link sends: one transceiver for sound and one for the picture, and this side's tracks on them.
 *
 * Knows that the offering side makes both, whatever it sends, so that a camera can come later without a new offer, and that
 * the answering side offers back what it has or may have. Does not know signals.
 */
import { preferCodecs } from './codecs.js';
import type { MediaKind } from './engine-port.js';
import type { Peer } from './peer.js';

export interface TracksOptions {
  readonly local: MediaStream | undefined;
  /** Whether this side may ever send a kind; a kind that it may not is only received. */
  readonly sends: (kind: MediaKind) => boolean;
}

const kinds = ['audio', 'video'] as const;
const kindOf = ({ receiver }: RTCRtpTransceiver): MediaKind => (receiver.track.kind === 'audio' ? 'audio' : 'video');

export class LinkTracks {
  constructor(
    private readonly peer: Peer,
    private readonly options: TracksOptions,
  ) {}

  /** Before the offer. */
  offer(): void {
    const { local, sends } = this.options;
    const streams = local ? [local] : [];
    for (const kind of kinds) {
      this.peer.addTransceiver(this.own(kind) ?? kind, sends(kind) ? { direction: 'sendrecv', streams } : { direction: 'recvonly' });
      const transceiver = this.of(kind);
      if (transceiver) preferCodecs(transceiver, kind);
    }
  }

  /** Between the offer and the answer. */
  answer(): void {
    const offer = this.peer._pc?.remoteDescription?.sdp;
    for (const transceiver of this.all) {
      const kind = kindOf(transceiver);
      const track = this.own(kind);
      if (track && !transceiver.sender.track) void transceiver.sender.replaceTrack(track).catch(() => undefined);
      const direction = this.options.sends(kind) ? 'sendrecv' : 'recvonly';
      if (transceiver.direction !== direction) transceiver.direction = direction;
      preferCodecs(transceiver, kind, offer);
    }
  }

  replace(kind: MediaKind, track: MediaStreamTrack | null): void {
    // A sender refuses only a track of another kind or one after it was stopped with the connection.
    void this.of(kind)?.sender.replaceTrack(track).catch(() => undefined);
  }

  private get all(): readonly RTCRtpTransceiver[] {
    return this.peer._pc?.getTransceivers() ?? [];
  }

  private own(kind: MediaKind): MediaStreamTrack | undefined {
    return this.options.local?.getTracks().find((track) => track.kind === kind && track.readyState === 'live');
  }

  private of(kind: MediaKind): RTCRtpTransceiver | undefined {
    return this.all.find((transceiver) => kindOf(transceiver) === kind);
  }
}
