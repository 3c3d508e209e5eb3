import { describe, expect, it } from 'vitest';
import { resultReasons, resultStatuses } from '../../../../src/protocol/result.js';
import { upgradeStates, type UpgradeState } from '../../../../src/protocol/upgrade.js';
import type { Pass, Stage, UpgradeEffect, UpgradeEvent, UpgradeEventKind } from '../../../../src/platform/upgrades/stage.js';
import { callOf, deadlineOf, eventsOf, negotiationMs, next, promptMs } from '../../../../src/platform/upgrades/upgrade-machine.js';

const at = 1_000_000;
const seek = { queueId: 'support', timeoutSeconds: 60, ringSeconds: 20 };
const find = { ...seek, until: at + 60_000, passed: [] as readonly Pass[] };
const call = { callId: 'v_1', agentId: 'ana', queueId: 'support', boundAt: at };
const refusal = { status: 'not-allowed', reason: 'queue', by: 'platform', at: '2026-03-02T09:00:00.000Z' } as const;

const stages: { readonly [S in UpgradeState]: Extract<Stage, { state: S }> } = {
  asked: { state: 'asked', deadline: at + 60_000 },
  accepted: { state: 'accepted', capture: 'open', deadline: at + 60_000 },
  finding: { state: 'finding', find },
  waiting: { state: 'waiting', find, queueId: 'support', position: 2 },
  ringing: { state: 'ringing', find, reservationId: 'r_1', agentId: 'ana', queueId: 'support' },
  bound: { state: 'bound', call, deadline: at + negotiationMs },
  live: { state: 'live', call, liveAt: at },
  ended: { state: 'ended', result: refusal },
};

const events: { readonly [K in UpgradeEventKind]: Extract<UpgradeEvent, { kind: K }> } = {
  answer: { kind: 'answer', accepted: true, at },
  capture: { kind: 'capture', outcome: 'ready', at },
  seek: { kind: 'seek', seek, at },
  ring: { kind: 'ring', reservationId: 'r_2', agentId: 'chen', queueId: 'support' },
  line: { kind: 'line', queueId: 'support', position: 1 },
  nobody: { kind: 'nobody', reason: 'nobody-on-queue', at },
  pass: { kind: 'pass', agentId: 'ana', outcome: 'declined' },
  bind: { kind: 'bind', callId: 'v_1', at },
  'hand-over': { kind: 'hand-over', callId: 'v_2', agentId: 'chen', queueId: 'other', at },
  live: { kind: 'live', at },
  interrupted: { kind: 'interrupted', cause: 'ice-failed' },
  failed: { kind: 'failed', cause: 'dtls-failed', by: 'agent', at },
  'hang-up': { kind: 'hang-up', by: 'agent', at },
  cancel: { kind: 'cancel', by: 'customer', at },
  extend: { kind: 'extend', until: at + 60_000 },
  gone: { kind: 'gone', by: 'agent', at },
  refuse: { kind: 'refuse', result: refusal },
  unclaimed: { kind: 'unclaimed', at },
  deadline: { kind: 'deadline', at },
};
const kinds = Object.keys(events) as UpgradeEventKind[];

