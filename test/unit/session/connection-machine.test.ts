import { describe, expect, it } from 'vitest';
import { next, transitions, type LinkEffect, type LinkEvent, type LinkState } from '../../../src/session/connection-machine.js';

const states = {
  idle: { kind: 'idle' },
  authorizing: { kind: 'authorizing', attempt: 2, refused: 0 },
  dialing: { kind: 'dialing', attempt: 2, refused: 0 },
  greeting: { kind: 'greeting', attempt: 2, refused: 0 },
  held: { kind: 'connected', attempt: 0 },
  unproven: { kind: 'connected', attempt: 2 },
  waiting: { kind: 'waiting', attempt: 2, refused: 0 },
  closed: { kind: 'closed', code: 'origin-refused' },
} as const satisfies Record<string, LinkState>;

const events = {
  open: { kind: 'open' },
  close: { kind: 'close' },
  renew: { kind: 'renew' },
  token: { kind: 'token' },
  'failed, may pass': { kind: 'failed', code: 'rate-limited', retry: true, atLeastMs: 7_000 },
  'failed for good': { kind: 'failed', code: 'unknown-deployment', retry: false, atLeastMs: 0 },
  opened: { kind: 'opened' },
  welcome: { kind: 'welcome' },
  'lost, redial': { kind: 'lost', then: 'redial' },
  'lost, renew': { kind: 'lost', then: 'renew' },
  'lost, stop': { kind: 'lost', then: 'stop', code: 'origin-refused' },
  silent: { kind: 'silent' },
  gap: { kind: 'gap' },
  timer: { kind: 'timer' },
  hurry: { kind: 'hurry' },
} as const satisfies Record<string, LinkEvent>;

/** A step in short: the state with what it carries, then the effects. */
function short(state: LinkState, effects: readonly LinkEffect[]): string {
  const carried = 'attempt' in state ? ` ${state.attempt}${'refused' in state && state.refused > 0 ? ` refused ${state.refused}` : ''}` : 'code' in state ? ` ${state.code}` : '';
  const words = effects.map((effect) => {
    if (effect.kind === 'authorize') return effect.renew ? 'authorize anew' : 'authorize';
    if (effect.kind === 'timer') return effect.atLeastMs > 0 ? `${effect.timer} >=${effect.atLeastMs}` : effect.timer;
    return effect.kind === 'hang-up' ? `hang-up ${effect.code}` : effect.kind;
  });
  return [`${state.kind}${carried}`, ...words].join(', ');
}

const same = 'nothing';
const begin = 'authorizing 1, deadline, authorize';
const beginAnew = 'authorizing 1 refused 1, deadline, authorize anew';
const hungUp = (step: string): string => step.replace(',', ', hang-up 1000,');
const closed = 'closed closed, hang-up 1000';

