/**
 * The socket of a page, severed within a frame: in the very `send` or message event of the frame that a test names.
 *
 * Runs as an init script, so that nothing of the negotiation can come in between. Knows the wire's frames by their names,
 * nothing of the code that sends them.
 */
import type { Page } from '@playwright/test';

export interface Cut {
  /** Such as `sent upgrade.request`, `got upgrade.state ringing`, `got ack upgrade.capture`, `sent call.signal answer`. */
  readonly frame: string;
  /** Before it: the frame is lost. After it: the frame arrives, and whatever it leads to is lost. */
  readonly when: 'before' | 'after';
  /** Closed: the page is told. Silent: nothing passes any more, and no one is told. */
  readonly how: 'closed' | 'silent';
}

interface Severance {
  /** The next cut; it happens once. */
  armed: Cut | undefined;
  severed: WebSocket | undefined;
}

declare global {
  interface Window {
    severance: Severance;
  }
}

/** The init script; must stand alone, because it is sent to the page as text. */
function sever(): void {
  const state: Severance = { armed: undefined, severed: undefined };
  window.severance = state;
  interface Frame { type: string; id?: string; re?: string; state?: string; kind?: string; body?: { type?: string } }
  const asked = new Map<string, string>();

  const nameOf = (way: 'sent' | 'got', data: unknown): string => {
    const frame = JSON.parse(String(data)) as Frame;
    if (way === 'sent' && frame.id !== undefined) asked.set(frame.id, frame.type);
    const more = frame.type === 'ack' ? asked.get(frame.re ?? '') : (frame.body?.type ?? frame.state ?? frame.kind);
    return [way, frame.type, ...(more === undefined ? [] : [more])].join(' ');
  };
  /** The cut that is due at this frame. */
  const due = (way: 'sent' | 'got', data: unknown): Cut | undefined => {
    const name = nameOf(way, data);
    return state.armed?.frame === name ? state.armed : undefined;
  };
  const kill = (socket: WebSocket, { how }: Cut): void => {
    state.armed = undefined;
    state.severed = socket;
    if (how === 'closed') socket.close();
  };

  const native = window.WebSocket;
  const send = native.prototype.send;
  native.prototype.send = function (this: WebSocket, data) {
    if (this === state.severed) return;
    const cut = due('sent', data);
    if (cut?.when !== 'before') send.call(this, data);
    if (cut) kill(this, cut);
  };
  window.WebSocket = new Proxy(native, {
    construct(target, args: [string, string?], self) {
      const socket = Reflect.construct(target, args, self) as WebSocket;
      // The first of its listeners: what it stops, nobody hears.
      socket.addEventListener('message', (event) => {
        const cut = socket === state.severed ? undefined : due('got', event.data);
        if (cut) kill(socket, cut);
        if (socket === state.severed && cut?.when !== 'after') event.stopImmediatePropagation();
      });
      return socket;
    },
  });
}

export const installSeverance = (page: Page): Promise<unknown> => page.addInitScript(sever);

/** The page's socket dies when this frame comes next. */
export const arm = (page: Page, cut: Cut): Promise<void> =>
  page.evaluate((next) => {
    window.severance.armed = next;
    window.severance.severed = undefined;
  }, cut);

/** Whether the cut has happened, its socket is dead, and the page speaks through another one. */
export const isReplaced = (page: Page): Promise<{ cut: boolean; dead: boolean; another: boolean }> =>
  page.evaluate(() => {
    const { severed } = window.severance;
    return {
      cut: severed !== undefined,
      dead: (severed?.readyState ?? WebSocket.OPEN) >= WebSocket.CLOSING,
      another: window.observed.sockets.some((it) => it !== severed && it.readyState === WebSocket.OPEN),
    };
  });
