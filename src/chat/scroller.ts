/**
 * Keeps the transcript's last line in place: at the end while the reader is at the end, untouched once they scrolled
 * up. Knows the scroller's element and nothing of what is in it.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Closer to the end than this counts as being there. CSS pixels. */
const nearPx = 48;

export class Scroller implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private element: HTMLElement | undefined;
  private stuck = true;
  private readonly resized: ResizeObserver | undefined = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(() => this.settle());

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  /** False once the reader has scrolled up. */
  get atEnd(): boolean {
    return this.stuck;
  }

  /** For `ref()`: the scrolling element, or undefined when it goes. */
  readonly attach = (element: Element | undefined): void => {
    this.resized?.disconnect();
    this.element = element instanceof HTMLElement ? element : undefined;
    this.stuck = true;
    if (this.element !== undefined) this.resized?.observe(this.element);
  };

  hostUpdated(): void {
    this.settle();
  }

  hostDisconnected(): void {
    this.attach(undefined);
  }

  /** For `@scroll`. */
  readonly onScroll = (): void => {
    const element = this.element;
    if (element === undefined) return;
    this.markClipped();
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
    if (atEnd === this.stuck) return;
    this.stuck = atEnd;
    this.host.requestUpdate();
  };

  readonly toEnd = (): void => {
    this.stuck = true;
    this.settle();
    this.host.requestUpdate();
  };

  private settle(): void {
    if (this.stuck && this.element !== undefined) this.element.scrollTop = this.element.scrollHeight;
    this.markClipped();
  }

  /** Text that runs under the head fades there. Set on the node itself: scrolling doesn't render. */
  private markClipped(): void {
    this.element?.toggleAttribute('data-clipped', this.element.scrollTop > 4);
  }
}
