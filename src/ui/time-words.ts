/**
 * Times and durations as people read them. Locale and "now" come from the caller; nothing here reads a clock.
 */
import type { UiStrings } from './en.js';
import { kept } from './kept.js';

export const minuteMs = 60_000;
export const hourMs = 3_600_000;

/** Hours and minutes in the locale's own way: `14:02`, `2:02 PM`. `at` is milliseconds since the epoch. */
export function timeOfDay(at: number, locale?: string): string {
  return clockFormat(locale).format(at);
}

/** A ticking timer: `04:12`, from an hour on `1:04:12`. Negative input counts as zero. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = `${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Whole minutes and seconds of a duration, for "12 min 40 s". */
export function minutesAndSeconds(ms: number): { readonly minutes: number; readonly seconds: number } {
  const whole = Math.max(0, Math.round(ms / 1000));
  return { minutes: Math.floor(whole / 60), seconds: whole % 60 };
}

/** Local calendar day, equal for two moments of the same day. */
export function dayKey(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** `Today`, `Yesterday`, else the date in the locale's words, with the year when it is another one. */
export function dayLabel(at: number, now: number, strings: UiStrings, locale?: string): string {
  const key = dayKey(at);
  if (key === dayKey(now)) return strings.today;
  const today = new Date(now);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (key === dayKey(yesterday.getTime())) return strings.yesterday;
  const sameYear = new Date(at).getFullYear() === today.getFullYear();
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at);
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

const clockFormat = kept((locale: string | undefined) => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }));
