/**
 * The call as the customer sees it: stage with its corner buttons, call bar, and the small tile of a closed panel. Draws
 * the upgrade's state; owns only what is of the picture: where the self view lies, the ring's level, the frozen timer.
 * One remote video element lives through panel, tile and whole panel: moving it would interrupt playback.
 */
import { html, nothing, type CSSResult, type LitElement, type TemplateResult } from 'lit';
import type { Upgrade } from '../call/index.js';
import { Found, elapsed, icon } from '../ui/index.js';
import { maximize2Icon, messageSquareIcon, minimize2Icon } from '../ui/call-icons.js';
import { chevronDownIcon } from '../ui/icons.js';
import { MicLevel, SelfView, enCall, remoteVideo, renderCallBar, renderStage, stageStyles, type CallStrings, type StageCover } from '../ui/call-parts.js';
import { callLayoutStyles } from './call-layout-styles.js';
import type { CallState } from './scene.js';

export interface CallSurfaceView {
  readonly upgrade: Upgrade;
  readonly call: CallState;
  readonly mode: 'panel' | 'expanded' | 'tile';
  /** Full name and first name of the agent. */
  readonly name: string;
  readonly firstName: string;
  readonly unread: number;
  /** Milliseconds since the epoch, by this device's clock: now, and the call's first frame as the platform knows it. */
  readonly now: number;
  readonly liveSince: number | undefined;
}

export interface CallSurfaceActions {
  readonly onExpand: (expanded: boolean) => void;
  readonly onClose: () => void;
  readonly onOpen: () => void;
  readonly onEnd: () => void;
}

export class CallSurface {
  static readonly styles: readonly CSSResult[] = [stageStyles, callLayoutStyles];

  private readonly selfView: SelfView;
  private readonly level: MicLevel;
  private upgrade: Upgrade | undefined;
  private timer: string | undefined;

  constructor(host: LitElement) {
    new Found(host, remoteVideo, (video) => this.upgrade?.attach(video instanceof HTMLVideoElement ? video : undefined));
    this.selfView = new SelfView(host);
    this.level = new MicLevel(host, () => host.shadowRoot ?? undefined);
  }

  render(view: CallSurfaceView, actions: CallSurfaceActions, strings: CallStrings = enCall): TemplateResult {
    const { upgrade, call, mode } = view;
    this.upgrade = upgrade;
    this.level.listen(upgrade.local);
    if (call.kind === 'connecting') this.timer = undefined;
    // While recovering the timer stands still; it jumps to the true time when media is back.
    if (call.kind === 'live') this.timer = elapsed(view.now - (view.liveSince ?? call.since));
    return html`<div class="call" role="region" aria-label=${strings.controls} tabindex="-1">
      ${renderStage(
        {
          name: view.name,
          firstName: view.firstName,
          timer: this.timer,
          quality: undefined,
          self: upgrade.local ?? null,
          cameraOff: upgrade.devices.video === 'off',
          cover: coverOf(upgrade, call),
          peerMuted: call.kind === 'live' && upgrade.peerMedia?.audio === 'off',
        },
        {
          strings,
          selfView: this.selfView,
          corner: mode === 'tile' ? nothing : renderCorner(mode, actions, strings),
          onUnblock: () => upgrade.unlock(),
        },
      )}
      ${renderBar(view, actions, strings)}
    </div>`;
  }

  /** The call is over: no stream is listened to, no element is held. */
  release(): void {
    this.level.listen(undefined);
    this.upgrade = undefined;
    this.timer = undefined;
  }
}

function coverOf(upgrade: Upgrade, call: CallState): StageCover {
  switch (call.kind) {
    case 'connecting':
      return { kind: 'connecting' };
    case 'recovering':
    case 'rebuilding':
      return { kind: 'recovering', side: 'own' };
    case 'live':
      if (upgrade.playback === 'blocked') return { kind: 'blocked', what: 'sound' };
      return upgrade.peerMedia?.video === 'on' || upgrade.peerMedia === undefined ? { kind: 'none' } : { kind: 'camera-off' };
  }
}

function renderCorner(mode: 'panel' | 'expanded', actions: CallSurfaceActions, strings: CallStrings): TemplateResult {
  const expanded = mode === 'expanded';
  const size = expanded ? strings.backToChatView : strings.wholePanel;
  return html`<button type="button" class="stage-button" aria-label=${size} title=${size} @click=${() => actions.onExpand(!expanded)}>
      ${icon(expanded ? minimize2Icon : maximize2Icon)}
    </button>
    <button type="button" class="stage-button" aria-label=${strings.closeChat} title=${strings.callGoesOn} @click=${actions.onClose}>
      ${icon(chevronDownIcon)}
    </button>`;
}

const withUnread = (name: string, unread: number, strings: CallStrings): string => (unread > 0 ? strings.unread(name, unread) : name);

function renderBar(view: CallSurfaceView, actions: CallSurfaceActions, strings: CallStrings): TemplateResult {
  const { upgrade, mode, unread } = view;
  const { devices } = upgrade;
  const chatName = withUnread(mode === 'tile' ? strings.openChat : strings.backToChatView, unread, strings);
  const toChat = mode === 'tile' ? actions.onOpen : () => actions.onExpand(false);
  return renderCallBar(
    {
      muted: devices.audio === 'off',
      cameraOff: devices.video === 'off',
      sharing: false,
      offers: { microphone: devices.audio !== 'none', camera: devices.video !== 'none' && mode !== 'tile', share: false, devices: false },
    },
    {
      onMute: (muted) => upgrade.setMicrophone(!muted),
      onCamera: (off) => upgrade.setCamera(!off),
      onEnd: actions.onEnd,
    },
    {
      strings,
      extra:
        mode === 'panel'
          ? nothing
          : html`<button type="button" class="control to-chat" aria-label=${chatName} title=${chatName} @click=${toChat}>
              ${icon(messageSquareIcon)}${unread > 0 ? html`<span class="badge" aria-hidden="true">${unread}</span>` : nothing}
            </button>`,
    },
  );
}
