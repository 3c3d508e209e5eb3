/**
 * Draws the self-check: picture, three pickers, level, two notes, the word about the network. Gets a trial and facts, hands
 * presses on, holds nothing. Where the sheet lies is chat's and desk's matter.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { DeviceKind, NetworkVerdict } from '../call/index.js';
import type { DeviceTrial } from '../call/preflight/device-trial.js';
import type { CheckSheetStrings } from './en-check-sheet.js';
import { headphonesIcon, microphoneIcon, mirrorIcon, playIcon, worksIcon } from './check-sheet-icons.js';
import { icon } from './icon.js';
import { chevronDownIcon, videoIcon, videoOffIcon, xIcon } from './icons.js';
import { played } from './played.js';

type Trial = Pick<DeviceTrial, 'camera' | 'microphone' | 'speaker' | 'devices'>;
type Failure = Extract<DeviceTrial['camera'], { kind: 'failed' }>['failure'];

export interface CheckSheetView {
  readonly trial: Trial;
  readonly strings: CheckSheetStrings;
  /** What this side sends: the rest is not shown. */
  readonly sends: { readonly camera: boolean; readonly microphone: boolean };
  readonly network: NetworkVerdict;
  readonly mirrored: boolean;
  readonly phone: boolean;
  /** How to allow the camera in this very browser, in the words of chat or desk. */
  readonly denial: (failure: Failure) => TemplateResult;
  /** The sheet's own ways on, under everything. */
  readonly foot: unknown;
}

export interface CheckSheetActions {
  readonly choose: (device: DeviceKind, id: string) => void;
  readonly setCamera: (on: boolean) => void;
  readonly mirror: () => void;
  readonly retry: () => void;
  readonly playNotes: () => void;
  readonly answerNotes: (heard: boolean) => void;
  readonly close: () => void;
}

/** Of the level's bar. */
export const levelSteps = 28;

export function renderCheckSheet(view: CheckSheetView, actions: CheckSheetActions): TemplateResult {
  const { strings, sends, network } = view;
  return html`<div class="check-sheet" part="check-sheet" role="dialog" aria-modal="true" aria-labelledby="check-title" aria-describedby="check-under" tabindex="-1">
    <div class="check-head">
      <div class="check-words">
        <h2 id="check-title">${strings.checkDevices}</h2>
        <p id="check-under">${strings.onlyYouHear}</p>
      </div>
      <button type="button" class="icon-button" aria-label=${strings.close} title=${strings.close} @click=${actions.close}>${icon(xIcon)}</button>
    </div>
    <div class="check-body">
      ${sends.camera ? renderPicture(view, actions) : nothing} ${sends.camera && hasCamera(view) ? renderPicker('camera', videoIcon, view, actions) : nothing}
      ${sends.microphone ? renderMicrophone(view, actions) : nothing} ${renderSpeaker(view, actions)}
      <p class="check-network" role="status">${network === 'unknown' ? nothing : network === 'carries' ? strings.carriesVideo : strings.blocksVideo}</p>
    </div>
    <div class="check-foot">${view.foot}</div>
  </div>`;
}

/** Where there is none, the picture's place says so. */
const hasCamera = ({ trial }: CheckSheetView): boolean => trial.devices.camera?.devices.length !== 0;

function renderPicture(view: CheckSheetView, actions: CheckSheetActions): TemplateResult {
  const { camera } = view.trial;
  switch (camera.kind) {
    case 'on':
      return renderPreview(view, actions, camera.stream, camera.proof === 'yes');
    case 'asking':
      return renderEmpty(html`<b>${view.strings.browserAsks}</b><span>${view.phone ? view.strings.tapAllow : view.strings.chooseAllow}</span>`, 'waiting');
    case 'off':
      return html`<div class="check-picture">
        <span class="check-chip">${icon(videoOffIcon, { size: 16 })}${view.strings.cameraOff}</span>
        ${renderPictureButtons(view, actions, false)}
      </div>`;
    case 'failed':
      return renderFailure(view, actions, camera.failure);
  }
}

function renderPreview(view: CheckSheetView, actions: CheckSheetActions, stream: MediaStream, works: boolean): TemplateResult {
  const { strings, mirrored } = view;
  return html`<div class="check-picture">
    <video class=${mirrored ? 'mirrored' : ''} aria-label=${strings.kinds.camera} tabindex="-1" autoplay playsinline disablepictureinpicture .muted=${true} ${played(stream)}></video>
    <span role="status">${works ? html`<span class="check-chip works">${icon(worksIcon, { size: 16 })}${strings.cameraWorks}</span>` : nothing}</span>
    ${renderPictureButtons(view, actions, true)}
  </div>`;
}

