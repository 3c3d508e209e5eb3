/**
 * Keeps hold of one node of a host's template, by selector: tells when it is drawn, when another has taken its place and
 * when it goes. Does what Lit's `ref` does, for hosts that draw it once, without its weight.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What a controller needs of a LitElement to look into it. */
export type DrawnHost = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

export class Found implements ReactiveController {
  private readonly host: DrawnHost;
  private readonly selector: string;
  private readonly told: ((element: HTMLElement | undefined) => void) | undefined;
  private now: HTMLElement | undefined;

  /** Add it before controllers that use the node in their own `hostUpdated`. */
  constructor(host: DrawnHost, selector: string, told?: (element: HTMLElement | undefined) => void) {
    this.host = host;
    this.selector = selector;
    this.told = told;
    host.addController(this);
  }

  get element(): HTMLElement | undefined {
    return this.now;
  }

  hostUpdated(): void {
    this.set(this.host.renderRoot.querySelector<HTMLElement>(this.selector) ?? undefined);
  }

  hostDisconnected(): void {
    this.set(undefined);
  }

  private set(element: HTMLElement | undefined): void {
    if (element === this.now) return;
    this.now = element;
    this.told?.(element);
  }
}
