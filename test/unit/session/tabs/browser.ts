/**
 * A browser with several tabs, for exploring interleavings: locks, channel and sockets are modelled, each delivery is a
 * step of its own, and what comes next is the test's choice. A tab that crashes does nothing more, and its locks are free.
 */
import type { Clock } from '../../../../src/protocol/index.js';
import type { Dial, LockWish, TabPorts } from '../../../../src/session/index.js';
import { manualClock } from '../../../../src/testing/manual-clock.js';
import type { RecordingPlatform } from './recording-platform.js';

interface Claim {
  readonly tab: FakeTab;
  readonly held: (lock: unknown) => Promise<void>;
  readonly settle: (error?: Error) => void;
}

interface Lock {
  holder: Claim | undefined;
  queue: Claim[];
}

/** Many times what any schedule takes until it rests. */
const mostSteps = 50_000;

export class FakeBrowser {
  readonly clock = manualClock();
  readonly tabs: FakeTab[] = [];
  private readonly ways = new Map<string, (() => void)[]>();
  private readonly locks = new Map<string, Lock>();

  constructor(private readonly note?: (line: string) => void) {}

  open(platform: RecordingPlatform): FakeTab {
    const tab = new FakeTab(this, platform, `tab${String(this.tabs.length + 1)}`);
    this.tabs.push(tab);
    return tab;
  }

  /** Something is on its way; what is on the same way stays in order. */
  post(way: string, task: () => void): void {
    this.ways.set(way, [...(this.ways.get(way) ?? []), task]);
  }

  /** One delivery, of a way that `pick` chooses; false when nothing is on its way. */
  async step(pick: (ways: readonly string[]) => string | undefined): Promise<boolean> {
    const way = pick([...this.ways.keys()]);
    const [task, ...rest] = (way !== undefined && this.ways.get(way)) || [];
    if (way === undefined || !task) return false;
    if (rest.length === 0) this.ways.delete(way);
    else this.ways.set(way, rest);
    this.note?.(way);
    task();
    await promises();
    return true;
  }

  /** Everything arrives, and this much time passes. @throws Error where it never ends: tabs that answer each other without an end */
  async rest(ms: number): Promise<void> {
    const end = this.clock.now() + ms;
    await promises();
    for (let left = mostSteps; ; ) {
      while (await this.step(([first]) => first)) if ((left -= 1) < 0) throw new Error('it does not come to rest');
      const wait = this.clock.nextIn;
      if (wait === undefined || this.clock.now() + wait > end) return;
      await this.pass(wait);
    }
  }

  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    await promises();
  }

  request(tab: FakeTab, name: string, { ifAvailable, steal, signal }: LockWish, held: Claim['held']): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const claim: Claim = { tab, held, settle: (error) => (error ? reject(error) : resolve(undefined)) };
      const lock = this.lockOf(name);
      if (steal === true) {
        const robbed = lock.holder;
        if (robbed) this.post(`lock ${robbed.tab.id}`, () => robbed.tab.alive && robbed.settle(new DOMException('stolen', 'AbortError')));
        this.grant(lock, claim);
      } else if (!lock.holder) {
        this.grant(lock, claim);
      } else if (ifAvailable === true) {
        this.post(`lock ${tab.id}`, () => void held(null).then(() => claim.settle()));
      } else {
        lock.queue.push(claim);
        signal?.addEventListener('abort', () => {
          if (!lock.queue.includes(claim)) return;
          lock.queue = lock.queue.filter((it) => it !== claim);
          claim.settle(new DOMException('aborted', 'AbortError'));
        });
      }
    });
  }

  say(from: FakeTab, name: string, message: unknown): void {
    const text = JSON.stringify(message);
    for (const tab of this.tabs) {
      if (tab !== from && tab.alive) this.post(`${from.id} to ${tab.id}`, () => {
        this.note?.(`  ${text.slice(0, 160)}`);
        tab.hear(name, JSON.parse(text));
      });
    }
  }

  /** The tab's locks are free. */
  bury(tab: FakeTab): void {
    for (const lock of this.locks.values()) {
      lock.queue = lock.queue.filter((claim) => claim.tab !== tab);
      if (lock.holder?.tab === tab) this.free(lock);
    }
  }

  private lockOf(name: string): Lock {
    const lock = this.locks.get(name) ?? { holder: undefined, queue: [] };
    this.locks.set(name, lock);
    return lock;
  }

  private grant(lock: Lock, claim: Claim): void {
    lock.holder = claim;
    this.post(`lock ${claim.tab.id}`, () => {
      if (lock.holder !== claim) return;
      void claim.held({}).then(() => {
        if (lock.holder === claim) this.free(lock);
        claim.settle();
      });
    });
  }

  private free(lock: Lock): void {
    lock.holder = undefined;
    const next = lock.queue.shift();
    if (next) this.grant(lock, next);
  }
}

export class FakeTab {
  alive = true;
  readonly clock: Clock;
  readonly ports: TabPorts;
  private readonly channels = new Set<{ readonly name: string; readonly heard: (message: unknown) => void }>();
  private page: { readonly away: () => void; readonly back: () => void } | undefined;

  constructor(private readonly browser: FakeBrowser, private readonly platform: RecordingPlatform, readonly id: string) {
    this.clock = {
      now: () => browser.clock.now(),
      after: (ms, task) => browser.clock.after(ms, () => this.alive && task()),
    };
    this.ports = {
      locks: { request: (name, wish, held) => (this.alive ? browser.request(this, name, wish, held) : new Promise(() => undefined)) },
      channel: (name, heard) => {
        const channel = { name, heard };
        this.channels.add(channel);
        return {
          post: (message) => this.alive && this.channels.has(channel) && browser.say(this, name, message),
          close: () => void this.channels.delete(channel),
        };
      },
      watchPage: (page) => {
        this.page = page;
        return () => (this.page = undefined);
      },
    };
  }

  readonly dial: Dial = (_url, listener) =>
    this.platform.accept(
      (task) => this.browser.post(`${this.id} to platform`, task),
      (task) => this.browser.post(`platform to ${this.id}`, () => this.alive && task()),
      this.id,
      listener,
    );

  hear(name: string, message: unknown): void {
    if (!this.alive) return;
    for (const channel of [...this.channels]) if (channel.name === name) channel.heard(message);
  }

  /** Into the back/forward cache, and out of it. */
  hide(): void {
    this.page?.away();
  }

  show(): void {
    this.page?.back();
  }

  crash(): void {
    this.alive = false;
    this.browser.bury(this);
    this.platform.lost(this.id);
  }
}

/** Lets promises settle, a chain of them too. */
export async function promises(): Promise<void> {
  for (let n = 0; n < 30; n++) await Promise.resolve();
}
