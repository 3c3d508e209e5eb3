/**
 * Keeps a scroller at its end while its reader is there, and leaves it alone once they scrolled up. A new subject (another
 * contact) begins at the end. Knows the scrolling element and nothing of what is in it.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Closer to the end than this counts as being there. CSS pixels. */
const nearPx = 48;

export class FollowEnd implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #element: HTMLElement | undefined;
  #subject: string | undefined;
  #atEnd = true;
  #frame = 0;
  readonly #sizes = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(() => this.#settle());

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Called at each scroll. */
  scrolled: () => void = () => undefined;

  /** The scrolling element, while there is one. */
  get place(): HTMLElement | undefined {
    return this.#element;
  }

  /** False once the reader has scrolled up. */
  get atEnd(): boolean {
    return this.#atEnd;
  }

  /** What the scroller shows now. */
  follow(subject: string): void {
    if (subject === this.#subject) return;
    this.#subject = subject;
    this.#atEnd = true;
  }

  /** For `ref()`. */
  readonly attach = (element: Element | undefined): void => {
    this.#sizes?.disconnect();
    this.#element = element instanceof HTMLElement ? element : undefined;
    if (this.#element !== undefined) this.#sizes?.observe(this.#element);
  };

  /** For `@scroll`. */
  readonly onScroll = (): void => {
    const element = this.#element;
    // With a line just added and the place not yet kept, the end is far for a moment, and nobody has scrolled.
    if (element === undefined || this.#frame !== 0) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
    if (atEnd !== this.#atEnd) {
      this.#atEnd = atEnd;
      this.#host.requestUpdate();
    }
    this.scrolled();
  };

  readonly toEnd = (): void => {
    this.#atEnd = true;
    this.#settle();
    this.#host.requestUpdate();
  };

  /** Before the next paint, and once for all updates until then: reading a height in an update makes the browser lay out twice. */
  hostUpdated(): void {
    if (!this.#atEnd || this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#settle();
    });
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.attach(undefined);
  }

  #settle(): void {
    if (this.#atEnd && this.#element !== undefined) this.#element.scrollTop = this.#element.scrollHeight;
  }
}
