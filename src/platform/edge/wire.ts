/**
 * A socket as the edge's logic sees it; websocket-route.ts binds a real one.
 *
 * Knows four members. `close` starts the closing handshake, `cut` ends the connection at once.
 */
export interface Wire {
  send(text: string): void;
  close(code: number, reason: string): void;
  cut(): void;
  /** Bytes accepted by `send` and not yet handed to the network. */
  readonly bufferedAmount: number;
}
