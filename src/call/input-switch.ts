/**
 * Opens another camera or microphone in place of the one in use, on the connection there is.
 *
 * Knows that phones and Safari have one open device of a kind at a time: there the old one is stopped first, and opened
 * again where the new one fails. The latest request counts; what an earlier one brings too late is stopped.
 */
import { captureFailure, troubleOf } from './capture-failure.js';
import { stopTracks, wishes } from './capture.js';
import type { ControlsHost } from './controls-port.js';
import type { MediaKind } from './engine-port.js';
import type { CaptureFailure } from './machine-state.js';

export type SwitchResult = { readonly kind: 'opened' } | { readonly kind: 'superseded' } | { readonly kind: 'failed'; readonly failure: CaptureFailure };

export class InputSwitch {
  private readonly turns = { audio: 0, video: 0 };
  private setting = false;
  private closed = false;

  constructor(private readonly host: ControlsHost) {}

  /**
   * Asks the browser before it returns.
   * @param otherwise `back`: a failure leaves the device that was in use. `none`: that one is gone.
   */
  async open(kind: MediaKind, wanted: MediaTrackConstraints, otherwise: 'back' | 'none' = 'back'): Promise<SwitchResult> {
    const { host } = this;
    if (this.closed) return { kind: 'superseded' };
    const turn = (this.turns[kind] += 1);
    const old = host.source(kind);
    const before = old?.getSettings().deviceId;
    const began = host.clock.now();
    if (host.media.oneAtATime(kind)) old?.stop();
    try {
      const stream = await this.ask(kind, wanted).catch((error: unknown) => {
        // Another driver's way to say that one device of a kind is all it opens.
        if (old?.readyState !== 'live' || troubleOf(error) !== 'device-busy' || turn !== this.turns[kind]) throw error;
        old.stop();
        return this.ask(kind, wanted);
      });
      return this.take(kind, turn, stream);
    } catch (error) {
      const tookMs = host.clock.now() - began;
      if (turn === this.turns[kind] && old?.readyState === 'ended' && otherwise === 'back') await this.comeBack(kind, turn, before);
      const failure = await captureFailure(error, { camera: kind === 'video', microphone: kind === 'audio' }, tookMs, host.media);
      return turn === this.turns[kind] ? { kind: 'failed', failure } : { kind: 'superseded' };
    }
  }

  /** Somebody else has set or ended this kind: what is still on its way has come too late. */
  abandon(kind: MediaKind): void {
    if (!this.setting) this.turns[kind] += 1;
  }

  /** The call is over: nothing is opened any more, and what is on its way has come too late. */
  close(): void {
    this.closed = true;
    this.turns.audio += 1;
    this.turns.video += 1;
  }

  private async comeBack(kind: MediaKind, turn: number, deviceId: string | undefined): Promise<void> {
    try {
      this.take(kind, turn, await this.ask(kind, deviceId === undefined ? {} : { deviceId: { exact: deviceId } }));
    } catch {
      if (turn === this.turns[kind]) this.set(kind, undefined);
    }
  }

  private take(kind: MediaKind, turn: number, stream: MediaStream): SwitchResult {
    const track = stream.getTracks().find((it) => it.kind === kind);
    if (turn !== this.turns[kind] || !track) {
      stopTracks(stream);
      return { kind: 'superseded' };
    }
    // Who was muted stays muted, though the microphone was gone meanwhile.
    if (kind === 'audio') track.enabled = this.host.microphoneOn;
    this.set(kind, track);
    return { kind: 'opened' };
  }

  private set(kind: MediaKind, track: MediaStreamTrack | undefined): void {
    this.setting = true;
    this.host.setSource(kind, track);
    this.setting = false;
  }

  private ask(kind: MediaKind, wanted: MediaTrackConstraints): Promise<MediaStream> {
    const { media, settings } = this.host;
    const { facingMode: _facing, ...size } = wishes(this.cameraConstraints(settings()));
    const constraints = kind === 'video' ? { audio: false, video: { ...size, ...wanted } } : { audio: wanted, video: false };
    return new Promise((resolve) => resolve(media.getUserMedia(constraints)));
  }

  private cameraConstraints(settings: ReturnType<ControlsHost['settings']>): Parameters<typeof wishes>[0] {
    return settings.enabled ? settings.cameraConstraints : {};
  }
}
