/** Going off queue with live contacts: what becomes of each, and as what the agent is shown. Decides nothing itself. */
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { PresenceChoice } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { renderAvatar } from '../ui/index.js';
import { fullName } from './customer-name.js';
import { duration } from './duration.js';
import type { DeskStrings } from './en-desk.js';
import { Modal } from './modal.js';
import { renderPresenceMark } from './presence-mark.js';

export interface OffQueueChoice {
  readonly state: PresenceChoice;
  /** Contacts that go back to their queue. */
  readonly back: readonly { readonly contactId: string; readonly queueId: string }[];
}

export interface OffQueueActions {
  readonly onGo: (choice: OffQueueChoice) => void;
  readonly onStay: () => void;
}

const afterwards = ['break', 'away'] as const satisfies readonly PresenceChoice[];

export class OffQueueDialog implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #actions: OffQueueActions;
  readonly #modal: Modal;
  #back = new Set<string>();
  #state: (typeof afterwards)[number] = 'break';

  constructor(host: ReactiveControllerHost & HTMLElement, actions: OffQueueActions) {
    this.#host = host;
    this.#actions = actions;
    this.#modal = new Modal(host, actions.onStay);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#back = new Set();
  }

  render(contacts: readonly ContactModel[], now: number, strings: DeskStrings): TemplateResult {
    const title = strings.offQueueTitle(contacts.length);
    return html`<div class="scrim">
      <div class="dialog off-queue" role="dialog" aria-modal="true" aria-label=${title} ${ref(this.#modal.attach)}>
        <h2>${title}</h2>
        <p class="under">${strings.offQueueUnder}</p>
        <ul class="dialog-rows">${contacts.map((model) => this.#row(model, now, strings))}</ul>
        <fieldset class="choices">
          <legend>${strings.thenShowMe}</legend>
          ${afterwards.map((state) => html`<label class="choice"><input type="radio" name="afterwards" .checked=${state === this.#state} @change=${() => this.#choose(state)} />${renderPresenceMark(state)}${strings.presence[state]}</label>`)}
        </fieldset>
        <div class="dialog-foot">
          <p class="under">${strings.keepsPlace}</p>
          <button type="button" class="button small" data-first @click=${this.#actions.onStay}>${strings.stayOnQueue}</button>
          <button type="button" class="button primary small" @click=${() => this.#go(contacts)}>${strings.goOffQueue}</button>
        </div>
      </div>
    </div>`;
  }

  #row({ contactId, snapshot }: ContactModel, now: number, strings: DeskStrings): TemplateResult {
    const name = fullName(snapshot.customer.name, strings.visitor(contactId));
    const age = snapshot.startedAt === undefined ? '' : ` ${duration(now - Date.parse(snapshot.startedAt))}`;
    // A call cannot be sent back to a line.
    const fixed = snapshot.queue === undefined || snapshot.medium === 'videoChat' || snapshot.state === 'wrap-up';
    return html`<li>
      ${renderAvatar({ name })}
      <div class="head-words"><b>${name}</b><p>${strings.media[snapshot.medium]}${age}</p></div>
      <select aria-label=${strings.whatAboutContact(name)} ?disabled=${fixed} @change=${(event: Event) => {
        if (event.target instanceof HTMLSelectElement) this.#send(contactId, event.target.value === 'back');
      }}>
        <option value="finish">${strings.finishMyself}</option>
        <option value="back" ?selected=${this.#back.has(contactId)}>${strings.backToQueue}</option>
      </select>
    </li>`;
  }

  #send(contactId: string, back: boolean): void {
    if (back) this.#back.add(contactId);
    else this.#back.delete(contactId);
  }

  #choose(state: (typeof afterwards)[number]): void {
    this.#state = state;
    this.#host.requestUpdate();
  }

  #go(contacts: readonly ContactModel[]): void {
    const back: { contactId: string; queueId: string }[] = [];
    for (const { contactId, snapshot } of contacts) {
      if (this.#back.has(contactId) && snapshot.queue !== undefined) back.push({ contactId, queueId: snapshot.queue.queueId });
    }
    this.#back = new Set();
    this.#actions.onGo({ state: this.#state, back });
  }
}
