/**
 * The self-check of the chat: over the whole panel, from the menu, from an invitation, from a call's device menu. A chunk of
 * its own, fetched on the first press.
 *
 * Knows when "Start video" is one press away and what it does then: the preview stops and the same task asks for the call's
 * devices. The check itself is ui/check-sheet-controller.ts.
 */
import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { CheckSheet, type CheckSheetPorts } from '../ui/check-sheet-controller.js';
import { checkSheetStyles } from '../ui/check-sheet-styles.js';
import { enCheckSheet, type CheckSheetStrings } from '../ui/en-check-sheet.js';
import { icon } from '../ui/index.js';
import { videoIcon } from '../ui/icons.js';
import { spoken } from '../ui/words.js';
import { cardStyles } from './card-styles.js';
import type { ChatLink } from './chat-link.js';
import { checkLayoutStyles } from './check-layout-styles.js';
import { denialWords } from './denial.js';
import type { Names } from './en-results.js';
import { enSteps } from './en-steps.js';
import { browserKind, permissionSteps } from './permission-steps.js';
import { callState, offersVideo } from './scene.js';
import type { SpokenHost } from './spoken-host.js';
import { renderSteps } from './steps.js';

export interface ChatCheckSetting {
  readonly link: ChatLink;
  readonly names: Names;
  readonly phone: boolean;
}

export class ChatCheckSheet {
  static readonly styles: readonly CSSResult[] = [cardStyles, checkSheetStyles, checkLayoutStyles];
  private readonly sheet: CheckSheet;

  constructor(
    private readonly host: SpokenHost,
    ports: CheckSheetPorts,
  ) {
    this.sheet = new CheckSheet(host, ports);
  }

  get open(): boolean {
    return this.sheet.open;
  }

  /** Asks for the devices, or shows the call's. */
  show({ session, contact, upgrade, video }: ChatLink): void {
    const contactId = contact?.contactId;
    this.sheet.show({
      video,
      turn: contactId === undefined || session.state.kind !== 'connected' ? undefined : () => session.turn(contactId, 'preflight'),
      call:
        callState(upgrade.state) === undefined || upgrade.local === undefined
          ? undefined
          : {
              get local() {
                return upgrade.local;
              },
              get notice() {
                return upgrade.controls?.notice;
              },
              choose: (device, id) => upgrade.controls?.choose(device, id),
              setCamera: (on) => upgrade.setCamera(on),
            },
      onClosed: () => undefined,
    });
  }

  close(back = true): void {
    this.sheet.close(back);
  }

  render({ link, names, phone }: ChatCheckSetting): TemplateResult | undefined {
    const strings = spoken(enCheckSheet, this.host.language);
    const steps = spoken(enSteps, this.host.language);
    const sheet = this.sheet.render({
      phone,
      denial: (failure) => {
        const denial = denialWords(failure, names, navigator.userAgent, steps);
        const shown = denial.steps === 'browser' ? permissionSteps(browserKind(navigator.userAgent, navigator.maxTouchPoints), location.hostname, steps) : denial.steps;
        return html`<b>${denial.title}</b><span>${denial.under}</span>${renderSteps(shown)}`;
      },
      foot: html`<button type="button" class="button" @click=${() => this.close()}>${strings.backToChat}</button>${this.renderStart(link, strings)}`,
    }, strings);
    return sheet && html`<div class="check-cover">${sheet}</div>`;
  }

  private renderStart(link: ChatLink, { startVideo }: CheckSheetStrings): TemplateResult | typeof nothing {
    const { upgrade, contact, video, canVideo } = link;
    const free = upgrade.state.kind === 'idle' || upgrade.state.kind === 'ended';
    if (!free || (upgrade.ask === undefined && !offersVideo(contact, video.enabled, canVideo))) return nothing;
    return html`<button type="button" class="button primary" @click=${() => this.start(link)}>${icon(videoIcon)}${startVideo}</button>`;
  }

  /** One press, one task: the preview lets the camera go, the call asks for it. */
  private start({ upgrade }: ChatLink): void {
    const how = this.sheet.camera ? {} : { camera: false };
    this.close(false);
    if (upgrade.ask === undefined) upgrade.start(how);
    else upgrade.accept(how);
  }
}
