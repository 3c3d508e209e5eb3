/** Whatever a line does, each message is in the timeline once and in order, and the client shows the timeline as it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeCodes, parseClientFrame, parseHello, type ClientFrame, type PlatformFrame } from '../../../src/protocol/index.js';
import { connect, type Dial } from '../../../src/session/index.js';
import { contactSnapshot, customer, customerWelcome, manualClock, messageFrame } from '../../../src/testing/index.js';
import { fixedTokens } from './harness.js';

/** What may happen to one step of the line: a frame of the client, an event on its way, a dial, a hello. */
const faults = ['none', 'none', 'none', 'break before', 'break after', 'lose the answer', 'lose the event', 'say it twice', 'refuse for now', 'unauthorized', 'unreachable'] as const;
type Fault = (typeof faults)[number];

/** Commits each id once; does to the line what the script says until the script ends. */
class UnluckyPlatform {
  readonly timeline: { id: string; text: string }[] = [];
  private step = 0;

  constructor(private readonly script: readonly Fault[]) {}

  readonly dial: Dial = (_url, listener) => {
    let open = true;
    let greeted = false;
    const later = (task: () => void): void => queueMicrotask(() => {
      if (open) task();
    });
    const end = (code: number): void => later(() => {
      open = false;
      listener.closed(code);
    });
    const tell = (frame: PlatformFrame): void => later(() => listener.text(JSON.stringify(frame)));
    later(() => (this.next() === 'unreachable' ? end(1_006) : listener.opened()));
    return {
      send: (text) => later(() => {
        if (greeted) this.take(text, tell, end);
        else this.greet(text, tell, end);
        greeted = true;
      }),
      close: () => {
        open = false;
      },
    };
  };

  private next(): Fault {
    return this.script[this.step++] ?? 'none';
  }

  private greet(text: string, tell: (frame: PlatformFrame) => void, end: (code: number) => void): void {
    const hello = parseHello(text);
    if (!hello.ok) throw new Error(hello.message);
    const fault = this.next();
    if (fault === 'unauthorized') end(closeCodes.unauthorized);
    else if (fault === 'break before') end(1_006);
    else {
      tell(customerWelcome({ contact: contactSnapshot({ seq: this.timeline.length }) }));
      for (let seq = (hello.frame.resume?.after['c_1'] ?? 0) + 1; seq <= this.timeline.length; seq++) this.tellEvent(seq, tell);
    }
  }

  private take(text: string, tell: (frame: PlatformFrame) => void, end: (code: number) => void): void {
    const parsed = parseClientFrame(text);
    if (!parsed.ok) throw new Error(parsed.message);
    const { frame } = parsed;
    if (frame.type === 'ping') tell({ type: 'pong' });
    if (frame.type === 'message.send') this.commit(frame, tell, end);
  }

  private commit(frame: Extract<ClientFrame, { type: 'message.send' }>, tell: (frame: PlatformFrame) => void, end: (code: number) => void): void {
    const fault = this.next();
    if (fault === 'break before') {
      end(1_006);
      return;
    }
    if (fault === 'refuse for now') {
      tell({ type: 'nack', re: frame.id, code: 'rate-limited', message: '', retryAfterMs: 500 });
      return;
    }
    const known = this.timeline.findIndex(({ id }) => id === frame.id);
    if (known < 0) this.timeline.push({ id: frame.id, text: frame.text });
    if (fault === 'break after' || fault === 'unauthorized') {
      end(fault === 'unauthorized' ? closeCodes.unauthorized : closeCodes.goingAway);
      return;
    }
    // An answer is only ever lost with its line; an event alone may be, by a fault of the platform's.
    if (fault === 'lose the answer') end(1_006);
    else tell({ type: 'ack', re: frame.id, seq: known < 0 ? this.timeline.length : known + 1 });
    if (known >= 0 || fault === 'lose the event') return;
    this.tellEvent(this.timeline.length, tell);
    if (fault === 'say it twice') this.tellEvent(this.timeline.length, tell);
  }

  private tellEvent(seq: number, tell: (frame: PlatformFrame) => void): void {
    const letter = this.timeline[seq - 1];
    if (letter) tell(messageFrame(seq, letter.text, { messageId: letter.id, actor: customer }));
  }
}

describe('on a line that fails in any way', { timeout: 60_000 }, () => {
  it('nothing is lost, nothing comes twice, and the order holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...faults), { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), async (script, count) => {
        const clock = manualClock();
        const platform = new UnluckyPlatform(script);
        const session = connect({ platform: 'https://x.test', tokens: fixedTokens(), clock, dial: platform.dial, random: () => 0.5, storage: undefined, network: () => () => undefined });
        const seen: number[] = [];
        session.on('event', ({ seq }) => seen.push(seq));
        session.open();
        // Until the first welcome there is no contact to write to; a source of refused tokens may end the session for good.
        for (let second = 0; second < 600 && !session.contact && session.state.kind !== 'closed'; second++) await clock.run(1_000);
        const texts = Array.from({ length: count }, (_, n) => `message ${n}`);
        if (session.contact) for (const text of texts) session.send('c_1', text);
        await clock.run(600_000);
        const { state, contact } = session;
        const unsent = contact?.pending.map(({ text }) => text) ?? texts;
        session.close();
        expect(clock.waiting).toBe(0);
        expect(seen).toEqual(seen.map((_, index) => index + 1));
        expect(platform.timeline.map(({ text }) => text)).toEqual(texts.slice(0, platform.timeline.length));
        if (state.kind === 'closed') return;
        expect(platform.timeline).toHaveLength(count);
        // A last event that was lost leaves its message pending until the next event shows the gap; nothing else does.
        expect(unsent).toEqual(texts.slice(seen.length));
        expect(unsent.length === 0 || script.includes('lose the event')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
