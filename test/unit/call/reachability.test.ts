import { describe, expect, it } from 'vitest';
import { Reachability } from '../../../src/call/reachability.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

const lease = 30_000;

function reachability() {
  const clock = manualClock();
  return { clock, it: new Reachability(clock, { lease }) };
}

describe('what a call without media waits for', () => {
  it('is the path as long as everybody is there', () => {
    expect(reachability().it.reach).toEqual({ waitsFor: 'path' });
  });

  it('is the other side while it has no socket, as long as the platform keeps its place', () => {
    const { clock, it: of } = reachability();
    const until = clock.now() + lease;
    of.present(false);
    clock.advance(5_000);
    of.present(false);
    expect(of.reach).toEqual({ waitsFor: 'peer', lease: until });
    of.present(true);
    expect(of.reach).toEqual({ waitsFor: 'path' });
  });

  it('is the other side while nobody there answers, socket or not', () => {
    const { it: of } = reachability();
    of.present(false);
    of.heard(false);
    of.present(true);
    expect(of.reach).toEqual({ waitsFor: 'peer' });
    of.heard(true);
    expect(of.reach).toEqual({ waitsFor: 'path' });
  });

  it('is this side’s own network before anything else', () => {
    const { clock, it: of } = reachability();
    of.present(false);
    clock.advance(1_000);
    const until = clock.now() + lease;
    of.connected(false);
    clock.advance(1_000);
    of.connected(false);
    expect(of.reach).toEqual({ waitsFor: 'network', lease: until });
    of.connected(true);
    expect(of.reach.waitsFor).toBe('peer');
  });

  it('knows nothing of the other side of the next call', () => {
    const { it: of } = reachability();
    of.present(false);
    of.heard(false);
    of.reset();
    expect(of.reach).toEqual({ waitsFor: 'path' });
  });
});
