/** Share and Devices: the controls of the call bar that come once the call is live. Like the others, they draw the view alone. */
import { html, nothing, type TemplateResult } from 'lit';
import { renderControl } from './call-bar.js';
import { monitorUpIcon, monitorXIcon, settings2Icon } from './in-call-icons.js';
import type { InCallStrings } from './en-in-call.js';
import { icon } from './icon.js';

export interface MoreControlsView {
  /** `none`: not offered here. */
  readonly screen: 'on' | 'off' | 'none';
  /** The devices menu is open. */
  readonly open: boolean;
}

export interface MoreControlsActions {
  /** In the press's own task. */
  readonly onShare: (on: boolean) => void;
  readonly onDevices: () => void;
}

export function renderMoreControls({ screen, open }: MoreControlsView, actions: MoreControlsActions, strings: InCallStrings): TemplateResult {
  const sharing = screen === 'on';
  return html`${screen === 'none'
      ? nothing
      : renderControl({
          name: sharing ? strings.stopSharing : strings.shareScreen,
          glyph: sharing ? monitorXIcon : monitorUpIcon,
          look: sharing ? 'open' : '',
          press: () => actions.onShare(!sharing),
        })}
    <button
      type="button"
      class="control devices ${open ? 'open' : ''}"
      aria-label=${strings.devices}
      title=${strings.devices}
      aria-haspopup="menu"
      aria-expanded=${open ? 'true' : 'false'}
      @click=${actions.onDevices}
    >
      ${icon(settings2Icon)}
    </button>`;
}
