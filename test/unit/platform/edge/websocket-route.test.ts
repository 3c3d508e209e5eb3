import { ServerResponse } from 'node:http';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { describe, expect, it, vi } from 'vitest';
import { SegueError } from '../../../../src/protocol/error.js';
import { startEdge } from './fixture.js';

const message = (id: string, text = 'hello', contactId = 'c_1') => ({ type: 'message.send', id, contactId, text });

describe('a socket that says hello', () => {
  it('is welcomed with a guest token on the page that it was minted for', async () => {
    const { join, guestToken, domain } = await startEdge();
    await join(await guestToken());
    expect(domain.lines[0]?.who).toMatchObject({ kind: 'customer', id: 'g_1', contactId: 'c_1', deploymentId: 'shop', scopes: ['webchat:send', 'videochat:send'] });
  });

  it('is welcomed with an agent token, also from no page at all', async () => {
    const { join, agentToken, domain } = await startEdge();
    await join(await agentToken());
    await join(await agentToken('sam@example.test'), { origin: undefined });
    expect(domain.lines.map((it) => it.who.kind)).toEqual(['agent', 'supervisor']);
  });

  it('speaks segue.v1 or is not let in', async () => {
    const { port, dial } = await startEdge();
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, ['other']);
    const refused = new Promise((resolve) => socket.once('unexpected-response', (_request, response) => resolve(response.statusCode)));
    socket.on('error', () => undefined);
    expect(await refused).toBe(400);
    expect((await dial({ protocols: ['other', 'segue.v1'] })).socket.protocol).toBe('segue.v1');
  });

  it('does not agree to compression', async () => {
    const { dial } = await startEdge();
    expect((await dial()).socket.extensions).toBe('');
  });

  it('keeps nothing of the request that the socket came by', async () => {
    const assigned = vi.spyOn(ServerResponse.prototype, 'assignSocket');
    const { dial } = await startEdge();
    await dial();
    await expect.poll(() => assigned.mock.contexts.map((it) => it instanceof ServerResponse && it.socket)).toEqual([null]);
    assigned.mockRestore();
  });

  it('waits for no hello longer than the limit', async () => {
    const { dial } = await startEdge({ limits: { helloMs: 40 } });
    expect(await (await dial()).closed).toEqual({ code: 4408, reason: 'hello-expected' });
  });

  const foreign = 'https://evil.test';
  const long = 16 * 60_000;
  it.each([
    ['a first frame that is not hello', 4400, () => JSON.stringify(message('m1'))],
    ['a first frame that is not JSON', 4400, () => 'hello!'],
    ['a hello with an unknown key', 4400, () => JSON.stringify({ type: 'hello', token: 'x', sessionId: 's', role: 'agent' })],
    ['a token of nobody', 4401, () => JSON.stringify({ type: 'hello', token: 'nonsense', sessionId: 's' })],
    ['a token with another signature', 4401, async () => hello(await forged(new TextEncoder().encode('f'.repeat(32))))],
    ['a token without a signature', 4401, () => hello(unsigned())],
    ['a token for a client', 4401, async (edge: Edge) => hello(await edge.mint({ kind: 'client', sub: 'reports', stamp: 'x' }))],
    ['a token for a deployment that is gone', 4401, async (edge: Edge) => hello(await edge.mint({ kind: 'guest', sub: 'g', deployment: 'gone', contact: 'c', origin: edge.origin }))],
    ['a token minted for another page', 4403, async (edge: Edge) => hello(await edge.guestToken('c_1', foreign))],
    ['an expired token', 4401, async (edge: Edge) => { const token = await edge.guestToken(); edge.clock.offset = long; return hello(token); }],
  ] as const)('is closed for %s', async (_what, code, first) => {
    const edge = await startEdge();
    const client = await edge.dial();
    client.send(await first(edge));
    expect((await client.closed).code).toBe(code);
    expect(edge.domain.lines).toEqual([]);
  });

  it.each([['another origin', foreign], ['no origin', undefined]])('is closed for a guest on %s', async (_what, origin) => {
    const edge = await startEdge();
    const client = await edge.dial({ origin });
    client.send(hello(await edge.guestToken()));
    expect(await client.closed).toEqual({ code: 4403, reason: 'origin-refused' });
  });

  it('is closed for a guest whose page the deployment no longer allows', async () => {
    const edge = await startEdge();
    const token = await edge.guestToken('c_1', 'https://shop.test');
    await edge.join(token, { origin: 'https://shop.test' });
    edge.domain.settings.deployments[0]!.origins = ['self'];
    const client = await edge.dial({ origin: 'https://shop.test' });
    client.send(hello(token));
    expect((await client.closed).code).toBe(4403);
  });

  it('is closed for an agent on a foreign page, and welcome on a configured desk', async () => {
    const edge = await startEdge({ deskOrigins: ['https://desk.test'] });
    const token = await edge.agentToken();
    await edge.join(token, { origin: 'https://desk.test' });
    const client = await edge.dial({ origin: foreign });
    client.send(hello(token));
    expect((await client.closed).code).toBe(4403);
  });

  it('is closed for an agent whose password changed since', async () => {
    const edge = await startEdge();
    const token = await edge.agentToken();
    edge.domain.settings.agents[0]!.passwordHash = 'scrypt$1024$8$1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA';
    const client = await edge.dial();
    client.send(hello(token));
    expect((await client.closed).code).toBe(4401);
  });

  it('is closed with a fault of the platform’s own when the domain fails', async () => {
    const edge = await startEdge();
    edge.domain.onConnect = () => Promise.reject(new Error('broken'));
    const client = await edge.dial();
    client.send(hello(await edge.guestToken()));
    expect(await client.closed).toEqual({ code: 4500, reason: 'internal' });
  });

  it('is nobody to the domain any more when it went while it was admitted', async () => {
    const edge = await startEdge();
    let admitted: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      edge.domain.onConnect = () => new Promise((go) => { admitted = go; resolve(); });
    });
    const client = await edge.dial();
    client.send(hello(await edge.guestToken()));
    await reached;
    client.socket.terminate();
    await vi.waitFor(async () => expect(await edge.edge.metrics.registry.getSingleMetricAsString('segue_sockets')).toContain('segue_sockets 0'));
    admitted();
    await vi.waitFor(() => expect(edge.domain.lines[0]?.gone).toBe(true));
  });

  it('replaces the older socket of the same page, and only that', async () => {
    const edge = await startEdge();
    const token = await edge.guestToken();
    const first = await edge.join(token, { sessionId: 'page-1' });
    const other = await edge.join(token, { sessionId: 'page-2' });
    await edge.join(token, { sessionId: 'page-1' });
    expect(await first.closed).toEqual({ code: 4409, reason: 'replaced' });
    expect(edge.domain.lines.map((it) => it.gone)).toEqual([true, false, false]);
    other.send({ type: 'ping' });
    await other.next('pong');
  });
});

