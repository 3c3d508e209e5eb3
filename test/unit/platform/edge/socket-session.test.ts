import { describe, expect, it } from 'vitest';
import { SegueError } from '../../../../src/protocol/error.js';
import { edgeLimits } from '../../../../src/platform/edge/edge-limits.js';
import { ratesOf } from '../../../../src/platform/edge/frame-gate.js';
import { createMetrics } from '../../../../src/platform/edge/metrics.js';
import { SocketSession } from '../../../../src/platform/edge/socket-session.js';
import type { Participant } from '../../../../src/platform/edge/domain.js';
import { createLog } from '../../../../src/platform/log.js';
import { messageFrame } from '../../../../src/testing/index.js';
import { DomainDouble } from './fixture.js';

const ana: Participant = { kind: 'agent', id: 'ana', sessionId: 's', scopes: ['webchat:send'] };

/** A session over a wire that remembers, on a clock that the test moves; `tick` is called as the hub would. */
function open(admit: () => Promise<Participant> = () => Promise.resolve(ana)) {
  const clock = { time: 0, now: () => clock.time, after: () => () => undefined };
  const wire = { sent: [] as string[], closed: undefined as number | undefined, send: (text: string) => void wire.sent.push(text), close: (code: number) => void (wire.closed = code), cut: () => undefined, bufferedAmount: 0 };
  const around = {
    core: new DomainDouble(), clock, log: createLog({ level: 'silent' }), limits: edgeLimits, metrics: createMetrics(),
    participantRates: ratesOf(clock, edgeLimits), takeOver: () => undefined, ended: () => undefined,
  };
  const session = new SocketSession(wire, around, admit);
  const pass = (ms: number): void => {
    for (const end = clock.time + ms; clock.time < end; ) {
      clock.time += 1_000;
      session.tick();
    }
  };
  return { session, wire, around, pass, types: () => wire.sent.map((it) => (JSON.parse(it) as { type: string }).type) };
}

async function joined(admit?: () => Promise<Participant>) {
  const all = open(admit);
  all.session.receive(JSON.stringify({ type: 'hello', token: 't', sessionId: 's' }));
  await all.session.idle();
  return all;
}

