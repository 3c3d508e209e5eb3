/**
 * Turns a flat list of messages and lines into the rows of a transcript: day separators, runs of one author, quiet
 * centred lines. Pure. Knows nothing of contacts, sockets or media; the caller has already put events into words.
 */
import type { UiStrings } from './en.js';
import { dayKey, dayLabel, minuteMs, timeOfDay } from './time-words.js';

/** How far an own message has come. Shown on the last own message only, except `failed`, which always shows. */
export type Delivery = 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

export type TranscriptItem =
  | {
      readonly kind: 'message';
      /** Stable over the message's life, also when it goes from pending to confirmed. */
      readonly key: string;
      readonly side: 'own' | 'other';
      readonly author: string;
      readonly text: string;
      /** Milliseconds since the epoch. */
      readonly at: number;
      readonly delivery?: Delivery;
    }
  | {
      readonly kind: 'line';
      readonly key: string;
      readonly at: number;
      readonly text: string;
      /** Path data of a glyph before the words. */
      readonly icon?: string;
    };

export interface BubbleView {
  readonly key: string;
  readonly text: string;
  readonly delivery?: Delivery;
}

export type TranscriptRow =
  | { readonly kind: 'day'; readonly key: string; readonly label: string }
  | { readonly kind: 'line'; readonly key: string; readonly text: string; readonly icon?: string }
  | {
      readonly kind: 'run';
      readonly key: string;
      readonly side: 'own' | 'other';
      readonly author: string;
      /** Time of the run's first message, in words; found when it is asked for, since most rows of a long transcript never are. */
      readonly time: string;
      /** Time of the run's last message, in words: stands beside the delivery mark. */
      readonly lastTime: string;
      readonly bubbles: readonly BubbleView[];
    };

export interface RowOptions {
  readonly now: number;
  readonly strings: UiStrings;
  readonly locale?: string | undefined;
  /** A pause longer than this starts a new run. Milliseconds, default one minute. */
  readonly runGapMs?: number;
}

type MessageItem = Extract<TranscriptItem, { kind: 'message' }>;
type OpenRun = { readonly first: MessageItem; last: MessageItem; readonly bubbles: BubbleView[] };

/** `items` in the order they are to be read. */
export function transcriptRows(items: readonly TranscriptItem[], options: RowOptions): readonly TranscriptRow[] {
  const gap = options.runGapMs ?? minuteMs;
  const lastOwn = lastOwnKey(items);
  const rows: TranscriptRow[] = [];
  let day = '';
  let run: OpenRun | undefined;
  const close = (): void => {
    if (run !== undefined) rows.push(runRow(run, options.locale));
    run = undefined;
  };
  for (const item of items) {
    const itemDay = dayKey(item.at);
    if (itemDay !== day) {
      close();
      day = itemDay;
      rows.push({ kind: 'day', key: `day ${day}`, label: dayLabel(item.at, options.now, options.strings, options.locale) });
    }
    if (item.kind === 'line') {
      close();
      rows.push(lineRow(item));
      continue;
    }
    if (run === undefined || !joins(run.last, item, gap)) {
      close();
      run = { first: item, last: item, bubbles: [] };
    }
    run.last = item;
    run.bubbles.push(bubble(item, item.key === lastOwn));
  }
  close();
  return rows;
}

function lastOwnKey(items: readonly TranscriptItem[]): string | undefined {
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item?.kind === 'message' && item.side === 'own') return item.key;
  }
  return undefined;
}

function joins(previous: MessageItem, item: MessageItem, gap: number): boolean {
  return previous.side === item.side && previous.author === item.author && item.at - previous.at <= gap;
}

function bubble(item: MessageItem, isLastOwn: boolean): BubbleView {
  const { key, text, delivery } = item;
  const shown = delivery !== undefined && (isLastOwn || delivery === 'failed');
  return shown ? { key, text, delivery } : { key, text };
}

function lineRow(item: Extract<TranscriptItem, { kind: 'line' }>): TranscriptRow {
  const { key, text, icon } = item;
  return icon === undefined ? { kind: 'line', key, text } : { kind: 'line', key, text, icon };
}

function runRow(run: OpenRun, locale: string | undefined): TranscriptRow {
  return {
    kind: 'run',
    key: `run ${run.first.key}`,
    side: run.first.side,
    author: run.first.author,
    get time() {
      return timeOfDay(run.first.at, locale);
    },
    get lastTime() {
      return timeOfDay(run.last.at, locale);
    },
    bubbles: run.bubbles,
  };
}
