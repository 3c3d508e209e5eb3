/**
 * Keeps the transcript's last line in place: at the end while the reader is at the end, untouched once they scrolled
 * up. Knows the scroller's element and nothing of what is in it.
 */
import type { ReactiveController } from 'lit';
import { Found, type DrawnHost } from '../ui/index.js';

/** Closer to the end than this counts as being there. CSS pixels. */
const nearPx = 48;

const distanceToEnd = (element: HTMLElement): number => element.scrollHeight - element.scrollTop - element.clientHeight;

export class Scroller implements ReactiveController {
  private readonly host: DrawnHost;
  private element: HTMLElement | undefined;
  private stuck = true;
  /** Where it was last put, and how high it was then. */
  private placedAt = 0;
  private placedIn = 0;
  private frame = 0;
  private readonly resized: ResizeObserver | undefined = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(() => this.settle());

  constructor(host: DrawnHost) {
    this.host = host;
    new Found(host, '.transcript', (element) => this.attach(element));
    host.addController(this);
  }

  /** Called at each scroll. */
  scrolled: () => void = () => undefined;

  /** The scrolling element, while there is one. */
  get place(): HTMLElement | undefined {
    return this.element;
  }

  /** False once the reader has scrolled up. */
  get atEnd(): boolean {
    return this.stuck;
  }

  /** The scrolling element, or undefined when it goes. */
  private attach(element: HTMLElement | undefined): void {
    this.resized?.disconnect();
    this.element = element;
    this.stuck = true;
    this.placedAt = 0;
    if (this.element !== undefined) this.resized?.observe(this.element);
  }

  /** Before the next paint, and once for all updates until then: reading a height in an update makes the browser lay out twice. */
  hostUpdated(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.settle();
    });
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  /** For `@scroll`. */
  readonly onScroll = (): void => {
    const element = this.element;
    if (element === undefined) return;
    // Where it was put, or resized: lines that came since then are below, and nobody has scrolled up.
    if (this.stuck && (this.wasResized(element) || element.scrollTop >= this.placedAt)) this.settle();
    this.mark();
    const atEnd = distanceToEnd(element) < nearPx;
    if (atEnd !== this.stuck) {
      this.stuck = atEnd;
      this.mark();
      this.host.requestUpdate();
    }
    this.scrolled();
  };

  readonly toEnd = (): void => {
    this.stuck = true;
    this.placedAt = 0;
    this.settle();
    this.host.requestUpdate();
  };

  private settle(): void {
    const { element } = this;
    if (this.stuck && element !== undefined && !this.isLeaving(element)) {
      element.scrollTop = element.scrollHeight;
      this.placedAt = element.scrollTop;
      this.placedIn = element.clientHeight;
    }
    this.mark();
  }

  /** The reader has scrolled up in this very frame; its `scroll` is still to come. */
  private isLeaving(element: HTMLElement): boolean {
    return !this.wasResized(element) && element.scrollTop < this.placedAt && distanceToEnd(element) >= nearPx;
  }

  /** A card or the stage took or gave room: the browser moves the scroll position then, and nobody has scrolled. */
  private wasResized(element: HTMLElement): boolean {
    return element.clientHeight !== this.placedIn;
  }

  /**
   * Text that runs under the head fades there. At the end the browser must not anchor the scroll position to a line
   * (a mark that goes above would move it), since that looks like a reader who scrolls up. Set on the node itself:
   * scrolling doesn't render.
   */
  private mark(): void {
    this.element?.toggleAttribute('data-clipped', this.element.scrollTop > 4);
    this.element?.toggleAttribute('data-at-end', this.stuck);
  }
}
