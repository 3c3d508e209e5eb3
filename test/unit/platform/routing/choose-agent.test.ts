import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseAgent, type Candidate } from '../../../../src/platform/routing/choose-agent.js';

const candidate = (agentId: string, change: Partial<Candidate> = {}): Candidate => ({
  agentId, qualified: true, ready: true, onQueue: true, free: true, load: 0, idleSince: 0, ...change,
});

describe('who rings', () => {
  it.each([
    ['nobody there', [], { kind: 'none', reason: 'nobody-qualified' }],
    ['nobody qualified', [candidate('a', { qualified: false })], { kind: 'none', reason: 'nobody-qualified' }],
    ['nobody on queue', [candidate('a', { onQueue: false })], { kind: 'none', reason: 'nobody-on-queue' }],
    ['nobody ready', [candidate('a', { ready: false })], { kind: 'none', reason: 'nobody-on-queue' }],
    ['all passed', [candidate('p')], { kind: 'none', reason: 'all-passed' }],
    ['all busy', [candidate('a', { free: false }), candidate('p')], { kind: 'wait' }],
    ['the longest idle', [candidate('a', { idleSince: 5 }), candidate('b', { idleSince: 3 })], { kind: 'ring', agentId: 'b', kept: false }],
    ['ties by id', [candidate('b'), candidate('a')], { kind: 'ring', agentId: 'a', kept: false }],
    ['the owner first', [candidate('a'), candidate('o', { idleSince: 9 })], { kind: 'ring', agentId: 'o', kept: true }],
    ['the owner off queue too', [candidate('o', { onQueue: false })], { kind: 'ring', agentId: 'o', kept: true }],
    ['the idle before those with a contact in hand', [candidate('a', { load: 1 }), candidate('b', { idleSince: 9 })], { kind: 'ring', agentId: 'b', kept: false }],
    ['not an unqualified owner', [candidate('a'), candidate('o', { qualified: false })], { kind: 'ring', agentId: 'a', kept: false }],
    ['not a busy owner', [candidate('a'), candidate('o', { free: false })], { kind: 'ring', agentId: 'a', kept: false }],
  ] as const)('%s', (_, candidates, choice) => {
    expect(chooseAgent({ candidates: [...candidates], passed: ['p'], ownerId: 'o' })).toEqual(choice);
  });
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const someCandidate = fc.record<Omit<Candidate, 'agentId'>>({
  qualified: fc.boolean(), ready: fc.boolean(), onQueue: fc.boolean(), free: fc.boolean(), load: fc.nat(2), idleSince: fc.integer({ min: 0, max: 5 }),
});
const question = fc.record({
  candidates: fc.subarray(ids).chain((chosen) => fc.tuple(...chosen.map((agentId) => someCandidate.map((it) => ({ agentId, ...it }))))),
  passed: fc.subarray(ids),
  ownerId: fc.option(fc.constantFrom(...ids), { nil: undefined }),
  preferredId: fc.option(fc.constantFrom(...ids), { nil: undefined }),
});

describe('whatever the candidates', () => {
  it('only a qualified, ready and free agent who has not passed rings, on queue or the owner', () => {
    fc.assert(
      fc.property(question, (it) => {
        const choice = chooseAgent(it);
        if (choice.kind !== 'ring') return;
        const rings = it.candidates.find(({ agentId }) => agentId === choice.agentId);
        expect(rings).toMatchObject({ qualified: true, ready: true, free: true });
        expect(rings?.onQueue === true || choice.agentId === it.ownerId).toBe(true);
        expect(it.passed).not.toContain(choice.agentId);
        expect(choice.kept).toBe(choice.agentId === it.ownerId);
      }),
    );
  });

  it('nobody who could ring has less in hand, or as little and been idle for longer, unless the owner rings or the last agent', () => {
    fc.assert(
      fc.property(question, (it) => {
        const choice = chooseAgent(it);
        if (choice.kind !== 'ring' || choice.kept || choice.agentId === it.preferredId) return;
        const could = it.candidates.filter((c) => c.qualified && c.ready && c.free && c.onQueue && !it.passed.includes(c.agentId));
        const rings = could.find(({ agentId }) => agentId === choice.agentId);
        const [load, idleSince] = [rings?.load ?? Infinity, rings?.idleSince ?? Infinity];
        for (const other of could) expect(other.load > load || (other.load === load && other.idleSince >= idleSince)).toBe(true);
        expect(could.some(({ agentId }) => agentId === it.ownerId || agentId === it.preferredId)).toBe(false);
      }),
    );
  });

  it('says none exactly where no wait could help, and the order of candidates does not matter', () => {
    fc.assert(
      fc.property(question, (it) => {
        const choice = chooseAgent(it);
        const left = it.candidates.filter((c) => c.qualified && c.ready && (c.onQueue || c.agentId === it.ownerId) && !it.passed.includes(c.agentId));
        expect(choice.kind === 'none').toBe(left.length === 0);
        expect(choice.kind === 'wait').toBe(left.length > 0 && left.every(({ free }) => !free));
        expect(chooseAgent({ ...it, candidates: [...it.candidates].reverse() })).toEqual(choice);
      }),
    );
  });
});
