import { describe, expect, it } from 'vitest';
import { TabWire } from '../../../../src/session/tabs/tab-wire.js';
import type { WireListener } from '../../../../src/session/wire.js';

const hello = '{"type":"hello"}';
const welcome = '{"type":"welcome"}';
const message = '{"type":"message.send"}';

class Bench {
  /** What was sent on each socket that was dialled. */
  readonly sockets: { readonly listener: WireListener; readonly sent: string[] }[] = [];
  readonly posted: string[] = [];
  readonly wire = new TabWire(
    {
      dial: (_url, listener) => {
        const sent: string[] = [];
        this.sockets.push({ listener, sent });
        return { send: (text) => sent.push(text), close: () => undefined };
      },
      post: (leader, text) => this.posted.push(`${leader} ${text}`),
      linked: () => undefined,
      heard: () => undefined,
      said: () => undefined,
    },
    'leader',
  );
  closed = 0;
  private readonly line = this.wire.dial('wss://halden.example', { opened: () => this.line.send(hello), text: () => undefined, closed: () => (this.closed += 1) });

  say(text: string): void {
    this.line.send(text);
  }
}

describe('the wire of a session of several tabs', () => {
  it('says nothing but hello on a line that took a broken one’s place, until that is welcomed', async () => {
    const bench = new Bench();
    await Promise.resolve();
    bench.wire.receive('leader', [welcome]);
    bench.say(message);
    expect(bench.posted).toEqual([`leader ${hello}`, `leader ${message}`]);
    // This tab is to lead; the leader's line breaks before its own is up, and it is to lead once more.
    bench.wire.use(undefined);
    bench.wire.cut('leader');
    bench.wire.use(undefined);
    const [, own] = bench.sockets;
    bench.say(message);
    expect(own?.sent).toEqual([]);
    own?.listener.opened();
    bench.say(message);
    expect(own?.sent).toEqual([hello]);
    own?.listener.text(welcome);
    bench.say(message);
    expect(own?.sent).toEqual([hello, message]);
    expect(bench.closed).toBe(0);
  });
});
