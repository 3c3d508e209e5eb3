/** Dials a real platform as a page of an origin, with the sockets of `ws`. */
import { WebSocket } from 'ws';
import type { Dial } from '../../../src/session/index.js';

export const dialFrom = (origin: string): Dial => (url, listener) => {
  const socket = new WebSocket(url, 'segue.v1', { origin });
  socket.on('open', () => listener.opened());
  socket.on('message', (data: Buffer) => listener.text(data.toString('utf8')));
  socket.on('close', (code) => listener.closed(code));
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
