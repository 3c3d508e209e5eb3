/**
 * The element's own width as one of four steps: container queries for browsers from before them, and for decisions that
 * a style sheet can't make. A step change renders the host.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** From 1280 · from 1024 · from 768 · under 768 CSS pixels. */
export type WidthStep = 'wide' | 'medium' | 'narrow' | 'phone';

export const stepOf = (width: number): WidthStep => (width >= 1280 ? 'wide' : width >= 1024 ? 'medium' : width >= 768 ? 'narrow' : 'phone');

export class ElementWidth implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #step: WidthStep = 'wide';
  #observer: ResizeObserver | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get step(): WidthStep {
    return this.#step;
  }

  hostConnected(): void {
    this.#measure();
    if (typeof ResizeObserver === 'undefined') return;
    this.#observer = new ResizeObserver(() => this.#measure());
    this.#observer.observe(this.#host);
  }
  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  #measure(): void {
    const width = this.#host.getBoundingClientRect().width;
    const step = width === 0 ? this.#step : stepOf(width);
    if (step === this.#step) return;
    this.#step = step;
    this.#host.requestUpdate();
  }
}
