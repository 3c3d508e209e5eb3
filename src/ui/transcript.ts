/**
 * Draws transcript rows and the typing dots. Text from others is only ever text. The scroller, its size and what the
 * words mean belong to the caller.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isOnlyEmoji } from './emoji.js';
import type { UiStrings } from './en.js';
import { icon } from './icon.js';
import { checkCheckIcon, checkIcon, circleAlertIcon, clockIcon } from './icons.js';
import { renderLinkedText } from './linked-text.js';
import type { BubbleView, Delivery, TranscriptRow } from './transcript-rows.js';

export interface TranscriptOptions {
  readonly strings: UiStrings;
  /** Over own bubbles, where there is anything to say: the customer sees no name there, the desk shows the time. */
  readonly ownHeader?: (run: RunRow) => unknown;
  /** Called with the message's key. */
  readonly onRetry?: (key: string) => void;
  /** What stands over or under a message's text, or in its place. */
  readonly extra?: ((key: string, text: string) => Extra | undefined) | undefined;
}

export interface Extra {
  readonly inPlace: boolean;
  readonly content: unknown;
  readonly above?: unknown;
}

export type RunRow = Extract<TranscriptRow, { kind: 'run' }>;

export function renderTranscriptRows(rows: readonly TranscriptRow[], options: TranscriptOptions): unknown {
  return repeat(
    rows,
    (row) => row.key,
    (row) => renderRow(row, options),
  );
}

/** Three quiet dots; `words` is the sentence for people who don't see them. */
export function renderTyping(words: string): TemplateResult {
  return html`<div class="typing" part="typing"><span class="hidden-text">${words}</span><i></i><i></i><i></i></div>`;
}

function renderRow(row: TranscriptRow, options: TranscriptOptions): TemplateResult {
  if (row.kind === 'day') return html`<p class="day" part="day">${row.label}</p>`;
  if (row.kind === 'line') {
    return html`<p class="line" part="line">
      ${row.icon === undefined ? nothing : icon(row.icon, { size: 14 })}<span>${row.text}</span>
    </p>`;
  }
  return renderRun(row, options);
}

function renderRun(run: RunRow, options: TranscriptOptions): TemplateResult {
  return html`<div class="run ${run.side}" role="group" aria-label="${run.author}, ${run.time}">
    ${renderRunHead(run, options)}
    ${repeat(
      run.bubbles,
      (bubble) => bubble.key,
      (bubble) => renderBubble(bubble, run, options),
    )}
  </div>`;
}

function renderBubble(bubble: BubbleView, run: RunRow, options: TranscriptOptions): TemplateResult {
  const extra = options.extra?.(bubble.key, bubble.text);
  return html`${extra?.above ?? nothing} ${extra?.inPlace === true
      ? nothing
      : html`<p class="bubble ${run.side} ${isOnlyEmoji(bubble.text) ? 'emoji' : ''}" part="bubble ${run.side}-bubble" dir="auto">${renderLinkedText(bubble.text)}</p>`}
    ${extra?.content ?? nothing} ${bubble.delivery === undefined ? nothing : renderDelivery(bubble, bubble.delivery, run, options)}`;
}

function renderRunHead(run: RunRow, options: TranscriptOptions): unknown {
  if (run.side === 'other') {
    return html`<p class="run-head"><b>${run.author}</b><span class="dot"> · </span><bdi>${run.time}</bdi></p>`;
  }
  return options.ownHeader?.(run) ?? nothing;
}

const marks = { sending: clockIcon, sent: checkIcon, delivered: checkCheckIcon, read: checkCheckIcon } as const;

function renderDelivery(bubble: BubbleView, delivery: Delivery, run: RunRow, options: TranscriptOptions): TemplateResult {
  const { strings } = options;
  if (delivery === 'failed') {
    return html`<p class="delivery failed" part="delivery">
      ${icon(circleAlertIcon, { size: 14 })}${strings.notSent}
      <button type="button" @click=${() => options.onRetry?.(bubble.key)}>${strings.tryAgain}</button>
    </p>`;
  }
  return html`<p class="delivery ${delivery}" part="delivery">
    <span><bdi>${run.lastTime}</bdi> · ${strings[delivery]}</span>${icon(marks[delivery], { size: 14 })}
  </p>`;
}
