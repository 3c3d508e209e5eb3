import { describe, expect, it } from 'vitest';
import {
  adaptationOf, holds, initialAdaptation, next, provenMs, settleMs, type AdaptationEffect, type AdaptationState, type PathSecond, type Rung,
} from '../../../src/call/adaptation.js';

const good: PathSecond = { sends: true, loss: 0, jitterMs: 3, rttMs: 40, availableKbps: 2_000 };
const bad: PathSecond = { ...good, loss: 11 };
const weak: PathSecond = { ...good, loss: 18 };

/** A call that is judged already. */
const settled: AdaptationState = { ...initialAdaptation(0), settledAt: 0 };
const at = (rung: Rung, more: Partial<AdaptationState> = {}): AdaptationState => ({ ...settled, rung, ...more });

interface Run {
  readonly state: AdaptationState;
  readonly effects: AdaptationEffect[];
}

/** So many seconds of one kind; the clock goes on from run to run. */
function seconds(count: number, path: PathSecond, { state, effects }: Run, from = 0): Run {
  let run: Run = { state, effects: [...effects] };
  for (let second = 1; second <= count; second += 1) {
    const step = next(run.state, { type: 'second', path, at: from + second * 1_000 });
    run = { state: step.state, effects: [...run.effects, ...step.effects] };
  }
  return run;
}

const run = (state: AdaptationState, count: number, path: PathSecond): Run => seconds(count, path, { state, effects: [] });
/** Seconds until a verdict that holds since the first one has held for so long. */
const held = (ms: number): number => ms / 1_000 + 1;

describe('a path under a picture', () => {
  /** From a rung, how the path is, for how many seconds, to which rung. */
  it.each<[Rung, string, PathSecond, number, Rung]>([
    [0, 'good', good, 60, 0],
    [0, 'bad', bad, held(holds.bad) - 1, 0],
    [0, 'bad', bad, held(holds.bad), 1],
    [1, 'bad', bad, held(holds.bad), 2],
    [2, 'bad', bad, held(holds.bad), 3],
    [3, 'bad', bad, 60, 3],
    [0, 'weak', weak, held(holds.weak) - 1, 0],
    [0, 'weak', weak, held(holds.weak), 3],
    [3, 'weak', weak, held(holds.pause) - 1, 3],
    [3, 'weak', weak, held(holds.pause), 4],
    [4, 'weak', weak, 60, 4],
    [4, 'bad', bad, 60, 4],
    [4, 'good', good, held(holds.resume) - 1, 4],
    [4, 'good', good, held(holds.resume), 3],
    [3, 'good', good, held(holds.raise) - 1, 3],
    [3, 'good', good, held(holds.raise), 2],
    [2, 'good', good, held(holds.raise), 1],
    [1, 'good', good, held(holds.raise), 0],
  ])('from rung %s, when it is %s', (rung, _name, path, count, to) => {
    expect(run(at(rung), count, path).state.rung).toBe(to);
  });

  it('is given up within seven seconds when it is weak, and back to full in less than half a minute of good', () => {
    const paused = run(at(0), 8, weak);
    expect(adaptationOf(paused.state)).toBe('audio-only');
    const back = seconds(29, good, paused, 8_000);
    expect(adaptationOf(back.state)).toBe('full');
  });

  it('stays where it is when it is neither good nor bad', () => {
    const fair = { ...good, loss: 7 };
    for (const rung of [0, 1, 2, 3, 4] as const) expect(run(at(rung), 120, fair).state.rung).toBe(rung);
  });

  it('does not follow single seconds', () => {
    let state: Run = { state: at(0), effects: [] };
    for (let turn = 0; turn < 20; turn += 1) state = seconds(1, turn % 2 ? good : weak, state, turn * 1_000);
    expect(state).toMatchObject({ state: { rung: 0 }, effects: [] });
  });

  it('is not blamed for being long', () => {
    expect(run(at(0), 60, { ...good, rttMs: 600 }).state.rung).toBe(0);
    expect(run(at(2), 60, { ...good, rttMs: 600 }).state.rung).toBe(0);
  });

  it('is blamed for what waits in its queues', () => {
    const first = run(at(0), 1, good);
    expect(seconds(10, { ...good, rttMs: 700 }, first, 1_000).state.rung).toBe(4);
  });

  it('is worth as much as the browser believes it can carry', () => {
    expect(run(at(0), held(holds.bad), { ...good, availableKbps: 250 }).state.rung).toBe(1);
    expect(run(at(1), 60, { ...good, availableKbps: 250 }).state.rung).toBe(1);
    expect(run(at(0), 60, { ...good, availableKbps: 30 }).state.rung).toBe(4);
    expect(run(at(1), held(holds.raise), { ...good, availableKbps: undefined }).state.rung).toBe(0);
  });

  it('is not judged before it has settled', () => {
    const { state } = next(at(0), { type: 'newPath', at: 0 });
    expect(run(state, settleMs / 1_000 - 1, weak).state.rung).toBe(0);
    expect(run(state, settleMs / 1_000 + 3, weak).state.rung).toBe(3);
  });

  it('is compared with its own round trip only', () => {
    const near = run(at(0), 1, good).state;
    const { state } = next(near, { type: 'newPath', at: 1_000 });
    expect(seconds(60, { ...good, rttMs: 700 }, { state, effects: [] }, 1_000).state.rung).toBe(0);
  });
});

