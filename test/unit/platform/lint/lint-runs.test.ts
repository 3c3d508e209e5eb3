/**
 * Lint held to its word: random flows are run in the engine with random answers, and what a run refuses first, lint has told.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../src/platform/config/index.js';
import { mainEntry, mayWait, startRun, stepRun, upgradeEntry, type Flow, type FlowContext, type RunCommand, type RunInput, type RunRule, type RunStep } from '../../../../src/platform/flows/index.js';
import { hasErrors, lint, type RuleId } from '../../../../src/platform/lint/index.js';
import { resultStatuses } from '../../../../src/protocol/index.js';
import { wholeConfigJson } from '../config/fixtures/given.js';
import { anyFlow, anyHours, anyInput } from '../flows/any-flow.js';
import { result } from '../flows/fixture.js';

const deep = process.env['SEGUE_DEPTH'] === 'deep';
const numRuns = deep ? 20_000 : 600;

/** What a refusal at run time is called where lint tells of it. */
const told: Readonly<Record<RunRule, readonly RuleId[]>> = {
  'video-chat-contact': ['video-chat-contact'],
  'route-after-upgrade': ['route-after-upgrade'],
  'dangling-target': ['dangling-target'],
  'unknown-reference': ['unknown-reference', 'unknown-variable'],
  'step-limit': ['endless-loop', 'loop-without-wait', 'flows-in-circle'],
  // Of what customers write, which no flow shows.
  'variable-limit': [],
  // Of what its paths lead to at run time.
  'content-unfit': [],
};

const size = 7;
const sometimes = <T>(wild: boolean, usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> => (wild ? fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: odd }) : usual);

const condition = fc.constantFrom(
  { eq: ['${answer.status}', 'accepted'] }, { eq: ['${upgrade.accepted}', true] }, { ne: ['${upgrade.status}', 'accepted'] }, { exists: '${answer}' }, { gt: ['${count}', 3] }, { eq: ['${customer.name}', 'Mia'] },
  { and: [{ eq: ['${answer.status}', 'accepted'] }, { exists: '${customer.name}' }] }, { not: { in: ['${flow.answer.status}', ['declined', 'timeout']] } },
);

/** A type and its settings; `wild`: now and then with something wrong. */
function settings(wild: boolean): fc.Arbitrary<readonly [string, object]> {
  const queue = sometimes(wild, fc.constant('support'), fc.constantFrom('gone', '${flow.where}', '${flow.empty}', '${contact.queueId}'));
  const contact = sometimes(wild, fc.constant('${contact.id}'), fc.constantFrom('', 'c_2', '${customer.id}'));
  const schedule = sometimes(wild, fc.constant('office'), fc.constant('gone'));
  const plain = <T extends object>(type: string, it: T): readonly [string, T] => [type, it];
  return fc.oneof(
    fc.constantFrom(plain('send-message', { message: 'Hello' }), plain('send-message', { message: '?', waitForResult: true, timeoutSeconds: 9 }), plain('wait-for-message', { timeoutSeconds: 9 }), plain('disconnect', {})),
    fc.constantFrom('answer', 'other').map((resultVariableName) => plain('send-message', { mediaType: 'video', message: 'Video?', timeoutSeconds: 9, resultVariableName })),
    fc.record({ queueId: queue, contactId: contact }).map((it) => plain('video-chat', it)),
    queue.map((queueId) => plain('route-to-queue', { queueId })),
    fc.constantFrom(plain('transfer', { agentId: 'ana' }), plain('transfer', { queueId: 'support' }), plain('transfer', { flowId: 'next' })),
    schedule.map((scheduleId) => plain('business-hours', { scheduleId })),
    queue.map((queueId) => plain('leave-a-message', { queueId, message: '?' })),
    condition.map((it) => plain('decision', { condition: it })),
    fc.constantFrom(plain('set-variable', { name: 'count', add: 1 }), plain('set-variable', { name: 'answer', value: { status: 'declined' } })),
  );
}

