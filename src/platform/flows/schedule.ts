/**
 * A schedule: the hours in which somebody is there, by a named time zone.
 *
 * Knows the schema: opening hours of each weekday, and days that have hours of their own or none. Times are those of a wall
 * clock in the zone, so that daylight saving moves them by itself. What they mean at a moment is in business-hours.ts.
 */
import * as v from 'valibot';
import { IdSchema, limits } from '../../protocol/index.js';
import { isDay, isTimeZone } from './wall-clock.js';

/** By the number that a calendar day has: 0 is Sunday. */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const TimeSchema = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'A time is written as 09:00; a day ends at 24:00'));

/** Open from one time to another. Where `to` is the same or earlier, it is a time of the next day. */
const HoursSchema = v.pipe(
  v.strictObject({ from: TimeSchema, to: TimeSchema }),
  v.check(({ from, to }) => from !== to && from !== '24:00', 'Hours end at another time than they begin; a whole day is 00:00 to 24:00'),
);
const DayHoursSchema = v.pipe(v.array(HoursSchema), v.maxLength(24));

export const HolidaySchema = v.strictObject({
  /** `2026-12-25`, in the schedule's time zone. */
  date: v.pipe(v.string(), v.check(isDay, 'A date is written as 2026-12-25')),
  name: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(limits.nameLength))),
  /** Hours of this day, instead of its weekday's. Default: closed all day. */
  hours: v.optional(DayHoursSchema, []),
});
export type Holiday = v.InferOutput<typeof HolidaySchema>;

export const ScheduleSchema = v.strictObject({
  id: IdSchema,
  name: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(limits.nameLength))),
  /** An IANA name such as `Europe/Berlin`. */
  timeZone: v.pipe(v.string(), v.maxLength(64), v.check(isTimeZone, 'There is no time zone of this name')),
  /** A weekday that is left out is closed. */
  weekly: v.strictObject({
    monday: v.exactOptional(DayHoursSchema),
    tuesday: v.exactOptional(DayHoursSchema),
    wednesday: v.exactOptional(DayHoursSchema),
    thursday: v.exactOptional(DayHoursSchema),
    friday: v.exactOptional(DayHoursSchema),
    saturday: v.exactOptional(DayHoursSchema),
    sunday: v.exactOptional(DayHoursSchema),
  } satisfies Record<(typeof weekdays)[number], unknown>),
  holidays: v.optional(v.pipe(v.array(HolidaySchema), v.maxLength(1_000)), []),
});
export type Schedule = v.InferOutput<typeof ScheduleSchema>;
export type Hours = v.InferOutput<typeof HoursSchema>;
