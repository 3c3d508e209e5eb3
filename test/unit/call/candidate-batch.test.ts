import { describe, expect, it } from 'vitest';
import { batchMs, belongs, CandidateBatch, fragmentsOf, type Candidate } from '../../../src/call/candidate-batch.js';
import { limits } from '../../../src/protocol/index.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

const candidate = (name: string): Candidate => ({ candidate: name });

function batch() {
  const clock = manualClock();
  const sent: string[][] = [];
  return { clock, sent, batch: new CandidateBatch(clock, (candidates) => sent.push(candidates.map((it) => it.candidate))) };
}

describe('candidates', () => {
  it('that come in one turn travel together, at once', () => {
    const { clock, sent, batch: it } = batch();
    it.add(candidate('a'));
    it.add(candidate('b'));
    expect(sent).toEqual([]);
    clock.advance(0);
    expect(sent).toEqual([['a', 'b']]);
  });

  it('that follow soon wait for one another, and later ones do not', () => {
    const { clock, sent, batch: it } = batch();
    it.add(candidate('a'));
    clock.advance(10);
    it.add(candidate('b'));
    clock.advance(batchMs - 11);
    it.add(candidate('c'));
    expect(sent).toEqual([['a']]);
    clock.advance(1);
    expect(sent).toEqual([['a'], ['b', 'c']]);
    clock.advance(batchMs);
    it.add(candidate('d'));
    clock.advance(0);
    expect(sent[2]).toEqual(['d']);
  });

  it('do not wait once a signal is full', () => {
    const { clock, sent, batch: it } = batch();
    for (let i = 0; i <= limits.candidatesPerSignal; i++) it.add(candidate(String(i)));
    expect(sent.map(({ length }) => length)).toEqual([limits.candidatesPerSignal]);
    clock.advance(batchMs);
    expect(sent[1]).toEqual([String(limits.candidatesPerSignal)]);
  });

  it('are sent before a description, and dropped with a connection', () => {
    const { clock, sent, batch: it } = batch();
    it.add(candidate('a'));
    it.flush();
    it.add(candidate('b'));
    it.drop();
    clock.advance(10 * batchMs);
    expect(sent).toEqual([['a']]);
    expect(clock.waiting).toBe(0);
  });

  it('belong to the description with their user fragment, or name none', () => {
    const fragments = fragmentsOf('v=0\r\na=ice-ufrag:new1\r\na=ice-pwd:x\r\na=ice-ufrag:new1\r\n');
    expect([...fragments]).toEqual(['new1']);
    expect(belongs(candidate('candidate:1 1 udp 1 10.0.0.1 5 typ host ufrag new1 network-cost 999'), fragments)).toBe(true);
    expect(belongs(candidate('candidate:1 1 udp 1 10.0.0.1 5 typ host ufrag old1 network-cost 999'), fragments)).toBe(false);
    expect(belongs(candidate('candidate:1 1 UDP 1 10.0.0.1 5 typ host'), fragments)).toBe(true);
    expect(belongs(candidate('candidate:1 1 udp 1 10.0.0.1 5 typ host ufrag old1'), new Set())).toBe(true);
  });
});
