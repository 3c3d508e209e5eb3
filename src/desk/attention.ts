/**
 * Whether the agent is at the desk: when they last acted on this page, and whether its tab is visible. Also flashes the
 * title while something rings, and puts it back. The host is drawn anew as its tab is hidden and shown.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Clock } from '../protocol/index.js';

const acts = ['pointerdown', 'keydown'] as const;

export class Attention implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #clock: () => Clock;
  #actedAt = Number.NEGATIVE_INFINITY;
  #title: { readonly before: string; readonly shown: string } | undefined;

  constructor(host: ReactiveControllerHost, clock: () => Clock) {
    this.#host = host;
    this.#clock = clock;
    host.addController(this);
  }

  hostConnected(): void {
    for (const name of acts) window.addEventListener(name, this.#acted, true);
    document.addEventListener('visibilitychange', this.#turned);
  }
  hostDisconnected(): void {
    for (const name of acts) window.removeEventListener(name, this.#acted, true);
    document.removeEventListener('visibilitychange', this.#turned);
    this.flash(undefined);
  }

  /** Milliseconds since the last act; Infinity before the first. */
  get idleMs(): number {
    return this.#clock().now() - this.#actedAt;
  }
  get visible(): boolean {
    return document.visibilityState === 'visible';
  }

  /** Shows `text` as the title; `undefined` puts the page's own back unless the page has changed it since. */
  flash(text: string | undefined): void {
    if (text === this.#title?.shown) return;
    const before = this.#title?.before ?? document.title;
    if (text !== undefined) {
      this.#title = { before, shown: text };
      document.title = text;
      return;
    }
    if (document.title === this.#title?.shown) document.title = before;
    this.#title = undefined;
  }

  readonly #acted = (): void => {
    this.#actedAt = this.#clock().now();
  };
  readonly #turned = (): void => this.#host.requestUpdate();
}
