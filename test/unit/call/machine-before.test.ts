import { describe, expect, it } from 'vitest';
import { defaultTimes, timersOf } from '../../../src/call/deadlines.js';
import { upgradeMachine } from '../../../src/call/machine.js';
import type { Effect, Unstamped } from '../../../src/call/machine-event.js';
import type { MachineState } from '../../../src/call/machine-state.js';
import { now } from './machine-samples.js';

const at = '2026-01-01T12:00:00.000Z';

/** Plays events in order from idle, a second apart; gives the last state and all effects. */
function play(side: 'customer' | 'agent', ...happenings: Unstamped[]): { state: MachineState; effects: Effect[]; last: readonly Effect[] } {
  const next = upgradeMachine(side);
  let state: MachineState = { kind: 'idle' };
  let last: readonly Effect[] = [];
  const effects: Effect[] = [];
  happenings.forEach((event, index) => {
    ({ state, effects: last } = next(state, { ...event, at: now + index * 1_000 }));
    effects.push(...last);
  });
  return { state, effects, last };
}

const start = { type: 'start', camera: true } as const;
const captured = { type: 'captured' } as const;
const acknowledged = (upgradeId: string) => ({ type: 'acknowledged', upgradeId }) as const;
const view = (upgradeId: string, state: 'asked' | 'accepted' | 'finding' | 'waiting' | 'ringing', by: 'customer' | 'agent' = 'customer') =>
  ({ type: 'view', view: { upgradeId, state, by } }) as const;
const boundView = (upgradeId: string) => ({ type: 'view', view: { upgradeId, state: 'bound', callId: 'v_1', attempt: 0 } }) as const;
const ended = (upgradeId: string) => ({ type: 'view', view: { upgradeId, state: 'ended', result: { status: 'not-allowed', reason: 'queue', by: 'platform', at } } }) as const;
const denied = { type: 'captureFailed', failure: { outcome: 'permission-denied', device: 'camera', hint: 'user' } } as const;

