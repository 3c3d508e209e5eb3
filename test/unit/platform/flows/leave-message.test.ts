import { describe, expect, test } from 'vitest';
import { stopRun, type FlowContext, type Hours } from '../../../../src/platform/flows/index.js';
import { context, flowOf, Trial } from './fixture.js';

const leave = (configuration: object = {}, more: object = {}) => ({
  id: 'leave', type: 'leave-a-message', configuration: { message: 'Write to ${contact.queueId}', queueId: 'support', resultVariableName: 'left', ...configuration }, ...more,
});
const bye = { id: 'bye', type: 'send-message', configuration: { message: '${left.status} ${left.text}' }, next: null };
const kept = { scheduleId: 'office', thanks: 'Thanks' };
const at = (hours: Hours | undefined): FlowContext => ({ ...context, hours: () => hours });
const closed: Hours = { status: 'closed', opensAt: 5_000 };
const trialOf = (configuration: object, hours: Hours | undefined, more: object = {}): Trial => new Trial(flowOf(leave(configuration, more), bye), at(hours));
const deadline = { kind: 'deadline', blockId: 'leave' } as const;
const message = (text: string) => ({ kind: 'message', text }) as const;
const after = (trial: Trial, from: number): unknown[] => trial.commands.slice(from).map((it) => (it.kind === 'left' ? `left ${it.outcome}` : it.kind));

describe('a message that the customer came with', () => {
  const taken = { kind: 'left-message', blockId: 'leave', queueId: 'support', text: 'Call me' } as const;
  const came = (flow: ReturnType<typeof flowOf>, hours: Hours | undefined): Trial => new Trial(flow, at(hours), 'main', 'Call me');

  test('is taken at once, without asking for it', () => {
    const trial = came(flowOf(leave(kept), bye), closed);
    expect(trial.commands).toEqual([
      { kind: 'entered', blockId: 'leave', blockType: 'leave-a-message' }, { ...taken, opensAt: 5_000, thanked: true }, { kind: 'say', blockId: 'leave', text: 'Thanks' },
      { kind: 'wait-opening', blockId: 'leave', at: 5_000 },
    ]);
    expect(trial.run).toMatchObject({ waiting: 'opening', variables: { left: { status: 'left', text: 'Call me' } } });
    expect(trial.run).not.toHaveProperty('left');
  });

  test('ends the contact where no schedule is named', () => {
    const trial = came(flowOf(leave()), undefined);
    expect(after(trial, 0)).toEqual(['entered', 'left-message', 'close', 'left left', 'ended']);
    expect(trial.all('left-message')).toEqual([taken]);
  });

  test('waits for the block that takes it, behind questions of others', () => {
    const question = { id: 'question', type: 'send-message', configuration: { message: 'What is it about?', waitForResult: true, timeoutSeconds: 9 } };
    const trial = came(flowOf(question, leave(kept)), closed).feed(message('My machine'));
    expect(trial.all('left-message')).toMatchObject([{ text: 'Call me' }]);
    expect(trial.all('say').map(({ text }) => text)).toEqual(['What is it about?', 'Thanks']);
  });

  test('is for one block: the next one asks', () => {
    const trial = came(flowOf(leave(kept), { ...leave(), id: 'more' }), closed);
    trial.feed({ kind: 'deadline', blockId: 'leave' });
    const open = new Trial(trial.flow, at({ status: 'open' }), 'main', 'Call me').answer('no-agent');
    expect(open.all('left-message')).toHaveLength(1);
    expect(open.run).toMatchObject({ blockId: 'more', waiting: 'writing' });
  });

  test('stays with a block’s refusal, for the next block', () => {
    const trial = came(flowOf(leave({ queueId: '${customer.attributes.none}' }), { ...leave(kept), id: 'other' }), closed);
    expect(trial.all('left-message')).toMatchObject([{ blockId: 'other', text: 'Call me' }]);
  });

  test('goes along to another flow', () => {
    const trial = came(flowOf({ id: 'over', type: 'transfer', configuration: { flowId: 'other' } }), closed);
    expect(trial.all('switch')).toMatchObject([{ flowId: 'other', left: 'Call me' }]);
  });
});

