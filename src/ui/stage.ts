/**
 * The picture of a call: remote video, self view, top row, and what lies over them when something is wrong. Draws a view
 * and owns nothing: the call plays the remote stream, words come from the strings, the timer already in words.
 * The remote video element stays the same node over all modes; moving it would restart playback.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { renderAvatar } from './avatar.js';
import { micOffIcon, volume2Icon } from './call-icons.js';
import type { CallStrings } from './en-call.js';
import { icon } from './icon.js';
import type { SelfLook, SelfView } from './self-view.js';

/** What lies over the remote picture. `seconds`: how long the call still waits. */
export type StageCover =
  | { readonly kind: 'none' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'recovering'; readonly waitsFor: 'path' | 'peer' | 'network'; readonly seconds: number }
  | { readonly kind: 'audio-only' }
  | { readonly kind: 'camera-off' }
  | { readonly kind: 'blocked'; readonly what: 'sound' | 'picture' };

/** The remote video element, for the call to set its stream and play it. */
export const remoteVideo = '.stage > video.remote';

export interface StageView {
  /** Full name of the other side. */
  readonly name: string;
  readonly firstName: string;
  readonly picture?: string | undefined;
  /** The timer in words, or undefined before the call is live. */
  readonly timer: string | undefined;
  readonly self: MediaStream | null;
  readonly cameraOff: boolean;
  readonly cover: StageCover;
  /** The other side's microphone is off. Default false. */
  readonly peerMuted?: boolean;
  /** The remote picture is shown whole, not cropped. Default false. */
  readonly fitted?: boolean;
  /** How the own picture is shown. Default: a mirrored tile. */
  readonly selfLook?: SelfLook;
}

export interface StageOptions {
  readonly strings: CallStrings;
  readonly selfView: SelfView;
  /** The quality mark, at the start of the top row. */
  readonly mark?: unknown;
  /** Buttons at the end of the top row. */
  readonly corner?: TemplateResult | typeof nothing;
  /** Quiet lines at the picture's foot. */
  readonly notes?: unknown;
  /** Press on "Tap to hear", a real gesture: playback may be started in it. */
  readonly onUnblock?: () => void;
}

/** The picture is no stop on the way through: nothing can be done with it, and Firefox alone would make it one. */
export function renderStage(view: StageView, options: StageOptions): TemplateResult {
  const { strings } = options;
  const peerMuted = view.peerMuted === true;
  const large = view.selfLook?.large === true;
  return html`<div
    class="stage cover-${view.cover.kind} ${peerMuted ? 'peer-muted' : ''} ${view.fitted === true ? 'fitted' : ''} ${large ? 'self-large' : ''}"
    part="stage"
  >
    <video
      class="remote"
      part="remote-video"
      aria-label=${strings.remoteVideo}
      tabindex="-1"
      autoplay
      playsinline
    ></video>
    ${renderCover(view, options)}
    <div class="stage-top">
      ${options.mark ?? nothing}
      <p class="stage-name">
        <b>${view.name}</b>${view.timer === undefined ? nothing : html`<span aria-hidden="true">•</span><span role="timer">${view.timer}</span>`}
      </p>
      ${options.corner ?? nothing}
    </div>
    ${options.selfView.render({ stream: view.self, cameraOff: view.cameraOff, strings, look: { frozen: view.cover.kind === 'recovering', ...view.selfLook } })}
    <div class="notes">
      ${peerMuted ? html`<p class="note muted-note">${icon(micOffIcon, { size: 14 })}${strings.agentMuted({ agent: view.firstName })}</p>` : nothing}
      ${options.notes ?? nothing}
    </div>
  </div>`;
}

function renderCover(view: StageView, options: StageOptions): TemplateResult | typeof nothing {
  const { strings } = options;
  const { cover, firstName } = view;
  switch (cover.kind) {
    case 'none':
      return nothing;
    case 'connecting':
      return veil(strings.connecting({ agent: firstName }), undefined);
    case 'recovering':
      return veil(...recoveryWords(cover, firstName, strings));
    case 'audio-only':
      return person(view, strings.audioOnly, strings.videoPaused);
    case 'camera-off':
      return person(view, strings.agentCameraOff({ agent: firstName }), undefined);
    case 'blocked':
      return html`<div class="veil half">
        <button type="button" class="unblock" part="unblock" @click=${() => options.onUnblock?.()}>
          ${icon(volume2Icon)}${cover.what === 'sound' ? strings.tapToHear({ agent: firstName }) : strings.tapToShow({ agent: firstName })}
        </button>
      </div>`;
  }
}

/** Title, and the line under it. */
export function recoveryWords({ waitsFor, seconds }: Pick<Extract<StageCover, { kind: 'recovering' }>, 'waitsFor' | 'seconds'>, firstName: string, strings: CallStrings): readonly [string, string] {
  switch (waitsFor) {
    case 'path':
      return [strings.reconnecting, strings.keepTyping];
    case 'peer':
      return [strings.peerGone({ agent: firstName }), strings.keepTyping];
    case 'network':
      return [strings.offline, strings.callWaits({ seconds })];
  }
}

function veil(title: string, under: string | undefined): TemplateResult {
  return html`<div class="veil" part="veil">
    <p class="veil-title"><span class="spinner"></span>${title}</p>
    ${under === undefined ? nothing : html`<p class="veil-under">${under}</p>`}
  </div>`;
}

function person(view: StageView, title: string, under: string | undefined): TemplateResult {
  return html`<div class="person">
    ${renderAvatar({ name: view.name, picture: view.picture })}
    <div>
      <p class="veil-title">${title}</p>
      ${under === undefined ? nothing : html`<p class="veil-under">${under}</p>`}
    </div>
  </div>`;
}