describe('a customer who asks', () => {
  it('makes the connection ahead with the capture, says it while an agent is rung, once, and not for a place in line', () => {
    expect(play('customer', start, acknowledged('u_1'), captured, view('u_1', 'finding')).last).toEqual([]);
    expect(play('customer', start, acknowledged('u_1'), captured, view('u_1', 'waiting')).last).toEqual([{ type: 'cool' }]);
    expect(play('customer', start, acknowledged('u_1'), captured, view('u_1', 'finding'), view('u_1', 'waiting')).last).toEqual([{ type: 'cool' }]);
    expect(play('customer', start, acknowledged('u_1'), captured, view('u_1', 'waiting'), view('u_1', 'waiting')).last).toEqual([]);
    const ringing = play('customer', start, acknowledged('u_1'), captured, view('u_1', 'ringing'));
    expect(ringing.last).toEqual([{ type: 'warm', way: 'all' }]);
    expect(play('customer', start, acknowledged('u_1'), captured, view('u_1', 'ringing'), view('u_1', 'ringing')).last).toEqual([]);
    expect(play('customer', start, acknowledged('u_1'), captured, view('u_1', 'ringing'), ended('u_1')).last).toEqual([{ type: 'release' }]);
  });

  // As it happens: the platform has said where the upgrade is long before the visitor has answered the browser.
  it.each(['accepted', 'finding'] as const)('makes the connection with the capture also where the platform’s word (%s) came first, by the way that was remembered', (stage) => {
    const said = view('u_1', stage);
    const warm = (way: 'all' | 'relay') => [{ type: 'reportCapture', upgradeId: 'u_1' }, { type: 'warm', way }];
    expect(play('customer', start, acknowledged('u_1'), said, captured).last).toEqual(warm('all'));
    expect(play('customer', start, said, acknowledged('u_1'), captured).last).toEqual(warm('all'));
    expect(play('customer', start, { ...acknowledged('u_1'), view: said.view }, captured).last).toEqual(warm('all'));
    expect(play('customer', { type: 'accept', camera: true, upgradeId: 'u_1', by: 'flow' }, said, captured).last).toEqual(warm('all'));
    expect(play('customer', start, acknowledged('u_1'), { ...said, view: { ...said.view, way: 'relay' } }, captured).last).toEqual(warm('relay'));
  });

  it('makes none with the capture for a place in line, a second one for an agent who is rung, or one for a call that is there', () => {
    const capturing = [start, acknowledged('u_1')] as const;
    const last = (...happened: Unstamped[]) => play('customer', ...capturing, ...happened, captured).last.map(({ type }) => type);
    expect(last(view('u_1', 'waiting'))).toEqual(['reportCapture', 'cool']);
    expect(last(view('u_1', 'ringing'))).toEqual(['reportCapture', 'warm']);
    expect(last(boundView('u_1'))).toEqual(['enter', 'open']);
    const rejoin = { type: 'rejoin', camera: true, view: { upgradeId: 'u_1', state: 'finding' } } as const;
    expect(play('customer', rejoin, captured).last).toEqual([{ type: 'reportCapture', upgradeId: 'u_1' }]);
  });

  it('makes another connection ahead each minute that an agent is rung, by the way that was remembered', () => {
    const way = { type: 'view', view: { upgradeId: 'u_1', state: 'ringing', by: 'customer', way: 'relay' } } as const;
    const timer = { type: 'timer', name: 'attempt', cause: 'ice-failed' } as const;
    const rung = play('customer', start, acknowledged('u_1'), captured, way);
    expect(rung.last).toEqual([{ type: 'warm', way: 'relay' }]);
    const due = (state: MachineState) => timersOf(state, defaultTimes).attempt;
    const again = play('customer', start, acknowledged('u_1'), captured, way, timer);
    expect(again.last).toEqual([{ type: 'warm', way: 'relay' }]);
    // `play` lets a second pass before each event.
    expect([due(rung.state), due(again.state)]).toEqual([now + 3_000 + defaultTimes.ahead, now + 4_000 + defaultTimes.ahead]);
    expect(due(play('customer', start, acknowledged('u_1'), captured, way, view('u_1', 'waiting')).state)).toBeUndefined();
  });

  it.each(['waiting', 'finding'] as const)('closes what was made ahead when an agent who was rung does not come (%s), and makes it anew for the next', (state) => {
    const rung = [start, acknowledged('u_1'), captured, view('u_1', 'ringing'), view('u_1', state)] as const;
    expect(play('customer', ...rung).last).toEqual([{ type: 'cool' }]);
    expect(play('customer', ...rung, view('u_1', state)).last).toEqual([]);
    expect(play('customer', ...rung, view('u_1', 'ringing')).last).toEqual([{ type: 'warm', way: 'all' }]);
  });

  it('is captured and asked for at once, and reports the outcome without waiting for the request’s id', () => {
    expect(play('customer', start).effects).toEqual([{ type: 'capture', camera: true }, { type: 'request' }, { type: 'prepare' }]);
    const asked = play('customer', start, captured);
    expect(asked.state).toMatchObject({ kind: 'requesting' });
    expect(asked.last).toEqual([{ type: 'reportCapture' }, { type: 'warm', way: 'all' }]);
    const { state, last } = play('customer', start, captured, acknowledged('u_1'));
    expect(state).toMatchObject({ kind: 'requesting', upgradeId: 'u_1' });
    // Again, with the id: a request that was put off may have been overtaken.
    expect(last).toEqual([{ type: 'reportCapture', upgradeId: 'u_1' }]);
  });

  it('names the upgrade where the id came first', () => {
    expect(play('customer', start, acknowledged('u_1'), captured).last).toEqual([{ type: 'reportCapture', upgradeId: 'u_1' }, { type: 'warm', way: 'all' }]);
  });

  it('waits in the phases that the platform names', () => {
    const asked = [start, acknowledged('u_1'), captured] as const;
    expect(play('customer', ...asked, view('u_1', 'finding')).state).toMatchObject({ kind: 'waiting', phase: 'finding' });
    expect(play('customer', ...asked, view('u_1', 'finding'), view('u_1', 'ringing')).state).toMatchObject({ kind: 'waiting', phase: 'ringing' });
  });

  it('opens the first attempt at the bind', () => {
    const { state, last } = play('customer', start, acknowledged('u_1'), captured, boundView('u_1'));
    expect(state).toMatchObject({ kind: 'connecting', callId: 'v_1', attempt: 1, clickedAt: now });
    expect(last).toEqual([{ type: 'enter', callId: 'v_1', attempt: 1 }, { type: 'open', callId: 'v_1', attempt: 1, way: 'all' }]);
  });

  it('opens the first attempt also where what it said ahead has begun it, and the next where another page has', () => {
    const known = { type: 'view', view: { upgradeId: 'u_1', state: 'bound', callId: 'v_1', attempt: 1, begun: 'here' } } as const;
    const other = { ...known, view: { ...known.view, begun: 'elsewhere' } } as const;
    const rung = [start, captured, acknowledged('u_1'), view('u_1', 'ringing')] as const;
    expect(play('customer', ...rung, known).state).toMatchObject({ kind: 'connecting', attempt: 1 });
    expect(play('customer', ...rung, { ...known, view: { ...known.view, attempt: 3 } }).state).toMatchObject({ attempt: 4 });
    expect(play('customer', ...rung, other).state).toMatchObject({ attempt: 2 });
    expect(play('customer', ...rung, { ...other, view: { ...other.view, attempt: 0 } }).state).toMatchObject({ attempt: 2 });
    expect(play('customer', { type: 'rejoin', camera: true, view: other.view }, captured).state).toMatchObject({ kind: 'connecting', attempt: 2 });
  });

  it('hears a refusal while the question is open, and drops the question', () => {
    const { state, last } = play('customer', start, acknowledged('u_1'), ended('u_1'));
    expect(state).toMatchObject({ kind: 'ended', result: { status: 'not-allowed', reason: 'queue' } });
    expect(last).toEqual([{ type: 'release' }]);
  });

  it('hears a refusal that overtook the acknowledgement', () => {
    expect(play('customer', start, ended('u_1'), acknowledged('u_1')).state).toMatchObject({ kind: 'ended', result: { status: 'not-allowed' } });
  });

  it('is not troubled by the end of the upgrade before', () => {
    expect(play('customer', start, ended('u_0'), acknowledged('u_1'), captured).state).toMatchObject({ kind: 'requesting', upgradeId: 'u_1' });
  });

  it('follows the one upgrade that the platform keeps of two that crossed', () => {
    const { state, effects } = play('customer', start, view('u_9', 'asked', 'agent'), acknowledged('u_9'), captured, view('u_9', 'finding'));
    expect(state).toMatchObject({ kind: 'waiting', upgradeId: 'u_9' });
    expect(effects).toContainEqual({ type: 'reportCapture', upgradeId: 'u_9' });
  });

  it('says yes to the agent’s question when that is the one that is left', () => {
    const { state, last } = play('customer', start, acknowledged('u_1'), captured, view('u_9', 'asked', 'agent'));
    expect(state).toMatchObject({ kind: 'requesting', upgradeId: 'u_9' });
    expect(last).toEqual([{ type: 'answer', upgradeId: 'u_9' }, { type: 'reportCapture', upgradeId: 'u_9' }]);
  });

  it('tells the platform of a denial, with the hint for the page', () => {
    const { state, last } = play('customer', start, acknowledged('u_1'), denied);
    expect(state).toMatchObject({ kind: 'ended', result: { status: 'permission-denied', by: 'customer' }, capture: denied.failure });
    expect(last).toEqual([{ type: 'reportCapture', upgradeId: 'u_1', failure: denied.failure }, { type: 'release' }]);
  });

  it('owes the platform a denial, or a cancel, until the request has its id, also when the end was dismissed', () => {
    expect(play('customer', start, denied, acknowledged('u_1')).last).toEqual([{ type: 'reportCapture', upgradeId: 'u_1', failure: denied.failure }]);
    expect(play('customer', start, { type: 'cancel' }, acknowledged('u_1')).last).toEqual([{ type: 'cancelUpgrade', upgradeId: 'u_1' }]);
    expect(play('customer', start, { type: 'cancel' }, { type: 'dismiss' }, acknowledged('u_1')).last).toEqual([{ type: 'cancelUpgrade', upgradeId: 'u_1' }]);
    expect(play('customer', start, { type: 'cancel' }, acknowledged('u_1'), acknowledged('u_1')).last).toEqual([]);
  });

  it('owes nothing for a request that was refused', () => {
    const refused = { type: 'refused', result: { status: 'cancelled', by: 'platform', at } } as const;
    expect(play('customer', start, { type: 'cancel' }, refused, acknowledged('u_1')).last).toEqual([]);
  });

  it('takes a second click before the first id as the same wish', () => {
    const { state, effects } = play('customer', start, { type: 'cancel' }, start, acknowledged('u_1'), captured);
    expect(state).toMatchObject({ kind: 'requesting', upgradeId: 'u_1' });
    expect(effects.filter(({ type }) => type === 'cancelUpgrade')).toEqual([]);
  });
});

