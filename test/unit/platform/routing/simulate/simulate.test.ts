import { describe, expect, it } from 'vitest';
import { erlangC } from '../../../../../src/platform/routing/simulate/erlang-c.js';
import { parseScenario, type ScenarioInput } from '../../../../../src/platform/routing/simulate/scenario.js';
import { simulate, type SimulationReport } from '../../../../../src/platform/routing/simulate/simulate.js';
import type { Ended } from '../../../../../src/platform/routing/simulate/tally.js';

const deep = process.env['SEGUE_DEPTH'] === 'deep';

type Change = Partial<Omit<ScenarioInput, 'staff'>> & { readonly staff?: Partial<NonNullable<ScenarioInput['staff']>[number]> };

/** Two agents with one contact each, about four times as many contacts in an hour as they take in ten minutes. */
const scenario = ({ staff, ...change }: Change = {}): ScenarioInput => ({
  hours: 1, queues: [{ id: 'support' }],
  staff: [{ name: 'chat', count: 2, queues: ['support'], capacity: { webChat: 1 }, ...staff }],
  arrivals: [{ queueId: 'support', perHour: 40, handleSeconds: { mean: 120 } }], ...change,
});

const run = (input: ScenarioInput, onEnded?: (queueId: string, ended: Ended) => void): Promise<SimulationReport> => simulate(parseScenario(input), onEnded ? { onEnded } : {});

/** Mean and half-width of its confidence interval from the means of 20 batches: waits that follow each other are not independent. */
function interval(values: readonly number[], t: number): { readonly mean: number; readonly half: number } {
  const size = Math.floor(values.length / 20);
  const means = Array.from({ length: 20 }, (_, at) => values.slice(at * size, (at + 1) * size).reduce((sum, it) => sum + it, 0) / size);
  const mean = means.reduce((sum, it) => sum + it, 0) / 20;
  return { mean, half: t * Math.sqrt(means.reduce((sum, it) => sum + (it - mean) ** 2, 0) / 19 / 20) };
}

/** Student's t for 19 degrees of freedom and 99.9 %: of a thousand such intervals one misses the truth. */
const t = 3.883;

const loads = [
  // As many as come in the week that a scenario may have.
  { agents: 4, load: 0.7, contacts: deep ? 9_000 : 600 },
  { agents: 10, load: 0.8, contacts: deep ? 20_000 : 800 },
  ...(deep ? [{ agents: 8, load: 0.8, contacts: 20_000 }, { agents: 20, load: 0.85, contacts: 20_000 }, { agents: 40, load: 0.9, contacts: 20_000 }] : []),
];

describe('a simulation beside Erlang C', () => {
  it.each(loads)('$agents agents, each taken up to $load: waits agree within a confidence of 99.9 %', async ({ agents, load, contacts }) => {
    const handle = 180;
    const perHour = (agents * load * 3_600) / handle;
    const ended: Ended[] = [];
    const hours = contacts / perHour;
    const warmUpHours = Math.min(0.5, hours / 10);
    const report = await run({
      seed: 5, hours: hours + warmUpHours, warmUpHours, queues: [{ id: 'support' }], arrivals: [{ queueId: 'support', perHour, handleSeconds: { mean: handle } }],
      staff: [{ name: 'chat', count: agents, queues: ['support'], capacity: { webChat: 1 } }],
    }, (_, it) => ended.push(it));
    const theory = erlangC(agents, perHour / 3_600, handle);
    if (!theory) throw new Error('the load is too high for the formula');
    const inOrder = [...ended].sort((a, b) => a.at - b.at);
    const measures = [
      ['mean wait in seconds', inOrder.map((it) => it.waitMs / 1_000), theory.meanWait],
      ['share that waits', inOrder.map((it) => Number(it.waitMs > 0)), theory.waitingShare],
      ['share answered within 20 s', inOrder.map((it) => Number(it.waitMs <= 20_000)), theory.serviceLevel(20)],
    ] as const;
    for (const [what, values, expected] of measures) {
      const { mean, half } = interval(values, t);
      if (deep) console.log(`${agents} agents at ${load}: ${what} ${mean.toFixed(3)} ± ${half.toFixed(3)}, Erlang C ${expected.toFixed(3)}, ${values.length} contacts`);
      expect(Math.abs(mean - expected), `${what}: ${mean} ± ${half}, by the formula ${expected}`).toBeLessThanOrEqual(half);
    }
    expect(report.queues[0]?.erlangC?.meanWait).toBeCloseTo(theory.meanWait, 6);
    expect(Math.abs((report.groups[0]?.use ?? 0) - load)).toBeLessThan(deep ? 0.03 : 0.1);
    expect(report.queues[0]?.abandoned).toBe(0);
  }, deep ? 3_600_000 : 120_000);
});

