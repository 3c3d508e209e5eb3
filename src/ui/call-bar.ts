/**
 * The row of call controls. A control that the call doesn't offer is not drawn. The ring's level is MicLevel's matter. State comes in as a view; requests go
 * out as callbacks, and the picture of a control changes only when the view does. Share and Devices come later: more-controls.ts.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { micIcon, micOffIcon } from './call-icons.js';
import type { CallStrings } from './en-call.js';
import { icon } from './icon.js';
import { phoneOffIcon, videoIcon, videoOffIcon } from './icons.js';

export interface CallBarView {
  readonly muted: boolean;
  readonly cameraOff: boolean;
  readonly offers: { readonly microphone: boolean; readonly camera: boolean };
}

export interface CallBarActions {
  readonly onMute: (muted: boolean) => void;
  readonly onCamera: (off: boolean) => void;
  readonly onEnd: () => void;
}

export interface CallBarOptions {
  readonly strings: CallStrings;
  /** Writes the words into the End button, as the desk does. Default: icon only. */
  readonly endWords?: boolean;
  /** Controls between the last one and End. */
  readonly extra?: unknown;
}

export function renderCallBar(view: CallBarView, actions: CallBarActions, options: CallBarOptions): TemplateResult {
  const { strings } = options;
  const { offers, muted, cameraOff } = view;
  return html`<div class="call-bar" part="call-bar" role="group" aria-label=${strings.controls}>
    ${offers.microphone
      ? html`<span class="mic">
          <svg class="level" viewBox="0 0 56 56" aria-hidden="true">
            <circle cx="28" cy="28" r="25.5" pathLength="100"></circle>
            <circle class="fill" cx="28" cy="28" r="25.5" pathLength="100"></circle>
          </svg>
          ${renderControl({ name: muted ? strings.unmute : strings.mute, glyph: muted ? micOffIcon : micIcon, look: muted ? 'off' : '', press: () => actions.onMute(!muted) })}
        </span>`
      : nothing}
    ${offers.camera
      ? renderControl({
          name: cameraOff ? strings.startCamera : strings.stopCamera,
          glyph: cameraOff ? videoOffIcon : videoIcon,
          look: cameraOff ? 'off' : '',
          press: () => actions.onCamera(!cameraOff),
        })
      : nothing}
    ${options.extra ?? nothing}
    <button type="button" class="end-call" part="end-button" aria-label=${strings.endVideo} title=${strings.endVideo} @click=${actions.onEnd}>
      ${icon(phoneOffIcon)}${options.endWords === true ? html`<span>${strings.endVideo}</span>` : nothing}
    </button>
  </div>`;
}

export interface ControlView {
  readonly name: string;
  readonly glyph: string;
  /** Off is a white disc with a crossed icon; open is accent. */
  readonly look: '' | 'off' | 'open';
  readonly press: () => void;
}

/** The name says what a press does, so no pressed state is added. */
export function renderControl({ name, glyph, look, press }: ControlView): TemplateResult {
  return html`<button type="button" class="control ${look}" aria-label=${name} title=${name} @click=${press}>${icon(glyph)}</button>`;
}
