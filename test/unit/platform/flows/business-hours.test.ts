import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { openingAt, wallText } from '../../../../src/platform/flows/business-hours.js';
import { ScheduleSchema, type Schedule } from '../../../../src/platform/flows/schedule.js';
import { momentOf, wallTimeAt } from '../../../../src/platform/flows/wall-clock.js';

const schedule = (more: object, timeZone = 'Europe/Berlin'): Schedule => v.parse(ScheduleSchema, { id: 'office', timeZone, ...more });
const workday = [{ from: '09:00', to: '17:00' }];
const office = schedule({
  weekly: { monday: workday, tuesday: workday, wednesday: workday, thursday: workday, friday: [{ from: '09:00', to: '12:00' }, { from: '13:00', to: '15:00' }] },
  holidays: [{ date: '2026-12-25', name: 'Christmas Day' }, { date: '2026-12-24', hours: [{ from: '10:00', to: '12:00' }] }],
});
const at = (text: string): number => Date.parse(text);
const iso = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString());

describe('a week at the office', () => {
  test.each([
    ['as it opens', '2026-11-23T08:00:00Z', 'open', undefined],
    ['a moment before', '2026-11-23T07:59:59.999Z', 'closed', '2026-11-23T08:00:00.000Z'],
    ['the moment it closes', '2026-11-23T16:00:00Z', 'closed', '2026-11-24T08:00:00.000Z'],
    ['in a break', '2026-11-27T11:30:00Z', 'closed', '2026-11-27T12:00:00.000Z'],
    ['at the weekend', '2026-11-28T12:00:00Z', 'closed', '2026-11-30T08:00:00.000Z'],
    ['in summer, an hour of UTC earlier', '2026-07-06T07:00:00Z', 'open', undefined],
    ['on a holiday with hours of its own', '2026-12-24T09:30:00Z', 'open', undefined],
    ['after the hours of such a day', '2026-12-24T11:00:00Z', 'holiday', '2026-12-28T08:00:00.000Z'],
    ['on a holiday', '2026-12-25T09:30:00Z', 'holiday', '2026-12-28T08:00:00.000Z'],
    ['on a holiday that has begun there and not in UTC', '2026-12-24T23:30:00Z', 'holiday', '2026-12-28T08:00:00.000Z'],
  ] as const)('%s', (_, moment, status, opensAt) => {
    const { opensAt: opens, ...opening } = openingAt(office, at(moment));
    expect({ status: opening.status, opensAt: iso(opens) }).toEqual({ status, opensAt });
  });

  test('names the holiday, and tells when it opens in the words of its wall', () => {
    const opening = openingAt(office, at('2026-12-25T09:30:00Z'));
    expect(opening.holiday).toBe('Christmas Day');
    expect(wallText(office, opening.opensAt ?? 0)).toBe('2026-12-28 09:00');
  });
});

describe('hours over midnight', () => {
  const bar = schedule({ weekly: { friday: [{ from: '20:00', to: '02:00' }], saturday: [{ from: '20:00', to: '00:00' }] }, holidays: [{ date: '2026-01-03' }] });
  test.each([
    ['in the evening', '2026-01-09T19:00:00Z', 'open'],
    ['after midnight, of the day before', '2026-01-10T00:59:59Z', 'open'],
    ['when they end', '2026-01-10T01:00:00Z', 'closed'],
    ['until midnight itself', '2026-01-10T22:59:59Z', 'open'],
    ['and not a moment longer', '2026-01-10T23:00:00Z', 'closed'],
    ['cut by a holiday that begins', '2026-01-02T23:30:00Z', 'holiday'],
  ] as const)('%s', (_, moment, status) => {
    expect(openingAt(bar, at(moment)).status).toBe(status);
  });
});

