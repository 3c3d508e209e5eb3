/**
 * Business hours: whether a schedule is open at a moment, and when it opens next.
 *
 * Hours hold from the first moment at which the zone's wall clock shows their start to the first at which it shows their
 * end: hours that begin in the hour that spring leaves out begin with the jump, and an end in the hour that autumn repeats
 * is its first. A day of the holidays has its own hours or none, and those of the evening before end at its midnight.
 */
import { weekdays, type Holiday, type Hours, type Schedule } from './schedule.js';
import { addDays, momentOf, wallTimeAt, weekdayOf, type Day } from './wall-clock.js';

/** A schedule at a moment. */
export interface Opening {
  /** `holiday`: closed, on a day of the schedule's holidays. */
  readonly status: 'open' | 'closed' | 'holiday';
  /** Unless open: when it opens next, epoch milliseconds; absent where it never does within a year. */
  readonly opensAt?: number;
  /** The holiday's name. */
  readonly holiday?: string;
}

/** How far ahead an opening is looked for. */
const daysAhead = 370;
const dayMinutes = 1_440;

/** A stretch of time, its end not included. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const holidayOn = (schedule: Schedule, day: Day): Holiday | undefined => schedule.holidays.find(({ date }) => date === day);

const hoursOn = (schedule: Schedule, day: Day): readonly Hours[] => {
  const weekday = weekdays[weekdayOf(day)];
  return holidayOn(schedule, day)?.hours ?? (weekday === undefined ? [] : (schedule.weekly[weekday] ?? []));
};

/** What a day's hours come to, cut where they would reach into a holiday. Hours that a change of the clock swallows are none. */
function stretchesOf(schedule: Schedule, day: Day): readonly Stretch[] {
  const { timeZone } = schedule;
  return hoursOn(schedule, day).flatMap((hours) => {
    const from = minutesOf(hours.from);
    const to = minutesOf(hours.to) > from ? minutesOf(hours.to) : minutesOf(hours.to) + dayMinutes;
    const end = to > dayMinutes && holidayOn(schedule, addDays(day, 1)) ? dayMinutes : to;
    const stretch = { from: momentOf(timeZone, day, from), to: momentOf(timeZone, day, end) };
    return stretch.from < stretch.to ? [stretch] : [];
  });
}

/** How a schedule stands at a moment, epoch milliseconds. */
export function openingAt(schedule: Schedule, at: number): Opening {
  const { day } = wallTimeAt(schedule.timeZone, at);
  const near = [addDays(day, -1), day].flatMap((it) => stretchesOf(schedule, it));
  if (near.some(({ from, to }) => from <= at && at < to)) return { status: 'open' };
  const holiday = holidayOn(schedule, day);
  const opensAt = nextOpening(schedule, at, day);
  return {
    status: holiday ? 'holiday' : 'closed',
    ...(opensAt === undefined ? {} : { opensAt }),
    ...(holiday?.name === undefined ? {} : { holiday: holiday.name }),
  };
}

function nextOpening(schedule: Schedule, at: number, today: Day): number | undefined {
  if (!Object.values(schedule.weekly).some((hours) => hours.length > 0) && schedule.holidays.every(({ hours }) => hours.length === 0)) return undefined;
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const starts = stretchesOf(schedule, addDays(today, ahead)).flatMap(({ from }) => (from > at ? [from] : []));
    if (starts.length > 0) return Math.min(...starts);
  }
  return undefined;
}

/** A moment as the wall of a schedule's zone shows it: `2026-12-28 09:00`. */
export function wallText(schedule: Schedule, at: number): string {
  const { day, minute } = wallTimeAt(schedule.timeZone, at);
  const two = (count: number): string => String(count).padStart(2, '0');
  return `${day} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
