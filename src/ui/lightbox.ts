/**
 * A picture, as large as the window allows. Focus goes in and comes back to where it was, Tab stays inside, Escape and a press
 * beside the picture close. Knows a picture and its address, and nothing of messages.
 */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { FileStrings } from './en-files.js';
import type { OpenPicture } from './file-blocks.js';
import { circleAlertIcon, saveIcon, xIcon } from './file-icons.js';
import { Found, type DrawnHost } from './found.js';
import { icon } from './icon.js';

export type LightboxHost = DrawnHost & HTMLElement;

type State = { readonly kind: 'first' | 'gone' | 'unreachable' } | { readonly kind: 'again'; readonly url: string };

export class Lightbox implements ReactiveController {
  private picture: OpenPicture | undefined;
  private state: State = { kind: 'first' };
  private before: HTMLElement | undefined;
  private readonly box: Found;

  constructor(
    private readonly host: LightboxHost,
    private readonly options: { readonly strings: () => FileStrings; readonly onDownload: (picture: OpenPicture) => void },
  ) {
    this.box = new Found(host, '.lightbox', (element) => this.turnFocus(element));
    host.addController(this);
  }

  hostDisconnected(): void {
    this.picture = undefined;
  }

  readonly open = (picture: OpenPicture): void => {
    this.picture = picture;
    this.state = { kind: 'first' };
    this.host.requestUpdate();
  };

  readonly close = (): void => {
    this.picture = undefined;
    this.host.requestUpdate();
  };

  render(): TemplateResult | typeof nothing {
    const { picture } = this;
    if (picture === undefined) return nothing;
    const strings = this.options.strings();
    const { file, title } = picture;
    const { state } = this;
    return html`<div class="lightbox" part="lightbox" role="dialog" aria-modal="true" aria-label="${title}, ${file.name}" @click=${this.press} @keydown=${this.key}>
      <div class="lightbox-bar">
        <span class="file-name"><bdi>${file.name}</bdi></span>
        <button type="button" class="icon-button" aria-label=${strings.download} @click=${() => this.options.onDownload(picture)}>${icon(saveIcon)}</button>
        <button type="button" class="icon-button close" aria-label=${strings.closePicture} @click=${this.close}>${icon(xIcon)}</button>
      </div>
      ${state.kind === 'gone' || state.kind === 'unreachable'
        ? html`<p class="lightbox-note">${icon(circleAlertIcon)}${state.kind === 'gone' ? strings.pictureGone : strings.fileUnreachable}</p>`
        : html`<img src=${state.kind === 'again' ? state.url : picture.url} alt="${title}, ${file.name}" referrerpolicy="no-referrer" @error=${() => void this.fail(picture)} />`}
    </div>`;
  }

  /** An address runs out while the picture is in the transcript: another is asked for, once. */
  private async fail(picture: OpenPicture): Promise<void> {
    const unreachable = (): State => ({ kind: 'unreachable' });
    const next = this.state.kind === 'first' ? await picture.again().then((url): State => (url === undefined ? { kind: 'gone' } : { kind: 'again', url }), unreachable) : unreachable();
    if (this.picture !== picture) return;
    this.state = next;
    this.host.requestUpdate();
  }

  private readonly press = (event: Event): void => {
    if (event.target === this.box.element) this.close();
  };

  private readonly key = (event: KeyboardEvent): void => {
    // No key of the page's or of the panel's behind.
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      this.close();
    }
    if (event.key !== 'Tab') return;
    const stops = [...(this.box.element?.querySelectorAll('button') ?? [])];
    const at = stops.findIndex((stop) => stop === this.host.shadowRoot?.activeElement);
    event.preventDefault();
    stops[(at + (event.shiftKey ? stops.length - 1 : 1)) % stops.length]?.focus();
  };

  private turnFocus(element: HTMLElement | undefined): void {
    if (element === undefined) {
      this.before?.focus();
      this.before = undefined;
      return;
    }
    const active = this.host.shadowRoot?.activeElement;
    this.before = active instanceof HTMLElement ? active : undefined;
    element.querySelector<HTMLElement>('.close')?.focus();
  }
}
