/**
 * The end of the HTTP server: requests under way are answered, new sockets are not made, and nothing holds it up for ever.
 *
 * Knows the raw connections of a server. Does not know frames (socket-hub.ts) or the domain.
 */
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../protocol/clock.js';

export class Closing {
  readonly #app: FastifyInstance;
  readonly #clock: Clock;
  readonly #connections = new Set<Socket>();
  #begun = false;

  constructor(app: FastifyInstance, clock: Clock) {
    this.#app = app;
    this.#clock = clock;
    app.server.on('connection', (socket: Socket) => {
      this.#connections.add(socket);
      socket.once('close', () => this.#connections.delete(socket));
    });
    // Fastify would answer 503 while it closes and then forget the connection, which nobody reads any more.
    app.server.prependListener('upgrade', (_request: unknown, socket: Duplex) => {
      if (this.#begun) socket.destroy();
    });
  }

  get begun(): boolean {
    return this.#begun;
  }

  /** No new sockets from now on. */
  begin(): void {
    this.#begun = true;
  }

  /** Closes the server; what is not done after `withinMs` is cut off. */
  async finish(withinMs: number): Promise<void> {
    let cancel: () => void = () => undefined;
    const late = new Promise<void>((resolve) => {
      cancel = this.#clock.after(withinMs, () => {
        for (const socket of this.#connections) socket.destroy();
        resolve();
      });
    });
    await Promise.race([this.#app.close(), late]);
    cancel();
  }
}
