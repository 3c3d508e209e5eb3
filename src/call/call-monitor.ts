/**
 * The monitor of one call, from its first connection to its end, as the engine sees it.
 *
 * Small, because it comes with the call chunk: it passes on statistics and counts what only the engine knows. Measuring,
 * adaptation and the search for trouble (in-call.ts) are loaded once media comes, so that they cost the first frame
 * nothing; if they cannot be loaded, the call goes on without them.
 */
import type { CallSummary as RecordedSummary, Clock } from '../protocol/index.js';
import type { CallHealth } from './call-health.js';
import type { MediaModes } from './engine-port.js';
import { readingOf } from './stats.js';

/** How a call was, over its whole time and all its connections; its marks are told by others. */
export type CallSummary = Omit<RecordedSummary, 'marks'>;

export interface MonitorOptions {
  readonly clock: Clock;
  /** What this side sends. */
  readonly local: () => MediaStream | undefined;
  /** Where the other side is shown. */
  readonly picture: () => HTMLVideoElement | undefined;
  /** What this side does with each kind, before adaptation has its say. */
  readonly modes: () => MediaModes;
  readonly peerModes: () => MediaModes | undefined;
  /** `health` is another one. */
  readonly changed: () => void;
  /** The other side has to hear of `modes` anew. */
  readonly announce: () => void;
}

/** What in-call.ts brings. */
export interface LoadedMonitor {
  readonly health: CallHealth;
  take(pc: RTCPeerConnection, report: RTCStatsReport): void;
  summary(): Omit<CallSummary, 'restarts' | 'rebuilds'>;
  close(): void;
}

export interface MonitorModule {
  readonly createMonitor: (options: MonitorOptions) => LoadedMonitor;
}

export class CallMonitor {
  private loaded: LoadedMonitor | undefined;
  private state: 'waiting' | 'loading' | 'closed' = 'waiting';
  private connections = 0;
  private restarts = 0;

  constructor(
    private readonly options: MonitorOptions,
    private readonly load: () => Promise<MonitorModule>,
  ) {}

  get health(): CallHealth | undefined {
    return this.loaded?.health;
  }

  /** A connection was made, the first one or in place of another. */
  opened(): void {
    this.connections += 1;
  }

  /** ICE was restarted, by whichever side. */
  restarted(): void {
    this.restarts += 1;
  }

  /** One reading of a connection; another connection than before is a new one. */
  take(pc: RTCPeerConnection, report: RTCStatsReport): void {
    if (this.state === 'waiting' && readingOf(report).bytesReceived > 0) this.begin();
    this.loaded?.take(pc, report);
  }

  /** What the other side is told: a picture that adaptation rests is `paused`. */
  modes(modes: MediaModes): MediaModes {
    const sends = modes.video === 'on' || modes.video === 'screen';
    return sends && this.loaded?.health.adaptation === 'audio-only' ? { ...modes, video: 'paused' } : modes;
  }

  summary(): CallSummary {
    const measured = this.loaded?.summary() ?? { freezes: 0, audioOnlyMs: 0 };
    return { ...measured, restarts: this.restarts, rebuilds: Math.max(0, this.connections - 1) };
  }

  close(): void {
    this.state = 'closed';
    this.loaded?.close();
  }

  private begin(): void {
    this.state = 'loading';
    this.load().then(
      ({ createMonitor }) => {
        if (this.state === 'loading') this.loaded = createMonitor(this.options);
      },
      () => undefined,
    );
  }
}
