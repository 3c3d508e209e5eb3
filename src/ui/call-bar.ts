/**
 * The row of call controls. A control that the call doesn't offer is not drawn. The ring's level is MicLevel's matter. State comes in as a view; requests go
 * out as callbacks, and the picture of a control changes only when the view does.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { micIcon, micOffIcon, monitorUpIcon, monitorXIcon, settings2Icon } from './call-icons.js';
import type { CallStrings } from './en-call.js';
import { icon } from './icon.js';
import { phoneOffIcon, videoIcon, videoOffIcon } from './icons.js';

export interface CallBarView {
  readonly muted: boolean;
  readonly cameraOff: boolean;
  readonly sharing: boolean;
  readonly offers: { readonly microphone: boolean; readonly camera: boolean; readonly share: boolean; readonly devices: boolean };
  /** The devices menu is open under its button. */
  readonly devicesOpen?: boolean;
}

export interface CallBarActions {
  readonly onMute: (muted: boolean) => void;
  readonly onCamera: (off: boolean) => void;
  readonly onShare?: (sharing: boolean) => void;
  readonly onDevices?: () => void;
  readonly onEnd: () => void;
}

export interface CallBarOptions {
  readonly strings: CallStrings;
  /** Writes the words into the End button, as the desk does. Default: icon only. */
  readonly endWords?: boolean;
  /** Controls between the last one and End. */
  readonly extra?: TemplateResult | typeof nothing;
}

export function renderCallBar(view: CallBarView, actions: CallBarActions, options: CallBarOptions): TemplateResult {
  const { strings } = options;
  const { offers } = view;
  return html`<div class="call-bar" part="call-bar" role="group" aria-label=${strings.controls}>
    ${offers.microphone ? renderMicrophone(view, actions, strings) : nothing}
    ${offers.camera
      ? control(view.cameraOff ? strings.startCamera : strings.stopCamera, view.cameraOff ? videoOffIcon : videoIcon, view.cameraOff, () => {
          actions.onCamera(!view.cameraOff);
        })
      : nothing}
    ${offers.share
      ? control(view.sharing ? strings.stopSharing : strings.shareScreen, view.sharing ? monitorXIcon : monitorUpIcon, false, () => actions.onShare?.(!view.sharing), view.sharing)
      : nothing}
    ${offers.devices ? renderDevices(view.devicesOpen === true, actions, strings) : nothing}
    ${options.extra ?? nothing}
    <button type="button" class="end-call" part="end-button" aria-label=${strings.endVideo} title=${strings.endVideo} @click=${actions.onEnd}>
      ${icon(phoneOffIcon)}${options.endWords === true ? html`<span>${strings.endVideo}</span>` : nothing}
    </button>
  </div>`;
}

function renderMicrophone(view: CallBarView, actions: CallBarActions, strings: CallStrings): TemplateResult {
  const { muted } = view;
  return html`<span class="mic">
    <svg class="level" viewBox="0 0 56 56" aria-hidden="true">
      <circle cx="28" cy="28" r="25.5" pathLength="100"></circle>
      <circle class="fill" cx="28" cy="28" r="25.5" pathLength="100"></circle>
    </svg>
    ${control(muted ? strings.unmute : strings.mute, muted ? micOffIcon : micIcon, muted, () => {
      actions.onMute(!muted);
    })}
  </span>`;
}

/** The one control that opens something. */
function renderDevices(open: boolean, actions: CallBarActions, strings: CallStrings): TemplateResult {
  return html`<button
    type="button"
    class="control devices ${open ? 'open' : ''}"
    aria-label=${strings.devices}
    title=${strings.devices}
    aria-haspopup="menu"
    aria-expanded=${open ? 'true' : 'false'}
    @click=${() => actions.onDevices?.()}
  >
    ${icon(settings2Icon)}
  </button>`;
}

/** Off is a white disc with a crossed icon; open is accent. The name says what a press does, so no pressed state is added. */
function control(name: string, glyph: string, off: boolean, press: () => void, open = false): TemplateResult {
  return html`<button type="button" class="control ${off ? 'off' : ''} ${open ? 'open' : ''}" aria-label=${name} title=${name} @click=${press}>
    ${icon(glyph)}
  </button>`;
}
