import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultTimes } from '../../../src/call/deadlines.js';
import { Mailbox } from '../../../src/call/mailbox.js';
import type { Signal } from '../../../src/protocol/index.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

type Ack = { readonly callId: string; readonly attempt: number; readonly n: number };

const { resend: resendMs, silence } = defaultTimes;

function mailbox(attempt = 1) {
  const clock = manualClock();
  const sent: Signal[] = [];
  const acks: Ack[] = [];
  const delivered: Signal[] = [];
  const ahead: number[] = [];
  const restarted: number[] = [];
  const heard: boolean[] = [];
  const box = new Mailbox({
    callId: 'v_1',
    attempt,
    clock,
    send: (signal) => sent.push(signal),
    ack: (ack) => acks.push(ack),
    deliver: (signal) => delivered.push(signal),
    ahead: (to) => ahead.push(to),
    restarted: (generation) => restarted.push(generation),
    heard: (it) => heard.push(it),
    times: defaultTimes,
  });
  return { box, clock, sent, acks, delivered, ahead, restarted, heard };
}

const candidates = (n: number, changes: Partial<Signal> = {}): Signal =>
  ({ callId: 'v_1', attempt: 1, generation: 0, n, kind: 'candidates', body: { candidates: [{ candidate: String(n) }] }, ...changes }) as Signal;
const offer = (n: number, generation: number, attempt = 1): Signal => ({ callId: 'v_1', attempt, generation, n, kind: 'description', body: { type: 'offer', sdp: '' } });
const numbers = (signals: readonly Signal[]): number[] => signals.map(({ n }) => n);

