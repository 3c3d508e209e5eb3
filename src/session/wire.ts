/**
 * The wire: text frames to and from a platform, whatever carries them.
 *
 * Knows the seam (`Dial`) and its browser end, a WebSocket. Does not know frames, tokens or when to dial again. Tests and
 * `segue-chat/testing` bring a wire in memory instead.
 */
import { SegueError } from '../protocol/index.js';

/** What a wire tells its owner; `closed` comes once, and last. */
export interface WireListener {
  /** To be greeted; again where a shared line is another one from now on. */
  opened(): void;
  text(data: string): void;
  /** A close code: 44xx and 45xx from the platform, 1006 where the path just broke. */
  closed(code: number): void;
}

export interface Wire {
  send(text: string): void;
  /** Hangs up with 1000 or a code of 3000 to 4999; the listener hears nothing more. */
  close(code: number): void;
}

/** Begins to connect. Throws a `SegueError` where there is nothing to dial with. */
export type Dial = (url: string, listener: WireListener) => Wire;

/** The subprotocol; a platform that does not speak it refuses the handshake. */
export const subprotocol = 'segue.v1';

/** `https://host/base` -> `wss://host/ws`: the socket is at the root of the platform's origin. */
export function socketUrl(platform: string): string {
  const url = new URL('/ws', platform);
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
  return url.href;
}

/** Dials with the WebSocket of the browser (or of Node, from 22 on). */
export const dialWebSocket: Dial = (url, listener) => {
  if (typeof WebSocket === 'undefined') throw new SegueError('unreachable', 'There is no WebSocket here: pass `dial`.');
  const socket = new WebSocket(url, subprotocol);
  socket.onopen = () => listener.opened();
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') listener.text(data);
  };
  socket.onclose = ({ code }) => listener.closed(code);
  return {
    send: (text) => socket.send(text),
    close(code) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(code);
    },
  };
};
