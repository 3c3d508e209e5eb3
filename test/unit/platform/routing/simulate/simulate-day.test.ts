/** A whole day of a large contact centre: as many contacts as a scenario may well have, in minutes. */
import { describe, expect, it } from 'vitest';
import { parseScenario, type ScenarioInput } from '../../../../../src/platform/routing/simulate/scenario.js';
import { simulate } from '../../../../../src/platform/routing/simulate/simulate.js';

const deep = process.env['SEGUE_DEPTH'] === 'deep';
/** The whole day, or a hundredth of it: of contacts and of agents, so that it is as busy. */
const share = deep ? 1 : 1 / 100;
const size = (whole: number): number => Math.max(1, Math.round(whole * share));

const skills = ['billing', 'technical', 'sales'] as const;
type Skill = (typeof skills)[number];

/** Contacts of each hour from midnight: 50,000 + 30,000 + 20,000. */
const hourly = [300, 200, 200, 200, 300, 700, 1_400, 2_300, 3_300, 3_900, 4_100, 3_900, 3_500, 3_500, 3_700, 3_800, 3_600, 3_200, 2_600, 2_000, 1_400, 900, 600, 400];
const ofSkill: Readonly<Record<Skill, number>> = { billing: 1, technical: 0.6, sales: 0.4 };
const capacity = { webChat: 3 };
const has = (...of: Skill[]) => of.map((id) => ({ id, level: 1 }));

/** Who knows one thing, and who knows two, in three shifts. */
const shifts = [{ name: 'night', from: 0, until: 8, share: 0.2 }, { name: 'day', from: 7, until: 16, share: 1 }, { name: 'evening', from: 12, until: 24, share: 0.9 }] as const;
const groups = [{ of: ['billing'], count: 90 }, { of: ['technical'], count: 50 }, { of: ['sales'], count: 35 }, { of: ['billing', 'technical'], count: 40 }, { of: ['technical', 'sales'], count: 25 }] as const;

const day = (): ScenarioInput => ({
  name: 'A day', seed: 7, hours: 24,
  queues: skills.map((id) => ({ id, skillRequirements: { webChat: { skills: [{ skill: { id }, level: 1 }] } } })),
  staff: shifts.flatMap(({ name, from, until, share: part }) =>
    groups.map(({ of, count }) => ({
      name: `${name}: ${of.join(' and ')}`, from, until, count: size(count * part), queues: [...of], skills: has(...of), capacity, answerSeconds: { mean: 4 }, missShare: 0.01, wrapUpSeconds: 20,
    })),
  ),
  arrivals: skills.map((queueId) => ({
    queueId, perHour: hourly.map((it) => it * ofSkill[queueId] * share), handleSeconds: { mean: 300, shape: 'lognormal' as const, deviation: 200 }, patienceSeconds: { mean: 180 },
  })),
});

describe('a day', () => {
  it(`of ${deep ? '100,000' : '1,000'} contacts with three skills, patience, hourly rates and shifts is simulated to its end`, async () => {
    const started = performance.now();
    const report = await simulate(parseScenario(day()));
    const [seconds, megabytes] = [(performance.now() - started) / 1_000, process.resourceUsage().maxRSS / 1_024];
    if (deep) console.log(`${report.contacts} contacts, ${report.groups.reduce((sum, it) => sum + it.agents, 0)} agents: ${(seconds / 60).toFixed(1)} minutes, ${megabytes.toFixed(0)} MB at most (this whole process)`);
    // At random, by the rates: within five standard deviations of a Poisson count.
    const expected = hourly.reduce((sum, it) => sum + it, 0) * 2 * share;
    expect(Math.abs(report.contacts - expected)).toBeLessThan(5 * Math.sqrt(expected));
    expect(report.stillWaiting).toBe(0);
    expect(report.queues.map(({ queueId }) => queueId)).toEqual(skills);
    for (const queue of report.queues) expect(queue.answered + queue.abandoned + queue.turnedAway).toBe(queue.offered);
    expect(report.queues.reduce((sum, it) => sum + it.offered, 0)).toBe(report.contacts);
    expect(report.byHour.map(({ offered }) => offered).reduce((sum, it) => sum + it, 0)).toBe(report.contacts);
    // It is a day like one: busy, most are answered, some give up, nobody works for nothing.
    const answered = report.queues.reduce((sum, it) => sum + it.answered, 0);
    expect(answered).toBeGreaterThan(0.8 * report.contacts);
    expect(answered).toBeLessThan(report.contacts);
    expect(report.groups.every(({ handled }) => handled > 0)).toBe(true);
  }, deep ? 3_600_000 : 300_000);
});
