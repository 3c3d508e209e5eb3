import { describe, expect, it } from 'vitest';
import { next, type TabEvent, type TabState } from '../../../../src/session/tabs/tab-machine.js';

const kinds = (state: TabState, event: TabEvent): readonly [string, readonly string[]] => {
  const { state: after, effects } = next(state, event);
  return [after.kind, effects.map((effect) => (effect.kind === 'say' ? effect.what : effect.kind))];
};

/** Nobody pressed anything here: this tab only can do what the leader cannot. */
const able: TabState = { kind: 'claiming', leader: 'a', call: false };
const clicked: TabState = { kind: 'claiming', leader: 'a', call: true };

describe('a tab that claims because it is able', () => {
  it.each<[string, TabEvent, string, readonly string[]]>([
    ['follows whoever leads meanwhile', { kind: 'up', from: 'b', call: false }, 'following', ['line']],
    ['leaves a call where it is', { kind: 'here', from: 'a', call: true }, 'following', ['line']],
    ['asks again whoever has not heard it', { kind: 'here', from: 'a', call: false }, 'claiming', ['lead']],
    ['looks anew where nobody lets go, and robs nobody', { kind: 'timer' }, 'looking', ['queue', 'ask', 'timer']],
    ['presses on as soon as a call begins here', { kind: 'inCall', on: true }, 'claiming', []],
  ])('%s', (_, event, kind, effects) => {
    expect(kinds(able, event)).toEqual([kind, effects]);
  });
});

describe('a tab that claims because of a click', () => {
  it.each<[string, TabEvent, string, readonly string[]]>([
    ['claims from whoever leads meanwhile', { kind: 'up', from: 'b', call: false }, 'claiming', ['line', 'lead', 'timer']],
    ['claims from a leader in a call', { kind: 'here', from: 'a', call: true }, 'claiming', ['lead']],
    ['robs a leader that does not let go', { kind: 'timer' }, 'claiming', ['rob', 'timer']],
  ])('%s', (_, event, kind, effects) => {
    expect(kinds(clicked, event)).toEqual([kind, effects]);
  });
});
