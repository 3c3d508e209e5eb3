/** Offered times as people read them: grouped by the day of the reader's own clock. Pure. */
import type { DateSlot } from '../protocol/index.js';
import { dayKey, timeOfDay } from './time-words.js';

export interface SlotDay {
  readonly key: string;
  readonly label: string;
  readonly slots: readonly DateSlot[];
}

/** A day by itself is the same day everywhere: noon of it, by this clock. */
function momentOf(slot: DateSlot): number {
  if ('at' in slot) return Date.parse(slot.at);
  const [year = 0, month = 1, day = 1] = slot.day.split('-').map(Number);
  return new Date(year, month - 1, day, 12).getTime();
}

const dayWords = (at: number, locale?: string): string => new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' }).format(at);

/** In the order of time, each day once. */
export function slotDays(slots: readonly DateSlot[], locale?: string): readonly SlotDay[] {
  const days = new Map<string, { readonly at: number; readonly slots: DateSlot[] }>();
  for (const slot of [...slots].sort((a, b) => momentOf(a) - momentOf(b))) {
    const at = momentOf(slot);
    const day = days.get(dayKey(at)) ?? { at, slots: [] };
    day.slots.push(slot);
    days.set(dayKey(at), day);
  }
  return [...days].map(([key, day]) => ({ key, label: dayWords(day.at, locale), slots: day.slots }));
}

/** What choosing a slot says: `Tue 24 Nov, 14:00`. */
export function slotWords(slot: DateSlot, locale?: string): string {
  const at = momentOf(slot);
  return 'day' in slot ? dayWords(at, locale) : `${dayWords(at, locale)}, ${timeOfDay(at, locale)}`;
}

/** The reader's time zone in their locale's short words, such as `GMT+1`. */
export function timeZoneName(locale?: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' }).formatToParts(0);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
}