type Edge = Awaited<ReturnType<typeof startEdge>>;
type Agents = Edge['domain']['settings']['agents'];
const hello = (token: string, sessionId = 's') => JSON.stringify({ type: 'hello', token, sessionId });
const claims = { kind: 'guest', deployment: 'shop', contact: 'c_1', origin: 'https://shop.test' };
const forged = (key: Uint8Array) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setSubject('g_1').setIssuer('segue').setExpirationTime('5m').sign(key);
const unsigned = () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ ...claims, sub: 'g_1', iss: 'segue', exp: 4_000_000_000 })}.`;
};

describe('a guest', () => {
  it('has so many sockets at once; the oldest goes for one more', async () => {
    const { join, guestToken, agentToken, domain, mint, origin } = await startEdge({ limits: { socketsPerGuest: 3 } });
    const token = await guestToken();
    const clients = [];
    for (const sessionId of ['p1', 'p2', 'p3']) clients.push(await join(token, { sessionId }));
    const other = await join(await mint({ kind: 'guest', sub: 'g_2', deployment: 'shop', contact: 'c_2', origin }));
    const colleague = await agentToken();
    for (const sessionId of ['a1', 'a2', 'a3', 'a4']) await join(colleague, { sessionId });
    expect(domain.lines.map((it) => it.gone)).not.toContain(true);
    await join(token, { sessionId: 'p4' });
    expect(await clients[0]!.closed).toEqual({ code: 4409, reason: 'replaced' });
    // A page that dials anew replaces its own socket and no other page's.
    await join(token, { sessionId: 'p3' });
    expect(await clients[2]!.closed).toEqual({ code: 4409, reason: 'replaced' });
    // A page that went makes room.
    clients[1]!.socket.close();
    await vi.waitFor(() => expect(domain.lines[1]?.gone).toBe(true));
    await join(token, { sessionId: 'p5' });
    expect(domain.lines.map((it) => it.gone)).toEqual([true, true, true, ...Array<boolean>(8).fill(false)]);
    other.send({ type: 'ping' });
    await other.next('pong');
  });
});

describe('an open socket', () => {
  it('brings frames to the domain in their order, one after the other', async () => {
    const { join, guestToken, domain } = await startEdge();
    const trace: string[] = [];
    domain.onFrame = async (frame) => {
      const name = 'id' in frame ? frame.id : frame.type;
      trace.push(`${name} in`);
      await new Promise(setImmediate);
      trace.push(`${name} out`);
    };
    const client = await join(await guestToken());
    for (const id of ['m1', 'm2', 'm3']) client.send(message(id));
    expect([await client.next('ack'), await client.next('ack'), await client.next('ack')].map((it) => it['re'])).toEqual(['m1', 'm2', 'm3']);
    expect(trace).toEqual(['m1 in', 'm1 out', 'm2 in', 'm2 out', 'm3 in', 'm3 out']);
  });

  it.each([
    ['an unknown type', { type: 'message.sing', id: 'x1' }, 'unknown-frame'],
    ['an unknown key', { ...message('x1'), html: '<b>' }, 'bad-frame'],
    ['a text that is too long', message('x1', 'a'.repeat(4_001)), 'text-too-long'],
    ['a frame that only agents send', { type: 'presence.set', id: 'x1', onQueue: true }, 'unknown-frame'],
  ])('answers %s with a nack and stays', async (_what, frame, code) => {
    const { join, guestToken, domain } = await startEdge();
    const client = await join(await guestToken());
    client.send(frame);
    expect(await client.next('nack')).toMatchObject({ re: 'x1', code });
    client.send(message('m1'));
    expect(await client.next('ack')).toEqual({ type: 'ack', re: 'm1' });
    expect(domain.lines[0]?.frames).toHaveLength(1);
  });

  it('answers a frame that only customers send with a nack to an agent', async () => {
    const { join, agentToken } = await startEdge();
    const client = await join(await agentToken());
    client.send({ type: 'upgrade.answer', id: 'x1', contactId: 'c_1', upgradeId: 'u_1', accepted: true });
    expect(await client.next('nack')).toMatchObject({ re: 'x1', code: 'unknown-frame' });
  });

  it('names the scope that is missing', async () => {
    const { join, agentToken } = await startEdge();
    const client = await join(await agentToken('sam@example.test'));
    client.send({ type: 'reservation.answer', id: 'x1', reservationId: 'r_1', accepted: true });
    const nack = await client.next('nack');
    expect(nack).toMatchObject({ re: 'x1', code: 'scope-missing' });
    expect(nack['message']).toContain('reservation:answer');
  });

  it('passes on what the domain refuses, and hides what it did not foresee', async () => {
    const { join, guestToken, domain } = await startEdge();
    const client = await join(await guestToken());
    domain.onFrame = (frame) => {
      throw 'id' in frame && frame.id === 'm1' ? new SegueError('not-your-contact') : new Error('SELECT secret FROM table');
    };
    client.send(message('m1', 'hi', 'c_foreign'));
    expect(await client.next('nack')).toMatchObject({ re: 'm1', code: 'not-your-contact' });
    client.send(message('m2'));
    expect(JSON.stringify(await client.next('nack'))).toBe(JSON.stringify({ type: 'nack', re: 'm2', code: 'internal', message: 'A fault of the platform’s own; it is in its log.' }));
  });

  it('ignores an unknown frame without an id, which a newer client may send', async () => {
    const { join, guestToken } = await startEdge();
    const client = await join(await guestToken());
    client.send({ type: 'wave' });
    client.send({ type: 'ping', at: '2026-11-22T10:00:00.000Z' });
    expect(await client.next('pong')).toEqual({ type: 'pong', at: '2026-11-22T10:00:00.000Z' });
  });

  it.each([
    ['a second hello', JSON.stringify({ type: 'hello', token: 't', sessionId: 's' }), 4400],
    ['what is not JSON', 'noise', 4400],
    ['JSON that is no frame', '[1,2]', 4400],
    ['a frame over the size limit', JSON.stringify({ type: 'ping', at: 'x'.repeat(65_536) }), 4413],
    ['binary', Buffer.from('{"type":"ping"}'), 4400],
  ])('is closed for %s', async (_what, data, code) => {
    const { join, guestToken, domain } = await startEdge();
    const client = await join(await guestToken());
    client.socket.send(data);
    expect((await client.closed).code).toBe(code);
    await vi.waitFor(() => expect(domain.lines[0]?.gone).toBe(true));
  });

  it('accepts a frame of exactly the size limit', async () => {
    const { join, guestToken } = await startEdge();
    const client = await join(await guestToken());
    const frame = JSON.stringify({ type: 'wave', id: 'x1', pad: '' });
    client.send(frame.replace('"pad":""', `"pad":"${'p'.repeat(65_536 - frame.length)}"`));
    expect(await client.next('nack')).toMatchObject({ re: 'x1', code: 'unknown-frame' });
  });

  it('says when to try again when messages come too fast, over all sockets of a participant', async () => {
    const { join, guestToken, domain } = await startEdge({ limits: { messageBurst: 2, messagesPerSecond: 1 } });
    const token = await guestToken();
    const [one, two] = [await join(token, { sessionId: 'a' }), await join(token, { sessionId: 'b' })];
    one.send(message('m1'));
    await one.next('ack');
    two.send(message('m2'));
    await two.next('ack');
    two.send(message('m3'));
    const nack = await two.next('nack');
    expect(nack).toMatchObject({ re: 'm3', code: 'rate-limited' });
    expect(nack['retryAfterMs']).toBeGreaterThan(0);
    expect(domain.lines.flatMap((it) => it.frames)).toHaveLength(2);
  });

  it('shares the rate of durable frames with all sockets of a participant, and with nobody else', async () => {
    const { join, agentToken, domain } = await startEdge({ limits: { durableFrameBurst: 3, durableFramesPerSecond: 0.001 } });
    const token = await agentToken();
    const sockets = [await join(token, { sessionId: 'a' }), await join(token, { sessionId: 'b' }), await join(token, { sessionId: 'c' })];
    for (const [n, socket] of sockets.entries()) {
      socket.send({ type: 'presence.set', id: `p${n}`, onQueue: true });
      await socket.next('ack');
    }
    sockets[0]!.send({ type: 'presence.set', id: 'p3', onQueue: true });
    const nack = await sockets[0]!.next('nack');
    expect(nack).toMatchObject({ re: 'p3', code: 'rate-limited' });
    expect(nack['retryAfterMs']).toBeGreaterThan(0);
    // What is not kept does not count.
    sockets[0]!.send({ type: 'typing', id: 't1', contactId: 'c_1', on: true });
    expect(await sockets[0]!.next('ack')).toMatchObject({ re: 't1' });
    const other = await join(await agentToken('ben@example.test'));
    other.send({ type: 'presence.set', id: 'q1', onQueue: true });
    await other.next('ack');
    expect(domain.lines.flatMap((it) => it.frames)).toHaveLength(5);
  });

  it('shares the rate of a deployment with all of its customers, and with nobody else', async () => {
    const { join, mint, origin, agentToken, domain } = await startEdge({ limits: { deploymentFrameBurst: 3, deploymentFramesPerSecond: 0.001 } });
    const guest = (n: number) => mint({ kind: 'guest', sub: `g_${n}`, deployment: 'shop', contact: `c_${n}`, origin });
    for (const n of [1, 2, 3]) {
      const client = await join(await guest(n), { sessionId: `p${n}` });
      client.send(message('m1', 'hi', `c_${n}`));
      await client.next('ack');
    }
    const fourth = await join(await guest(4), { sessionId: 'p4' });
    fourth.send(message('m1', 'hi', 'c_4'));
    const nack = await fourth.next('nack');
    expect(nack).toMatchObject({ re: 'm1', code: 'rate-limited' });
    expect(nack['retryAfterMs']).toBeGreaterThan(0);
    const agent = await join(await agentToken());
    agent.send({ type: 'presence.set', id: 'q1', onQueue: true });
    await agent.next('ack');
    expect(domain.lines.flatMap((it) => it.frames)).toHaveLength(4);
  });

  it('refuses frames over the rate, and is closed when they do not stop', async () => {
    const { join, guestToken } = await startEdge({ limits: { framesPerSecond: 0.001, frameBurst: 3, refusedFrames: 2 } });
    const client = await join(await guestToken());
    for (let n = 1; n <= 6; n += 1) client.send({ type: 'typing', id: `t${n}`, contactId: 'c_1', on: true });
    expect(await client.closed).toEqual({ code: 4429, reason: 'rate-limited' });
    expect(client.heard.filter((it) => it.type === 'nack').map((it) => it['re'])).toEqual(['t4', 't5']);
  });

  it('pings when it hears nothing, and gives up after three heartbeats of silence', async () => {
    const { join, guestToken, domain } = await startEdge({ limits: { heartbeatMs: 400 } });
    const client = await join(await guestToken());
    await client.next('ping');
    expect(await client.closed).toEqual({ code: 4440, reason: 'silent' });
    expect(domain.lines[0]?.gone).toBe(true);
  });

  it('notices silence sooner while pings come every second', async () => {
    const { join, guestToken } = await startEdge({ limits: { callHeartbeatMs: 50, callSilenceMs: 80, helloMs: 1_000 } });
    const client = await join(await guestToken());
    for (let n = 0; n < 3; n += 1) client.send({ type: 'ping' });
    expect((await client.closed).code).toBe(4440);
  });

  it.each([
    ['password changed', (agents: Agents) => { agents[0]!.passwordHash = 'scrypt$1024$8$1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA'; }],
    ['roles changed', (agents: Agents) => { agents[0]!.roles = ['supervisor']; }],
    ['account is gone', (agents: Agents) => { agents.shift(); }],
  ] as const)('of an agent is closed when the agent’s %s', async (_what, change) => {
    const { join, agentToken, guestToken, domain } = await startEdge({ limits: { recheckMs: 30, helloMs: 1_000 } });
    const agent = await join(await agentToken());
    const guest = await join(await guestToken());
    change(domain.settings.agents);
    expect((await agent.closed).code).toBe(4401);
    guest.send({ type: 'ping' });
    await guest.next('pong');
  });

  it('is closed when its reader is too slow, and the domain is told at once', async () => {
    const { join, guestToken, domain } = await startEdge({ limits: { bufferedBytes: 100_000, closingMs: 50 } });
    const client = await join(await guestToken());
    client.socket.pause();
    const line = domain.lines[0]!;
    const text = 'x'.repeat(60_000);
    while (!line.gone) {
      line.deliver({ type: 'nack', re: 'x', code: 'internal', message: text });
      await new Promise(setImmediate);
    }
    const before = client.heard.length;
    client.socket.resume();
    await client.closed;
    expect(client.heard.length).toBeGreaterThan(before);
  });
});