function renderPictureButtons({ strings, mirrored }: CheckSheetView, actions: CheckSheetActions, on: boolean): TemplateResult {
  return html`<span class="check-tools">
    ${on ? toggle(strings.mirror, mirrorIcon, mirrored, actions.mirror, mirrored ? '' : 'unused') : nothing}
    ${toggle(strings.cameraOff, on ? videoIcon : videoOffIcon, !on, () => actions.setCamera(!on), on ? '' : 'off')}
  </span>`;
}

const toggle = (name: string, glyph: string, pressed: boolean, press: () => void, look = ''): TemplateResult =>
  html`<button type="button" class="check-tool ${look}" aria-label=${name} title=${name} aria-pressed=${pressed ? 'true' : 'false'} @click=${press}>${icon(glyph, { size: 16 })}</button>`;

const renderEmpty = (words: unknown, look: string): TemplateResult => html`<div class="check-empty ${look}" role="status">${words}</div>`;

function renderFailure(view: CheckSheetView, actions: CheckSheetActions, failure: Failure): TemplateResult {
  const { strings } = view;
  if (failure.outcome === 'no-device') return renderEmpty(html`${icon(videoOffIcon)}<span>${strings.noCamera}</span>`, 'still');
  const words = failure.outcome === 'permission-denied' ? view.denial(failure) : html`<b>${strings.busyCamera}</b><span>${strings.busyMeans}</span>`;
  return html`<div class="check-trouble" role="status">
    ${words}<button type="button" class="button small" @click=${actions.retry}>${strings.tryAgain}</button>
  </div>`;
}

function renderPicker(kind: DeviceKind, glyph: string, { trial, strings }: CheckSheetView, actions: CheckSheetActions, beside: unknown = nothing): TemplateResult {
  const list = trial.devices[kind];
  const id = `check-${kind}`;
  if (list === undefined) return html`<div class="check-field"><p class="check-label">${strings.kinds[kind]}</p><div class="check-row">${beside}</div></div>`;
  const choose = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) actions.choose(kind, event.target.value);
  };
  return html`<div class="check-field">
    <label class="check-label" for=${id}>${strings.kinds[kind]}</label>
    <div class="check-row">
      <span class="check-select">
        ${icon(glyph)}
        <select id=${id} aria-describedby="${id}-hint" ?disabled=${list.devices.length === 0} @change=${choose}>
          ${list.devices.map((device, index) => html`<option value=${device.id} .selected=${device.id === list.chosen}>${device.label === '' ? strings.nameless({ kind: strings.kinds[kind], number: index + 1 }) : device.label}</option>`)}
        </select>
        ${icon(chevronDownIcon)}
      </span>
      ${beside}
    </div>
  </div>`;
}

function renderMicrophone(view: CheckSheetView, actions: CheckSheetActions): TemplateResult {
  return html`${renderPicker('microphone', microphoneIcon, view, actions)}
    <div class="sound-bar" aria-hidden="true">${Array.from({ length: levelSteps }, () => html`<i></i>`)}</div>
    ${hint('microphone', microphoneWords(view))}`;
}

function microphoneWords({ trial: { microphone }, strings }: CheckSheetView): string {
  switch (microphone.kind) {
    case 'on':
      return { yes: strings.microphoneWorks, waiting: strings.saySomething, no: strings.noSoundYet }[microphone.proof];
    case 'failed':
      return { 'permission-denied': strings.blockedMicrophone, 'no-device': strings.noMicrophone, 'device-busy': strings.busyMicrophone }[microphone.failure.outcome];
    default:
      return strings.saySomething;
  }
}

function renderSpeaker(view: CheckSheetView, actions: CheckSheetActions): TemplateResult {
  const { strings, trial } = view;
  const playing = trial.speaker === 'playing';
  const test = html`<button type="button" class="button" aria-disabled=${playing ? 'true' : 'false'} @click=${actions.playNotes}>
    ${icon(playIcon, { size: 16 })}${playing ? strings.playing : strings.testSpeaker}
  </button>`;
  return html`${renderPicker('speaker', headphonesIcon, view, actions, test)}
    ${hint('speaker', trial.speaker === 'not-heard' || trial.speaker === 'failed' ? strings.tryAnotherSpeaker : strings.twoNotes)}
    ${trial.speaker === 'played'
      ? html`<div class="check-answers">
          <button type="button" class="button small" @click=${() => actions.answerNotes(true)}>${strings.heard}</button>
          <button type="button" class="button small" @click=${() => actions.answerNotes(false)}>${strings.heardNothing}</button>
        </div>`
      : nothing}`;
}

const hint = (kind: DeviceKind, words: string): TemplateResult => html`<p class="check-hint" id="check-${kind}-hint" role="status">${words}</p>`;
