/**
 * What the page sees and hears of a call: black pictures, this side's loudness, whether anybody looks.
 *
 * Knows the probes and when they are worth their cost: one picture a second, this side's and the other's by turns, and an
 * ear of its own only where statistics say nothing. Judges nothing (signs.ts does).
 */
import type { MonitorOptions } from './call-monitor.js';
import type { MediaModes } from './engine-port.js';
import { HiddenPicture, LumaProbe } from './luma.js';
import type { Senses } from './signs.js';
import { VoiceMeter } from './voice-meter.js';

export class PageSenses {
  private readonly luma = new LumaProbe();
  private readonly mirror = new HiddenPicture();
  private readonly meter: VoiceMeter;
  private readonly black: { own: boolean | undefined; peer: boolean | undefined } = { own: undefined, peer: undefined };
  private odd = false;

  constructor(private readonly options: Pick<MonitorOptions, 'clock' | 'local' | 'picture'>) {
    this.meter = new VoiceMeter(options.clock);
  }

  /** @param told Whether statistics tell how loud this side is while it is not muted. */
  look(own: MediaModes, peer: MediaModes | undefined, told: boolean): Senses {
    const hidden = document.visibilityState === 'hidden';
    const picture = this.options.picture();
    const mirror = this.mirror.show(own.video === 'on' ? this.track('video') : undefined);
    this.odd = !this.odd;
    if (hidden) this.black.own = this.black.peer = undefined;
    else if (this.odd) this.black.own = this.luma.isBlack(mirror);
    else this.black.peer = peer?.video === 'on' ? this.luma.isBlack(picture) : undefined;
    this.meter.listen(own.audio === 'off' || (own.audio === 'on' && !told) ? this.track('audio') : undefined);
    return {
      hidden,
      audible: picture !== undefined && !picture.muted && !picture.paused && picture.volume > 0,
      ownBlack: this.black.own,
      peerBlack: this.black.peer,
      ownLevel: this.meter.level(),
    };
  }

  close(): void {
    this.mirror.close();
    this.meter.close();
  }

  private track(kind: 'audio' | 'video'): MediaStreamTrack | undefined {
    return this.options.local()?.getTracks().find((track) => track.kind === kind && track.readyState === 'live');
  }
}
