import { describe, expect, it } from 'vitest';
import { upgradeMachine, transitions } from '../../../src/call/machine.js';
import { isInCall, type MachineState, type StateKind } from '../../../src/call/machine-state.js';
import type { EventType } from '../../../src/call/machine-event.js';
import { events, states } from './machine-samples.js';

const kinds = Object.keys(states) as StateKind[];
const types = Object.keys(events) as EventType[];

/** Where each event leads, by state; what is not named stays. */
type Table = { readonly [K in StateKind]: Partial<Record<EventType, StateKind>> };

const customer: Table = {
  idle: { start: 'capturing', accept: 'capturing', rejoin: 'capturing' },
  capturing: { cancel: 'ended', end: 'ended', captured: 'requesting', captureFailed: 'ended', refused: 'ended', closed: 'ended' },
  requesting: { cancel: 'ended', end: 'ended', refused: 'ended', view: 'connecting', closed: 'ended' },
  waiting: { cancel: 'ended', end: 'ended', refused: 'ended', view: 'connecting', closed: 'ended' },
  connecting: { cancel: 'ended', end: 'ended', closed: 'ended', firstMedia: 'live' },
  live: { cancel: 'ended', end: 'ended', closed: 'ended', trouble: 'recovering', restartAsked: 'recovering', lost: 'rebuilding', joined: 'rebuilding' },
  recovering: { cancel: 'ended', end: 'ended', closed: 'ended', recovered: 'live', lost: 'rebuilding', joined: 'rebuilding' },
  rebuilding: { cancel: 'ended', end: 'ended', closed: 'ended', firstMedia: 'live' },
  ended: { start: 'capturing', accept: 'capturing', rejoin: 'capturing', dismiss: 'idle' },
};

const agent: Table = {
  idle: { take: 'capturing', rejoin: 'capturing' },
  capturing: customer.capturing,
  requesting: customer.requesting,
  waiting: customer.waiting,
  connecting: customer.connecting,
  live: { cancel: 'ended', end: 'ended', closed: 'ended', trouble: 'recovering', lost: 'rebuilding', attempted: 'rebuilding' },
  recovering: { cancel: 'ended', end: 'ended', closed: 'ended', recovered: 'live', lost: 'rebuilding', attempted: 'rebuilding' },
  rebuilding: customer.rebuilding,
  ended: { take: 'capturing', rejoin: 'capturing', dismiss: 'idle' },
};

const cases = (table: Table) => kinds.flatMap((kind) => types.map((type) => ({ kind, type, leads: table[kind][type] ?? kind })));

describe.each([
  ['customer', customer],
  ['agent', agent],
] as const)('the machine of the %s', (side, table) => {
  const next = upgradeMachine(side);

  it.each(cases(table))('in $kind answers $type with $leads', ({ kind, type, leads }) => {
    const { state } = next(states[kind], events[type]);
    expect(state.kind).toBe(leads);
  });

  it.each(cases(table))('in $kind on $type is pure', ({ kind, type }) => {
    const before = JSON.stringify(states[kind]);
    expect(next(states[kind], events[type])).toEqual(next(states[kind], events[type]));
    expect(JSON.stringify(states[kind])).toBe(before);
  });

  it.each(cases(table).filter(({ kind, leads }) => leads === 'ended' && kind !== 'ended'))(
    'leaves no track and no connection behind when $type ends $kind',
    ({ kind, type }) => {
      const effects = next(states[kind], events[type]).effects.map((effect) => effect.type);
      expect(effects).toContain('release');
      expect(effects.includes('leave')).toBe(isInCall(states[kind]));
    },
  );

  it.each(cases(table).filter(({ kind, leads }) => leads !== kind && leads === 'capturing'))(
    'asks the browser first of all when $type is clicked in $kind',
    ({ kind, type }) => {
      expect(next(states[kind], events[type]).effects[0]?.type).toBe('capture');
    },
  );
});

describe('every state', () => {
  it.each(kinds.filter((kind) => kind !== 'idle'))('has a way out of %s by a person', (kind) => {
    const leave = (state: MachineState): StateKind[] => (['cancel', 'end', 'dismiss'] as const).map((type) => upgradeMachine('customer')(state, events[type]).state.kind);
    expect(leave(states[kind]).some((to) => to !== kind)).toBe(true);
  });

  it.each(kinds.filter((kind) => kind !== 'idle' && kind !== 'ended'))('is left when the platform ends the upgrade in %s', (kind) => {
    const view = { upgradeId: 'u_1', state: 'ended', result: { status: 'no-agent', reason: 'all-busy', by: 'platform', at: '2026-01-01T12:00:00.000Z' } } as const;
    for (const side of ['customer', 'agent'] as const) {
      const { state } = upgradeMachine(side)(states[kind], { type: 'view', view, at: events.view.at });
      expect(state).toMatchObject({ kind: 'ended', result: view.result });
    }
  });

  it('answers only events that there are', () => {
    for (const kind of kinds) expect(types).toEqual(expect.arrayContaining(Object.keys(transitions[kind])));
  });
});
