/**
 * The list under the Devices button: cameras, microphones and speakers as radio rows, then actions. Opens beside the call
 * bar where there is room, closes with Escape, Tab and a press elsewhere, and gives the focus back to its button. A row
 * is checked when the call uses the device, not when it was pressed.
 */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { CallControls, DeviceKind, DeviceList } from '../call/index.js';
import { placeBeside } from './beside.js';
import type { InCallStrings } from './en-in-call.js';
import type { DrawnHost } from './found.js';
import { icon } from './icon.js';
import { checkIcon } from './icons.js';

export interface MenuAction {
  readonly label: string;
  readonly press: () => void;
}

export interface DevicesMenuView {
  readonly controls: CallControls;
  /** Under the lists. */
  readonly actions: readonly MenuAction[];
  readonly strings: InCallStrings;
}

const kinds: readonly DeviceKind[] = ['camera', 'microphone', 'speaker'];

export class DevicesMenu implements ReactiveController {
  private readonly host: DrawnHost;
  private readonly frame: string;
  private shown = false;
  private focusFirst = false;

  /** `frame`: selector of what the menu has to stay inside of. Default: the window. */
  constructor(host: DrawnHost, frame = '') {
    this.host = host;
    this.frame = frame;
    host.addController(this);
  }

  get open(): boolean {
    return this.shown;
  }

  readonly toggle = (): void => {
    if (this.shown) {
      this.close(true);
      return;
    }
    this.shown = true;
    this.focusFirst = true;
    document.addEventListener('pointerdown', this.elsewhere, true);
    window.addEventListener('resize', this.place);
    // The stage or the panel may still be opening.
    this.host.renderRoot.addEventListener('animationend', this.place);
    this.host.requestUpdate();
  };

  /** `back`: the focus goes to the button. */
  close(back = false): void {
    if (!this.shown) return;
    this.shown = false;
    document.removeEventListener('pointerdown', this.elsewhere, true);
    window.removeEventListener('resize', this.place);
    this.host.renderRoot.removeEventListener('animationend', this.place);
    if (back) this.button()?.focus();
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    if (!this.shown) return;
    if (this.menu() === null) {
      this.close();
      return;
    }
    this.place();
    if (!this.focusFirst) return;
    this.focusFirst = false;
    (this.rows().find((row) => row.getAttribute('aria-checked') === 'true') ?? this.rows()[0])?.focus();
  }

  hostDisconnected(): void {
    this.close();
  }

  render(view: DevicesMenuView): TemplateResult | typeof nothing {
    if (!this.shown) return nothing;
    const { actions, strings } = view;
    return html`<div class="devices-menu" part="devices-menu" role="menu" aria-label=${strings.devices} @keydown=${this.key}>
      ${kinds.map((kind) => this.list(kind, view))}
      ${actions.map(
        ({ label, press }) =>
          html`<button type="button" role="menuitem" tabindex="-1" class="device-row act" @click=${() => this.act(press)}>${label}</button>`,
      )}
    </div>`;
  }

  private list(kind: DeviceKind, { controls, strings }: DevicesMenuView): TemplateResult | typeof nothing {
    const list = controls.devices[kind];
    if (list === undefined || list.devices.length === 0) return nothing;
    return html`<div role="group" aria-label=${strings.kinds[kind]} class="device-list">
      <p class="device-kind" aria-hidden="true">${strings.kinds[kind]}</p>
      ${list.devices.map(({ id, label }, index) => {
        const chosen = isChosen(list, id);
        return html`<button
          type="button"
          role="menuitemradio"
          aria-checked=${chosen ? 'true' : 'false'}
          tabindex="-1"
          class="device-row"
          @click=${() => controls.choose(kind, id)}
        >
          <span>${label === '' ? strings.nameless({ kind: strings.kinds[kind], number: index + 1 }) : label}</span>${chosen ? icon(checkIcon, { size: 16 }) : nothing}
        </button>`;
      })}
    </div>`;
  }

  /** The focus is back at the button before the act may move it on; both in the press's own task. */
  private act(press: () => void): void {
    this.close(true);
    press();
  }

  private readonly key = (event: KeyboardEvent): void => {
    const rows = this.rows();
    const at = rows.findIndex((row) => row.matches(':focus'));
    const to: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const next = to[event.key];
    if (next !== undefined) rows[(next + rows.length) % rows.length]?.focus();
    else if (event.key === 'Escape') this.close(true);
    else if (event.key === 'Tab') {
      // The browser moves on from the button.
      this.close(true);
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private readonly elsewhere = (event: Event): void => {
    const inside = event.composedPath().some((node) => node === this.menu() || node === this.button());
    if (!inside) this.close();
  };

  private readonly place = (): void => {
    const menu = this.menu();
    const bar = this.button()?.closest('.call-bar');
    const frame = this.frame === '' ? null : this.host.renderRoot.querySelector(this.frame);
    if (menu !== null && bar != null) placeBeside(menu, this.button() ?? bar, bar, frame?.getBoundingClientRect());
  };

  private rows(): readonly HTMLElement[] {
    return [...(this.menu()?.querySelectorAll<HTMLElement>('.device-row') ?? [])];
  }

  private menu(): HTMLElement | null {
    return this.host.renderRoot.querySelector<HTMLElement>('.devices-menu');
  }

  private button(): HTMLElement | null {
    return this.host.renderRoot.querySelector<HTMLElement>('.control.devices');
  }
}

/** Where the browser does not tell, the only one there is. */
const isChosen = ({ chosen, devices }: DeviceList, id: string): boolean => (chosen === undefined ? devices.length === 1 : chosen === id);
