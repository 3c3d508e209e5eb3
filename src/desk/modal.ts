/**
 * What every dialog and sheet of the desk needs of the keyboard: focus goes in, Tab stays inside, Escape closes, focus
 * goes back to where it was. Knows an element and nothing of what it says.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { focusedElement } from './typing.js';

const focusable = 'button:not([disabled]), input, select, textarea, a[href], [tabindex="0"]';

export class Modal implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onClose: () => void;
  #element: HTMLElement | undefined;
  #before: HTMLElement | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, onClose: () => void) {
    this.#host = host;
    this.#onClose = onClose;
    host.addController(this);
  }

  /** For `ref()`: the dialog, or undefined when it goes. */
  readonly attach = (element: Element | undefined): void => {
    if (element === this.#element) return;
    this.#element?.removeEventListener('keydown', this.#key);
    if (!(element instanceof HTMLElement)) {
      this.#element = undefined;
      this.#before?.focus();
      this.#before = undefined;
      return;
    }
    const active = focusedElement();
    this.#before = active instanceof HTMLElement ? active : undefined;
    this.#element = element;
    element.addEventListener('keydown', this.#key);
    queueMicrotask(() => (element.querySelector<HTMLElement>('[data-first]') ?? element.querySelector<HTMLElement>(focusable))?.focus());
  };

  hostDisconnected(): void {
    this.#element?.removeEventListener('keydown', this.#key);
    this.#element = undefined;
    this.#before = undefined;
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.#onClose();
      return;
    }
    if (event.key !== 'Tab' || this.#element === undefined) return;
    const stops = [...this.#element.querySelectorAll<HTMLElement>(focusable)];
    const first = stops[0];
    const last = stops[stops.length - 1];
    const active = this.#host.shadowRoot?.activeElement;
    const leaving = event.shiftKey ? active === first : active === last;
    if (!leaving) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  };
}
