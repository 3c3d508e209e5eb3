/** One part of a host over the whole screen, where the browser can. Knows the standard and Safari's older name for it. */
import type { ReactiveController } from 'lit';
import type { DrawnHost } from './found.js';

const enter = ['requestFullscreen', 'webkitRequestFullscreen'] as const;
const exit = ['exitFullscreen', 'webkitExitFullscreen'] as const;
const changes = ['fullscreenchange', 'webkitfullscreenchange'] as const;

export class FullScreen implements ReactiveController {
  private readonly host: DrawnHost;
  private readonly selector: string;

  constructor(host: DrawnHost, selector: string) {
    this.host = host;
    this.selector = selector;
    host.addController(this);
  }

  get possible(): boolean {
    return ['fullscreenEnabled', 'webkitFullscreenEnabled'].some((name) => Reflect.get(document, name) === true);
  }

  get on(): boolean {
    const root = this.host.renderRoot;
    return ['fullscreenElement', 'webkitFullscreenElement'].some((name) => {
      const part: unknown = Reflect.get(root, name);
      return part instanceof Element && part.matches(this.selector);
    });
  }

  /** In the press's own task. A browser that says no leaves everything as it is. */
  readonly toggle = (): void => {
    const part = this.host.renderRoot.querySelector(this.selector);
    if (this.on) call(document, exit);
    else if (part !== null) call(part, enter);
  };

  hostConnected(): void {
    for (const name of changes) document.addEventListener(name, this.changed);
  }

  hostDisconnected(): void {
    for (const name of changes) document.removeEventListener(name, this.changed);
  }

  private readonly changed = (): void => this.host.requestUpdate();
}

function call(target: object, names: readonly string[]): void {
  for (const name of names) {
    const method: unknown = Reflect.get(target, name);
    if (typeof method !== 'function') continue;
    const asked: unknown = Reflect.apply(method, target, []);
    if (asked instanceof Promise) asked.catch(() => undefined);
    return;
  }
}
