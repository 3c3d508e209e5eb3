/** The customer pane: who they are, what the page told of them, and what their device can do as far as it is known. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ContactModel } from '../session/index.js';
import { icon, renderAvatar, timeOfDay } from '../ui/index.js';
import { checkIcon, circleAlertIcon, messageCircleIcon, videoIcon, xIcon } from '../ui/icons.js';
import { phoneIcon } from '../ui/desk-icons.js';
import { lastOf, missingDevice } from './contact-facts.js';
import { fullName } from './customer-name.js';
import { enCustomer } from './en-customer.js';
import type { DeskStrings } from './en-desk.js';
import type { KnownForm } from './known-form.js';

export interface CustomerPaneView {
  readonly model: ContactModel;
  readonly strings: DeskStrings;
  readonly locale: string | undefined;
  /** What they had before; nothing where this agent may not read it. */
  readonly past: TemplateResult | typeof nothing;
  /** What is known of them, to be changed. */
  readonly known: KnownForm;
  /** Undefined where this agent may not shut the visitor out. */
  readonly onBlock: (() => void) | undefined;
}

interface Ability {
  readonly icon: string;
  readonly name: string;
  readonly state: 'yes' | 'no' | 'trouble';
  readonly words: string;
}

const stateIcons = { yes: checkIcon, no: xIcon, trouble: circleAlertIcon } as const;

export function renderCustomerPane(view: CustomerPaneView): TemplateResult {
  const { model, strings, locale } = view;
  const { customer, startedAt } = model.snapshot;
  const name = fullName(customer.name, strings.visitor(model.contactId));
  const attributes = Object.entries(customer.attributes ?? {});
  return html`<div class="customer">
    <div class="customer-head">
      ${renderAvatar({ name })}
      <div class="head-words">
        <h3>${name}</h3>
        ${startedAt === undefined ? nothing : html`<p>${strings.since} ${timeOfDay(Date.parse(startedAt), locale)}</p>`}
      </div>
      ${view.known.renderButton(model)}
    </div>
    ${view.known.render(model)}
    ${attributes.length === 0 || view.known.isOpen(model.contactId) ? nothing : html`<dl class="facts attributes">${attributes.map(([key, value]) => html`<dt>${key}</dt><dd dir="auto">${String(value)}</dd>`)}</dl>`}
    <h4>${strings.thisDevice}</h4>
    <ul class="abilities">
      ${abilities(view).map(
        (it) => html`<li class="ability-${it.state}">${icon(it.icon, { size: 16 })}<span class="ability">${it.name}</span>${icon(stateIcons[it.state], { size: 14 })}<span>${it.words}</span></li>`,
      )}
    </ul>
    ${view.past}
    ${view.onBlock === undefined ? nothing : html`<button type="button" class="link block-link" @click=${view.onBlock}>${enCustomer.block}</button>`}
  </div>`;
}

function abilities(view: CustomerPaneView): readonly Ability[] {
  const { model, strings } = view;
  const { state } = model.snapshot;
  const over = state === 'closed' || state === 'wrap-up';
  return [
    { icon: messageCircleIcon, name: strings.media.webChat, state: over ? 'no' : 'yes', words: over ? strings.chatEnded : strings.chatConnected },
    { icon: phoneIcon, name: strings.media.voiceChat, state: 'no', words: strings.voiceLater },
    { icon: videoIcon, name: strings.media.videoChat, ...videoAbility(view) },
  ];
}

/** The latest that is known: the platform's refusal, the browser's answer, how the last upgrade ended. */
function videoAbility({ model, strings, locale }: CustomerPaneView): Pick<Ability, 'state' | 'words'> {
  const { video } = model.snapshot;
  const { endings } = strings;
  if (!video.allowed) return { state: 'no', words: endings.notAllowed[video.reason] };
  const captured = lastOf(model.events, 'upgrade.captured');
  const ended = lastOf(model.events, 'upgrade.ended');
  const result = ended?.data.result;
  if (result?.status === 'unsupported' && (captured?.seq ?? 0) < (ended?.seq ?? 0)) return { state: 'no', words: endings.unsupported[result.reason] };
  if (captured === undefined) return { state: 'yes', words: strings.cameraNotAsked };
  const missing = missingDevice(model.events, captured.data.upgradeId);
  const words = {
    ready: strings.cameraAllowed(timeOfDay(Date.parse(captured.at), locale)),
    'permission-denied': strings.cameraBlocked,
    'no-device': missing === undefined ? strings.noCamera : strings.missing[missing],
    'device-busy': strings.cameraBusy,
  }[captured.data.outcome];
  return { state: captured.data.outcome === 'ready' ? 'yes' : 'trouble', words };
}
