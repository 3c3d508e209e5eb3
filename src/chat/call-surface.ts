/**
 * The call as the customer sees it: stage with its corner buttons, call bar, and the small tile of a closed panel. Draws
 * the upgrade's state; owns only what is of the picture: where the self view lies and the frozen timer. What comes with the live call: call-extras.ts.
 * One remote video element lives through panel, tile and whole panel: moving it would interrupt playback.
 */
import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { Upgrade } from '../call/index.js';
import { Found, elapsed, icon } from '../ui/index.js';
import { maximize2Icon, messageSquareIcon, minimize2Icon } from '../ui/call-icons.js';
import { chevronDownIcon } from '../ui/icons.js';
import { SelfView, enCall, isFitted, peerCover, recoveryCover, recoveryWords, remoteVideo, renderCallBar, renderStage, stageStyles, type CallStrings, type StageCover } from '../ui/call-parts.js';
import { spoken } from '../ui/words.js';
import { addStyles } from './add-styles.js';
import type { CallExtras, ExtrasActions, ExtrasView } from './call-extras.js';
import { callLayoutStyles } from './call-layout-styles.js';
import { OnceLoader } from './once-loader.js';
import type { CallState } from './scene.js';
import type { SpokenHost } from './spoken-host.js';

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
  /** Opens the self-check, where there is one. */
  readonly onCheck?: () => void;
}

export class CallSurface {
  static readonly styles: readonly CSSResult[] = [stageStyles, callLayoutStyles];

  private readonly selfView: SelfView;
  private readonly video: Found;
  private upgrade: Upgrade | undefined;
  private timer: string | undefined;
  private extras: CallExtras | undefined;
  private readonly loadExtras: () => Promise<unknown>;

  constructor(private readonly host: SpokenHost) {
    this.video = new Found(host, remoteVideo, (video) => this.upgrade?.attach(video instanceof HTMLVideoElement ? video : undefined));
    this.selfView = new SelfView(host);
    this.loadExtras = new OnceLoader(
      () => import('./call-extras.js'),
      (chunk) => {
        addStyles(host, chunk.CallExtras.styles);
        this.extras = new chunk.CallExtras(host, () => (this.video.element instanceof HTMLVideoElement ? this.video.element : undefined));
        host.requestUpdate();
      },
    ).load;
  }

  render(view: CallSurfaceView, actions: CallSurfaceActions): TemplateResult {
    const { upgrade, call } = view;
    const strings = spoken(enCall, this.host.language);
    this.upgrade = upgrade;
    if (call.kind === 'connecting') this.timer = undefined;
    // While recovering the timer stands still; it jumps to the true time when media is back.
    if (call.kind === 'live') {
      this.timer = elapsed(view.now - (view.liveSince ?? call.since));
      this.loadExtras().catch(() => undefined);
    }
    const extras = this.extrasOf(view, actions, strings);
    return html`<div class="call" role="region" aria-label=${strings.controls} tabindex="-1">
      ${this.renderStage(view, actions, strings, extras)} ${renderBar(view, actions, strings, this.extras)}
      ${extras === undefined ? nothing : this.extras?.renderRest(extras.view, extras.actions)}
      <div class="hidden-text" role="status">${call.kind === 'recovering' || call.kind === 'rebuilding' ? recoveryTitle(view, strings) : nothing}</div>
    </div>`;
  }

  /** The call is over: no stream is listened to, no element is held. */
  release(): void {
    this.extras?.release();
    this.upgrade = undefined;
    this.timer = undefined;
  }

