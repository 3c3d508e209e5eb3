/** What lies over the desk: one dialog or sheet at a time. Knows which; each draws itself. */
import { nothing, type LitElement, type TemplateResult } from 'lit';
import { SegueError, type Clock, type PastContact } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { addStyles } from '../ui/add-styles.js';
import { BlockDialog } from './block-dialog.js';
import type { DeskCheckSheet } from './check-sheet.js';
import { mayWrapUp } from './contact-facts.js';
import type { DeskStrings } from './en-desk.js';
import { HelpDialog } from './help-dialog.js';
import { Modal } from './modal.js';
import { OffQueueDialog } from './off-queue-dialog.js';
import { PastDialog } from './past-dialog.js';
import { renderShortcutsDialog } from './shortcuts-dialog.js';
import { TransferDialog } from './transfer-dialog.js';
import { WrapUpSheet, type WrapUpActions } from './wrap-up-sheet.js';
import type { Workplace } from './workplace.js';

export type Overlay = { readonly kind: 'none' } | { readonly kind: 'off-queue' } | { readonly kind: 'shortcuts' } | { readonly kind: 'check' } | { readonly kind: 'wrap-up' | 'transfer' | 'help' | 'block'; readonly contactId: string } | { readonly kind: 'past'; readonly contactId: string; readonly past: PastContact };

export class Overlays {
  readonly #host: LitElement;
  readonly #work: () => Workplace | undefined;
  readonly #help: Modal;
  readonly #offQueue: OffQueueDialog;
  readonly #transfer: TransferDialog;
  readonly #helpers: HelpDialog;
  readonly #past: PastDialog;
  readonly #block: BlockDialog;
  readonly #wrapUp: WrapUpSheet;
  readonly #clock: () => Clock;
  #check: DeskCheckSheet | undefined;
  /** Contacts whose wrap-up was put away: it does not come by itself again. */
  readonly #putAway = new Set<string>();
  #present: Overlay = { kind: 'none' };

  /** `onConsult`: a colleague is asked to speak about a contact before it is handed over. */
  constructor(host: LitElement, work: () => Workplace | undefined, clock: () => Clock, onConsult: (contactId: string) => void) {
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
    this.#transfer = new TransferDialog(host, {
      clock,
      targets: (contactId) => present(work).api.transferTargets(contactId),
      note: (contactId, text) => present(work).note(contactId, text),
      transfer: (contactId, to) => present(work).transfer(contactId, to),
      consult: async (contactId, agentId, message) => {
        const { helping } = present(work);
        await helping.consult(contactId, agentId, message);
        if (helping.consultOf(contactId) === agentId) onConsult(contactId);
      },
      onClose: close,
    });
    this.#helpers = new HelpDialog(host, {
      clock,
      targets: (contactId) => present(work).api.transferTargets(contactId),
      invite: (contactId, agentId, message) => present(work).helping.invite(contactId, agentId, message),
      onClose: close,
    });
    this.#block = new BlockDialog(host, { block: (contactId, note) => present(work).people.block(contactId, note === '' ? undefined : note), onClose: close });
    this.#past = new PastDialog(host, { load: (contactId, pastId) => present(work).api.pastContact(contactId, pastId), onClose: close });
    this.#wrapUp = new WrapUpSheet(host, this.#wrapUpActions(clock));
  }

  #wrapUpActions(clock: () => Clock): WrapUpActions {
    return {
      clock,
      onSave: (contactId, notes) => present(this.#work).saveWrapDraft(contactId, notes),
      onDone: (contactId, { codes, note }, then) => {
        this.close();
        const work = this.#work();
        work?.wrap(contactId, codes, note);
        if (then === 'break') work?.setPresence({ state: 'break' });
      },
      onExtend: (contactId) => this.#work()?.extendWrapUp(contactId),
      onClose: () => {
        const { selected } = this.#work() ?? {};
        if (selected !== undefined) this.#putAway.add(selected.contactId);
        this.close();
      },
    };
  }

  open(overlay: Overlay): void {
    this.#present = overlay;
    if (overlay.kind === 'check') void this.#openCheck();
    else this.#check?.close();
    if (overlay.kind === 'wrap-up') this.#wrapUp.opening();
    else this.#wrapUp.closing();
    if (overlay.kind === 'transfer') this.#transfer.open(overlay.contactId);
    else this.#transfer.close();
    if (overlay.kind === 'help') this.#helpers.open(overlay.contactId);
    else this.#helpers.close();
    if (overlay.kind === 'block') this.#block.open();
    if (overlay.kind === 'past') this.#past.open(overlay.contactId, overlay.past.contactId);
    else this.#past.close();
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
  renderDialog(strings: DeskStrings, locale: string | undefined): TemplateResult | typeof nothing {
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
      case 'transfer':
        return this.#ofOwn(work, this.#present.contactId, (model) => this.#transfer.render({ model, now: work.now, strings, consults: work.mayAskHelp }));
      case 'help':
        return this.#ofOwn(work, this.#present.contactId, (model) => this.#helpers.render({ model, now: work.now, strings }));
      case 'block':
        return this.#ofOwn(work, this.#present.contactId, (model) => this.#block.render(model, strings));
      case 'past':
        return this.#renderPast(work, this.#present, strings, locale);
      default:
        return nothing;
    }
  }

  /** It goes with its contact: what has ended, or is somebody else's, is not to be handed over, helped with or blocked. */
  #ofOwn(work: Workplace, contactId: string, render: (model: ContactModel) => TemplateResult): TemplateResult | typeof nothing {
    const model = work.mine.find((it) => it.contactId === contactId);
    return model?.snapshot.state === 'connected' ? render(model) : nothing;
  }

  /** It goes with the contact that gives the right to read it. */
  #renderPast(work: Workplace, { contactId, past }: Extract<Overlay, { kind: 'past' }>, strings: DeskStrings, locale: string | undefined): TemplateResult | typeof nothing {
    const customer = work.atHand(contactId);
    if (customer === undefined) return nothing;
    return this.#past.render({ past, customer, agentId: work.profile.agentId, now: work.now, locale, strings });
  }

  /** In the place of the panes, beside its own contact alone: it waits there while the agent looks at another. A contact that has ended brings its own. */
  renderSheet(strings: DeskStrings, locale: string | undefined): TemplateResult | undefined {
    const work = this.#work();
    const model = work?.selected;
    if (work === undefined || model === undefined || !mayWrapUp(model.snapshot)) return undefined;
    const { contactId, snapshot } = model;
    const asked = this.#present.kind === 'wrap-up' && this.#present.contactId === contactId;
    if (!asked && (snapshot.state !== 'wrap-up' || this.#putAway.has(contactId))) return undefined;
    return this.#wrapUp.render({ model, codes: work.wrapUpCodes(model), now: work.now, locale, strings });
  }
}

/** What is asked for after the agent has signed out has nobody to ask. */
function present(work: () => Workplace | undefined): Workplace {
  const there = work();
  if (there === undefined) throw new SegueError('closed');
  return there;
}
