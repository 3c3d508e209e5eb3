/**
 * A team's own panes: one element of the page per pane, made once the page has defined it, given the chosen contact.
 *
 *   not here --the page defines it--> shown --its `contact` throws--> shown, and said to have failed
 *
 * Knows names of elements and nothing of what they do. What they throw stays with them: the browser reports it, and the
 * desk goes on.
 */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { ContactModel } from '../session/index.js';
import { enPanes } from './en-panes.js';
import { paneContact, type DeskPane, type DeskPaneContact } from './pane-contact.js';

interface Held {
  readonly element: DeskPane;
  given: DeskPaneContact | undefined;
  failed: boolean;
}

export class TeamPanes {
  readonly #host: LitElement;
  readonly #held = new Map<string, Held>();
  readonly #awaited = new Set<string>();

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** The agent has signed out: what the elements know of a contact goes with them. */
  forget(): void {
    this.#held.clear();
  }

  render(name: string, model: ContactModel): TemplateResult {
    const held = this.#held.get(name) ?? this.#make(name);
    if (held === undefined) return html`<p class="under" role="status">${enPanes.notHere(name)}</p>`;
    give(held, paneContact(model, held.given));
    return html`${held.failed ? html`<p class="under" role="status">${enPanes.failed}</p>` : nothing}${held.element}`;
  }

  #make(name: string): Held | undefined {
    if (customElements.get(name) === undefined) {
      this.#wait(name);
      return undefined;
    }
    // A constructor that throws leaves an element without behaviour, by the browser's own rules.
    const held: Held = { element: document.createElement(name), given: undefined, failed: false };
    this.#held.set(name, held);
    return held;
  }

  #wait(name: string): void {
    if (this.#awaited.has(name)) return;
    this.#awaited.add(name);
    void customElements.whenDefined(name).then(() => this.#host.requestUpdate());
  }
}

/** Before the element is in the page, so that it begins with its contact. */
function give(held: Held, contact: DeskPaneContact): void {
  if (held.given === contact) return;
  held.given = contact;
  try {
    held.element.contact = contact;
    held.failed = false;
  } catch (error) {
    held.failed = true;
    // To whoever wrote it, as the browser tells of what an element's own callbacks throw.
    setTimeout(() => {
      throw error;
    });
  }
}