describe('a mailbox', () => {
  it('numbers what it sends from 1, dense, and sends it again until it is acknowledged', () => {
    const { box, clock, sent } = mailbox();
    box.post('restart', {});
    box.post('renegotiate', {});
    expect(numbers(sent)).toEqual([1, 2]);
    box.acked({ callId: 'v_1', attempt: 1, n: 1 });
    clock.advance(resendMs);
    expect(numbers(sent)).toEqual([1, 2, 2]);
    box.acked({ callId: 'v_1', attempt: 1, n: 2 });
    expect(clock.waiting).toBe(0);
  });

  it('tells that nobody answers after a while without acknowledgement, and that somebody does again', () => {
    const { box, clock, heard } = mailbox();
    box.post('restart', {});
    clock.advance(silence - 1);
    expect(heard).toEqual([]);
    clock.advance(1);
    expect(heard).toEqual([false]);
    clock.advance(10 * silence);
    box.acked({ callId: 'v_1', attempt: 1, n: 1 });
    expect(heard).toEqual([false, true]);
  });

  it('takes any signal of the call for an answer, and says so once', () => {
    const { box, clock, heard } = mailbox(2);
    box.post('restart', {});
    clock.advance(silence);
    box.receive(candidates(1, { attempt: 1 }));
    box.receive(candidates(2, { attempt: 1 }));
    expect(heard).toEqual([false, true]);
    clock.advance(silence);
    expect(heard).toEqual([false, true, false]);
  });

  it('does not take its own silence, nor that of a broken session, for the other side’s', () => {
    const { box, clock, heard } = mailbox();
    clock.advance(10 * silence);
    box.post('restart', {});
    clock.advance(silence - resendMs);
    box.resend();
    clock.advance(silence - 1);
    expect(heard).toEqual([]);
    box.advance(2);
    clock.advance(10 * silence);
    expect(heard).toEqual([]);
  });

  it('forgets on a new connection that nobody answered over the broken one', () => {
    const { box, clock, heard } = mailbox();
    box.post('restart', {});
    clock.advance(2 * silence);
    box.resend();
    expect(heard).toEqual([false, true]);
    clock.advance(silence - 1);
    expect(heard).toEqual([false, true]);
    clock.advance(1);
    expect(heard).toEqual([false, true, false]);
  });

  it('sends again what was not acknowledged when the session is back', () => {
    const { box, sent } = mailbox();
    box.post('restart', {});
    box.resend();
    expect(numbers(sent)).toEqual([1, 1]);
  });

  it('delivers each signal once and in order, and acknowledges how far it is', () => {
    const { box, delivered, acks } = mailbox();
    for (const n of [2, 1, 1, 4, 3]) box.receive(candidates(n));
    expect(numbers(delivered)).toEqual([1, 2, 3, 4]);
    expect(acks.map(({ n }) => n)).toEqual([2, 2, 2, 4]);
  });

  it.each([
    ['another call', candidates(1, { callId: 'v_2' })],
    ['an older attempt', candidates(1, { attempt: 0 })],
  ])('drops a signal of %s without a word', (_name, signal) => {
    const { box, delivered, acks, ahead } = mailbox();
    box.receive(signal);
    expect([delivered, acks, ahead]).toEqual([[], [], []]);
  });

  it('keeps what belongs to a later attempt until that begins', () => {
    const { box, delivered, ahead } = mailbox();
    box.receive(candidates(2, { attempt: 3 }));
    box.receive(offer(1, 0, 3));
    expect(delivered).toEqual([]);
    expect(ahead).toEqual([3, 3]);
    box.advance(3);
    expect(numbers(delivered)).toEqual([1, 2]);
  });

  it('begins its own numbers anew with an attempt, and forgets what the one before had not acknowledged', () => {
    const { box, clock, sent } = mailbox();
    box.post('restart', {});
    box.advance(2);
    box.post('restart', {});
    clock.advance(resendMs);
    expect(sent.map(({ attempt, n }) => [attempt, n])).toEqual([[1, 1], [2, 1], [2, 1]]);
  });

  it('drops candidates of an older generation, but counts them', () => {
    const { box, delivered, restarted, acks } = mailbox();
    box.receive(offer(1, 1));
    box.receive(candidates(2, { generation: 0 }));
    box.receive(candidates(3, { generation: 1 }));
    expect(numbers(delivered)).toEqual([1, 3]);
    expect(restarted).toEqual([1]);
    expect(acks.at(-1)?.n).toBe(3);
  });

  it('tells of a camera whatever the generation', () => {
    const { box, delivered } = mailbox();
    box.generation = 2;
    box.receive({ callId: 'v_1', attempt: 1, generation: 0, n: 1, kind: 'media-state', body: { audio: 'on', video: 'off' } });
    expect(delivered).toHaveLength(1);
  });

  it('hears a fresh page although its numbers begin anew', () => {
    const { box, delivered } = mailbox();
    for (const n of [1, 2]) box.receive(candidates(n));
    box.receive({ callId: 'v_1', attempt: 1, generation: 0, n: 1, kind: 'join', body: {} });
    expect(delivered.at(-1)?.kind).toBe('join');
  });

  it('is silent once closed', () => {
    const { box, clock, sent } = mailbox();
    box.post('restart', {});
    box.close();
    clock.advance(10 * resendMs);
    expect(sent).toHaveLength(1);
    expect(clock.waiting).toBe(0);
  });

  it('brings everything across any wire that lets something through', () => {
    // Each decision loses, doubles or delays one thing on the wire; afterwards the wire is good.
    const decisions = fc.array(fc.constantFrom('lose', 'double', 'pass', 'late'), { maxLength: 60 });
    fc.assert(
      fc.property(decisions, fc.integer({ min: 1, max: 12 }), (fates, count) => {
        const left = mailbox();
        const right = mailbox();
        let late: (() => void)[] = [];
        const carry = (deliver: () => void): void => {
          const fate = fates.shift() ?? 'pass';
          if (fate === 'late') late.push(deliver);
          if (fate === 'pass' || fate === 'double') deliver();
          if (fate === 'double') deliver();
        };
        let signals = 0;
        let acks = 0;
        const exchange = (): void => {
          for (; signals < left.sent.length; signals++) {
            const signal = left.sent[signals]!;
            carry(() => right.box.receive(signal));
          }
          for (; acks < right.acks.length; acks++) {
            const ack = right.acks[acks]!;
            carry(() => left.box.acked(ack));
          }
        };
        for (let i = 0; i < count; i++) left.box.post('candidates', { candidates: [{ candidate: String(i) }] });
        for (let round = 0; round < 70; round++) {
          exchange();
          const due = late.reverse();
          late = [];
          for (const deliver of due) deliver();
          left.clock.advance(resendMs);
        }
        expect(numbers(right.delivered)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
        expect(left.clock.waiting).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
