/**
 * The header's menu: a button, rows under it, closed by Escape, by Tab, by a press elsewhere or by choosing. A row that can't be
 * undone asks once more: itself again and a way back, which stands where the press was. One that comes late takes no other's
 * focus.
 */
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../ui/index.js';
import { ellipsisIcon, xIcon } from '../ui/icons.js';

export interface MenuRow {
  readonly label: string;
  readonly icon: string;
  readonly choose: () => void;
  /** Label of the way back: the row is done only when chosen once more. */
  readonly back?: string;
}

/** What is under the button, if anything; a row stands for the question whether it is meant. */
type Shown = 'rows' | MenuRow;

export class Menu implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private shown: Shown | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.set();
  }

  render(label: string, rows: readonly MenuRow[]): TemplateResult | typeof nothing {
    if (rows.length === 0) {
      this.set();
      return nothing;
    }
    const open = this.shown !== undefined;
    return html`<div class="menu" @keydown=${this.key}>
      <button
        type="button"
        class="icon-button menu-button"
        aria-label=${label}
        title=${label}
        aria-haspopup="menu"
        aria-expanded=${open ? 'true' : 'false'}
        @click=${() => this.set(open ? undefined : 'rows')}
      >
        ${icon(ellipsisIcon)}
      </button>
      ${open
        ? html`<div class="menu-rows" role="menu" aria-label=${label}>
            ${repeat(
              this.under(rows),
              (row) => row.label,
              (row) =>
                html`<button type="button" role="menuitem" class="menu-row" @click=${() => this.choose(row)}>${icon(row.icon, { size: 16 })}${row.label}</button>`,
            )}
          </div>`
        : nothing}
    </div>`;
  }

  private under(rows: readonly MenuRow[]): readonly MenuRow[] {
    const { shown } = this;
    if (typeof shown !== 'object') return rows;
    const { label, icon: glyph, choose, back = '' } = shown;
    return [
      { label: back, icon: xIcon, choose: () => this.set('rows') },
      { label, icon: glyph, choose },
    ];
  }

  private choose(row: MenuRow): void {
    if (row.back !== undefined) {
      this.set(row);
      return;
    }
    this.set();
    this.button()?.focus();
    row.choose();
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (this.shown === undefined) return;
    if (event.key === 'Escape' || event.key === 'Tab') {
      // From the button, the browser moves on by itself.
      if (event.key === 'Escape') event.preventDefault();
      event.stopPropagation();
      this.set();
      this.button()?.focus();
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.step(event.key === 'ArrowDown' ? 1 : -1);
    }
  };

  private readonly elsewhere = (event: Event): void => {
    const menu = this.host.shadowRoot?.querySelector('.menu');
    if (menu != null && !event.composedPath().includes(menu)) this.set();
  };

  private step(by: number): void {
    const rows = this.rows();
    const active = this.host.shadowRoot?.activeElement;
    const at = rows.findIndex((row) => row === active);
    rows[(at + by + rows.length) % rows.length]?.focus();
  }

  private rows(): readonly HTMLElement[] {
    return [...(this.host.shadowRoot?.querySelectorAll<HTMLElement>('.menu-row') ?? [])];
  }

  private button(): HTMLElement | null | undefined {
    return this.host.shadowRoot?.querySelector<HTMLElement>('.menu-button');
  }

  private set(shown?: Shown): void {
    if (shown === this.shown) return;
    this.shown = shown;
    this.host.requestUpdate();
    document.removeEventListener('pointerdown', this.elsewhere);
    if (shown === undefined) return;
    document.addEventListener('pointerdown', this.elsewhere);
    void this.host.updateComplete.then(() => this.rows()[0]?.focus());
  }
}
