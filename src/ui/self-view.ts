/**
 * The customer's or agent's own picture as a tile that drags to any corner of the stage, by pointer or by arrow keys.
 * Corners are logical: they mirror in right-to-left text. Knows nothing of streams; the stage hands it one.
 */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { videoOffIcon } from './icons.js';
import type { CallStrings } from './en-call.js';
import type { DrawnHost } from './found.js';
import { icon } from './icon.js';
import { played } from './played.js';

type Corner = readonly [block: 'top' | 'bottom', inline: 'start' | 'end'];

export interface SelfLook {
  /** Fills the stage, as when something is shown to the other side. Default false. */
  readonly large?: boolean;
  /** As in a mirror. Default true; not for a screen or a camera that looks away. */
  readonly mirrored?: boolean;
  /** Stands still at its last frame. Default false. */
  readonly frozen?: boolean;
}

export interface SelfViewOptions {
  readonly stream: MediaStream | null;
  readonly cameraOff: boolean;
  readonly strings: CallStrings;
  readonly look?: SelfLook;
}

type Drag = { readonly pointer: number; readonly x: number; readonly y: number };

export class SelfView implements ReactiveController {
  private readonly host: DrawnHost;
  private corner: Corner = ['bottom', 'end'];
  private drag: Drag | undefined;
  private shown: HTMLVideoElement | null = null;

  constructor(host: DrawnHost) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.drag = undefined;
  }

  hostUpdated(): void {
    const video = this.host.renderRoot.querySelector<HTMLVideoElement>('.self video');
    // A removed element that still has a stream keeps the whole stage alive in Chromium.
    if (this.shown !== null && this.shown !== video) this.shown.srcObject = null;
    this.shown = video;
  }

  render({ stream, cameraOff, strings, look = {} }: SelfViewOptions): TemplateResult | typeof nothing {
    if (stream === null && !cameraOff) return nothing;
    return html`<div
      class="self ${this.corner[0]} ${this.corner[1]}${look.large === true ? ' large' : ''}"
      part="self-view"
      @pointerdown=${this.start}
      @pointermove=${this.move}
      @pointerup=${this.drop}
      @pointercancel=${this.drop}
    >
      <video
        class=${look.mirrored === false ? '' : 'mirrored'}
        aria-label=${strings.selfView}
        aria-describedby="self-hint"
        tabindex="0"
        autoplay
        playsinline
        disablepictureinpicture
        .muted=${true}
        @keydown=${this.key}
        ${played(stream, look.frozen)}
      ></video>
      <span id="self-hint" class="hidden-text">${strings.moveSelfView}</span>
      ${cameraOff ? html`<span class="self-off" title=${strings.cameraIsOff}>${icon(videoOffIcon)}</span>` : nothing}
    </div>`;
  }

  private readonly key = (event: KeyboardEvent): void => {
    const [block, inline] = this.corner;
    const rtl = event.currentTarget instanceof Element && getComputedStyle(event.currentTarget).direction === 'rtl';
    const next: Record<string, Corner> = {
      ArrowUp: ['top', inline],
      ArrowDown: ['bottom', inline],
      ArrowLeft: [block, rtl ? 'end' : 'start'],
      ArrowRight: [block, rtl ? 'start' : 'end'],
    };
    const corner = next[event.key];
    if (corner === undefined) return;
    event.preventDefault();
    this.place(corner);
  };

  private readonly start = (event: PointerEvent): void => {
    const tile = event.currentTarget;
    if (!(tile instanceof HTMLElement) || event.button !== 0 || tile.classList.contains('large')) return;
    tile.setPointerCapture(event.pointerId);
    this.drag = { pointer: event.pointerId, x: event.clientX, y: event.clientY };
  };

  private readonly move = (event: PointerEvent): void => {
    const tile = event.currentTarget;
    if (this.drag?.pointer !== event.pointerId || !(tile instanceof HTMLElement)) return;
    tile.style.transform = `translate(${event.clientX - this.drag.x}px, ${event.clientY - this.drag.y}px)`;
  };

  private readonly drop = (event: PointerEvent): void => {
    const tile = event.currentTarget;
    if (this.drag?.pointer !== event.pointerId || !(tile instanceof HTMLElement)) return;
    this.drag = undefined;
    const stage = tile.parentElement?.getBoundingClientRect();
    const rect = tile.getBoundingClientRect();
    tile.style.transform = '';
    if (stage === undefined || event.type === 'pointercancel') return;
    const atLeft = rect.left + rect.width / 2 < stage.left + stage.width / 2;
    const rtl = getComputedStyle(tile).direction === 'rtl';
    const atTop = rect.top + rect.height / 2 < stage.top + stage.height / 2;
    this.place([atTop ? 'top' : 'bottom', atLeft === rtl ? 'end' : 'start']);
  };

  private place(corner: Corner): void {
    this.corner = corner;
    this.host.requestUpdate();
  }
}
