/**
 * Playback of the other side in one video element, and what to do where the browser refuses sound.
 *
 * Knows autoplay policies: a refused `play()` is tried again without sound, so that the picture is there while the sound
 * waits for a gesture. Swaps streams on the same element, which keeps the blessing that a gesture gave it. What the system
 * pauses (a phone call, a page in the background, another program that speaks) plays again as soon as it may. Knows when a
 * frame was truly shown, where the browser tells.
 */

export interface PlaybackOptions {
  readonly changed: () => void;
  /** A frame of the present stream was shown. */
  readonly frame: () => void;
  /** The page, which may be hidden. Default: the document. */
  readonly page?: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
}

/** A system that pauses again and again means it: then only a gesture, or a page that is looked at anew, plays again. */
const mostResumes = 5;

const isRefusal = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotAllowedError';

export class Playback {
  private element: HTMLVideoElement | undefined;
  private stream: MediaStream | undefined;
  private now: 'ok' | 'blocked' = 'ok';
  private resumes = 0;

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
    if (this.element) this.letGo(this.element);
    this.element = element;
    element?.addEventListener('pause', this.paused);
    if (element) this.page.addEventListener('visibilitychange', this.seen);
    this.start();
  }

  show(stream: MediaStream | undefined): void {
    if (stream === this.stream) return;
    this.stream = stream;
    this.start();
  }

  /** In a gesture: sound, at last. */
  unlock(): void {
    this.resumes = 0;
    if (this.element) this.element.muted = false;
    void this.play();
  }

  private get page(): NonNullable<PlaybackOptions['page']> {
    return this.options.page ?? document;
  }

  private letGo(element: HTMLVideoElement): void {
    element.removeEventListener('pause', this.paused);
    this.page.removeEventListener('visibilitychange', this.seen);
    element.srcObject = null;
  }

  /** Nobody here pauses: it was the system, or a button that a browser shows of its own. */
  private readonly paused = (): void => {
    // One that was taken off the page is paused for good, and a stream that has ended is over.
    if (!this.element?.isConnected || this.stream?.active === false || this.page.visibilityState === 'hidden') return;
    this.resumes += 1;
    if (this.resumes > mostResumes) this.set('blocked');
    else void this.play();
  };

  private readonly seen = (): void => {
    if (this.page.visibilityState === 'hidden') return;
    this.resumes = 0;
    if (this.element?.paused) void this.play();
  };

  private start(): void {
    const element = this.element;
    const stream = this.stream;
    this.resumes = 0;
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
