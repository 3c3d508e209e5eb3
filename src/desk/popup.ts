/**
 * Small lists that open under a button of the top bar: one at a time, closed by Escape, by a press elsewhere and by a
 * choice. Focus goes into the list and back to its button. Knows names of lists only, not what they hold.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & HTMLElement;

export class Popup<Name extends string> implements ReactiveController {
  readonly #host: Host;
  #open: Name | undefined;
  #button: HTMLElement | undefined;
  #focusIn = false;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#drop();
  }

  hostUpdated(): void {
    if (!this.#focusIn) return;
    this.#focusIn = false;
    const first = this.#host.shadowRoot?.querySelector<HTMLElement>('.popup button, .popup input');
    first?.focus();
  }

  isOpen(name: Name): boolean {
    return this.#open === name;
  }

  /** For the button's click. */
  toggle(name: Name, button: HTMLElement): void {
    if (this.#open === name) {
      this.close();
      return;
    }
    this.#open = name;
    this.#button = button;
    this.#focusIn = true;
    document.addEventListener('pointerdown', this.#elsewhere, true);
    this.#host.addEventListener('keydown', this.#key);
    this.#host.requestUpdate();
  }

  close(): void {
    const button = this.#button;
    this.#drop();
    button?.focus();
    this.#host.requestUpdate();
  }

  #drop(): void {
    this.#open = undefined;
    this.#button = undefined;
    document.removeEventListener('pointerdown', this.#elsewhere, true);
    this.#host.removeEventListener('keydown', this.#key);
  }

  readonly #elsewhere = (event: Event): void => {
    const inside = event.composedPath().some((node) => node === this.#button || (node instanceof Element && node.classList.contains('popup')));
    if (inside) return;
    this.#drop();
    this.#host.requestUpdate();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  };
}
