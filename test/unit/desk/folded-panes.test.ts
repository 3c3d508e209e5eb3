import { describe, expect, it } from 'vitest';
import { FoldedPanes } from '../../../src/desk/folded-panes.js';
import { storedValue, type KeyValueStorage } from '../../../src/session/index.js';

const key = 'segue.desk.panes.ana';
function storage(first?: string): KeyValueStorage & { readonly kept: Map<string, string> } {
  const kept = new Map(first === undefined ? [] : [[key, first]]);
  return { kept, getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value), removeItem: (name) => void kept.delete(name) };
}
const refusing: KeyValueStorage = {
  getItem: () => { throw new Error('blocked'); },
  setItem: () => { throw new Error('blocked'); },
  removeItem: () => { throw new Error('blocked'); },
};
const notes = { key: 'notes', collapsed: false };
const timeline = { key: 'timeline', collapsed: true };

describe('panes that an agent folds', () => {
  it('are as the layout has them, until the agent folds or opens one', () => {
    const folded = new FoldedPanes(storedValue(storage(), key));
    expect([folded.has(notes), folded.has(timeline)]).toEqual([false, true]);
    folded.set('notes', true);
    folded.set('timeline', false);
    expect([folded.has(notes), folded.has(timeline)]).toEqual([true, false]);
  });

  it('are at the next sign-in as they were left', () => {
    const place = storage();
    new FoldedPanes(storedValue(place, key)).set('notes', true);
    const next = new FoldedPanes(storedValue(place, key));
    expect([next.has(notes), next.has(timeline)]).toEqual([true, true]);
  });

  it.each(['no json', '[]', '{"notes":"yes"}', '7'])('begin as the layout has them where what is kept is %s', (text) => {
    const folded = new FoldedPanes(storedValue(storage(text), key));
    expect([folded.has(notes), folded.has(timeline)]).toEqual([false, true]);
  });

  it('fold also where the browser keeps nothing', () => {
    const folded = new FoldedPanes(storedValue(refusing, key));
    folded.set('notes', true);
    expect(folded.has(notes)).toBe(true);
  });
});