describe('leaving a message', () => {
  test('asks, and gives the customer time to begin', () => {
    const trial = trialOf(kept, closed);
    expect(trial.all('say')).toEqual([{ kind: 'say', blockId: 'leave', text: 'Write to support' }]);
    expect(trial.all('wait-message')).toEqual([{ kind: 'wait-message', blockId: 'leave', timeoutSeconds: 600 }]);
    expect(trial.run).toMatchObject({ waiting: 'writing', blockId: 'leave' });
  });

  test('waits again after each line, for as long as a pause', () => {
    const trial = trialOf({ ...kept, quietSeconds: 7 }, closed).feed(message('one')).feed(message('two'));
    expect(trial.all('wait-message').slice(1)).toEqual([7, 7].map((timeoutSeconds) => ({ kind: 'wait-message', blockId: 'leave', timeoutSeconds })));
    expect(trial.run).toMatchObject({ waiting: 'writing', written: ['one', 'two'] });
  });

  test('is whole with a line that was left as such', () => {
    const trial = trialOf(kept, closed).feed(message('one')).feed({ ...message('two'), left: true });
    expect(trial.all('left-message')).toMatchObject([{ text: 'one\ntwo' }]);
    expect(trial.run).toMatchObject({ waiting: 'opening' });
  });

  test('goes on by “timeout” where nothing came', () => {
    const trial = trialOf(kept, closed).feed(deadline);
    expect(trial.all('left').map(({ outcome }) => outcome)).toEqual(['timeout', 'sent']);
    expect(trial.all('left-message')).toEqual([]);
    expect(trial.all('say').at(-1)?.text).toBe('timeout ');
  });

  test('is kept, thanked for, and waits for the opening; nothing that is written meanwhile moves it', () => {
    const trial = trialOf(kept, closed).feed(message('one'));
    const from = trial.commands.length;
    trial.feed(deadline).feed(message('more'));
    expect(trial.commands.slice(from)).toEqual([
      { kind: 'left-message', blockId: 'leave', queueId: 'support', text: 'one', opensAt: 5_000, thanked: true }, { kind: 'say', blockId: 'leave', text: 'Thanks' },
      { kind: 'wait-opening', blockId: 'leave', at: 5_000 },
    ]);
    expect(trial.run).toMatchObject({ waiting: 'opening', variables: { left: { status: 'left', text: 'one' } } });
    expect(trial.run).not.toHaveProperty('written');
  });

  test('goes straight to the queue where that is open by then', () => {
    const trial = trialOf(kept, { status: 'open' }).feed(message('one'));
    const from = trial.commands.length;
    expect(after(trial.feed(deadline), from)).toEqual(['left-message', 'say', 'route']);
    trial.answer('completed');
    expect(trial.run.ended).toBe(true);
  });

  test.each([
    ['open', { status: 'open' }, ['route']],
    ['moved', { status: 'holiday', opensAt: 9_000 }, ['wait-opening']],
    ['never again', { status: 'closed' }, ['close', 'left left', 'ended']],
    ['of a schedule that is gone', undefined, ['route']],
  ] as const)('looks again when the opening comes: %s', (_, now, commands) => {
    const trial = trialOf(kept, closed).feed(message('one')).feed(deadline);
    const later = new Trial(trial.flow, at(now));
    later.run = trial.run;
    const from = later.commands.length;
    expect(after(later.feed(deadline), from)).toEqual(commands);
  });

  test('ends the contact where no schedule is named', () => {
    const trial = trialOf({}, undefined).feed(message('one'));
    const from = trial.commands.length;
    expect(after(trial.feed(deadline), from)).toEqual(['left-message', 'close', 'left left', 'ended']);
    expect(trial.all('left-message')[0]).not.toHaveProperty('opensAt');
  });

  test.each([
    ['a queue that is empty', { queueId: '${customer.attributes.none}' }, closed, { accepted: false }, 'unknown-reference'],
    ['a schedule that is not there', kept, undefined, { accepted: false }, 'unknown-reference'],
    ['an accepted request for video', kept, closed, { accepted: true }, 'route-after-upgrade'],
  ] as const)('is refused for %s', (_, configuration, hours, upgrade, rule) => {
    const trial = new Trial(flowOf(leave(configuration), bye), { ...at(hours), upgrade });
    expect(trial.all('refused')).toMatchObject([{ blockId: 'leave', rule }]);
    expect(trial.path).toEqual(['leave', 'bye']);
  });

  test('ends a run that borrows blocks for an upgrade', () => {
    const ask = { id: 'ask', type: 'send-message', configuration: { mediaType: 'video', message: 'Video?' } };
    const trial = new Trial(flowOf(ask, leave()), at(closed), 'upgrade').answer('declined');
    expect(trial.all('left').at(-1)).toMatchObject({ blockId: 'leave', outcome: 'skipped' });
    expect(trial.run.ended).toBe(true);
  });

  test('is kept as far as it came where the run is stopped, and only while it is written', () => {
    const trial = trialOf(kept, closed);
    expect(stopRun(trial.flow, trial.run, context)).toEqual([]);
    trial.feed(message('one'));
    expect(stopRun(trial.flow, trial.run, context)).toEqual([{ kind: 'left-message', blockId: 'leave', queueId: 'support', text: 'one' }]);
    expect(stopRun(trial.flow, trial.feed(deadline).run, context)).toEqual([]);
  });
});
