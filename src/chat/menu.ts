/** The header's menu: a button, rows under it, closed by Escape, by a press elsewhere or by choosing. */
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { icon } from '../ui/index.js';
import { ellipsisIcon } from '../ui/icons.js';

export interface MenuRow {
  readonly label: string;
  readonly icon: string;
  readonly choose: () => void;
}

export class Menu implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private open = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.set(false);
  }

  render(label: string, rows: readonly MenuRow[]): TemplateResult | typeof nothing {
    if (rows.length === 0) return nothing;
    return html`<div class="menu" @keydown=${this.key}>
      <button
        type="button"
        class="icon-button menu-button"
        aria-label=${label}
        title=${label}
        aria-haspopup="menu"
        aria-expanded=${this.open ? 'true' : 'false'}
        @click=${() => this.set(!this.open)}
      >
        ${icon(ellipsisIcon)}
      </button>
      ${this.open
        ? html`<div class="menu-rows" role="menu" aria-label=${label}>
            ${rows.map(
              (row) =>
                html`<button type="button" role="menuitem" class="menu-row" @click=${() => this.choose(row)}>${icon(row.icon, { size: 16 })}${row.label}</button>`,
            )}
          </div>`
        : nothing}
    </div>`;
  }

  private choose(row: MenuRow): void {
    this.set(false);
    this.button()?.focus();
    row.choose();
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (!this.open) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.set(false);
      this.button()?.focus();
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.step(event.key === 'ArrowDown' ? 1 : -1);
    }
  };

  private readonly elsewhere = (event: Event): void => {
    const menu = this.host.shadowRoot?.querySelector('.menu');
    if (menu != null && !event.composedPath().includes(menu)) this.set(false);
  };

  private step(by: number): void {
    const rows = [...(this.host.shadowRoot?.querySelectorAll<HTMLElement>('.menu-row') ?? [])];
    const active = this.host.shadowRoot?.activeElement;
    const at = rows.findIndex((row) => row === active);
    rows[(at + by + rows.length) % rows.length]?.focus();
  }

  private button(): HTMLElement | null | undefined {
    return this.host.shadowRoot?.querySelector<HTMLElement>('.menu-button');
  }

  private set(open: boolean): void {
    if (open === this.open) return;
    this.open = open;
    if (open) document.addEventListener('pointerdown', this.elsewhere);
    else document.removeEventListener('pointerdown', this.elsewhere);
    this.host.requestUpdate();
    if (open) void this.host.updateComplete.then(() => this.step(1));
  }
}