describe('a customer who is asked', () => {
  const accept = { type: 'accept', camera: true, upgradeId: 'u_1', by: 'flow' } as const;

  it('is captured by the click that accepts', () => {
    const { state, effects } = play('customer', accept);
    expect(state).toMatchObject({ kind: 'capturing', by: 'flow', upgradeId: 'u_1' });
    expect(effects).toEqual([{ type: 'capture', camera: true }, { type: 'answer', upgradeId: 'u_1' }, { type: 'prepare' }]);
  });

  it('can turn away while the question is open', () => {
    expect(play('customer', accept, { type: 'cancel' }).last).toEqual([{ type: 'cancelUpgrade', upgradeId: 'u_1' }, { type: 'release' }]);
  });

  it('does not go on when the question is answered after all', () => {
    expect(play('customer', accept, { type: 'cancel' }, captured).state).toMatchObject({ kind: 'ended', result: { status: 'cancelled', by: 'customer' } });
  });
});

describe('an agent who is rung', () => {
  const take = { type: 'take', camera: true, reservationId: 'r_1', upgradeId: 'u_1' } as const;
  const gone = (outcome: 'accepted' | 'timeout' | 'rescinded') => ({ type: 'reservationGone', reservationId: 'r_1', outcome }) as const;

  it('accepts once captured, and listens from the bind on', () => {
    // The offer comes right behind the bind: what answers it is made by then.
    expect(play('agent', take, captured).last).toEqual([{ type: 'answerReservation', reservationId: 'r_1', accepted: true }, { type: 'warm', way: 'all' }]);
    const { state, last } = play('agent', take, captured, gone('accepted'), boundView('u_1'));
    expect(state).toMatchObject({ kind: 'connecting', attempt: 0 });
    expect(last).toEqual([{ type: 'enter', callId: 'v_1', attempt: 0 }, { type: 'warm', way: 'all' }]);
  });

  it('is not bound before it has accepted', () => {
    expect(play('agent', take, view('u_1', 'ringing')).state.kind).toBe('capturing');
  });

  it('leaves the reservation ringing when the capture fails', () => {
    const { state, effects } = play('agent', take, denied);
    expect(state).toMatchObject({ kind: 'ended', result: { status: 'permission-denied', by: 'agent' } });
    expect(effects.map(({ type }) => type)).not.toContain('answerReservation');
  });

  it('declines by turning away', () => {
    expect(play('agent', take, { type: 'cancel' }).last).toEqual([{ type: 'answerReservation', reservationId: 'r_1', accepted: false }, { type: 'release' }]);
  });

  it.each(['timeout', 'rescinded'] as const)('lets go of the camera when the reservation is gone: %s', (outcome) => {
    expect(play('agent', take, gone(outcome)).last).toEqual([{ type: 'release' }]);
    expect(play('agent', take, captured, gone(outcome)).last).toEqual([{ type: 'release' }]);
  });

  it('is not troubled when another reservation is gone', () => {
    expect(play('agent', take, { ...gone('timeout'), reservationId: 'r_0' }).state.kind).toBe('capturing');
  });
});