describe('a session', () => {
  it('waits five seconds for hello', () => {
    const { pass, wire } = open();
    pass(4_000);
    expect(wire.closed).toBeUndefined();
    pass(1_000);
    expect(wire.closed).toBe(4408);
  });

  it('pings after 25 s of silence and gives up after 75 s', async () => {
    const { pass, wire, types } = await joined();
    pass(24_000);
    expect(types()).toEqual(['welcome']);
    pass(1_000);
    expect(types()).toEqual(['welcome', 'ping']);
    pass(49_000);
    expect(types()).toEqual(['welcome', 'ping', 'ping']);
    expect(wire.closed).toBeUndefined();
    pass(1_000);
    expect(wire.closed).toBe(4440);
  });

  it('lives as long as it hears something, and needs no ping then', async () => {
    const { session, pass, wire, types } = await joined();
    for (let n = 0; n < 10; n += 1) {
      pass(20_000);
      session.receive('{"type":"pong"}');
    }
    expect(wire.closed).toBeUndefined();
    expect(types()).toEqual(['welcome']);
  });

  it('tells the core of every sign of life, an answered ping too', async () => {
    const { session, around } = await joined();
    const [line] = around.core.lines;
    const before = line?.heard ?? 0;
    expect(before).toBe(1);
    for (const text of ['{"type":"pong"}', '{"type":"ping"}', 'noise']) session.receive(text);
    expect(line?.heard).toBe(before + 3);
  });

  it('asks an agent’s page at once whether it has what the customer said, once at a time, and tells the core', async () => {
    const { session, around, types } = await joined();
    const [line] = around.core.lines;
    const says = (seq: number): void => line?.deliver(messageFrame(seq, 'Hello', { contactId: 'c_1', actor: { kind: 'customer', id: 'guest-1' } }));
    says(1);
    says(2);
    expect(types()).toEqual(['welcome', 'event', 'ping', 'event']);
    session.receive('{"type":"pong"}');
    expect(line?.received).toEqual([['c_1', 1]]);
    session.receive('{"type":"pong"}');
    expect(line?.received).toEqual([['c_1', 1], ['c_1', 2]]);
    expect(types()).toEqual(['welcome', 'event', 'ping', 'event', 'ping']);
  });

  it('asks no customer’s page', async () => {
    const { around, types } = await joined(() => Promise.resolve({ ...ana, kind: 'customer' }));
    around.core.lines[0]?.deliver(messageFrame(1, 'Hello', { actor: { kind: 'customer', id: 'guest-1' } }));
    expect(types()).toEqual(['welcome', 'event']);
  });

  it('gives up after 5 s of silence while its client pings every second', async () => {
    const { session, pass, wire } = await joined();
    for (let n = 0; n < 3; n += 1) {
      session.receive('{"type":"ping"}');
      pass(1_000);
    }
    pass(3_000);
    expect(wire.closed).toBeUndefined();
    pass(1_000);
    expect(wire.closed).toBe(4440);
  });

  it('takes one ping close behind another for a client in doubt, not for a call', async () => {
    const { session, pass, wire } = await joined();
    session.receive('{"type":"ping"}');
    pass(25_000);
    session.receive('{"type":"ping"}');
    pass(1_500);
    session.receive('{"type":"ping"}');
    pass(20_000);
    expect(wire.closed).toBeUndefined();
  });

  it('is patient again once the pings slow down', async () => {
    const { session, pass, wire } = await joined();
    session.receive('{"type":"ping"}');
    pass(1_000);
    session.receive('{"type":"ping"}');
    pass(4_000);
    session.receive('{"type":"ping"}');
    pass(60_000);
    expect(wire.closed).toBeUndefined();
  });

  it('says nothing more after it was closed', async () => {
    const { session, around, wire } = await joined();
    session.close(4503, 'shutting-down');
    const sent = wire.sent.length;
    around.core.lines[0]?.deliver({ type: 'ping' });
    session.receive('{"type":"ping"}');
    session.close(4440, 'silent');
    expect(wire.sent).toHaveLength(sent);
    expect(wire.closed).toBe(4503);
    expect(around.core.lines[0]?.gone).toBe(true);
  });

  it('holds an agent against present password and roles each minute, and forgives an old token', async () => {
    let asked = 0;
    const { session, pass, wire } = await joined(() => {
      asked += 1;
      return asked === 1 ? Promise.resolve(ana) : Promise.reject(new SegueError('token-expired'));
    });
    for (let n = 0; n < 4; n += 1) {
      session.receive('{"type":"pong"}');
      pass(30_000);
      await Promise.resolve();
    }
    expect(asked).toBe(3);
    expect(wire.closed).toBeUndefined();
  });

  it('refuses frames while too many wait for the platform', async () => {
    const { session, around, wire } = await joined();
    around.core.onFrame = () => new Promise(() => undefined);
    const frame = (id: number) => JSON.stringify({ type: 'typing', id: `t${id}`, contactId: 'c_1', on: true });
    for (let n = 1; n <= edgeLimits.frameBurst; n += 1) session.receive(frame(n));
    around.clock.time += 2_000;
    for (let n = 201; n <= 260; n += 1) session.receive(frame(n));
    const nacks = wire.sent.map((it) => JSON.parse(it) as { type: string; re?: string; code?: string }).filter((it) => it.type === 'nack');
    expect(nacks[0]).toMatchObject({ re: 't257', code: 'rate-limited' });
    expect(wire.closed).toBeUndefined();
  });

  it('never lets more wait for a reader than the limit and one frame, and closes with 4441', async () => {
    const { session, wire, around } = await joined();
    const line = around.core.lines[0];
    const said: number[] = [];
    wire.send = (text: string) => {
      wire.bufferedAmount += text.length;
      said.push(text.length);
    };
    const text = 'x'.repeat(60_000);
    while (wire.closed === undefined) line?.deliver({ type: 'nack', re: 'x', code: 'internal', message: text });
    expect(wire.closed).toBe(4441);
    expect(wire.bufferedAmount).toBeGreaterThan(edgeLimits.bufferedBytes);
    expect(wire.bufferedAmount).toBeLessThanOrEqual(edgeLimits.bufferedBytes + (said[0] ?? 0));
    line?.deliver({ type: 'pong' });
    await session.idle();
    expect(said.length * (said[0] ?? 0)).toBe(wire.bufferedAmount);
    expect(line?.gone).toBe(true);
  });
});