describe('a picture that came back too early', () => {
  it('waits twice as long the next time', () => {
    const paused = run(at(4), held(holds.resume), good);
    expect(paused.state.rung).toBe(3);
    const again = seconds(held(holds.pause), weak, paused, 11_000);
    expect(again.state).toMatchObject({ rung: 4, caution: 2 });
    expect(seconds(held(holds.resume), good, again, 20_000).state.rung).toBe(4);
    expect(seconds(held(holds.resume * 2), good, again, 20_000).state.rung).toBe(3);
  });

  it.each([[1, 2], [2, 4], [4, 6], [6, 6]])('waits no longer than a minute: %s times as long is followed by %s', (caution, then) => {
    const failed = run(at(3, { caution, raisedAt: 0 }), held(holds.pause), weak);
    expect(failed.state).toMatchObject({ rung: 4, caution: then });
    expect(then * holds.resume).toBeLessThanOrEqual(60_000);
  });

  it('is forgiven once it has stayed', () => {
    const raised = at(3, { caution: 4, raisedAt: 0 });
    expect(run(raised, provenMs / 1_000, good).state).toMatchObject({ caution: 1 });
  });
});

describe('the person’s word', () => {
  it('brings the picture back at once, and keeps it', () => {
    const kept = next(at(4), { type: 'keepVideo', at: 0 });
    expect(kept).toMatchObject({ state: { rung: 3, videoKept: true }, effects: ['tune', 'announce'] });
    expect(run(kept.state, 120, weak).state.rung).toBe(3);
  });

  it('changes nothing where there is a picture', () => {
    expect(next(at(1), { type: 'keepVideo', at: 0 })).toMatchObject({ state: { rung: 1, videoKept: true }, effects: [] });
  });

  it('is heard when the camera is switched off: it is given its chance when it comes on', () => {
    expect(run(at(4), 1, { ...weak, sends: false }).state.rung).toBe(3);
    expect(run(at(0), 60, { ...weak, sends: false }).state.rung).toBe(0);
  });
});

describe('who is told', () => {
  it.each<[Rung, PathSecond, AdaptationEffect[]]>([
    [0, bad, ['tune']],
    [3, weak, ['tune', 'announce']],
    [4, good, ['tune', 'announce']],
    [2, good, ['tune']],
  ])('of a step from rung %s', (rung, path, effects) => {
    expect(run(at(rung), rung === 4 ? held(holds.resume) : rung === 2 ? held(holds.raise) : rung === 3 ? held(holds.pause) : held(holds.bad), path).effects).toEqual(effects);
  });

  it('of a new path: its senders know nothing yet', () => expect(next(at(2), { type: 'newPath', at: 0 }).effects).toEqual(['tune']));
});
