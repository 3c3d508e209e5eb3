import { describe, expect, it } from 'vitest';
import { en as english } from '../../../src/ui/en.js';
import { spoken } from '../../../src/ui/words.js';
import { dayLabel, elapsed, minutesAndSeconds, timeOfDay } from '../../../src/ui/time-words.js';

const en = spoken(english);

const at = (day: number, hour = 12): number => new Date(2026, 10, day, hour, 2).getTime();

describe('times', () => {
  it.each([
    [0, '00:00'],
    [-5_000, '00:00'],
    [252_900, '04:12'],
    [3_599_999, '59:59'],
    [3_852_000, '1:04:12'],
  ])('%d ms on a timer read %j', (ms, words) => {
    expect(elapsed(ms)).toBe(words);
  });

  it('of a finished call are whole minutes and seconds', () => {
    expect(minutesAndSeconds(760_400)).toEqual({ minutes: 12, seconds: 40 });
    expect(minutesAndSeconds(59_600)).toEqual({ minutes: 1, seconds: 0 });
  });

  it('of day follow the locale', () => {
    expect(timeOfDay(at(22, 14), 'de')).toBe('14:02');
    expect(timeOfDay(at(22, 14), 'en-US')).toMatch(/^0?2:02/u);
  });

  it('name today and yesterday, else the date, with the year when it is another one', () => {
    const now = at(22, 1);
    expect(dayLabel(at(22, 0), now, en, 'en')).toBe('Today');
    expect(dayLabel(at(21, 23), now, en, 'en')).toBe('Yesterday');
    expect(dayLabel(at(20), now, en, 'en')).toContain('20');
    expect(dayLabel(at(20), now, en, 'en')).not.toContain('2026');
    expect(dayLabel(new Date(2025, 10, 22).getTime(), now, en, 'en')).toContain('2025');
  });
});
