/** Whether the call bar is wide enough for all of its controls; if not, Share goes into the Devices menu. */
import type { ReactiveController } from 'lit';
import type { DrawnHost } from './found.js';

/** CSS pixels. */
const leastWidth = 344;
const padding = 32;
const gap = 12;

export class BarRoom implements ReactiveController {
  private readonly host: DrawnHost;
  private bar: Element | undefined;
  private fits = true;
  private readonly observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(() => this.measure());

  constructor(host: DrawnHost) {
    this.host = host;
    host.addController(this);
  }

  get enough(): boolean {
    return this.fits;
  }

  hostUpdated(): void {
    const bar = this.host.renderRoot.querySelector('.call-bar') ?? undefined;
    if (bar !== this.bar) {
      this.observer?.disconnect();
      if (bar !== undefined) this.observer?.observe(bar);
      this.bar = bar;
    }
    this.measure();
  }

  hostDisconnected(): void {
    this.observer?.disconnect();
    this.bar = undefined;
  }

  private measure(): void {
    const { bar } = this;
    const width = bar?.clientWidth ?? 0;
    if (bar === undefined || width === 0) return;
    const fits = width >= Math.max(leastWidth, needed(bar));
    if (fits === this.fits) return;
    this.fits = fits;
    this.host.requestUpdate();
  }
}

/** Microphone, camera, share, devices, perhaps the chat, and End. */
function needed(bar: Element): number {
  const control = bar.querySelector<HTMLElement>('.control')?.offsetWidth ?? 0;
  const end = bar.querySelector<HTMLElement>('.end-call')?.offsetWidth ?? 0;
  const count = bar.querySelector('.to-chat') === null ? 4 : 5;
  return padding + count * (control + gap) + end;
}
