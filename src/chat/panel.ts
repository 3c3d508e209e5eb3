/**
 * Lays the panel out: call or header on top, connection line, transcript, the foot with card and composer. Gets ready
 * parts and a few facts; what they say is decided before.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatStrings } from './en.js';
import type { Scroller } from './scroller.js';

export interface PanelParts {
  /** The call's surface, or undefined: then the header stands there. */
  readonly call: TemplateResult | undefined;
  readonly header: unknown;
  readonly trouble: unknown;
  readonly rows: unknown;
  readonly typing: unknown;
  readonly card: unknown;
  readonly composer: unknown;
  /** Lies over all of it, where there is one. */
  readonly sheet: unknown;
}

export interface PanelOptions {
  readonly strings: ChatStrings;
  readonly scroller: Scroller;
  /** A first conversation starts at the top, a going one sits at the foot. */
  readonly fromTop: boolean;
  readonly onKeydown: (event: KeyboardEvent) => void;
  /** Files may be in it. */
  readonly onGiven: (event: DragEvent | ClipboardEvent) => void;
}

export function renderPanel(parts: PanelParts, options: PanelOptions): TemplateResult {
  const { strings, scroller } = options;
  return html`<section class="panel" part="panel" role="dialog" aria-label=${strings.chat} @keydown=${options.onKeydown} @paste=${options.onGiven} @dragover=${options.onGiven} @drop=${options.onGiven}>
    ${parts.call ?? parts.header} ${parts.trouble}
    <div class="body">
      <div
        class="transcript ${options.fromTop ? 'start' : ''}"
        part="transcript"
        role="log"
        aria-label=${strings.conversation}
        tabindex="0"
        @scroll=${scroller.onScroll}
      >
        <div class="rows">${parts.rows}${parts.typing}</div>
      </div>
      <div class="latest-line">
        ${scroller.atEnd
          ? nothing
          : html`<button type="button" class="button small latest" @click=${scroller.toEnd}>${strings.jumpToLatest}</button>`}
      </div>
      <div class="foot">${parts.card}${parts.composer}</div>
    </div>
    ${parts.sheet}
  </section>`;
}