/** Berlin goes from 02:00 to 03:00 on 2026-03-29 (01:00 UTC), and from 03:00 back to 02:00 on 2026-10-25 (01:00 UTC). */
describe('when the clocks change', () => {
  const sundays = (from: string, to: string, timeZone?: string): Schedule => schedule({ weekly: { sunday: [{ from, to }] } }, timeZone);
  const openIn = (it: Schedule, day: string): number => {
    const start = momentOf(it.timeZone, day, 0);
    let minutes = 0;
    for (let now = start; now < start + 26 * 3_600_000; now += 600_000) if (openingAt(it, now).status === 'open') minutes += 10;
    return minutes;
  };

  test.each([
    ['a day at the office stays as long, and begins an hour of UTC earlier in summer', sundays('09:00', '17:00'), '2026-03-29', 480, '2026-03-29T07:00:00.000Z'],
    ['and an hour later in winter', sundays('09:00', '17:00'), '2026-10-25', 480, '2026-10-25T08:00:00.000Z'],
    ['around the clock in spring: 23 hours', sundays('00:00', '24:00'), '2026-03-29', 1_380, '2026-03-28T23:00:00.000Z'],
    ['around the clock in autumn: 25 hours', sundays('00:00', '24:00'), '2026-10-25', 1_500, '2026-10-24T22:00:00.000Z'],
    ['hours that begin in the hour left out begin with the jump', sundays('02:30', '04:00'), '2026-03-29', 60, '2026-03-29T01:00:00.000Z'],
    ['hours that end there end with it', sundays('01:00', '02:30'), '2026-03-29', 60, '2026-03-29T00:00:00.000Z'],
    ['hours wholly inside it do not come', sundays('02:00', '03:00'), '2026-03-29', 0, undefined],
    ['the hour that comes twice is two hours', sundays('02:00', '03:00'), '2026-10-25', 120, '2026-10-25T00:00:00.000Z'],
    ['hours that begin in it begin the first time', sundays('02:30', '04:00'), '2026-10-25', 150, '2026-10-25T00:30:00.000Z'],
    ['hours that end in it end the first time, and do not come back', sundays('00:00', '02:30'), '2026-10-25', 150, '2026-10-24T22:00:00.000Z'],
    ['a midnight that is left out', sundays('00:00', '02:00', 'America/Havana'), '2026-03-08', 60, '2026-03-08T05:00:00.000Z'],
    ['half an hour, on Lord Howe', sundays('00:00', '24:00', 'Australia/Lord_Howe'), '2026-10-04', 1_410, '2026-10-03T13:30:00.000Z'],
  ] as const)('%s', (_, it, day, minutes, opens) => {
    expect(openIn(it, day)).toBe(minutes);
    if (opens === undefined) return;
    expect(iso(openingAt(it, at(opens) - 1).opensAt)).toBe(opens);
    expect(openingAt(it, at(opens)).status).toBe('open');
  });

  test('a day that a zone left out altogether has no hours', () => {
    const apia = schedule({ weekly: { friday: [{ from: '09:00', to: '17:00' }] } }, 'Pacific/Apia');
    expect(iso(openingAt(apia, at('2011-12-29T22:00:00Z')).opensAt)).toBe('2012-01-05T19:00:00.000Z');
  });
});

describe('for any zone and any moment', () => {
  const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Asia/Kolkata', 'Pacific/Chatham', 'Africa/Cairo', 'UTC');
  const moment = fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });

  test('a wall shows a minute at its moment, or a later one where it is left out, and an earlier one just before', () => {
    fc.assert(fc.property(zone, moment, fc.nat(1_439), (timeZone, near, minute) => {
      const { day } = wallTimeAt(timeZone, near);
      const wall = (ms: number): string => { const it = wallTimeAt(timeZone, ms); return `${it.day} ${String(it.minute).padStart(4, '0')}`; };
      const wanted = `${day} ${String(minute).padStart(4, '0')}`;
      const found = momentOf(timeZone, day, minute);
      expect(wall(found) >= wanted).toBe(true);
      expect(wall(found - 1) < wanted).toBe(true);
    }), { numRuns: 100 });
  });

  test('what is closed opens at the moment that it tells, and not before', () => {
    const weekly = fc.constantFrom({ monday: workday, sunday: [{ from: '22:00', to: '03:30' }] }, { wednesday: [{ from: '02:30', to: '02:45' }], saturday: [{ from: '00:00', to: '24:00' }] });
    fc.assert(fc.property(zone, moment, weekly, fc.nat(), (timeZone, now, hours, later) => {
      const it = schedule({ weekly: hours }, timeZone);
      const { status, opensAt } = openingAt(it, now);
      if (status === 'open') return;
      expect(opensAt).toBeGreaterThan(now);
      expect(openingAt(it, opensAt ?? 0).status).toBe('open');
      expect(openingAt(it, now + (later % ((opensAt ?? 0) - now))).status).toBe('closed');
    }), { numRuns: 100 });
  });
});

describe('a schedule', () => {
  test('that has no hours never opens', () => {
    expect(openingAt(schedule({ weekly: {} }), at('2026-01-01T00:00:00Z'))).toEqual({ status: 'closed' });
  });

  test.each([
    ['an unknown zone', { timeZone: 'Europe/Atlantis' }],
    ['an offset in a zone’s place', { timeZone: '+01:00' }],
    ['a day that is not in the calendar', { holidays: [{ date: '2026-02-30' }] }],
    ['a time that is not on the clock', { weekly: { monday: [{ from: '9:00', to: '25:00' }] } }],
    ['hours without length', { weekly: { monday: [{ from: '09:00', to: '09:00' }] } }],
    ['a misspelt weekday', { weekly: { mondays: workday } }],
  ])('with %s is refused', (_, wrong) => {
    expect(v.safeParse(ScheduleSchema, { id: 'office', timeZone: 'UTC', weekly: {}, ...wrong }).success).toBe(false);
  });
});
