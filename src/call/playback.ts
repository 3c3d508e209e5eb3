/**
 * Playback of the other side in one video element, and what to do where the browser refuses sound.
 *
 * Knows autoplay policies: a refused `play()` is tried again without sound, so that the picture is there while the sound
 * waits for a gesture. Swaps streams on the same element, which keeps the blessing that a gesture gave it. Knows when a
 * frame was truly shown, where the browser tells.
 */

export interface PlaybackOptions {
  readonly changed: () => void;
  /** A frame of the present stream was shown. */
  readonly frame: () => void;
}

const isRefusal = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotAllowedError';

export class Playback {
  private element: HTMLVideoElement | undefined;
  private stream: MediaStream | undefined;
  private now: 'ok' | 'blocked' = 'ok';

  constructor(private readonly options: PlaybackOptions) {}

  get state(): 'ok' | 'blocked' {
    return this.now;
  }

  /** Where the other side is shown, if anywhere. */
  get picture(): HTMLVideoElement | undefined {
    return this.element;
  }

  attach(element: HTMLVideoElement | undefined): void {
    if (element === this.element) return;
    if (this.element) this.element.srcObject = null;
    this.element = element;
    this.start();
  }

  show(stream: MediaStream | undefined): void {
    if (stream === this.stream) return;
    this.stream = stream;
    this.start();
  }

  /** In a gesture: sound, at last. */
  unlock(): void {
    if (this.element) this.element.muted = false;
    void this.play();
  }

  private start(): void {
    const element = this.element;
    const stream = this.stream;
    if (!element) return;
    element.srcObject = stream ?? null;
    if (!stream) {
      element.muted = false;
      this.set('ok');
      return;
    }
    this.awaitFrame(element, stream);
    void this.play();
  }

  private awaitFrame(element: HTMLVideoElement, stream: MediaStream): void {
    const shown = (): void => {
      if (this.element === element && this.stream === stream) this.options.frame();
    };
    // Firefox before 132 and Safari before 15.4 do not have it: statistics tell there.
    if ('requestVideoFrameCallback' in element) element.requestVideoFrameCallback(shown);
  }

  private async play(): Promise<void> {
    const element = this.element;
    if (!element || !this.stream) return;
    try {
      await element.play();
      if (element === this.element) this.set(element.muted && this.now === 'blocked' ? 'blocked' : 'ok');
    } catch (error) {
      // Another load or a removal interrupted it: whoever caused that plays again.
      if (!isRefusal(error) || element !== this.element) return;
      this.set('blocked');
      if (element.muted) return;
      element.muted = true;
      await this.play();
    }
  }

  private set(state: 'ok' | 'blocked'): void {
    if (state === this.now) return;
    this.now = state;
    this.options.changed();
  }
}
