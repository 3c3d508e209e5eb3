import { describe, expect, it } from 'vitest';
import { WayMemory } from '../../../src/call/way-memory.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

function storage() {
  const values = new Map<string, string>();
  let touched = 0;
  const it = {
    getItem: (key: string) => ((touched += 1), values.get(key) ?? null),
    setItem: (key: string, value: string) => void ((touched += 1), values.set(key, value)),
    removeItem: (key: string) => void ((touched += 1), values.delete(key)),
  };
  return { it, values, touched: () => touched };
}

const tenMinutes = 600_000;

describe('the way that worked', () => {
  it('is where the next call of the tab begins, for ten minutes', () => {
    const clock = manualClock();
    const kept = storage();
    new WayMemory(clock, () => kept.it).worked('relay');
    clock.advance(tenMinutes - 1);
    expect(new WayMemory(clock, () => kept.it).way).toBe('relay');
    clock.advance(1);
    expect(new WayMemory(clock, () => kept.it).way).toBe('all');
  });

  it('grows no younger by calls that began with it', () => {
    const clock = manualClock();
    const memory = new WayMemory(clock, () => storage().it);
    memory.worked('tls');
    clock.advance(tenMinutes - 1);
    memory.worked('tls');
    clock.advance(1);
    expect(memory.way).toBe('all');
  });

  it('is forgotten when the open one works, and not stored at all before', () => {
    const kept = storage();
    const memory = new WayMemory(manualClock(), () => kept.it);
    expect(kept.touched()).toBe(0);
    memory.worked('all');
    expect(kept.values.size).toBe(0);
    memory.worked('relay');
    expect(kept.values.size).toBe(1);
    memory.worked('all');
    expect(kept.values.size).toBe(0);
  });

  it('lives as long as the page where nothing may be stored', () => {
    const blocked = () => { throw new DOMException('denied', 'SecurityError'); };
    for (const hostile of [undefined, { getItem: blocked, setItem: blocked, removeItem: blocked }]) {
      const memory = new WayMemory(manualClock(), () => hostile);
      expect(memory.way).toBe('all');
      memory.worked('relay');
      expect(memory.way).toBe('relay');
    }
  });

  it('is not taken from what somebody else has written', () => {
    for (const value of ['direct 1', 'relay', 'relay soon', `relay ${String(Date.UTC(2030, 0, 1))}`]) {
      const kept = storage();
      kept.values.set('segue-way', value);
      expect(new WayMemory(manualClock(), () => kept.it).way).toBe('all');
    }
  });
});
