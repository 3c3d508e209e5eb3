/**
 * The panes as a sheet over the conversation, where the desk is too narrow to have them beside it. Opened and closed by
 * the agent; focus goes in and back. Knows whether it is open, and not what it holds.
 */
import { html, type TemplateResult } from 'lit';
import type { ReactiveControllerHost } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { icon } from '../ui/index.js';
import { xIcon } from '../ui/icons.js';
import type { WidthStep } from './element-width.js';
import { enPanes } from './en-panes.js';
import { Modal } from './modal.js';

export class DetailsSheet {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #modal: Modal;
  #open = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#modal = new Modal(host, () => this.close());
  }

  /** Whether panes have no place of their own at this width. */
  static neededAt(step: WidthStep): boolean {
    return step === 'narrow' || step === 'phone';
  }

  get isOpen(): boolean {
    return this.#open;
  }
  readonly toggle = (): void => {
    this.#open = !this.#open;
    this.#host.requestUpdate();
  };
  readonly close = (): void => {
    this.#open = false;
    this.#host.requestUpdate();
  };

  /** `held`: the panes. */
  render(held: TemplateResult): TemplateResult {
    return html`<section class="details-sheet" role="dialog" aria-label=${enPanes.details} ${ref(this.#modal.attach)}>
      <header class="details-head">
        <h2>${enPanes.details}</h2>
        <span class="spacer"></span>
        <button type="button" class="icon-button" aria-label=${enPanes.closeDetails} data-first @click=${this.close}>${icon(xIcon, { size: 16 })}</button>
      </header>
      ${held}
    </section>`;
  }
}
