/**
 * A simulated stretch of work: contacts come, agents answer, and the report says how long everybody waited.
 *
 * Knows how a scenario becomes people at moments, and how the run's numbers are added up. The platform itself decides who
 * rings; see center.ts.
 */
import type { SegueConfig } from '../../config/index.js';
import { Center } from './center.js';
import { Chance } from './chance.js';
import { comings, draw } from './durations.js';
import { erlangC } from './erlang-c.js';
import { come, Work, type HandleTimes } from './people.js';
import type { Scenario, Staff } from './scenario.js';
import { staffed } from './staffing.js';
import { reportOf, type Ended, type WaitReport } from './tally.js';

const hour = 3_600_000;

export interface QueueReport extends WaitReport {
  readonly queueId: string;
  /** The same by Erlang's formula, where it applies: one rate, exponential handle times, patient customers, agents alike who do nothing else. */
  readonly erlangC?: { readonly waitingShare: number; readonly meanWait: number; readonly serviceLevel: number };
}

export interface GroupReport {
  readonly name: string;
  readonly agents: number;
  readonly handled: number;
  readonly missed: number;
  /** The share of their time on queue in which they had a contact, wrap-ups among it. */
  readonly use: number;
}

export interface SimulationReport {
  readonly seed: number;
  readonly hours: number;
  readonly serviceLevelSeconds: number;
  readonly contacts: number;
  /** At the very end, a day after the last one came: nobody will ever answer them. */
  readonly stillWaiting: number;
  readonly queues: readonly QueueReport[];
  /** Contacts by the hour in which they came. */
  readonly byHour: readonly (WaitReport & { readonly hour: number })[];
  readonly groups: readonly GroupReport[];
}

export interface SimulateOptions {
  /** Queues and agents that the scenario names and does not have itself. */
  readonly config?: SegueConfig;
  /** Told now and then how far the run is, in contacts. */
  readonly onProgress?: (contacts: number) => void;
  /** Told of every contact that counts, at its end; for a statistician. */
  readonly onEnded?: (queueId: string, ended: Ended) => void;
}

/** Nobody who still waits so long after the last one came will ever be answered. */
const graceHours = 24;

/** Runs a scenario to its end. @throws SegueError `bad-config` for what the scenario names and nobody has */
export async function simulate(scenario: Scenario, options: SimulateOptions = {}): Promise<SimulationReport> {
  const { config, workers } = staffed(scenario, options.config);
  const center = await Center.open(config);
  try {
    const chance = new Chance(scenario.seed);
    const handleTimes: HandleTimes = new Map();
    const crew = workers.map((worker): Member => ({ group: worker.group, work: new Work({ center, worker, chance: chance.branch(worker.agentId), handleTimes }) }));
    for (const member of crew) shift(center, member);
    const log = new Log(scenario, options);
    for (const door of scenario.arrivals.keys()) open(center, { scenario, door, chance: chance.branch(`arrivals ${door}`), handleTimes, log });
    await center.run(scenario.hours * hour);
    // Of the time in which contacts came; those who clear up the rest afterwards are few.
    const groups = groupsOf(scenario, crew, center.clock.now());
    await center.run((scenario.hours + graceHours) * hour, () => log.waiting === 0);
    return { seed: scenario.seed, hours: scenario.hours, serviceLevelSeconds: scenario.serviceLevelSeconds, contacts: log.came, stillWaiting: log.waiting, queues: queuesOf(scenario, log), byHour: hoursOf(scenario, log), groups };
  } finally {
    await center.close();
  }
}

interface Member {
  readonly group: Staff;
  readonly work: Work;
}

function shift(center: Center, { group, work }: Member): void {
  center.at(group.from * hour, () => work.come());
  if (group.until !== undefined) center.at(group.until * hour, () => work.goOffQueue());
}

/** Who came, and how it ended for them, by arrivals of the scenario. */
class Log {
  came = 0;
  waiting = 0;
  readonly ended: readonly Ended[][];

  constructor(
    private readonly scenario: Scenario,
    private readonly options: SimulateOptions,
  ) {
    this.ended = scenario.arrivals.map(() => []);
  }