describe('a simulation', () => {
  it('is the same again from the same seed, and another from another', async () => {
    const first = await run(scenario());
    expect(await run(scenario())).toEqual(first);
    expect((await run(scenario({ seed: 2 }))).queues).not.toEqual(first.queues);
  });

  it('lets every contact end in one way', async () => {
    const report = await run(scenario({ arrivals: [{ queueId: 'support', perHour: 120, handleSeconds: { mean: 120 }, patienceSeconds: { mean: 60 } }] }));
    const [queue] = report.queues;
    expect(queue?.offered).toBe(report.contacts);
    expect((queue?.answered ?? 0) + (queue?.abandoned ?? 0) + (queue?.turnedAway ?? 0)).toBe(queue?.offered);
    expect(queue?.abandoned).toBeGreaterThan(0);
    expect(queue?.wait.longest).toBeLessThanOrEqual(600);
    expect(report.stillWaiting).toBe(0);
    expect(report.byHour.reduce((sum, it) => sum + it.offered, 0)).toBe(queue?.offered);
  });

  it('sends a missed ring to the next agent, and the one who missed it away for a while', async () => {
    const report = await run(scenario({ staff: { missShare: 0.5 }, arrivals: [{ queueId: 'support', perHour: 20, handleSeconds: 60 }] }));
    expect(report.groups[0]?.missed).toBeGreaterThan(0);
    expect(report.queues[0]?.answered).toBe(report.contacts);
    // Whoever was missed has rung for 20 s at least.
    expect(report.queues[0]?.wait.longest).toBeGreaterThanOrEqual(20);
  });

  it('has nobody answered before the shift begins', async () => {
    const report = await run(scenario({ staff: { from: 0.5, until: 1 }, arrivals: [{ queueId: 'support', perHour: 30, handleSeconds: 10 }] }));
    expect(report.byHour).toHaveLength(1);
    expect(report.queues[0]?.wait.longest).toBeGreaterThan(600);
    expect(report.queues[0]?.answered).toBe(report.contacts);
  });

  it('counts wrap-ups as work, and keeps agents from the next contact meanwhile', async () => {
    const one = { queueId: 'support', perHour: 30, handleSeconds: 30 };
    const [without, withIt] = [await run(scenario({ arrivals: [one] })), await run(scenario({ arrivals: [one], staff: { wrapUpSeconds: 90 } }))];
    expect(withIt.groups[0]?.use).toBeGreaterThan(2 * (without.groups[0]?.use ?? 0));
    expect(withIt.queues[0]?.wait.mean).toBeGreaterThan(without.queues[0]?.wait.mean ?? 0);
  });

  it('tells of contacts that nobody can ever take', async () => {
    const report = await run(scenario({ queues: [{ id: 'support', skillRequirements: { webChat: { skills: [{ skill: { id: 'french' }, level: 1 }] } } }], arrivals: [{ queueId: 'support', perHour: 10, handleSeconds: 60 }] }));
    expect(report.queues[0]?.answered).toBe(0);
    expect(report.stillWaiting).toBe(report.contacts);
  });
});

describe('a scenario', () => {
  it.each<[string, object, RegExp]>([
    ['without arrivals', { queues: [{ id: 'support' }] }, /arrivals/],
    ['with arrivals at a queue that is not there', scenario({ arrivals: [{ queueId: 'gone', perHour: 1, handleSeconds: 1 }] }), /no queue gone/],
    ['with a group of nobody', { ...scenario(), staff: [{ name: 'nobody' }] }, /count or agentIds/],
    ['with agents that no configuration has', { ...scenario(), staff: [{ name: 'ana', agentIds: ['ana'] }] }, /ana/],
    ['with a misspelt key', { ...scenario(), hour: 3 }, /hour/],
  ])('%s is refused', async (_, input, words) => {
    await expect((async () => simulate(parseScenario(input)))()).rejects.toThrow(words);
  });
});
