import { describe, expect, it } from 'vitest';
import { SegueError, type ClientFrame } from '../../../src/protocol/index.js';
import { Outbox, type Answer } from '../../../src/session/outbox.js';
import { manualClock, type ManualClock } from '../../../src/testing/index.js';

interface Fixture {
  readonly outbox: Outbox;
  readonly clock: ManualClock;
  readonly sent: string[];
  readonly outcomes: string[];
  line: boolean;
  message(id: string, contactId?: string): void;
  end(id: string, expiresMs?: number): void;
}

function fixture(): Fixture {
  const clock = manualClock();
  const sent: string[] = [];
  const outcomes: string[] = [];
  const author = (id: string): { accepted(answer?: Answer): void; refused(error: SegueError): void } => ({
    accepted: (answer) => outcomes.push(`${id} ${answer?.type ?? 'confirmed'}`),
    refused: ({ code }) => outcomes.push(`${id} ${code}`),
  });
  const transmit = (frame: ClientFrame): boolean => {
    if (!it.line) return false;
    const id = 'id' in frame ? frame.id : '';
    if (id === 'huge') throw new SegueError('frame-too-large');
    sent.push(id);
    return true;
  };
  const outbox = new Outbox(clock, transmit);
  const it: Fixture = {
    outbox, clock, sent, outcomes, line: true,
    message: (id, contactId = 'c_1') => outbox.add({ type: 'message.send', id, contactId, text: id }, author(id)),
    end: (id, expiresMs) => outbox.add({ type: 'call.end', id, contactId: 'c_1', callId: 'v_1' }, author(id), expiresMs),
  };
  return it;
}

const ack = (re: string): Answer => ({ type: 'ack', re });

describe('the outbox', () => {
  it('sends at once what it may, and tells the author of the answer once', () => {
    const { outbox, sent, outcomes, end } = fixture();
    end('a');
    expect(sent).toEqual(['a']);
    outbox.acknowledge(ack('a'));
    outbox.acknowledge(ack('a'));
    expect(outcomes).toEqual(['a ack']);
  });

  it('keeps the order of what was written without a line', () => {
    const it = fixture();
    it.line = false;
    for (const id of ['a', 'b', 'c']) it.end(id);
    it.line = true;
    it.outbox.online();
    expect(it.sent).toEqual(['a', 'b', 'c']);
  });

  it('sends everything unanswered again on a new line, and nothing else', () => {
    const { outbox, sent, end } = fixture();
    for (const id of ['a', 'b', 'c']) end(id);
    outbox.acknowledge(ack('b'));
    outbox.online();
    expect(sent).toEqual(['a', 'b', 'c', 'a', 'c']);
  });

  it('sends the messages of one contact one by one, and lets nothing else wait for them', () => {
    const { outbox, sent, message, end } = fixture();
    message('m1');
    message('m2');
    message('n1', 'c_2');
    end('e1');
    expect(sent).toEqual(['m1', 'n1', 'e1']);
    outbox.acknowledge(ack('m1'));
    expect(sent).toEqual(['m1', 'n1', 'e1', 'm2']);
  });

  it('lets the next message go when the one before is refused', () => {
    const { outbox, sent, outcomes, message } = fixture();
    message('m1');
    message('m2');
    outbox.reject({ type: 'nack', re: 'm1', code: 'not-your-contact', message: '' });
    expect(sent).toEqual(['m1', 'm2']);
    expect(outcomes).toEqual(['m1 not-your-contact']);
  });

  it('tries again after retryAfterMs, as often as it is rate-limited', () => {
    const { outbox, clock, sent, outcomes, end } = fixture();
    end('a');
    for (let round = 1; round <= 20; round++) {
      outbox.reject({ type: 'nack', re: 'a', code: 'rate-limited', message: '', retryAfterMs: 200 });
      clock.advance(199);
      expect(sent).toHaveLength(round);
      clock.advance(1);
      expect(sent).toHaveLength(round + 1);
    }
    expect(outcomes).toEqual([]);
  });

  it('gives up after five refusals that might have passed', () => {
    const { outbox, clock, outcomes, end } = fixture();
    end('a');
    for (let round = 0; round < 5; round++) {
      outbox.reject({ type: 'nack', re: 'a', code: 'storage-full', message: '' });
      clock.advance(60_000);
    }
    expect(outcomes).toEqual(['a storage-full']);
    expect(clock.waiting).toBe(0);
  });

  it('takes a code it does not know for a fault of the platform’s', () => {
    const { outbox, clock, sent, end } = fixture();
    end('a');
    outbox.reject({ type: 'nack', re: 'a', code: 'of-tomorrow', message: '' });
    clock.advance(2_000);
    expect(sent).toEqual(['a', 'a']);
  });

  it('refuses what must not go out, and goes on with the rest', () => {
    const { sent, outcomes, end } = fixture();
    end('huge');
    end('a');
    expect(outcomes).toEqual(['huge frame-too-large']);
    expect(sent).toEqual(['a']);
  });

  it('gives up what expires', () => {
    const { clock, outcomes, end, outbox } = fixture();
    end('a', 15_000);
    end('b', 15_000);
    outbox.acknowledge(ack('b'));
    clock.advance(15_000);
    expect(outcomes).toEqual(['b ack', 'a unreachable']);
  });

  it('takes another proof for an answer, and forgets what is dropped', () => {
    const { outbox, sent, outcomes, message } = fixture();
    for (const id of ['m1', 'm2', 'm3']) message(id);
    outbox.confirm('m1');
    outbox.drop('m2');
    expect(outcomes).toEqual(['m1 confirmed']);
    expect(sent).toEqual(['m1', 'm2', 'm3']);
  });

  it('tells every author when it is cleared, and keeps no timer', () => {
    const { outbox, clock, outcomes, end, message } = fixture();
    end('a', 15_000);
    message('m1');
    outbox.reject({ type: 'nack', re: 'm1', code: 'rate-limited', message: '', retryAfterMs: 500 });
    outbox.clear(new SegueError('closed'));
    expect(outcomes).toEqual(['a closed', 'm1 closed']);
    expect(clock.waiting).toBe(0);
  });
});
