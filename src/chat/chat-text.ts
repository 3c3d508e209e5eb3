/**
 * A conversation as plain text, for the visitor to keep: the day once, then a line for everything that was said or happened.
 * Pure. Knows transcript items and words; saving is somebody else's.
 */
import { dayKey, timeOfDay, type TranscriptItem } from '../ui/index.js';

export interface ChatTextWords {
  /** Above it all. */
  readonly title: string;
  /** Who wrote the visitor's own messages. */
  readonly you: string;
  readonly locale?: string | undefined;
  /** More was said before. */
  readonly cut?: boolean;
}

/** What programs for text know best on every system. */
const newLine = '\r\n';

export function chatText(items: readonly TranscriptItem[], { title, you, locale, cut = false }: ChatTextWords): string {
  const lines: string[] = cut ? [title, '', '…'] : [title];
  let day: string | undefined;
  for (const item of items) {
    const key = dayKey(item.at);
    if (key !== day) lines.push('', new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(item.at), '');
    day = key;
    const said = item.kind === 'line' ? `– ${item.text}` : `${item.side === 'own' ? you : item.author}: ${item.text}`;
    // What follows a line break of a message stays visibly a part of it.
    lines.push(`[${timeOfDay(item.at, locale)}] ${said.split(/\r\n|\r|\n/u).join(`${newLine}    `)}`);
  }
  return lines.join(newLine) + newLine;
}

/** A name that every system takes, with the day as ISO 8601 writes it. */
export function chatFileName(title: string, at: number): string {
  const date = new Date(at);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  return `${title.replace(/[\s\p{C}\\/:*?"<>|]+/gu, ' ').trim().slice(0, 80)} ${day}.txt`;
}
