/**
 * Says once per call that the video pane is truly on screen: in the tree, of a size worth the name, inside the viewport,
 * the page visible, and painted since. Knows the pane's element and a call's id; telling the platform is the owner's.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface PaneWatchOptions {
  readonly onRendered: (callId: string) => void;
}

/** Smaller than this, in CSS pixels, nobody could see a face. */
const minWidth = 160;
const minHeight = 90;
/** Share of the stage that has to be inside the viewport. */
const minShare = 0.5;

export class PaneWatch implements ReactiveController {
  readonly #options: PaneWatchOptions;
  #element: HTMLElement | undefined;
  #callId: string | undefined;
  #told: string | undefined;
  #share = 0;
  #frame = 0;
  readonly #seen =
    typeof IntersectionObserver === 'undefined'
      ? undefined
      : new IntersectionObserver(
          (entries) => {
            const last = entries[entries.length - 1];
            this.#share = last?.isIntersecting === true ? last.intersectionRatio : 0;
            this.#check();
          },
          { threshold: [0, minShare, 1] },
        );

  constructor(host: ReactiveControllerHost, options: PaneWatchOptions) {
    this.#options = options;
    host.addController(this);
  }

  /** The call that the pane shows, or undefined where there is none. */
  watch(callId: string | undefined): void {
    if (callId === this.#callId) return;
    this.#callId = callId;
    this.#check();
  }

  /** For `ref()`: the stage's element. */
  readonly attach = (element: Element | undefined): void => {
    this.#seen?.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#share = 0;
    this.#element = element instanceof HTMLElement ? element : undefined;
    if (this.#element !== undefined) this.#seen?.observe(this.#element);
  };

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#check);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#check);
    this.attach(undefined);
  }

  readonly #check = (): void => {
    if (this.#frame !== 0 || !this.#maySee()) return;
    // Two frames: the first paints what was laid out, the second runs after that paint.
    this.#frame = requestAnimationFrame(() => {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        const callId = this.#callId;
        if (callId === undefined || !this.#onScreen()) return;
        this.#told = callId;
        this.#options.onRendered(callId);
      });
    });
  };

  /** All but the size, which an update must not ask for: the browser would lay out in the middle of it. */
  #maySee(): boolean {
    if (this.#callId === undefined || this.#callId === this.#told) return false;
    return this.#element?.isConnected === true && document.visibilityState === 'visible' && this.#share >= minShare;
  }

  #onScreen(): boolean {
    if (!this.#maySee()) return false;
    const { width = 0, height = 0 } = this.#element?.getBoundingClientRect() ?? {};
    return width >= minWidth && height >= minHeight;
  }
}
