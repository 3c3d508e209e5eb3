/**
 * The video pane: stage and call bar of the contact in video, and the proof that it is on screen. One remote video
 * element lives as long as the pane; the call's engine plays into it. Knows no platform: that the pane was seen goes out
 * as a callback, and the chip waits for the record.
 */
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Upgrade } from '../call/index.js';
import { Found, icon } from '../ui/index.js';
import { isFitted, peerCover, recoveryCover, remoteVideo, renderStage, SelfView, type StageCover } from '../ui/call-parts.js';
import { maximize2Icon, minimize2Icon } from '../ui/call-icons.js';
import { FullScreen } from '../ui/full-screen.js';
import { checkIcon, clockIcon, messageCircleIcon, videoIcon } from '../ui/icons.js';
import { MicLevel } from '../ui/in-call-parts.js';
import type { DeskStrings } from './en-desk.js';
import { PaneWatch } from './pane-watch.js';
import { callWords, inCallWords } from './shared-words.js';
import { VideoExtras } from './video-extras.js';

export interface VideoPaneView {
  readonly contactId: string;
  readonly callId: string | undefined;
  readonly upgrade: Upgrade;
  readonly name: string;
  readonly firstName: string;
  /** Local now, milliseconds. */
  readonly now: number;
  /** Local milliseconds from when on the customer has had no connection; undefined while they are there. */
  readonly goneAt: number | undefined;
  readonly confirmed: boolean;
  /** How long the customer waited for this call, in words. */
  readonly waited: string | undefined;
  /** The chat beside the pane is another customer's. */
  readonly otherChat: boolean;
  readonly compact: boolean;
  readonly strings: DeskStrings;
}

export interface VideoPaneActions {
  readonly onRendered: (callId: string) => void;
  readonly onOpenChat: (contactId: string) => void;
  /** Opens the self-check. */
  readonly onCheck: () => void;
}

export class VideoPane implements ReactiveController {
  readonly #actions: VideoPaneActions;
  readonly #selfView: SelfView;
  #remote: HTMLVideoElement | undefined;
  readonly #watch: PaneWatch;
  readonly #level: MicLevel;
  readonly #full: FullScreen;
  readonly #extras: VideoExtras;
  #shown: Upgrade | undefined;
  #attached: { readonly upgrade: Upgrade; readonly video: HTMLVideoElement } | undefined;

  constructor(host: LitElement, actions: VideoPaneActions) {
    this.#actions = actions;
    new Found(host, remoteVideo, (video) => {
      this.#remote = video instanceof HTMLVideoElement ? video : undefined;
    });
    this.#selfView = new SelfView(host);
    this.#level = new MicLevel(host, () => host.shadowRoot ?? undefined);
    this.#watch = new PaneWatch(host, { onRendered: actions.onRendered });
    this.#full = new FullScreen(host, '.video-pane');
    this.#extras = new VideoExtras(host, () => this.#remote);
    host.addController(this);
  }

  hostUpdated(): void {
    this.#attach(this.#shown, this.#remote);
    this.#level.listen(this.#shown?.local);
  }
  hostDisconnected(): void {
    this.#attach(undefined, undefined);
  }

  /** Moves focus to the pane. */
  focus(): void {
    this.#remote?.closest<HTMLElement>('.video-pane')?.focus();
  }

  /** In the press's own task: over the whole screen, and back. */
  toggleFullScreen(): void {
    this.#full.toggle();
  }

