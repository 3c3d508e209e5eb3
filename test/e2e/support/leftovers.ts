/**
 * What calls leave behind in a page: connections and tracks that were never let go of, timers, listeners, heap.
 *
 * Runs as an init script beside the observer and holds nothing strongly, so that it keeps nothing alive itself. Knows the
 * browser's API only. Heap and garbage collection can be had in Chromium alone, over its own protocol.
 */
import type { CDPSession, Page } from '@playwright/test';

/** What `count` leaves on the window. */
interface Ledger {
  readonly connections: WeakRef<RTCPeerConnection>[];
  readonly tracks: WeakRef<MediaStreamTrack>[];
  /** Timers that have yet to ring. */
  readonly timers: Set<unknown>;
  /** Listeners on what lives as long as the page, by target and event. */
  readonly listeners: Map<string, number>;
}

declare global {
  interface Window {
    ledger: Ledger;
  }
}

/** The init script; must stand alone, because it is sent to the page as text. */
function count(): void {
  const ledger: Ledger = { connections: [], tracks: [], timers: new Set(), listeners: new Map() };
  window.ledger = ledger;

  window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
    construct(target, args: [RTCConfiguration?]) {
      const pc = new target(...args);
      ledger.connections.push(new WeakRef(pc));
      return pc;
    },
  });
  const media = navigator.mediaDevices;
  const getUserMedia = media.getUserMedia.bind(media);
  media.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    ledger.tracks.push(...stream.getTracks().map((track) => new WeakRef(track)));
    return stream;
  };

  const { setTimeout, setInterval, clearTimeout } = window;
  const forget = (id: number | undefined): void => {
    ledger.timers.delete(id);
    clearTimeout(id);
  };
  // Both kinds have one list of ids, as in the standard.
  window.clearTimeout = forget as typeof clearTimeout;
  window.clearInterval = forget as typeof clearInterval;
  window.setInterval = ((task: () => void, ms?: number) => {
    const id: unknown = setInterval(task, ms);
    ledger.timers.add(id);
    return id;
  }) as typeof setInterval;
  window.setTimeout = ((task: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const id: unknown = setTimeout(() => {
      ledger.timers.delete(id);
      task(...args);
    }, ms);
    ledger.timers.add(id);
    return id;
  }) as typeof setTimeout;

  const lasting = new Map<unknown, string>([[window, 'window'], [document, 'document'], [media, 'mediaDevices']]);
  for (const name of ['connection', 'permissions', 'serviceWorker'] as const) {
    const target: unknown = Reflect.get(navigator, name);
    if (target instanceof EventTarget) lasting.set(target, name);
  }
  if (window.visualViewport) lasting.set(window.visualViewport, 'visualViewport');
  const known = new Map<string, Set<unknown>>();
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const note = (target: unknown, type: string, change: (listeners: Set<unknown>) => void): void => {
    // A bare call is one on the window.
    const name = lasting.get(target ?? window);
    if (name === undefined) return;
    const key = `${name} ${type}`;
    const listeners = known.get(key) ?? new Set();
    known.set(key, listeners);
    change(listeners);
    ledger.listeners.set(key, listeners.size);
  };
  EventTarget.prototype.addEventListener = function (this: EventTarget | undefined, ...args) {
    const [type, listener, options] = args;
    const once = typeof options === 'object' && options.once === true;
    if (!once) note(this, type, (listeners) => listeners.add(listener));
    addEventListener.apply(this ?? window, args);
    const signal = typeof options === 'object' ? options.signal : undefined;
    if (signal) Reflect.apply(addEventListener, signal, ['abort', () => note(this, type, (listeners) => listeners.delete(listener))]);
  };
  EventTarget.prototype.removeEventListener = function (this: EventTarget | undefined, ...args) {
    note(this, args[0], (listeners) => listeners.delete(args[1]));
    removeEventListener.apply(this ?? window, args);
  };
}

export const installLedger = (page: Page): Promise<unknown> => page.addInitScript(count);

/** What of calls is there at a moment without one. */
export interface Leftovers {
  readonly openConnections: number;
  readonly liveTracks: number;
  readonly timers: number;
  readonly listeners: Readonly<Record<string, number>>;
}

/** Reads what is left, and makes the observer forget the call, which it would keep alive. */
export const leftovers = (page: Page): Promise<Leftovers> =>
  page.evaluate(() => {
    const { observed, ledger } = window;
    for (const list of [observed.pcs, observed.tracks, observed.captures, observed.frames]) list.length = 0;
    const there = <T extends object>(refs: readonly WeakRef<T>[]): T[] => refs.flatMap((ref) => ref.deref() ?? []);
    return {
      openConnections: there(ledger.connections).filter(({ signalingState }) => signalingState !== 'closed').length,
      liveTracks: there(ledger.tracks).filter(({ readyState }) => readyState === 'live').length,
      timers: ledger.timers.size,
      listeners: Object.fromEntries([...ledger.listeners].filter(([, size]) => size > 0)),
    };
  });

/** What the page's memory holds right after a garbage collection. */
export interface Memory {
  readonly heapBytes: number;
  readonly domNodes: number;
  readonly eventListeners: number;
  /** Connections and tracks of ended calls that something still refers to. */
  readonly connections: number;
  readonly tracks: number;
}

/** Chromium's own view of the page. */
export class MemoryProbe {
  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  static async open(page: Page): Promise<MemoryProbe> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await session.send('HeapProfiler.enable');
    return new MemoryProbe(page, session);
  }

  async read(): Promise<Memory> {
    // What one collection frees may have held more.
    for (let pass = 0; pass < 3; pass += 1) await this.session.send('HeapProfiler.collectGarbage');
    const { metrics } = await this.session.send('Performance.getMetrics');
    const metric = (name: string): number => metrics.find((it) => it.name === name)?.value ?? Number.NaN;
    const kept = await this.page.evaluate(() => {
      const left = (refs: readonly WeakRef<object>[]): number => refs.filter((ref) => ref.deref() !== undefined).length;
      return { connections: left(window.ledger.connections), tracks: left(window.ledger.tracks) };
    });
    return { heapBytes: metric('JSHeapUsedSize'), domNodes: metric('Nodes'), eventListeners: metric('JSEventListeners'), ...kept };
  }
}
