/**
 * Keeps a connection's senders as adaptation wants them, through new connections and new tracks.
 *
 * Knows what it last told them and tells them again when that is not what holds any more: a rung, a screen in the camera's
 * place, another connection. Where a browser cannot pause an encoding, the track is taken off the sender for the while;
 * the camera itself goes on.
 */
import type { Rung } from './adaptation.js';
import type { MonitorOptions } from './call-monitor.js';
import { favour, hint, pictureOf, tune, tuningOf, type Tuning } from './tuning.js';

export class SenderTuner {
  private told: { readonly sender: RTCRtpSender; readonly tuning: Tuning } | undefined;
  private withheld: RTCRtpSender | undefined;
  private busy = false;
  /** What was wanted last while the sender was being told something else. */
  private later: (() => void) | undefined;
  private closed = false;

  constructor(private readonly options: Pick<MonitorOptions, 'local' | 'modes'>) {}

  /** Cheap where nothing changed; to be called every second, since a sender may not be ready yet. */
  apply(pc: RTCPeerConnection, rung: Rung, relayProtocol: 'udp' | 'tcp' | 'tls' | undefined): void {
    const sender = senderOf(pc, 'video');
    if (!sender || this.closed) return;
    this.later = this.busy ? () => this.apply(pc, rung, relayProtocol) : undefined;
    if (this.busy) return;
    const { track } = sender;
    const picture = pictureOf(track, this.options.modes().video === 'screen');
    if (track) hint(track, picture);
    const tuning = tuningOf(rung, picture, relayProtocol === 'tcp' || relayProtocol === 'tls');
    if (this.told?.sender === sender && JSON.stringify(this.told.tuning) === JSON.stringify(tuning)) return;
    this.busy = true;
    if (this.told?.sender !== sender) void favour(senderOf(pc, 'audio'));
    void this.tell(sender, tuning, tune(sender, tuning));
  }

  /**
   * Sends a whole picture, on which the other side's can build: an encoding that rested, be it for a moment, begins with
   * one. Nothing where it rests, or cannot.
   */
  renew(pc: RTCPeerConnection): void {
    const sender = senderOf(pc, 'video');
    if (!sender || this.busy || this.closed || this.told?.sender !== sender || !this.told.tuning.active) return;
    const { tuning } = this.told;
    this.busy = true;
    void this.tell(sender, tuning, tune(sender, { ...tuning, active: false }).then((rested) => !rested || tune(sender, tuning)));
  }

  close(): void {
    this.closed = true;
  }

  private async tell(sender: RTCRtpSender, tuning: Tuning, taken: Promise<boolean>): Promise<void> {
    const took = await taken;
    this.busy = false;
    if (this.closed) return;
    // What it did not take is told again with the next second.
    this.told = took ? { sender, tuning } : undefined;
    if (!took && !tuning.active) this.withhold(sender);
    else if (tuning.active && this.withheld === sender) this.giveBack(sender);
    this.later?.();
  }

  private withhold(sender: RTCRtpSender): void {
    this.withheld = sender;
    void sender.replaceTrack(null).catch(() => undefined);
  }

  private giveBack(sender: RTCRtpSender): void {
    this.withheld = undefined;
    const track = this.options.local()?.getVideoTracks()[0];
    if (track && !sender.track) void sender.replaceTrack(track).catch(() => undefined);
  }
}

const senderOf = (pc: RTCPeerConnection, kind: 'audio' | 'video'): RTCRtpSender | undefined =>
  pc.getTransceivers().find(({ receiver }) => receiver.track.kind === kind)?.sender;