  /** The pane is closed. */
  leave(): void {
    if (this.#shown === undefined) return;
    if (this.#full.on) this.#full.toggle();
    this.#shown = undefined;
    this.#watch.watch(undefined);
    this.#extras.leave();
  }

  render(view: VideoPaneView): TemplateResult {
    const { upgrade, strings } = view;
    this.#shown = upgrade;
    this.#watch.watch(view.callId);
    const cover = coverOf(view);
    const { timer, step } = this.#extras.take(view, cover);
    return html`<section class="pane video-pane" part="video-pane" tabindex="-1" aria-label=${strings.video}>
      ${this.#head(view)}
      <div class="stage-box" ${ref(this.#watch.attach)}>
        ${this.#stage(view, cover)}
        ${upgrade.canRejoin ? this.#rejoin(view) : view.goneAt === undefined ? nothing : renderGone(view)}
      </div>
      ${this.#extras.renderFoot(view, timer, step, this.#actions.onCheck)}
    </section>`;
  }

  #stage(view: VideoPaneView, cover: StageCover): TemplateResult {
    const { upgrade } = view;
    const { controls, health, peerMedia } = upgrade;
    return renderStage(
      {
        name: view.name,
        firstName: view.firstName,
        timer: undefined,
        self: upgrade.local ?? null,
        cameraOff: !upgrade.canRejoin && (upgrade.devices.video !== 'on' || health?.adaptation === 'audio-only' || peerMedia?.show === true),
        cover,
        peerMuted: upgrade.state.kind === 'live' && peerMedia?.audio === 'off',
        fitted: isFitted(peerMedia),
        selfLook: { mirrored: controls?.screen !== 'on' && controls?.facing !== 'back', frozen: cover.kind === 'recovering' || view.goneAt !== undefined },
      },
      { strings: callWords, selfView: this.#selfView, notes: this.#extras.renderNotes(view), onUnblock: () => upgrade.unlock() },
    );
  }

  #head(view: VideoPaneView): TemplateResult {
    const { strings } = view;
    const full = this.#full.on ? inCallWords.endFullScreen : inCallWords.fullScreen;
    return html`<header class="pane-head">
      <span class="video-ink">${icon(videoIcon, { size: 16 })}</span>
      <h2>${strings.video}</h2>
      ${view.confirmed ? html`<span class="chip ok" part="pane-chip">${icon(checkIcon, { size: 12 })}${strings.onScreen}</span>` : nothing}
      <span class="spacer"></span>
      ${view.waited === undefined ? nothing : html`<span class="chip plain">${icon(clockIcon, { size: 12 })}${strings.waited(view.firstName, view.waited)}</span>`}
      ${view.otherChat
        ? html`<button type="button" class="icon-button" aria-label=${strings.openChatOf(view.firstName)} title=${strings.openChatOf(view.firstName)} @click=${() => this.#actions.onOpenChat(view.contactId)}>
            ${icon(messageCircleIcon, { size: 16 })}
          </button>`
        : nothing}
      ${this.#extras.renderButton()}
      ${this.#full.possible
        ? html`<button type="button" class="icon-button" aria-label=${full} title=${full} @click=${this.#full.toggle}>${icon(this.#full.on ? minimize2Icon : maximize2Icon, { size: 16 })}</button>`
        : nothing}
    </header>`;
  }

  #rejoin({ upgrade, strings }: VideoPaneView): TemplateResult {
    return html`<div class="veil">
      <p class="veil-title">${strings.rejoinUnder}</p>
      <button type="button" class="unblock" @click=${() => upgrade.rejoin()}>${icon(videoIcon)}${strings.rejoin}</button>
    </div>`;
  }

  /** The engine plays into the element that is on screen, and into none that is gone. */
  #attach(upgrade: Upgrade | undefined, video: HTMLVideoElement | undefined): void {
    if (this.#attached?.upgrade === upgrade && this.#attached?.video === video) return;
    this.#attached?.upgrade.attach(undefined);
    this.#attached = upgrade === undefined || video === undefined ? undefined : { upgrade, video };
    this.#attached?.upgrade.attach(this.#attached.video);
  }
}

/** Nobody is at the other end: nothing of it is shown as live, and there is nobody to type to. Said aloud by the screen's live region. */
function renderGone({ strings, firstName }: VideoPaneView): TemplateResult {
  return html`<div class="veil">
    <p class="veil-title"><span class="spinner"></span>${strings.connectionDropped(firstName)}</p>
  </div>`;
}

/** What lies over the picture, the worst first. */
function coverOf({ goneAt, now, upgrade: { state, playback, peerMedia, canRejoin } }: VideoPaneView): StageCover {
  if (canRejoin || goneAt !== undefined) return { kind: 'none' };
  if (state.kind === 'recovering' || state.kind === 'rebuilding') return recoveryCover(state, now);
  if (state.kind !== 'live') return { kind: 'connecting' };
  if (playback === 'blocked') return { kind: 'blocked', what: 'sound' };
  return peerCover(peerMedia);
}
