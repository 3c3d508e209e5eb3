/**
 * `GET /ws`: binds real sockets (ws) to socket-session.ts.
 *
 * Knows the subprotocol, sizes in bytes and that frames are text. Compression stays off: it costs several times the
 * memory and time that it saves on short frames.
 */
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import websocket from '@fastify/websocket';
import type { WebSocket } from 'ws';
import { closeCodes } from '../../protocol/close-code.js';
import { SegueError } from '../../protocol/error.js';
import { admit, type AdmissionOptions } from './admission.js';
import type { SocketHub } from './socket-hub.js';
import { SocketSession, type SocketSurroundings } from './socket-session.js';
import type { Wire } from './wire.js';

export const subprotocol = 'segue.v1';

export interface WebsocketOptions {
  readonly surroundings: SocketSurroundings;
  readonly admission: AdmissionOptions;
  readonly hub: SocketHub;
  readonly ownOf: (request: FastifyRequest) => string;
}

/** The answers that upgrades have no use for, by their requests. */
const unused = new WeakMap<FastifyRequest, ServerResponse>();

export async function addWebsocket(app: FastifyInstance, { surroundings, admission, hub, ownOf }: WebsocketOptions): Promise<void> {
  const { limits } = surroundings;
  await app.register(websocket, {
    options: {
      perMessageDeflate: false,
      // Between the limit and four times of it a frame is refused with our own close code; beyond, ws cuts it off while it arrives.
      maxPayload: 4 * limits.frameBytes,
      handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
    },
    // Sockets are closed by the hub, with a code, before the server stops.
    preClose: (done) => done(),
    errorHandler: (error, socket, request) => {
      request.log.error({ err: error }, 'a socket could not be served');
      socket.terminate();
    },
  });
  app.route({
    method: 'GET',
    url: '/ws',
    websocket: true,
    config: { rateLimit: { max: limits.socketsPerMinute, timeWindow: 60_000 } },
    schema: { hide: true },
    preValidation: async (request, reply) => {
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',');
      if (!offered.some((it) => it.trim() === subprotocol)) throw new SegueError('bad-frame', `The socket's subprotocol is ${subprotocol}.`);
      unused.set(request, reply.raw);
      await Promise.resolve();
    },
    handler: (socket, request) => {
      letGo(socket, request);
      const source = { origin: request.headers.origin, own: ownOf(request) };
      const session = new SocketSession(wireOf(socket, request.raw.socket), surroundings, (hello) => admit(hello, source, admission));
      if (!hub.add(session)) {
        socket.close(closeCodes.goingAway, 'shutting-down');
        return;
      }
      bind(socket, session, limits.frameBytes, app);
    },
  });
}

/** A socket lives for hours: what it came by, request, answer and their log, would be kept as long, at half of what a socket costs. */
function letGo(socket: Pick<WebSocket, 'removeAllListeners'>, request: FastifyRequest): void {
  socket.removeAllListeners('error');
  unused.get(request)?.detachSocket(request.raw.socket);
}

/** What is used of a socket of ws. */
type Socket = Pick<WebSocket, 'send' | 'close' | 'terminate' | 'bufferedAmount' | 'on'>;

/**
 * What one turn of the event loop says to a socket, an event and the acknowledgement behind it, goes out in one write: `raw` is
 * the connection below, held until the turn is over.
 */
const wireOf = (socket: Socket, raw: Pick<Duplex, 'cork' | 'uncork'>): Wire => {
  let held = false;
  const hold = (): void => {
    held = true;
    raw.cork();
    process.nextTick(() => {
      held = false;
      raw.uncork();
    });
  };
  return {
    send(text) {
      if (!held) hold();
      socket.send(text);
    },
    close: (code, reason) => socket.close(code, reason),
    cut: () => socket.terminate(),
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
  };
};

function bind(socket: Socket, session: SocketSession, frameBytes: number, { log }: Pick<FastifyInstance, 'log'>): void {
  socket.on('message', (data: Buffer | ArrayBuffer | Buffer[], isBinary) => {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    if (isBinary) session.close(closeCodes.badFrame, 'bad-frame');
    else if (bytes.byteLength > frameBytes) session.close(closeCodes.frameTooLarge, 'frame-too-large');
    else session.receive(bytes.toString('utf8'));
  });
  // A frame beyond what ws takes, a broken one, a torn connection: the client's, and always followed by 'close'.
  socket.on('error', (error) => log.debug({ code: 'code' in error ? error.code : error.name }, 'a socket failed'));
  socket.on('close', () => session.gone());
}
