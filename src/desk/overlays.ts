/** What lies over the desk: one dialog or sheet at a time. Knows which; each draws itself. */
import { nothing, type LitElement, type TemplateResult } from 'lit';
import type { Clock } from '../protocol/index.js';
import { addStyles } from '../ui/add-styles.js';
import type { DeskCheckSheet } from './check-sheet.js';
import type { DeskStrings } from './en-desk.js';
import { Modal } from './modal.js';
import { OffQueueDialog } from './off-queue-dialog.js';
import { renderShortcutsDialog } from './shortcuts-dialog.js';
import { WrapUpSheet } from './wrap-up-sheet.js';
import type { Workplace } from './workplace.js';

export type Overlay = { readonly kind: 'none' } | { readonly kind: 'off-queue' } | { readonly kind: 'shortcuts' } | { readonly kind: 'check' } | { readonly kind: 'wrap-up'; readonly contactId: string };

export class Overlays {
  readonly #host: LitElement;
  readonly #work: () => Workplace | undefined;
  readonly #help: Modal;
  readonly #offQueue: OffQueueDialog;
  readonly #wrapUp: WrapUpSheet;
  readonly #clock: () => Clock;
  #check: DeskCheckSheet | undefined;
  #present: Overlay = { kind: 'none' };

  constructor(host: LitElement, work: () => Workplace | undefined, clock: () => Clock) {
    this.#host = host;
    this.#clock = clock;
    this.#work = work;
    const close = (): void => this.close();
    this.#help = new Modal(host, close);
    this.#offQueue = new OffQueueDialog(host, {
      onGo: ({ state, back }) => {
        this.close();
        const present = work();
        for (const { contactId, queueId } of back) present?.backToQueue(contactId, queueId);
        present?.setPresence({ onQueue: false, state });
      },
      onStay: close,
    });
    this.#wrapUp = new WrapUpSheet(
      host,
      (contactId, codes, note) => {
        this.close();
        work()?.wrap(contactId, codes, note);
      },
      close,
    );
  }

  open(overlay: Overlay): void {
    this.#present = overlay;
    if (overlay.kind === 'check') void this.#openCheck();
    else this.#check?.close();
    if (overlay.kind === 'wrap-up') this.#wrapUp.opening();
    this.#host.requestUpdate();
  }
  close(): void {
    this.open({ kind: 'none' });
  }

  /** Its code comes with the first press; without it the desk goes on. */
  async #openCheck(): Promise<void> {
    try {
      const { DeskCheckSheet: Sheet } = await import('./check-sheet.js');
      if (this.#check === undefined) addStyles(this.#host, Sheet.styles);
      this.#check ??= new Sheet(this.#host, this.#clock(), () => {
        if (this.#present.kind === 'check') this.close();
      });
    } catch {
      this.close();
      return;
    }
    const work = this.#work();
    if (work !== undefined && this.#present.kind === 'check') this.#check.show(work);
  }

  /** Over everything. */
  renderDialog(strings: DeskStrings): TemplateResult | typeof nothing {
    const work = this.#work();
    if (work === undefined) return nothing;
    switch (this.#present.kind) {
      case 'check':
        return this.#check?.render() ?? nothing;
      case 'shortcuts':
        return renderShortcutsDialog(strings, this.#help, () => this.close());
      case 'off-queue':
        return this.#offQueue.render(
          work.mine.filter(({ snapshot }) => snapshot.state === 'connected'),
          work.now,
          strings,
        );
      default:
        return nothing;
    }
  }

  /** In the place of the panes, beside its own contact alone: it waits there while the agent looks at another. */
  renderSheet(strings: DeskStrings): TemplateResult | undefined {
    const work = this.#work();
    if (work === undefined || this.#present.kind !== 'wrap-up') return undefined;
    const { contactId } = this.#present;
    const model = work.selected?.contactId === contactId ? work.mine.find((it) => it.contactId === contactId) : undefined;
    return model === undefined ? undefined : this.#wrapUp.render({ model, codes: work.profile.wrapUpCodes, strings });
  }
}