describe('turning away while the platform binds', () => {
  it('ends the call that came of it, on either side', () => {
    expect(play('customer', start, acknowledged('u_1'), captured, { type: 'cancel' }, boundView('u_1')).last).toEqual([{ type: 'endCall', callId: 'v_1' }]);
    const take = { type: 'take', camera: true, reservationId: 'r_1', upgradeId: 'u_1' } as const;
    expect(play('agent', take, captured, { type: 'cancel' }, boundView('u_1')).last).toEqual([{ type: 'endCall', callId: 'v_1' }]);
  });

  it('ends no call that somebody else ended, or that can be rejoined', () => {
    expect(play('customer', start, acknowledged('u_1'), captured, { type: 'cancel' }, boundView('u_2')).last).toEqual([]);
    const rejoin = { type: 'rejoin', camera: true, view: { upgradeId: 'u_1', state: 'live', callId: 'v_1', attempt: 4 } } as const;
    expect(play('customer', rejoin, { type: 'cancel' }, boundView('u_1')).last).toEqual([]);
  });
});

describe('a page that was reloaded in a call', () => {
  const rejoin = { type: 'rejoin', camera: true, view: { upgradeId: 'u_1', state: 'live', callId: 'v_1', attempt: 4 } } as const;

  it('is the customer’s: begins the next attempt, and reports no capture', () => {
    const { state, last } = play('customer', rejoin, captured);
    expect(state).toMatchObject({ kind: 'connecting', attempt: 5 });
    expect(last).toEqual([{ type: 'enter', callId: 'v_1', attempt: 5 }, { type: 'open', callId: 'v_1', attempt: 5, way: 'all' }]);
  });

  it('is the agent’s: says that it is there, and waits for the next attempt', () => {
    const { state, last } = play('agent', rejoin, captured);
    expect(state).toMatchObject({ kind: 'connecting', attempt: 4 });
    expect(last).toEqual([{ type: 'enter', callId: 'v_1', attempt: 4 }, { type: 'join' }]);
  });

  it('goes back to its place in line', () => {
    const inLine = { ...rejoin, view: { upgradeId: 'u_1', state: 'waiting', place: { position: 2 } } } as const;
    expect(play('customer', inLine, captured).state).toMatchObject({ kind: 'waiting', phase: 'waiting', place: { position: 2 } });
  });

  it.each([['the camera is asked for', 1], ['it is back', 2]] as const)('asks for a new call where that one broke off while %s', (_when, at) => {
    const broken = { type: 'view', view: { upgradeId: 'u_1', state: 'ended', result: { status: 'failed', reason: 'signaling-lost', by: 'customer', at: '2026-01-01T12:00:00.000Z' } } } as const;
    const events = [rejoin, captured];
    const { state, last } = play('customer', ...events.slice(0, at), broken, ...events.slice(at));
    expect(state).toMatchObject({ kind: 'requesting', task: { kind: 'request' } });
    expect(last.slice(-2)).toEqual([{ type: 'request' }, { type: 'reportCapture' }]);
    expect(last.map(({ type }) => type)).not.toContain('release');
    // An agent cannot ask; and what was ended by somebody is ended.
    expect(play('agent', ...events.slice(0, at), broken, ...events.slice(at)).state.kind).toBe('ended');
    expect(play('customer', ...events.slice(0, at), ended('u_1'), ...events.slice(at)).state.kind).toBe('ended');
  });

  it('can try again after a failed capture, and does not end the call for it', () => {
    const { state, last } = play('customer', rejoin, denied);
    expect(state).toMatchObject({ kind: 'ended', rejoin: true });
    expect(last).toEqual([{ type: 'release' }]);
  });
});