/** State after the event, `result(reason)` where it ends, `-` where the event means nothing any more. */
const table: { readonly [S in UpgradeState]: Partial<Record<UpgradeEventKind, string>> } = {
  asked: { answer: 'accepted', seek: 'asked', cancel: 'cancelled', refuse: 'not-allowed(queue)', unclaimed: 'not-allowed(flow)', deadline: 'timeout(prompt)' },
  accepted: { capture: 'accepted', seek: 'accepted', cancel: 'cancelled', refuse: 'not-allowed(queue)', gone: 'failed(signaling-lost)', unclaimed: 'not-allowed(flow)', deadline: 'timeout(prompt)' },
  finding: { ring: 'ringing', line: 'waiting', nobody: 'no-agent(nobody-on-queue)', cancel: 'cancelled', refuse: 'not-allowed(queue)', gone: 'failed(signaling-lost)', deadline: 'no-agent(all-busy)' },
  waiting: { ring: 'ringing', line: 'waiting', nobody: 'no-agent(nobody-on-queue)', cancel: 'cancelled', refuse: 'not-allowed(queue)', gone: 'failed(signaling-lost)', deadline: 'no-agent(all-busy)' },
  ringing: { pass: 'finding', bind: 'bound', cancel: 'cancelled', refuse: 'not-allowed(queue)', gone: 'failed(signaling-lost)', deadline: 'timeout(agent)' },
  bound: { 'hand-over': 'bound', live: 'live', interrupted: 'bound', extend: 'bound', failed: 'failed(dtls-failed)', 'hang-up': 'cancelled', cancel: 'cancelled', gone: 'failed(signaling-lost)', deadline: 'timeout(negotiation)' },
  live: { 'hand-over': 'bound', live: 'live', interrupted: 'live', failed: 'failed(dtls-failed)', 'hang-up': 'completed', gone: 'failed(signaling-lost)' },
  ended: {},
};

function outcome(stage: Stage, event: UpgradeEvent): string {
  const step = next(stage, event);
  if (!step) return '-';
  if (step.stage.state !== 'ended') return step.stage.state;
  const { result } = step.stage;
  return 'reason' in result ? `${result.status}(${result.reason})` : result.status;
}

const effects = (stage: Stage, event: UpgradeEvent): UpgradeEffect['kind'][] => (next(stage, event)?.effects ?? []).map(({ kind }) => kind);

describe('the upgrade machine', () => {
  it.each(upgradeStates.flatMap((state) => kinds.map((kind) => [state, kind] as const)))('%s x %s', (state, kind) => {
    expect(outcome(stages[state], events[kind])).toBe(table[state][kind] ?? '-');
  });

  it('has a row for every event that its table names, and no other', () => {
    for (const state of upgradeStates) expect([...eventsOf(state)].sort()).toEqual(Object.keys(table[state]).sort());
  });

  it('has a way out of every state but the last', () => {
    for (const state of upgradeStates) {
      const ends = Object.values(table[state]).some((to) => !(upgradeStates as readonly string[]).includes(to));
      expect(ends, state).toBe(state !== 'ended');
    }
  });

  it('has a deadline in every state that waits for somebody; a live call is watched by its participants’ leases', () => {
    for (const state of upgradeStates) expect(deadlineOf(stages[state]) !== undefined, state).toBe(state !== 'live' && state !== 'ended');
  });

  it('finishes every ending once, and restores the medium first where it was bound', () => {
    for (const state of upgradeStates) {
      for (const kind of kinds) {
        const step = next(stages[state], events[kind]);
        if (step?.stage.state !== 'ended') continue;
        const done = step.effects.map((effect) => effect.kind);
        expect(done.at(-1)).toBe('finish');
        expect(done.filter((it) => it === 'finish')).toHaveLength(1);
        expect(done.includes('restore'), `${state} x ${kind}`).toBe(callOf(stages[state]) !== undefined);
        expect(done.includes('rescind'), `${state} x ${kind}`).toBe(state === 'ringing');
      }
    }
  });

  it('knows only results of the vocabulary', () => {
    const named = Object.values(table).flatMap((row) => Object.values(row)).filter((it) => !(upgradeStates as readonly string[]).includes(it));
    for (const name of named) {
      const [, status = '', reason] = /^([a-z-]+)(?:\((.+)\))?$/.exec(name) ?? [];
      expect(resultStatuses as readonly string[]).toContain(status);
      if (reason !== undefined) expect(Object.entries(resultReasons).find(([key]) => key === status)?.[1]).toContain(reason);
    }
  });
});