/** Every state by every event. */
const table: Record<keyof typeof states, Record<keyof typeof events, string>> = {
  idle: {
    open: begin, close: 'closed closed', renew: beginAnew,
    token: same, 'failed, may pass': same, 'failed for good': same, opened: same, welcome: same,
    'lost, redial': same, 'lost, renew': same, 'lost, stop': same, silent: same, gap: same, timer: same, hurry: same,
  },
  authorizing: {
    open: same, close: closed, renew: hungUp(beginAnew),
    token: 'dialing 2, deadline, dial', 'failed, may pass': 'waiting 2, retry >=7000', 'failed for good': 'closed unknown-deployment',
    opened: same, welcome: same, 'lost, redial': same, 'lost, renew': same, 'lost, stop': same, silent: same, gap: same,
    timer: 'waiting 2, hang-up 1000, retry', hurry: 'authorizing 3, hang-up 1000, deadline, authorize',
  },
  dialing: {
    open: same, close: closed, renew: hungUp(beginAnew),
    token: same, 'failed, may pass': 'waiting 2, retry >=7000', 'failed for good': 'closed unknown-deployment',
    opened: 'greeting 2, deadline, greet', welcome: same,
    'lost, redial': 'waiting 2, retry', 'lost, renew': 'authorizing 3 refused 1, deadline, authorize anew', 'lost, stop': 'closed origin-refused',
    silent: same, gap: same, timer: 'waiting 2, hang-up 1000, retry', hurry: 'authorizing 3, hang-up 1000, deadline, authorize',
  },
  greeting: {
    open: same, close: closed, renew: hungUp(beginAnew),
    token: same, 'failed, may pass': same, 'failed for good': same, opened: 'greeting 2, greet', welcome: 'connected 2, beat, settle',
    'lost, redial': 'waiting 2, retry', 'lost, renew': 'authorizing 3 refused 1, deadline, authorize anew', 'lost, stop': 'closed origin-refused',
    silent: same, gap: same, timer: 'waiting 2, hang-up 1000, retry', hurry: 'authorizing 3, hang-up 1000, deadline, authorize',
  },
  held: {
    open: same, close: closed, renew: hungUp(beginAnew),
    token: same, 'failed, may pass': same, 'failed for good': same, opened: 'connected 0, greet', welcome: 'connected 0',
    'lost, redial': begin, 'lost, renew': 'authorizing 1 refused 1, deadline, authorize anew', 'lost, stop': 'closed origin-refused',
    silent: 'authorizing 1, hang-up 4440, deadline, authorize', gap: hungUp(begin), timer: 'connected 0', hurry: 'connected 0, probe',
  },
  unproven: {
    open: same, close: closed, renew: hungUp(beginAnew),
    token: same, 'failed, may pass': same, 'failed for good': same, opened: 'connected 2, greet', welcome: 'connected 2',
    'lost, redial': 'waiting 2, retry', 'lost, renew': 'waiting 2 refused 1, retry', 'lost, stop': 'closed origin-refused',
    silent: 'waiting 2, hang-up 4440, retry', gap: 'waiting 2, hang-up 1000, retry', timer: 'connected 0', hurry: 'connected 2, probe',
  },
  waiting: {
    open: same, close: closed, renew: beginAnew,
    token: same, 'failed, may pass': same, 'failed for good': same, opened: same, welcome: same,
    'lost, redial': same, 'lost, renew': same, 'lost, stop': same, silent: same, gap: same,
    timer: 'authorizing 3, deadline, authorize', hurry: 'authorizing 3, deadline, authorize',
  },
  closed: {
    open: begin, close: same, renew: beginAnew,
    token: same, 'failed, may pass': same, 'failed for good': same, opened: same, welcome: same,
    'lost, redial': same, 'lost, renew': same, 'lost, stop': same, silent: same, gap: same, timer: same, hurry: same,
  },
};

const isState = (name: string): name is keyof typeof states => name in states;
const isEvent = (name: string): name is keyof typeof events => name in events;

describe('the connection, state by event', () => {
  for (const from of Object.keys(table).filter(isState)) {
    it.each(Object.keys(table[from]).filter(isEvent))(`${from}, %s`, (event) => {
      const step = next(states[from], events[event]);
      const expected = table[from][event];
      expect(step.state === states[from] && step.effects.length === 0 ? same : short(step.state, step.effects)).toBe(expected);
    });
  }

  it('has a row for every state', () => {
    expect(Object.keys(transitions).sort()).toEqual([...new Set(Object.values(states).map(({ kind }) => kind))].sort());
  });
});

describe('the connection over time', () => {
  const walk = (state: LinkState, ...names: (keyof typeof events)[]): LinkState => names.reduce((at, name) => next(at, events[name]).state, state);

  it('gives up a token source whose tokens are refused three times in a row', () => {
    const tries = ['token', 'opened', 'lost, renew'] as const;
    const once = walk(states.idle, 'open', ...tries);
    expect(once).toEqual({ kind: 'authorizing', attempt: 2, refused: 1 });
    const twice = walk(once, ...tries);
    expect(twice).toEqual({ kind: 'waiting', attempt: 2, refused: 2 });
    expect(walk(twice, 'timer', ...tries)).toEqual({ kind: 'closed', code: 'token-invalid' });
  });

  it('forgets refusals once the platform has welcomed it', () => {
    const connected = walk(states.idle, 'open', 'token', 'opened', 'lost, renew', 'token', 'opened', 'welcome', 'timer');
    expect(walk(connected, 'lost, renew')).toEqual({ kind: 'authorizing', attempt: 1, refused: 1 });
  });

  it('redials a line at once when it had held, and after a wait when it had not', () => {
    const redialled = walk(states.held, 'lost, redial', 'token', 'opened', 'welcome');
    expect(walk(redialled, 'timer', 'lost, redial').kind).toBe('authorizing');
    expect(walk(redialled, 'lost, redial').kind).toBe('authorizing');
    expect(walk(redialled, 'lost, redial', 'token', 'opened', 'welcome', 'lost, redial').kind).toBe('waiting');
  });

  it('leaves no state without a way out', () => {
    for (const state of Object.values(states)) {
      const ways = Object.values(events).filter((event) => next(state, event).state.kind !== state.kind);
      expect(ways.length, state.kind).toBeGreaterThan(0);
    }
  });
});
