/**
 * The call in a small window over other programs. Where the browser has windows for documents, a picture of the stage
 * with its controls; else the remote video alone; else nothing, and no button.
 *
 * The page's own video element stays where it is and keeps the sound: the window shows the same stream on an element of
 * its own, so that opening and closing interrupt nothing.
 */
import { render, type CSSResult, type ReactiveController, type TemplateResult } from 'lit';
import type { DrawnHost } from './found.js';

export interface PictureOptions {
  /** The element that plays the other side. */
  readonly video: () => HTMLVideoElement | undefined;
  /** What a document's window shows, drawn at each update of the host. */
  readonly draw: () => TemplateResult;
  readonly styles: readonly CSSResult[];
}

interface DocumentWindows {
  requestWindow(size: { readonly width: number; readonly height: number }): Promise<Window & typeof globalThis>;
}

/** Safari's own way, from before the standard. */
interface PresentingVideo {
  webkitSupportsPresentationMode(mode: string): boolean;
  webkitSetPresentationMode(mode: string): void;
  readonly webkitPresentationMode: string;
}

/** CSS pixels: a picture of 16:9 and the bar. */
const size = { width: 384, height: 284 };

export class PictureInPicture implements ReactiveController {
  private readonly host: DrawnHost & HTMLElement;
  private readonly options: PictureOptions;
  private shown: { readonly window: Window; readonly root: ShadowRoot } | undefined;
  private heard: HTMLVideoElement | undefined;

  constructor(host: DrawnHost & HTMLElement, options: PictureOptions) {
    this.host = host;
    this.options = options;
    host.addController(this);
  }

  /** How this page can do it; `none`: no button. */
  get kind(): 'document' | 'video' | 'none' {
    if (documentWindows() !== undefined) return 'document';
    const video = this.options.video();
    if (video === undefined) return 'none';
    if (isPresenting(video) ? video.webkitSupportsPresentationMode('picture-in-picture') : 'requestPictureInPicture' in video && document.pictureInPictureEnabled) return 'video';
    return 'none';
  }

  get open(): boolean {
    const video = this.options.video();
    if (this.shown !== undefined) return true;
    if (video === undefined) return false;
    return isPresenting(video) ? video.webkitPresentationMode === 'picture-in-picture' : pictured(video);
  }

  /** In the press's own task. */
  readonly toggle = (): void => {
    if (this.open) this.close();
    else if (documentWindows() === undefined) this.openVideo();
    else void this.openDocument();
  };

  close(): void {
    const small = this.shown?.window;
    this.leave();
    small?.close();
    const video = this.options.video();
    if (video === undefined) return;
    if (isPresenting(video)) video.webkitSetPresentationMode('inline');
    else if (pictured(video)) document.exitPictureInPicture().catch(() => undefined);
  }

  hostUpdated(): void {
    this.follow(this.options.video());
    if (this.shown !== undefined) this.draw(this.shown.root);
  }

  hostDisconnected(): void {
    this.close();
    this.follow(undefined);
  }

  private async openDocument(): Promise<void> {
    try {
      const window = await documentWindows()?.requestWindow(size);
      if (window === undefined) return;
      window.addEventListener('pagehide', this.leave);
      this.shown = { window, root: this.dress(window) };
      this.host.requestUpdate();
    } catch {
      // A page in a frame may not: the picture alone may still go.
      this.openVideo();
    }
  }

  private openVideo(): void {
    const video = this.options.video();
    if (video === undefined) return;
    if (isPresenting(video)) video.webkitSetPresentationMode('picture-in-picture');
    // Without a frame yet, or not allowed on this page: the stage stays as it is.
    else if ('requestPictureInPicture' in video) video.requestPictureInPicture().catch(() => undefined);
  }

  /** A shadow root like the host's own: sheets belong to one document, so each is made anew. */
  private dress(small: Window & typeof globalThis): ShadowRoot {
    const page = small.document;
    page.body.style.margin = '0';
    page.title = document.title;
    const host = page.createElement('div');
    const theme = this.host.getAttribute('theme');
    if (theme !== null) host.setAttribute('theme', theme);
    host.style.cssText = this.host.style.cssText;
    const root = host.attachShadow({ mode: 'open' });
    page.body.append(host);
    // Style elements would be refused where the page's own policy has no 'unsafe-inline'.
    root.adoptedStyleSheets = this.options.styles.map(({ cssText }) => {
      const sheet = new small.CSSStyleSheet();
      sheet.replaceSync(cssText);
      return sheet;
    });
    return root;
  }

  private draw(root: ShadowRoot): void {
    render(this.options.draw(), root);
    const source = this.options.video()?.srcObject ?? null;
    const video = root.querySelector('video');
    if (video !== null && video.srcObject !== source) video.srcObject = source;
  }

  private readonly leave = (): void => {
    if (this.shown === undefined) return;
    this.shown.window.removeEventListener('pagehide', this.leave);
    this.shown = undefined;
    this.host.requestUpdate();
  };

  private follow(video: HTMLVideoElement | undefined): void {
    if (video === this.heard) return;
    for (const name of ['enterpictureinpicture', 'leavepictureinpicture', 'webkitpresentationmodechanged']) {
      this.heard?.removeEventListener(name, this.changed);
      video?.addEventListener(name, this.changed);
    }
    this.heard = video;
  }

  private readonly changed = (): void => this.host.requestUpdate();
}

function documentWindows(): DocumentWindows | undefined {
  const windows: unknown = Reflect.get(window, 'documentPictureInPicture');
  return isDocumentWindows(windows) ? windows : undefined;
}
const isDocumentWindows = (value: unknown): value is DocumentWindows => typeof value === 'object' && value !== null && 'requestWindow' in value;
const isPresenting = (video: HTMLVideoElement): video is HTMLVideoElement & PresentingVideo => 'webkitSetPresentationMode' in video && !('requestPictureInPicture' in video);
const pictured = (video: HTMLVideoElement): boolean => {
  const root = video.getRootNode();
  return 'pictureInPictureElement' in root && root.pictureInPictureElement === video;
};
