/** What the small window of a call shows: the other side, the time, mute and End. Draws a view and owns nothing. */
import { html, nothing, type CSSResult, type TemplateResult, css } from 'lit';
import { renderCallBar, type CallBarActions } from './call-bar.js';
import type { CallStrings } from './en-call.js';
import { recoveryWords, type StageCover } from './stage.js';

export interface SmallStageView {
  readonly name: string;
  readonly firstName: string;
  readonly timer: string | undefined;
  readonly fitted: boolean;
  readonly cover: StageCover;
  readonly muted: boolean;
  /** There is one to mute. */
  readonly microphone: boolean;
}

/** Its video has no sound: the page's own element keeps that. */
export function renderSmallStage(view: SmallStageView, actions: Pick<CallBarActions, 'onMute' | 'onEnd'>, strings: CallStrings): TemplateResult {
  const words = wordsOf(view, strings);
  return html`<div class="small-stage">
    <div class="stage ${view.fitted ? 'fitted' : ''}">
      <video class="remote" aria-label=${strings.remoteVideo} tabindex="-1" autoplay playsinline .muted=${true}></video>
      ${words === undefined ? nothing : html`<div class="veil"><p class="veil-title">${words}</p></div>`}
      <div class="stage-top">
        <p class="stage-name">
          <b>${view.name}</b>${view.timer === undefined ? nothing : html`<span aria-hidden="true">•</span><span role="timer">${view.timer}</span>`}
        </p>
      </div>
    </div>
    ${renderCallBar(
      { muted: view.muted, cameraOff: false, offers: { microphone: view.microphone, camera: false } },
      { ...actions, onCamera: () => undefined },
      { strings },
    )}
  </div>`;
}

function wordsOf({ cover, firstName }: SmallStageView, strings: CallStrings): string | undefined {
  switch (cover.kind) {
    case 'none':
    case 'blocked':
      return undefined;
    case 'connecting':
      return strings.connecting({ agent: firstName });
    case 'recovering':
      return recoveryWords(cover, firstName, strings)[0];
    case 'audio-only':
      return strings.audioOnly;
    case 'camera-off':
      return strings.agentCameraOff({ agent: firstName });
  }
}

export const smallStageStyles: CSSResult = css`
  .small-stage {
    display: flex;
    flex-direction: column;
    height: 100vh;
    background: var(--segue-stage);
  }
  .small-stage .stage {
    flex: 1;
    min-height: 0;
  }
`;
