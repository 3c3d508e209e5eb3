/**
 * How much room the visitor's screen gives: full screen on phones, and what is left above the on-screen keyboard.
 * Writes `--segue-top` and `--segue-height` of the visual viewport; the layout itself is CSS.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** `phone`: the panel fills the screen. `typing`: a phone with its keyboard up. */
export type ScreenSize = 'wide' | 'phone' | 'typing';

/** Media queries go by the layout's width: a page that overflows sideways and is zoomed out stays a phone. */
const small = '(max-width: 479px), (max-height: 519px)';

/** A keyboard takes more than this; a browser's own bars take less. CSS pixels. */
const keyboardPx = 150;

export class Viewport implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private now: ScreenSize = 'wide';
  private tallest = 0;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.host = host;
    host.addController(this);
  }

  get size(): ScreenSize {
    return this.now;
  }

  hostConnected(): void {
    window.addEventListener('resize', this.measure);
    window.visualViewport?.addEventListener('resize', this.measure);
    window.visualViewport?.addEventListener('scroll', this.measure);
    this.measure();
  }

  hostDisconnected(): void {
    window.removeEventListener('resize', this.measure);
    window.visualViewport?.removeEventListener('resize', this.measure);
    window.visualViewport?.removeEventListener('scroll', this.measure);
  }

  private readonly measure = (): void => {
    const seen = window.visualViewport;
    const height = seen?.height ?? window.innerHeight;
    this.tallest = Math.max(this.tallest, window.innerHeight);
    const phone = window.matchMedia(small).matches;
    const size: ScreenSize = !phone ? 'wide' : this.tallest - height > keyboardPx ? 'typing' : 'phone';
    this.host.style.setProperty('--segue-top', `${seen?.offsetTop ?? 0}px`);
    this.host.style.setProperty('--segue-height', `${height}px`);
    if (size === this.now) return;
    this.now = size;
    this.host.requestUpdate();
  };
}
