/**
 * A line to the platform that a test can cut, mend and hold: a relay of bytes on a port of its own.
 *
 * What a page sees of it is a network's doing and nothing else. Knows TCP, and an upgrade to WebSocket when it sees one; knows
 * nothing of frames.
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What goes no further: what the page asks, or what the platform answers. */
export type Held = 'asked' | 'answered';

export interface Line {
  /** Origin of the platform behind the line. */
  readonly url: string;
  /** From here on one direction of the WebSockets stands still, not that of the page's files; what is under way in it is lost with the next cut. */
  hold(what: Held): void;
  /** Every connection breaks, and none is made until the line is mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

interface Pair {
  readonly page: Socket;
  readonly platform: Socket;
  /** It carries a WebSocket. */
  socket: boolean;
}

const upgrade = /^GET \S+ HTTP\/1\.1\r\n[^]*\bupgrade: websocket\b/iu;

export async function openLine(port: number): Promise<Line> {
  const pairs = new Set<Pair>();
  let whole = true;
  const server = createServer((page) => {
    if (!whole) {
      page.destroy();
      return;
    }
    const platform = connect(port, '127.0.0.1');
    const pair: Pair = { page, platform, socket: false };
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      page.destroy();
      platform.destroy();
    };
    for (const socket of [page, platform]) socket.setNoDelay(true).on('error', end).on('close', end);
    page.once('data', (first) => {
      pair.socket = upgrade.test(first.toString('latin1'));
    });
    page.pipe(platform);
    platform.pipe(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const own = typeof address === 'object' && address ? address.port : 0;
  const cut = (): void => {
    whole = false;
    for (const { page, platform } of pairs) {
      page.destroy();
      platform.destroy();
    }
  };
  return {
    url: `http://127.0.0.1:${String(own)}`,
    hold: (what) => {
      for (const { page, platform, socket } of pairs) {
        if (!socket) continue;
        if (what === 'asked') page.unpipe(platform).pause();
        else platform.unpipe(page).pause();
      }
    },
    cut,
    mend: () => {
      whole = true;
    },
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