  private renderStage(view: CallSurfaceView, actions: CallSurfaceActions, strings: CallStrings, extras: Extras | undefined): TemplateResult {
    const { upgrade, call, mode } = view;
    const { controls, peerMedia } = upgrade;
    const live = call.kind === 'live';
    return renderStage(
      {
        name: view.name,
        firstName: view.firstName,
        timer: this.timer,
        self: upgrade.local ?? null,
        cameraOff: upgrade.devices.video === 'off' || isPaused(upgrade) || peerMedia?.show === true,
        cover: coverOf(view),
        peerMuted: live && peerMedia?.audio === 'off',
        fitted: isFitted(peerMedia),
        selfLook: { large: controls?.showing === true && mode !== 'tile', mirrored: controls?.screen !== 'on' && controls?.facing !== 'back' && controls?.showing !== true },
      },
      {
        strings,
        selfView: this.selfView,
        mark: extras === undefined ? nothing : this.extras?.renderMark(extras.view),
        corner: mode === 'tile' ? nothing : html`${this.extras?.renderButton()}${renderCorner(mode, actions, strings)}`,
        notes: extras === undefined || mode === 'tile' ? nothing : this.extras?.renderNotes(extras.view),
        onUnblock: () => upgrade.unlock(),
      },
    );
  }

  /** What the parts beyond the first frame draw, once they are there. */
  private extrasOf(view: CallSurfaceView, actions: CallSurfaceActions, strings: CallStrings): Extras | undefined {
    if (this.extras === undefined) return undefined;
    const { upgrade, name, firstName, now, call } = view;
    const extras: Extras = {
      view: { upgrade, name, firstName, now, live: call.kind === 'live', timer: this.timer, cover: coverOf(view), fitted: isFitted(upgrade.peerMedia), muted: upgrade.devices.audio === 'off', microphone: upgrade.devices.audio !== 'none' },
      actions: { onMute: (muted) => upgrade.setMicrophone(!muted), onEnd: actions.onEnd, onCheck: actions.onCheck },
    };
    this.extras.show(extras.view, extras.actions, strings);
    return extras;
  }
}

interface Extras {
  readonly view: ExtrasView;
  readonly actions: ExtrasActions;
}

const recoveryTitle = (view: CallSurfaceView, strings: CallStrings): string | undefined => {
  const cover = coverOf(view);
  return cover.kind === 'recovering' ? recoveryWords(cover, view.firstName, strings)[0] : undefined;
};

function coverOf({ upgrade, call, now }: CallSurfaceView): StageCover {
  switch (call.kind) {
    case 'connecting':
      return { kind: 'connecting' };
    case 'recovering':
    case 'rebuilding':
      return recoveryCover(call, now);
    case 'live':
      return upgrade.playback === 'blocked' ? { kind: 'blocked', what: 'sound' } : upgrade.controls?.showing === true ? { kind: 'none' } : peerCover(upgrade.peerMedia);
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

const withUnread = (name: string, unread: number, strings: CallStrings): string => (unread > 0 ? strings.unread({ name, n: unread }) : name);

/** The own camera is on, and held back so that the sound stays clear. */
const isPaused = ({ devices, health }: Upgrade): boolean => devices.video === 'on' && health?.adaptation === 'audio-only';

function renderBar(view: CallSurfaceView, actions: CallSurfaceActions, strings: CallStrings, extras: CallExtras | undefined): TemplateResult {
  const { upgrade, mode, unread } = view;
  const { devices } = upgrade;
  const inTile = mode === 'tile';
  const chatName = withUnread(inTile ? strings.openChat : strings.backToChatView, unread, strings);
  const toChat = inTile ? actions.onOpen : () => actions.onExpand(false);
  return renderCallBar(
    {
      muted: devices.audio === 'off',
      // Held back or not: while it is on, its light is on, and a press puts it out.
      cameraOff: devices.video === 'off',
      offers: { microphone: devices.audio !== 'none', camera: devices.video !== 'none' && !inTile },
    },
    {
      onMute: (muted) => upgrade.setMicrophone(!muted),
      onCamera: (off) => upgrade.setCamera(!off),
      onEnd: actions.onEnd,
    },
    {
      strings,
      extra: html`${inTile ? nothing : extras?.renderControls(upgrade)}${mode === 'panel'
        ? nothing
        : html`<button type="button" class="control to-chat" aria-label=${chatName} title=${chatName} @click=${toChat}>
            ${icon(messageSquareIcon)}${unread > 0 ? html`<span class="badge" aria-hidden="true">${unread}</span>` : nothing}
          </button>`}`,
    },
  );
}
