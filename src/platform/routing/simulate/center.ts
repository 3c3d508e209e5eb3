/**
 * The platform that a simulation runs: its own core on a store in memory, a clock that jumps, and a way to wait until it rests.
 *
 * Nothing here decides who rings: contacts, reservations and deadlines go through the same units of work as in a served
 * platform. Only sockets, tokens, the disk and whoever looks at a line are missing.
 */
import { pino } from 'pino';
import type { PlatformFrame } from '../../../protocol/platform-frame.js';
import type { SegueConfig } from '../../config/index.js';
import type { Participant } from '../../contacts/hub.js';
import { migrations, openCore, type Connection, type Core } from '../../core.js';
import { openStore, type Store } from '../../store/store.js';
import { EventClock } from './event-clock.js';

/** Midnight of a Monday, so that hours read well. */
const start = Date.parse('2026-03-02T00:00:00.000Z');

/** A store that knows how much is under way in it. */
class CountedStore implements Store {
  #underWay = 0;

  constructor(private readonly store: Store) {}

  get rests(): boolean {
    return this.#underWay === 0;
  }

  transaction: Store['transaction'] = (work) => {
    this.#underWay += 1;
    return this.store.transaction(work).finally(() => {
      this.#underWay -= 1;
    });
  };

  backup(file: string): Promise<void> {
    return this.store.backup(file);
  }

  close(): Promise<void> {
    return this.store.close();
  }
}

/** Counted, not drawn: the same run has the same ids, and so the same order among equals. */
function countedIds(): (prefix: string) => string {
  let count = 0;
  return (prefix) => `${prefix}_${(count += 1).toString(36).padStart(7, '0')}`;
}

export class Center {
  #acts = 0;
  #fault: Error | undefined;

  private constructor(
    readonly clock: EventClock,
    readonly core: Core,
    private readonly store: CountedStore,
  ) {}

  static async open(config: SegueConfig): Promise<Center> {
    const clock = new EventClock(start);
    const store = new CountedStore(await openStore({ folder: ':memory:', migrations }));
    const core = await openCore({ store, clock, log: pino({ level: 'silent' }), newId: countedIds(), mintTurn: () => ({ policy: 'all', iceServers: [] }), tellsLines: false });
    const center = new Center(clock, core, store);
    await core.seed(config, 'if-empty');
    return center;
  }

  /** Milliseconds since the start. */
  get elapsed(): number {
    return this.clock.now() - start;
  }

  /** At a moment after the start, in milliseconds. */
  at(elapsed: number, act: () => Promise<void> | void): void {
    this.clock.at(start + elapsed, () => this.#do(act));
  }

  in(ms: number, act: () => Promise<void> | void): () => void {
    return this.clock.after(ms, () => this.#do(act));
  }

  connect(who: Participant, hear: (frame: PlatformFrame) => void): Promise<Connection> {
    return this.core.connect(who, { type: 'hello', token: '', sessionId: who.sessionId }, hear);
  }

  /** Runs up to that moment after the start, or until `over` says that nothing more is of interest. */
  async run(until: number, over: () => boolean = () => false): Promise<void> {
    while (!over() && this.clock.step(start + until)) {
      await this.#rest();
      if (this.#fault) throw this.#fault;
    }
  }

  async close(): Promise<void> {
    await this.core.close();
    await this.store.close();
  }

  #do(act: () => Promise<void> | void): void {
    this.#acts += 1;
    Promise.resolve(act()).then(
      () => (this.#acts -= 1),
      (fault: unknown) => {
        this.#fault ??= fault instanceof Error ? fault : new Error(String(fault));
      },
    );
  }

  /** Until acts, transactions and what follows from them are over. A transaction begins in the turn in which it is asked for. */
  async #rest(): Promise<void> {
    for (let calm = 0; calm < 2 && !this.#fault; calm = this.#acts === 0 && this.store.rests ? calm + 1 : 0) await nextTurn();
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
