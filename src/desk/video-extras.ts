/**
 * What stands around the picture in the video pane: time and quality, the call bar with its devices menu, picture in
 * picture, notes. Draws the upgrade's state; owns the open menu, the small window, the time that stands still while
 * nothing comes in, and since when a note has been up.
 */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Upgrade } from '../call/index.js';
import { isFitted, renderCallBar, stageStyles, type CallBarActions, type CallBarView, type StageCover } from '../ui/call-parts.js';
import { baseStyles } from '../ui/base-styles.js';
import { pictureInPicture2Icon } from '../ui/in-call-icons.js';
import { callNotes, DevicesMenu, inCallStyles, NoteBoard, PictureInPicture, renderMoreControls, renderNotes, renderQualityMark, renderSmallStage, smallStageStyles, type MenuAction, type QualityStep } from '../ui/in-call-parts.js';
import { icon, tokens } from '../ui/index.js';
import { callTime } from './call-time.js';
import { callWords, inCallWords } from './shared-words.js';
import type { VideoPaneView } from './video-pane.js';

export class VideoExtras {
  readonly #menu: DevicesMenu;
  readonly #picture: PictureInPicture;
  readonly #board = new NoteBoard();
  #small: TemplateResult | undefined;
  #timer: string | undefined;
  #brokenAt: number | undefined;

  constructor(host: LitElement, video: () => HTMLVideoElement | undefined) {
    this.#menu = new DevicesMenu(host);
    this.#picture = new PictureInPicture(host, { video, draw: () => this.#small ?? html``, styles: [tokens, baseStyles, stageStyles, inCallStyles, smallStageStyles] });
  }

  /** The call is over. */
  leave(): void {
    this.#menu.close();
    this.#picture.close();
    this.#board.clear();
    this.#timer = undefined;
    this.#brokenAt = undefined;
  }

  /** Before the others of one render: the time and the quality to show. */
  take(view: VideoPaneView, cover: StageCover): { readonly timer: string | undefined; readonly step: QualityStep | undefined } {
    const { upgrade, now, goneAt } = view;
    const { state, health } = upgrade;
    const live = state.kind === 'live';
    const broken = state.kind === 'recovering' || state.kind === 'rebuilding';
    // It stands still while nothing comes in, and jumps to the true time when media is back.
    if (!broken || this.#timer === undefined) this.#timer = callTime(state, goneAt ?? now);
    if (live && this.#brokenAt !== undefined) this.#board.tell('restored', view.strings.pictureBack(Math.max(1, Math.round((now - this.#brokenAt) / 1000))));
    this.#brokenAt = broken ? (this.#brokenAt ?? now) : undefined;
    this.#board.watchPause(health, live, inCallWords);
    this.#small = renderSmallStage(
      { name: view.name, firstName: view.firstName, timer: this.#timer, fitted: isFitted(upgrade.peerMedia), cover, muted: upgrade.devices.audio !== 'on', microphone: upgrade.devices.audio !== 'none' },
      actionsOf(view),
      callWords,
    );
    return { timer: this.#timer, step: live ? health?.quality?.step : broken ? 'weak' : undefined };
  }

  renderNotes({ upgrade, firstName, now }: VideoPaneView): unknown {
    return renderNotes(this.#board.take(upgrade.state.kind === 'live' ? callNotes(upgrade, firstName, inCallWords) : undefined, now));
  }

  /** For the pane's head. */
  renderButton(): TemplateResult | typeof nothing {
    if (this.#picture.kind === 'none') return nothing;
    const { pictureInPicture } = inCallWords;
    return html`<button type="button" class="icon-button" aria-label=${pictureInPicture} title=${pictureInPicture} aria-pressed=${this.#picture.open ? 'true' : 'false'} @click=${this.#picture.toggle}>
      ${icon(pictureInPicture2Icon, { size: 16 })}
    </button>`;
  }

  renderFoot(view: VideoPaneView, timer: string | undefined, step: QualityStep | undefined, onCheck: () => void): TemplateResult {
    const { upgrade, strings } = view;
    const { controls } = upgrade;
    return html`<div class="call-foot">
        <span class="call-time" role="timer">${timer}</span>
        ${step === undefined ? nothing : html`${renderQualityMark(step, inCallWords)}<span class="step-word ${step}" aria-hidden="true">${strings[step]}</span>`}
        ${renderCallBar(barView(view), actionsOf(view), { strings: callWords, endWords: !view.compact, extra: this.#controls(upgrade) })}
      </div>
      ${this.#board.renderRegion()}${controls === undefined ? nothing : this.#menu.render({ controls, actions: rowsOf(view, onCheck), strings: inCallWords })}`;
  }

  #controls({ controls, canRejoin }: Upgrade): TemplateResult | typeof nothing {
    if (controls === undefined || canRejoin) return nothing;
    return renderMoreControls({ screen: controls.screen, open: this.#menu.open }, { onShare: (on) => controls.share(on), onDevices: this.#menu.toggle }, inCallWords);
  }
}

function rowsOf({ upgrade: { controls } }: VideoPaneView, onCheck: () => void): readonly MenuAction[] {
  const check = { label: inCallWords.checkDevices, press: onCheck };
  if (controls?.facing === undefined) return [check];
  return [
    { label: inCallWords.switchCamera, press: () => controls.flip() },
    { label: controls.showing ? inCallWords.stopShowing : inCallWords.showSomething, press: () => controls.show(!controls.showing) },
    check,
  ];
}

function barView({ upgrade }: VideoPaneView): CallBarView {
  // Before it has rejoined, this page sends nothing that could be switched.
  const { audio, video } = upgrade.canRejoin ? ({ audio: 'none', video: 'none' } as const) : upgrade.devices;
  // Held back or not: while the camera is on, its light is on, and a press puts it out.
  return { muted: audio !== 'on', cameraOff: video !== 'on', offers: { microphone: audio !== 'none', camera: video !== 'none' } };
}

function actionsOf({ upgrade }: VideoPaneView): CallBarActions {
  return {
    onMute: (muted) => upgrade.setMicrophone(!muted),
    onCamera: (off) => upgrade.setCamera(!off),
    onEnd: () => upgrade.end(),
  };
}
