import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxStepsWithoutWait, mayWait, mostValues, startRun, stepRun, waysOf, type Flow, type FlowContext, type RunState, type RunStep } from '../../../../src/platform/flows/index.js';
import { anyFlow, anyHours, anyInput } from './any-flow.js';
import { context } from './fixture.js';

const numRuns = process.env['SEGUE_DEPTH'] === 'deep' ? 20_000 : 150;
const kinds = ({ commands }: RunStep): string[] => commands.map(({ kind }) => kind);

/** What holds after each step, whatever the flow and whatever came. */
function check(flow: Flow, step: RunStep, accepted: boolean): void {
  const { run, commands } = step;
  expect(run.ended).toBe(run.waiting === 'none');
  expect(run.ended).toBe(run.blockId === undefined);
  expect(commands.filter((it) => it.kind === 'entered').length).toBeLessThanOrEqual(maxStepsWithoutWait);
  if (kinds(step).includes('video')) expect(accepted).toBe(true);
  if (kinds(step).some((kind) => kind === 'route' || kind === 'ring' || kind === 'switch' || kind === 'left-message')) expect(accepted).toBe(false);
  expect(kinds(step).lastIndexOf('ended')).toBe(run.ended && commands.length > 0 ? commands.length - (kinds(step).includes('switch') ? 2 : 1) : -1);
  const block = flow.blocks.find(({ id }) => id === run.blockId);
  if (block) expect(mayWait(block), block.type).toBe(true);
  for (const it of commands) if (it.kind === 'left') expectKnownWay(flow, it);
  expect(JSON.stringify(run.variables).length).toBeLessThan(mostValues * 100);
}

/** Lint reads a flow's graph by `waysOf`: a block may leave by no other way, but for those that end the run. */
function expectKnownWay(flow: Flow, { blockId, outcome, next }: { readonly blockId: string; readonly outcome: string; readonly next?: string }): void {
  const block = flow.blocks.find(({ id }) => id === blockId);
  const ending = ['closed', 'left', 'transferred', 'skipped'];
  // A loop leaves a thousand blocks; only what is wrong is worth an assertion.
  if (!block || waysOf(block).includes(outcome) || (next === undefined && ending.includes(outcome))) return;
  expect.fail(`A ${block.type} was left by ${outcome}.`);
}

/** As a store would keep it. */
const stored = (run: RunState): RunState => JSON.parse(JSON.stringify(run)) as RunState;

describe('any flow, whatever comes', () => {
  test('ends or waits after every input, leaves blocks by their ways alone, and rings nobody without an accepted request', () => {
    fc.assert(fc.property(anyFlow, fc.array(anyInput, { maxLength: 12 }), anyHours, fc.boolean(), (flow, inputs, hours, confined) => {
      const around: FlowContext = { ...context, hours, hasFlow: (id) => id === 'other' };
      let step = startRun(flow, { kind: confined ? 'upgrade' : 'main', blockId: 'b0', confined }, around);
      let accepted = false;
      check(flow, step, accepted);
      for (const make of inputs) {
        const input = make(step.run.blockId ?? 'b0');
        const { waiting } = step.run;
        const before = step.run;
        const block = flow.blocks.find(({ id }) => id === before.blockId);
        // What no part of the platform answers with is not asked here either.
        if (input.kind === 'result' && block && !waysOf(block).includes(input.result.status)) continue;
        if (input.kind === 'result' && (waiting === 'ask' || waiting === 'video')) accepted = waiting === 'ask' && input.result.status === 'accepted';
        step = stepRun(flow, stored(before), input, { ...around, upgrade: { accepted } });
        if (step.commands.length === 0) expect(step.run).toEqual(before);
        check(flow, step, accepted);
      }
    }), { numRuns });
  }, 600_000);
});
