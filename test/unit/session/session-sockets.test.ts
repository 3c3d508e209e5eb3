/** The session on real sockets: a small platform on `ws`, with the wire's own rules and nothing else. */
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { closeCodes, parseClientFrame, parseHello, type ClientFrame, type Hello, type PlatformFrame, type TimelineEvent } from '../../../src/protocol/index.js';
import { connect, type Dial, type Session } from '../../../src/session/index.js';
import { contactSnapshot, customer, customerWelcome } from '../../../src/testing/index.js';
import { fixedTokens } from './harness.js';

/** The browser's end in Node: `ws` has the same face as the browser's WebSocket. */
const dial: Dial = (url, listener) => {
  const socket = new WebSocket(url, 'segue.v1');
  socket.on('open', () => listener.opened());
  socket.on('message', (data: Buffer) => listener.text(data.toString('utf8')));
  socket.on('close', (code) => listener.closed(code));
  // `close` follows every error, and is what counts.
  socket.on('error', () => undefined);
  return {
    send: (text) => socket.send(text),
    close: (code) => {
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.close(code);
    },
  };
};

/** Keeps its timeline over restarts, as a platform does; commits a message once, whatever it is told how often. */
class SmallPlatform {
  readonly hellos: Hello[] = [];
  readonly urls: string[] = [];
  readonly timeline: { id: string; text: string }[] = [];
  /** Commits the next so many messages without a word about it. */
  swallow = 0;
  /** Answers the next so many hellos with this code. */
  refuse: { code: number; times: number } = { code: 4_401, times: 0 };
  /** Leaves out the event with this seq the first time. */
  loses: number | undefined;
  port = 0;
  private server: WebSocketServer | undefined;

  async start(): Promise<void> {
    const server = new WebSocketServer({ port: this.port, handleProtocols: (offered) => (offered.has('segue.v1') ? 'segue.v1' : false) });
    await new Promise((listening) => server.once('listening', listening));
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket, request) => {
      this.urls.push(request.url ?? '');
      socket.once('message', (data: Buffer) => this.greet(socket, data.toString('utf8')));
    });
  }

  /** Stops as a killed process does: no close code, and then nobody listens. */
  async kill(): Promise<void> {
    const { server } = this;
    for (const socket of server?.clients ?? []) socket.terminate();
    await new Promise((closed) => (server ? server.close(closed) : closed(undefined)));
    this.server = undefined;
  }

  hangUp(code: number): void {
    for (const socket of this.server?.clients ?? []) socket.close(code);
  }

  private greet(socket: WebSocket, text: string): void {
    const hello = parseHello(text);
    if (!hello.ok) throw new Error(hello.message);
    this.hellos.push(hello.frame);
    if (this.refuse.times > 0) {
      this.refuse.times--;
      socket.close(this.refuse.code);
      return;
    }
    const tell = (frame: PlatformFrame): void => socket.send(JSON.stringify(frame));
    tell(customerWelcome({ now: new Date().toISOString(), contact: contactSnapshot({ seq: this.timeline.length }) }));
    for (let seq = (hello.frame.resume?.after['c_1'] ?? 0) + 1; seq <= this.timeline.length; seq++) this.tellEvent(tell, seq);
    socket.on('message', (data: Buffer) => {
      const parsed = parseClientFrame(data.toString('utf8'));
      if (!parsed.ok) throw new Error(parsed.message);
      this.handle(parsed.frame, tell);
    });
  }

  private handle(frame: ClientFrame, tell: (frame: PlatformFrame) => void): void {
    if (frame.type === 'ping') tell({ type: 'pong' });
    if (frame.type !== 'message.send') return;
    const known = this.timeline.findIndex(({ id }) => id === frame.id);
    if (known < 0) this.timeline.push({ id: frame.id, text: frame.text });
    if (this.swallow > 0) {
      this.swallow--;
      return;
    }
    tell({ type: 'ack', re: frame.id, seq: (known < 0 ? this.timeline.length - 1 : known) + 1 });
    if (known < 0) this.tellEvent(tell, this.timeline.length);
  }

  private tellEvent(tell: (frame: PlatformFrame) => void, seq: number): void {
    const letter = this.timeline[seq - 1];
    if (!letter) return;
    if (seq === this.loses) {
      this.loses = undefined;
      return;
    }
    const data = { messageId: letter.id, text: letter.text };
    tell({ type: 'event', contactId: 'c_1', seq, prev: seq - 1, at: new Date().toISOString(), kind: 'message', actor: customer, data });
  }
}

