/** Renders its host once a second while it is connected and asked to. Waits and durations on screen need it. */
import type { CancelTimer, Clock } from '../protocol/index.js';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #clock: () => Clock;
  #cancel: CancelTimer | undefined;
  #wanted = false;

  constructor(host: ReactiveControllerHost, clock: () => Clock) {
    this.#host = host;
    this.#clock = clock;
    host.addController(this);
  }

  hostConnected(): void {
    this.#arm();
  }
  hostDisconnected(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  run(on: boolean): void {
    this.#wanted = on;
    this.#arm();
  }

  #arm(): void {
    if (!this.#wanted) {
      this.#cancel?.();
      this.#cancel = undefined;
      return;
    }
    this.#cancel ??= this.#clock().after(1_000, () => {
      this.#cancel = undefined;
      this.#host.requestUpdate();
      this.#arm();
    });
  }
}