describe('an answer', () => {
  it('of no ends as declined by the customer', () => {
    expect(outcome(stages.asked, { kind: 'answer', accepted: false, at })).toBe('declined');
  });

  it('of yes gives the browser’s question a minute', () => {
    expect(next(stages.asked, events.answer)?.stage).toMatchObject({ capture: 'open', deadline: at + promptMs });
  });
});

describe('a capture', () => {
  it.each([
    ['permission-denied', undefined, 'permission-denied'],
    ['no-device', 'camera', 'no-device(camera)'],
    ['no-device', undefined, 'no-device'],
    ['device-busy', undefined, 'device-busy'],
  ] as const)('of %s (%s) ends as %s', (result, missing, expected) => {
    expect(outcome(stages.accepted, { kind: 'capture', outcome: result, ...(missing ? { missing } : {}), at })).toBe(expected);
  });

  it('that is ready rings nobody before a video-chat block is reached', () => {
    expect(effects(stages.accepted, events.capture)).toEqual(['ready']);
    const ready: Stage = { state: 'accepted', capture: 'ready', deadline: at };
    expect(effects(ready, events.seek)).toEqual(['find']);
    expect(outcome(ready, events.deadline)).toBe('not-allowed(flow)');
  });

  it('that is ready begins the search where the block waits already; before it, the block rings nobody', () => {
    expect(effects(stages.accepted, events.seek)).toEqual([]);
    expect(effects({ ...stages.accepted, seek }, events.capture)).toEqual(['ready', 'find']);
    expect(next({ ...stages.asked, seek }, events.answer)?.stage).toMatchObject({ state: 'accepted', seek });
  });

  it('said twice changes nothing', () => {
    const ready: Stage = { state: 'accepted', capture: 'ready', deadline: at };
    expect(next(ready, { kind: 'capture', outcome: 'permission-denied', at })).toEqual({ stage: ready, effects: [] });
  });
});

describe('a search', () => {
  it('remembers who passed, and keeps its time', () => {
    const ben: Pass = { agentId: 'ben', outcome: 'timeout' };
    const ringing: Stage = { ...stages.ringing, find: { ...find, passed: [ben] } };
    expect(next(ringing, events.pass)?.stage).toEqual({ state: 'finding', find: { ...find, passed: [ben, { agentId: 'ana', outcome: 'declined' }] } });
    expect(effects(ringing, events.pass)).toEqual(['find']);
  });

  it('does not count an agent who went offline as one who passed', () => {
    expect(next(stages.ringing, { kind: 'pass', agentId: 'ana', outcome: 'rescinded' })?.stage).toEqual({ state: 'finding', find });
  });

  it.each([
    ['nobody was asked', [], 'no-agent(nobody-on-queue)', 'platform'],
    ['all declined', ['declined', 'declined'], 'declined', 'agent'],
    ['one let it ring out', ['declined', 'timeout'], 'timeout(agent)', 'platform'],
  ] as const)('that finds nobody when %s ends as it was answered', (_, outcomes, expected, by) => {
    const passed = outcomes.map((it, at): Pass => ({ agentId: `agent-${at}`, outcome: it }));
    for (const stage of [stages.finding, stages.waiting]) {
      const asked: Stage = { ...stage, find: { ...find, passed } };
      expect(outcome(asked, events.nobody)).toBe(expected);
      expect(next(asked, events.nobody)?.stage).toMatchObject({ result: { by } });
      expect(outcome(asked, events.deadline)).toBe('no-agent(all-busy)');
    }
  });
});

describe('a call', () => {
  it('is bound with the agent who rang, and has 40 seconds for its first frame', () => {
    expect(next(stages.ringing, events.bind)).toEqual({
      stage: { state: 'bound', call, deadline: at + negotiationMs }, effects: [{ kind: 'bind', call, reservationId: 'r_1' }],
    });
  });

  it('that never went live ends with the cause last reported', () => {
    const troubled = next(stages.bound, events.interrupted)?.stage ?? stages.bound;
    expect(outcome(troubled, events.deadline)).toBe('failed(ice-failed)');
  });
});