/** Without ways of its own a block leads to the one after it, which ends somewhere; with them, anywhere. */
function blocks(wild: boolean): fc.Arbitrary<readonly object[]> {
  const target = sometimes<string | null>(wild, fc.oneof(fc.nat({ max: size - 1 }).map((n) => `b${n}`), fc.constant(null)), fc.constant('gone'));
  const ways = fc.record({ next: target, accepted: target, false: target, refused: target, timeout: target }, { requiredKeys: [] });
  const mostlyNone = wild ? ways : fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: ways });
  const block = fc.tuple(settings(wild), mostlyNone).map(([[type, configuration], { next, ...on }]: readonly [readonly [string, object], { readonly next?: string | null }]) => ({
    type, configuration, on, ...(next === undefined ? {} : { next }),
  }));
  return fc.array(block, { minLength: wild ? 1 : size, maxLength: size });
}

const flowArbitrary = fc.tuple(fc.oneof(blocks(true), blocks(false)), fc.boolean()).map(([list, entry]) => ({
  id: 'shop',
  variables: { count: 0, where: 'support', empty: '' },
  ...(entry ? { entries: { 'upgrade-request': 'b0' } } : {}),
  blocks: [{ id: 'trigger', type: 'web-messaging-trigger' }, ...list.map((it, n) => ({ id: `b${n}`, ...it }))],
}));

const configOf = (flow: object) =>
  parseConfig(JSON.stringify({
    ...wholeConfigJson(),
    flows: [flow, { id: 'next', blocks: [{ id: 'trigger', type: 'web-messaging-trigger' }] }],
    schedules: [{ id: 'office', timeZone: 'UTC', weekly: { monday: [{ from: '09:00', to: '17:00' }] } }],
  }));

const context: FlowContext = {
  runId: 'x_1', contact: { id: 'c_1', medium: 'webChat', queueId: 'support' }, customer: { id: 'g_1' }, upgrade: { accepted: false },
  hours: (id) => (id === 'office' ? { status: 'closed' } : undefined), hasFlow: (id) => id === 'next',
};

/** An answer to whatever waits. */
function answer({ run }: RunStep, choice: number): RunInput {
  const blockId = run.blockId ?? '';
  if (run.waiting === 'message' || run.waiting === 'writing' || run.waiting === 'opening') return choice % 2 === 0 ? { kind: 'message', text: 'Hello' } : { kind: 'deadline', blockId };
  // Half of the asks are accepted: that is where the traps are.
  const status = run.waiting === 'ask' && choice % 2 === 0 ? 'accepted' : resultStatuses[choice % resultStatuses.length]!;
  return { kind: 'result', blockId, result: result(status) };
}

/** Runs to its end, or until the answers are over; the upgrade's state is kept as the platform keeps it. */
function run(flow: Flow, kind: 'main' | 'upgrade', choices: readonly number[]): readonly RunCommand[] {
  const { flow: pinned, at } = kind === 'main' ? { flow, at: mainEntry(flow) } : upgradeEntry(flow);
  let now = context;
  let step = startRun(pinned, at, now);
  const commands = [...step.commands];
  for (const choice of choices) {
    if (step.run.ended) break;
    const input = answer(step, choice);
    const asked = step.run.waiting;
    if (input.kind === 'result' && (asked === 'ask' || asked === 'video')) now = { ...now, upgrade: { accepted: asked === 'ask' && input.result.status === 'accepted', result: input.result } };
    step = stepRun(pinned, step.run, input, now);
    commands.push(...step.commands);
  }
  return commands;
}

