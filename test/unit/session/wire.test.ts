import { afterEach, describe, expect, it, vi } from 'vitest';
import { agentTokens, dialWebSocket, randomId, socketUrl, systemClock, watchNetwork } from '../../../src/session/index.js';

afterEach(() => vi.unstubAllGlobals());

describe('the address of the socket', () => {
  it.each([
    ['https://chat.example.com', 'wss://chat.example.com/ws'],
    ['https://chat.example.com:8443/some/page?x=1#y', 'wss://chat.example.com:8443/ws'],
    ['http://localhost:8080', 'ws://localhost:8080/ws'],
  ])('of %s is %s', (platform, url) => expect(socketUrl(platform)).toBe(url));
});

describe('the browser’s wire', () => {
  class FakeSocket {
    static last: FakeSocket | undefined;
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: unknown }) => void) | null = null;
    onclose: ((event: { code: number }) => void) | null = null;
    readonly sent: string[] = [];
    closedWith: number | undefined;
    constructor(readonly url: string, readonly protocol: string) {
      FakeSocket.last = this;
    }
    send(text: string): void {
      this.sent.push(text);
    }
    close(code: number): void {
      this.closedWith = code;
    }
  }

  it('speaks the subprotocol, passes text on, and is silent once it has hung up', () => {
    vi.stubGlobal('WebSocket', FakeSocket);
    const heard: unknown[] = [];
    const wire = dialWebSocket('wss://x/ws', { opened: () => heard.push('opened'), text: (data) => heard.push(data), closed: (code) => heard.push(code) });
    const socket = FakeSocket.last;
    expect(socket).toMatchObject({ url: 'wss://x/ws', protocol: 'segue.v1' });
    socket?.onopen?.();
    socket?.onmessage?.({ data: 'text' });
    socket?.onmessage?.({ data: new ArrayBuffer(1) });
    socket?.onclose?.({ code: 1_006 });
    wire.send('hi');
    wire.close(1_000);
    expect(heard).toEqual(['opened', 'text', 1_006]);
    expect(socket).toMatchObject({ sent: ['hi'], closedWith: 1_000, onopen: null, onmessage: null, onclose: null });
  });

  it('says what to do where there is no WebSocket', () => {
    vi.stubGlobal('WebSocket', undefined);
    expect(() => dialWebSocket('wss://x/ws', { opened: () => undefined, text: () => undefined, closed: () => undefined })).toThrow(/pass `dial`/);
  });
});

describe('signs of the network', () => {
  it('are the browser being online and the page being seen, until nobody listens', () => {
    const [page, tab] = [new EventTarget(), Object.assign(new EventTarget(), { visibilityState: 'hidden' })];
    vi.stubGlobal('window', page);
    vi.stubGlobal('document', tab);
    const hint = vi.fn();
    const stop = watchNetwork(hint);
    tab.dispatchEvent(new Event('visibilitychange'));
    expect(hint).not.toHaveBeenCalled();
    tab.visibilityState = 'visible';
    tab.dispatchEvent(new Event('visibilitychange'));
    page.dispatchEvent(new Event('online'));
    expect(hint).toHaveBeenCalledTimes(2);
    stop();
    page.dispatchEvent(new Event('online'));
    expect(hint).toHaveBeenCalledTimes(2);
  });

  it('do not exist without a window', () => {
    expect(() => watchNetwork(() => expect.unreachable())()).not.toThrow();
  });
});

describe('small parts', () => {
  it('ids fit the wire and differ', () => {
    const ids = new Set(Array.from({ length: 1_000 }, () => randomId()));
    expect(ids.size).toBe(1_000);
    for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/);
  });

  it('an agent’s token is asked for anew at each dial', async () => {
    const asked: boolean[] = [];
    const tokens = agentTokens({ accessToken: (renew) => `t${asked.push(renew)}` });
    expect(await tokens.get(false)).toEqual({ token: 't1' });
    expect(await tokens.get(true)).toEqual({ token: 't2' });
    expect(asked).toEqual([false, true]);
  });

  it('the system clock runs what it is told to, unless it is stopped', async () => {
    const before = Date.now();
    await new Promise<void>((done) => {
      systemClock.after(0, () => expect.unreachable())();
      systemClock.after(1, done);
    });
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  });
});
