/**
 * The self-check of the desk: the same sheet as the chat's, as a dialog over everything. A chunk of its own, fetched when it
 * is asked for first.
 *
 * Looks at the network by way of a contact of the agent, since relays' credentials are given for contacts alone; without one
 * it checks the devices.
 */
import { html, type CSSResult, type LitElement, type TemplateResult } from 'lit';
import type { Clock } from '../protocol/index.js';
import { CheckSheet } from '../ui/check-sheet-controller.js';
import { checkSheetStyles } from '../ui/check-sheet-styles.js';
import { checkDialogStyles } from './check-dialog-styles.js';
import { agentVideo } from './desk-ports.js';
import type { Workplace } from './workplace.js';

/** What the sheet's shared words leave to the desk. */
const words = {
  blocked: { camera: 'Your browser blocked the camera', microphone: 'Your browser blocked the microphone', both: 'Your browser blocked camera and microphone' },
  steps: 'Open your browser’s settings for this site and allow camera and microphone.',
  done: 'Done',
};

export class DeskCheckSheet {
  static readonly styles: readonly CSSResult[] = [checkSheetStyles, checkDialogStyles];
  private readonly sheet: CheckSheet;

  constructor(
    host: LitElement,
    clock: Clock,
    private readonly onClosed: () => void,
  ) {
    this.sheet = new CheckSheet(host, { clock });
  }

  /** Asks for the devices, or shows those of the call. */
  show({ session, selected, mine, call }: Workplace): void {
    const contactId = (selected?.snapshot.relation === 'owner' ? selected : mine.find(({ snapshot }) => snapshot.relation === 'owner'))?.contactId;
    this.sheet.show({
      video: agentVideo,
      turn: contactId === undefined ? undefined : () => session.turn(contactId, 'preflight'),
      call:
        call?.upgrade.local === undefined
          ? undefined
          : {
              get local() {
                return call.upgrade.local;
              },
              get notice() {
                return call.upgrade.controls?.notice;
              },
              choose: (device, id) => call.upgrade.controls?.choose(device, id),
              setCamera: (on) => call.upgrade.setCamera(on),
            },
      onClosed: this.onClosed,
    });
  }

  close(): void {
    this.sheet.close();
  }

  render(): TemplateResult | undefined {
    const sheet = this.sheet.render({
      phone: false,
      denial: ({ device }) => html`<b>${words.blocked[device]}</b><span>${words.steps}</span>`,
      foot: html`<button type="button" class="button primary" @click=${() => this.close()}>${words.done}</button>`,
    });
    if (sheet === undefined) return undefined;
    return html`<div class="scrim check-scrim" @click=${() => this.close()}>
      <div class="check-dialog" @click=${(event: Event) => event.stopPropagation()}>${sheet}</div>
    </div>`;
  }
}