describe('what lint passes', () => {
  it('never breaks at run time: of every run, the first refusal is one that lint has told, and without findings there is none', () => {
    const seen = { refused: 0, clean: 0, cut: 0 };
    fc.assert(
      fc.property(flowArbitrary, fc.constantFrom('main' as const, 'upgrade' as const), fc.array(fc.nat({ max: 100 }), { minLength: 12, maxLength: 12 }), (json, kind, choices) => {
        const config = configOf(json);
        const findings = lint(config);
        const rules = findings.map((it) => it.rule);
        const refused = run(config.flows[0]!, kind, choices).find((it) => it.kind === 'refused');
        if (refused) {
          seen.refused += 1;
          if (refused.rule === 'step-limit') seen.cut += 1;
          expect(rules.filter((it) => told[refused.rule].includes(it)), `${refused.rule} at ${refused.blockId}: ${refused.message}`).not.toEqual([]);
          if (refused.rule !== 'step-limit') expect(hasErrors(findings)).toBe(true);
        } else if (!hasErrors(findings)) {
          seen.clean += 1;
        }
      }),
      { numRuns },
    );
    // Flows of all kinds came up, or this would show nothing.
    expect(Math.min(seen.refused, seen.clean), JSON.stringify(seen)).toBeGreaterThan(numRuns / 30);
    expect(seen.cut).toBeGreaterThan(0);
  });

  it('is told of every kind of block, whatever it is given', () => {
    const whole = parseConfig(JSON.stringify({ queues: [{ id: 'q' }, { id: 's' }], agents: [{ id: 'ana', name: 'Ana', login: 'ana' }], schedules: ['office', 'never'].map((id) => ({ id, timeZone: 'UTC', weekly: {} })) }));
    const [other] = configOf({ id: 'other', blocks: [{ id: 'trigger', type: 'web-messaging-trigger' }] }).flows;
    fc.assert(
      fc.property(anyFlow, anyHours, fc.array(anyInput, { maxLength: 12 }), (flow, hours, inputs) => {
        const rules = lint({ ...whole, flows: [flow, { ...other!, id: 'other' }] }).map((it) => it.rule);
        let now: FlowContext = { ...context, hours, hasFlow: (id) => id === 'other' };
        let step = startRun(flow, mainEntry(flow), now);
        const commands = [...step.commands];
        for (const inputFor of inputs) {
          if (step.run.ended) break;
          const [input, asked] = [inputFor(step.run.blockId ?? ''), step.run.waiting];
          if (input.kind === 'result' && (asked === 'ask' || asked === 'video')) now = { ...now, upgrade: { accepted: asked === 'ask' && input.result.status === 'accepted', result: input.result } };
          step = stepRun(flow, step.run, input, now);
          commands.push(...step.commands);
        }
        // How much a variable holds is a matter of what customers write, not of the flow.
        const refused = commands.find((it) => it.kind === 'refused' && it.rule !== 'variable-limit');
        if (refused?.kind === 'refused') expect(rules.filter((it) => told[refused.rule].includes(it)), `${refused.rule} at ${refused.blockId}: ${refused.message}`).not.toEqual([]);
      }),
      { numRuns },
    );
  });

  it('is judged alike whatever came before it, and always in the same words', () => {
    fc.assert(
      fc.property(flowArbitrary, (json) => {
        const config = configOf(json);
        expect(lint(config)).toEqual(lint(JSON.parse(JSON.stringify(config)) as typeof config));
      }),
      { numRuns: numRuns / 10 },
    );
  });

  it('waits where lint says that it may: no run stops at a block that never waits', () => {
    fc.assert(
      fc.property(flowArbitrary, fc.array(fc.nat({ max: 100 }), { maxLength: 6 }), (json, choices) => {
        const [flow] = configOf(json).flows;
        let step = startRun(flow!, mainEntry(flow!), context);
        for (const choice of choices) {
          const at = flow!.blocks.find((it) => it.id === step.run.blockId);
          if (!at) break;
          expect([at.type, mayWait(at)]).toEqual([at.type, true]);
          step = stepRun(flow!, step.run, answer(step, choice), context);
        }
      }),
      { numRuns },
    );
  });
});