interface World {
  readonly platform: SmallPlatform;
  readonly session: Session;
  readonly tokens: ReturnType<typeof fixedTokens>;
  readonly seen: TimelineEvent[];
}

async function world(): Promise<World> {
  const platform = new SmallPlatform();
  await platform.start();
  const tokens = fixedTokens();
  // No jitter to wait for: the delays are the unit tests' matter.
  const session = connect({ platform: `http://127.0.0.1:${platform.port}`, tokens, dial, random: () => 0, storage: undefined });
  const seen: TimelineEvent[] = [];
  session.on('event', (event) => seen.push(event));
  onTestFinished(async () => {
    session.close();
    await platform.kill();
  });
  session.open();
  return { platform, session, tokens, seen };
}

const connected = (session: Session): Promise<unknown> => vi.waitFor(() => expect(session.state.kind).toBe('connected'), { timeout: 10_000 });
const texts = (seen: readonly TimelineEvent[]): string[] => seen.map((event) => (event.kind === 'message' ? event.data.text : event.kind));

afterEach(() => vi.restoreAllMocks());

describe('a session on real sockets', { timeout: 30_000 }, () => {
  it('carries messages, with the subprotocol and without a token in the URL', async () => {
    const { platform, session, seen } = await world();
    await connected(session);
    for (const text of ['a', 'b', 'c']) session.send('c_1', text);
    await vi.waitFor(() => expect(texts(seen)).toEqual(['a', 'b', 'c']));
    expect(session.contact?.pending).toEqual([]);
    expect(platform.urls).toEqual(['/ws']);
  });

  it('loses nothing and sends nothing twice over a platform that is killed and comes back', async () => {
    const { platform, session, seen } = await world();
    await connected(session);
    session.send('c_1', 'before');
    await vi.waitFor(() => expect(texts(seen)).toEqual(['before']));
    // Committed, and the process dies before it can say so.
    platform.swallow = 1;
    session.send('c_1', 'committed in silence');
    await vi.waitFor(() => expect(platform.timeline).toHaveLength(2));
    await platform.kill();
    await vi.waitFor(() => expect(session.state.kind).not.toBe('connected'));
    session.send('c_1', 'written while it was down');
    await platform.start();
    await connected(session);
    await vi.waitFor(() => expect(texts(seen)).toEqual(['before', 'committed in silence', 'written while it was down']));
    expect(platform.timeline.map(({ text }) => text)).toEqual(['before', 'committed in silence', 'written while it was down']);
    expect(session.contact?.pending).toEqual([]);
    expect(platform.hellos.at(-1)?.resume).toEqual({ after: { c_1: 1 } });
  });

  it('fills a gap by resuming', async () => {
    const { platform, session, seen } = await world();
    await connected(session);
    platform.loses = 2;
    for (const text of ['a', 'b', 'c']) session.send('c_1', text);
    await vi.waitFor(() => expect(texts(seen)).toEqual(['a', 'b', 'c']), { timeout: 10_000 });
    expect(platform.hellos.map(({ resume }) => resume?.after['c_1'])).toEqual([undefined, 1]);
    expect(session.contact?.pending).toEqual([]);
  });

  it('renews its token after 4401', async () => {
    const { platform, session, tokens } = await world();
    await connected(session);
    platform.refuse = { code: closeCodes.unauthorized, times: 1 };
    platform.hangUp(closeCodes.goingAway);
    await vi.waitFor(() => expect(platform.hellos.map(({ token }) => token)).toEqual(['token-1', 'token-2', 'token-3']));
    await connected(session);
    expect(tokens.asked).toEqual([false, false, true]);
  });

  it('stops after 4403', async () => {
    const { platform, session } = await world();
    await connected(session);
    platform.refuse = { code: closeCodes.originRefused, times: Infinity };
    platform.hangUp(closeCodes.goingAway);
    await vi.waitFor(() => expect(session.state).toEqual({ kind: 'closed', code: 'origin-refused' }));
    expect(platform.hellos).toHaveLength(2);
  });

  it('redials after a hello that came too late', async () => {
    const { platform, session } = await world();
    await connected(session);
    platform.refuse = { code: closeCodes.helloTimeout, times: 2 };
    platform.hangUp(closeCodes.goingAway);
    await vi.waitFor(() => expect(platform.hellos).toHaveLength(4));
    await connected(session);
  });
});
