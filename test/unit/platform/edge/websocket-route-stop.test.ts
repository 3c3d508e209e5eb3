import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { startEdge, type TestEdge } from './fixture.js';

const message = (id: string) => ({ type: 'message.send', id, contactId: 'c_1', text: 'hi' });

describe('an open socket', () => {
  it('is told to come again when the platform stops, after its frames were answered', async () => {
    const { join, guestToken, domain, edge } = await startEdge();
    const client = await join(await guestToken());
    const work = held(domain);
    client.send(message('m1'));
    await work.reached;
    const closing = edge.close();
    // What comes while it stops is for its next life: neither done nor refused.
    client.send(message('m2'));
    client.socket.ping();
    await once(client.socket, 'pong');
    work.go();
    await closing;
    expect(await client.closed).toEqual({ code: 4503, reason: 'shutting-down' });
    expect(client.heard).toEqual([{ type: 'ack', re: 'm1' }]);
    expect(domain.lines[0]?.frames).toHaveLength(1);
  });

  it('is told so although a frame never ends, and the stop ends all the same', async () => {
    const { join, guestToken, domain, edge } = await startEdge({ limits: { stoppingMs: 50 } });
    const client = await join(await guestToken());
    const work = held(domain);
    client.send(message('m1'));
    await work.reached;
    await edge.close();
    expect((await client.closed).code).toBe(4503);
  });

  it('is cut when it does not answer the goodbye', async () => {
    const { join, guestToken, edge } = await startEdge({ limits: { closingMs: 50 } });
    const client = await join(await guestToken());
    client.socket.pause();
    await edge.close();
    client.socket.resume();
    await client.closed;
  });
});

/** Frames stay with the domain until `go`. */
function held(domain: TestEdge['domain']): { readonly reached: Promise<void>; readonly go: () => void } {
  let go: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => { go = resolve; });
  const reached = new Promise<void>((resolve) => {
    domain.onFrame = () => {
      resolve();
      return ended;
    };
  });
  return { reached, go };
}
