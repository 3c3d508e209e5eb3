/**
 * The clock on a wall of a time zone, by Intl: which local day and minute a moment is, and when a wall first shows a time.
 *
 * Knows daylight saving by the zone's own rules: an hour that is left out (the wall jumps past it) and an hour that comes
 * twice. Pure; does not know opening hours (business-hours.ts).
 */

/** A calendar day of a time zone, `2026-12-25`. */
export type Day = string;

/** What a wall shows: the day and the minutes since its midnight, by the hands and not by the time that has passed. */
export interface WallTime {
  readonly day: Day;
  readonly minute: number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A change of the clock is looked for this far around a moment: whole days have been left out by a change of date line. */
const aroundMs = 36 * 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws a RangeError for a zone that Intl does not know. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23',
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

/** Whether Intl knows a time zone by this IANA name. */
export function isTimeZone(name: string): boolean {
  // An offset such as "+01:00" is a zone to newer engines and none to older ones; it has no daylight saving in any.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The wall's hands as if they were UTC, epoch milliseconds to the second. */
function wallMs(timeZone: string, at: number): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = value;
  const { year, month, day, hour, minute, second } = parts;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

/** How far the wall is ahead of UTC at a moment, in milliseconds. */
const offsetAt = (timeZone: string, at: number): number => wallMs(timeZone, at) - Math.floor(at / 1_000) * 1_000;

const dayOf = (wall: number): Day => new Date(wall).toISOString().slice(0, 10);
const midnightOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** What the wall shows at a moment. */
export function wallTimeAt(timeZone: string, at: number): WallTime {
  const wall = wallMs(timeZone, at);
  return { day: dayOf(wall), minute: Math.floor((wall - midnightOf(dayOf(wall))) / minuteMs) };
}

/** The day some days later, or earlier. */
export const addDays = (day: Day, days: number): Day => dayOf(midnightOf(day) + days * dayMs);

/** 0 is Sunday. */
export const weekdayOf = (day: Day): number => new Date(midnightOf(day)).getUTCDay();

/** Whether text names a day that the calendar has. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(midnightOf(text)) && dayOf(midnightOf(text)) === text;

/**
 * The first moment at which the wall shows this minute of the day or a later one. Of a time that comes twice that is the
 * first; a time that is left out is reached with the jump. `minute` may be 1440 and more: a time of the days after.
 */
export function momentOf(timeZone: string, day: Day, minute: number): number {
  const wanted = midnightOf(day) + minute * minuteMs;
  const before = offsetAt(timeZone, wanted - aroundMs);
  const after = offsetAt(timeZone, wanted + aroundMs);
  const early = wanted - before;
  if (before === after || offsetAt(timeZone, early) === before) return early;
  const late = wanted - after;
  return offsetAt(timeZone, late) === after ? late : jumpBetween(timeZone, wanted - aroundMs, wanted + aroundMs, before);
}

/** The moment at which the wall's offset stops being `before`. */
function jumpBetween(timeZone: string, from: number, to: number, before: number): number {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(timeZone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