  begin(): void {
    this.came += 1;
    this.waiting += 1;
    if (this.came % 1_000 === 0) this.options.onProgress?.(this.came);
  }

  end(door: number, it: Ended): void {
    this.waiting -= 1;
    if (it.at < this.scenario.warmUpHours * hour) return;
    this.ended[door]?.push(it);
    this.options.onEnded?.(this.scenario.arrivals[door]?.queueId ?? '', it);
  }
}

interface Door {
  readonly scenario: Scenario;
  readonly door: number;
  readonly chance: Chance;
  readonly handleTimes: HandleTimes;
  readonly log: Log;
}

/** Contacts come one after the other: the next is thought of when the one before has come. */
function open(center: Center, { scenario, door, chance, handleTimes, log }: Door): void {
  const arrivals = scenario.arrivals[door];
  if (!arrivals) return;
  const moments = comings(arrivals.perHour, scenario.hours, chance.branch('moments'));
  const lengths = chance.branch('lengths');
  const next = (): void => {
    const coming = moments.next();
    if (coming.done === true) return;
    center.at(coming.value, async () => {
      next();
      log.begin();
      const { patienceSeconds } = arrivals;
      const handleMs = draw(arrivals.handleSeconds, lengths);
      await come({ center, door, handleMs, patienceMs: patienceSeconds === undefined ? undefined : draw(patienceSeconds, lengths), handleTimes, ended: (it) => log.end(door, it) });
    });
  };
  next();
}

function queuesOf(scenario: Scenario, log: Log): QueueReport[] {
  const queueIds = [...new Set(scenario.arrivals.map((it) => it.queueId))];
  return queueIds.map((queueId) => {
    const ended = scenario.arrivals.flatMap((it, door) => (it.queueId === queueId ? (log.ended[door] ?? []) : []));
    const theory = theoryOf(scenario);
    return { queueId, ...reportOf(ended, scenario.serviceLevelSeconds), ...(theory ? { erlangC: theory } : {}) };
  });
}

/** Erlang's formula, where the scenario is what it speaks of. */
function theoryOf({ arrivals, staff, queues, serviceLevelSeconds }: Scenario): QueueReport['erlangC'] {
  const [only, ...others] = arrivals;
  const [group, ...groups] = staff;
  if (!only || others.length > 0 || !group || groups.length > 0 || queues.length !== 1) return undefined;
  const { perHour, handleSeconds, patienceSeconds } = only;
  if (typeof perHour !== 'number' || typeof handleSeconds === 'number' || handleSeconds.shape !== 'exponential' || patienceSeconds !== undefined) return undefined;
  const plain = group.from === 0 && group.until === undefined && group.answerSeconds === 0 && group.missShare === 0 && group.wrapUpSeconds === 0 && group.capacity?.webChat === 1;
  const theory = plain && group.count !== undefined ? erlangC(group.count, perHour / 3_600, handleSeconds.mean) : undefined;
  return theory && { waitingShare: theory.waitingShare, meanWait: theory.meanWait, serviceLevel: theory.serviceLevel(serviceLevelSeconds) };
}

function hoursOf(scenario: Scenario, log: Log): SimulationReport['byHour'] {
  const hours = Array.from({ length: Math.ceil(scenario.hours) }, (): Ended[] => []);
  for (const it of log.ended.flat()) hours[Math.floor(it.at / hour)]?.push(it);
  return hours.map((ended, index) => ({ hour: index, ...reportOf(ended, scenario.serviceLevelSeconds) }));
}

function groupsOf(scenario: Scenario, crew: readonly Member[], now: number): GroupReport[] {
  return [...new Set(crew.map(({ group }) => group))].map((group) => {
    const works = crew.filter((it) => it.group === group).map(({ work }) => work.time);
    const total = (of: (time: Work['time']) => number): number => works.reduce((sum, time) => sum + of(time), 0);
    const place = (Math.min(group.until ?? scenario.hours, scenario.hours) - group.from) * hour * works.length;
    return { name: group.name, agents: works.length, handled: total((it) => it.handled), missed: total((it) => it.missed), use: place > 0 ? total((it) => it.busyMs(now)) / place : 0 };
  });
}
