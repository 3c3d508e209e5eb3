/** Requests that never end, on bare connections: each is cut, whatever route it did or did not reach. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { edgeLimits } from '../../../../src/platform/edge/edge-limits.js';
import { startEdge } from './fixture.js';

/** Writes and waits until the platform closes; gives all that it said before. */
async function untilClosed(port: number, written: string, more?: (socket: Socket) => () => void): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
  // A connection that is cut may be reset.
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'connect');
  socket.write(written);
  const stop = more?.(socket);
  await closed;
  stop?.();
  return said;
}

const unfinished = (method: string, path: string): string => `${method} ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`;

describe('a request that never ends', () => {
  it.each([['GET', '/healthz'], ['HEAD', '/healthz'], ['GET', '/nowhere'], ['POST', '/nowhere'], ['POST', '/api/v2/guest-tokens'], ['PUT', '/api/v2/queues/support']])('is cut within its time: %s %s', async (method, path) => {
    const { port } = await startEdge({ limits: { requestMs: 100 } });
    await untilClosed(port, unfinished(method, path));
  });

  it('is cut though a byte of it comes now and then', async () => {
    const { port } = await startEdge({ limits: { requestMs: 300 } });
    const trickle = (socket: Socket) => {
      const timer = setInterval(() => socket.write(' '), 10);
      return () => clearInterval(timer);
    };
    await untilClosed(port, unfinished('POST', '/api/v2/guest-tokens'), trickle);
  });

  it('holds no connection where it is answered without being read', async () => {
    const { port } = await startEdge();
    expect(await untilClosed(port, unfinished('POST', '/%zz'))).toContain('HTTP/1.1 400');
  });
});

it('one that is whole keeps its connection for the next', async () => {
  const { port } = await startEdge({ limits: { requestMs: 1_000 } });
  const socket = connect(port, '127.0.0.1');
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
  for (let answers = 1; answers <= 2; answers += 1) {
    socket.write('POST /api/v2/guest-tokens HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}');
    while (said.split('HTTP/1.1 ').length <= answers) await once(socket, 'data');
  }
  expect(socket.destroyed).toBe(false);
  socket.destroy();
  expect(edgeLimits.requestMs).toBeLessThanOrEqual(30_000);
});
