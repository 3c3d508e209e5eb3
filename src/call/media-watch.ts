/**
 * The watch over one connection: when the first media is there, when it stops, when it is back.
 *
 * Own detection beats the browser's: bytes that stand still for 3 s while the other side sends (after less it is quiet,
 * which is a reason to look, not to act), `disconnected` for 2 s,
 * `failed` at once. Knows readings and ICE states, injected time; does not know what is done about trouble.
 */
import type { CancelTimer, Clock } from '../protocol/index.js';
import type { MediaModes } from './engine-port.js';
import type { Reading } from './stats.js';

export interface MediaWatchOptions {
  readonly clock: Clock;
  readonly read: () => Promise<Reading>;
  /** What the other side sends, as it says; undefined before it has said so. */
  readonly peerModes: () => MediaModes | undefined;
  /** `lost`: ICE failed before there was any media. */
  readonly event: (type: 'firstMedia' | 'trouble' | 'recovered' | 'lost') => void;
  /** Whether bytes that flowed stand still; told of each change. */
  readonly quiet: (quiet: boolean) => void;
}

export const watchTimes = {
  /** Between two readings while media is waited for, the first or what comes back. */
  first: 200,
  /** Between two readings while it flows. */
  steady: 500,
  /** Bytes that stand still for so long are a bad sign. */
  quiet: 600,
  /** Bytes that stand still for so long are trouble. */
  flat: 3_000,
  /** ICE may be `disconnected` for so long. */
  grace: 2_000,
} as const;

type Phase = 'waiting' | 'flowing' | 'troubled';

const sendsVideo = ({ video }: MediaModes): boolean => video === 'on' || video === 'screen';

export class MediaWatch {
  private phase: Phase = 'waiting';
  private iceState: RTCIceConnectionState = 'new';
  private bytes = 0;
  private still = false;
  private movedAt: number;
  private cancelReading: CancelTimer | undefined;
  private cancelGrace: CancelTimer | undefined;
  private closed = false;

  constructor(private readonly options: MediaWatchOptions) {
    this.movedAt = options.clock.now();
    this.schedule();
  }

  ice(state: RTCIceConnectionState): void {
    if (this.closed || state === this.iceState) return;
    this.iceState = state;
    this.cancelGrace?.();
    this.cancelGrace = undefined;
    if (state === 'failed') this.trouble();
    if (state === 'disconnected') this.cancelGrace = this.options.clock.after(watchTimes.grace, () => this.trouble());
  }

  /** A frame was shown: nothing is left to wait for. */
  frame(): void {
    if (this.phase === 'waiting' && !this.closed) this.flow('firstMedia');
  }

  /** A repair began, whoever saw the trouble: its success has to be seen anew. */
  suspect(): void {
    if (this.phase === 'flowing') this.phase = 'troubled';
  }

  close(): void {
    this.closed = true;
    this.cancelReading?.();
    this.cancelGrace?.();
  }

  private flow(event: 'firstMedia' | 'recovered'): void {
    this.phase = 'flowing';
    this.movedAt = this.options.clock.now();
    this.options.event(event);
  }

  /** Before the first media a failure is the attempt's own; its end is a matter of the attempt's deadline. */
  private trouble(): void {
    if (this.phase === 'waiting') {
      if (this.iceState === 'failed') this.options.event('lost');
      return;
    }
    if (this.phase === 'troubled') return;
    this.phase = 'troubled';
    this.options.event('trouble');
  }

  private schedule(): void {
    const ms = this.phase === 'flowing' ? watchTimes.steady : watchTimes.first;
    this.cancelReading = this.options.clock.after(ms, () => {
      void this.options.read().then(
        (reading) => this.take(reading),
        // A closed connection has no statistics; the next reading tells.
        () => this.take(undefined),
      );
    });
  }

  private take(reading: Reading | undefined): void {
    if (this.closed) return;
    if (reading) this.judge(reading);
    this.schedule();
  }

  private judge(reading: Reading): void {
    const moved = reading.bytesReceived > this.bytes;
    this.bytes = reading.bytesReceived;
    const now = this.options.clock.now();
    if (moved) this.movedAt = now;
    const still = !moved && this.expectsBytes() && (this.still || (this.phase === 'flowing' && now - this.movedAt >= watchTimes.quiet));
    if (still !== this.still) this.options.quiet((this.still = still));
    if (this.phase === 'waiting') {
      if (this.isThere(reading)) this.flow('firstMedia');
    } else if (this.phase === 'flowing') {
      if (!moved && this.expectsBytes() && now - this.movedAt >= watchTimes.flat) this.trouble();
    } else if (this.connected() && (moved || !this.expectsBytes())) {
      this.flow('recovered');
    }
  }

  private connected(): boolean {
    return this.iceState === 'connected' || this.iceState === 'completed';
  }

  /** A picture where the other side sends one; sound where it sends only that; of who watches, a connection is all there will be. */
  private isThere({ framesDecoded, audioPackets }: Reading): boolean {
    if (framesDecoded > 0) return true;
    const modes = this.options.peerModes();
    if (!modes || sendsVideo(modes)) return false;
    return modes.audio === 'on' ? audioPackets > 0 : this.connected();
  }

  private expectsBytes(): boolean {
    const modes = this.options.peerModes();
    return modes !== undefined && (sendsVideo(modes) || modes.audio === 'on');
  }
}
