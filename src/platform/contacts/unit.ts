/**
 * A unit of work: one transaction with everything that follows from it.
 *
 *   work -> facts handled one by one -> routing (and its facts) -> what to tell -> COMMIT -> frames delivered
 *
 * Knows the order. Reads, decisions and writes of the domain happen inside, serially; frames, timers and alerts only after
 * the commit, in commit order. Does not know what facts mean (wiring.ts).
 */
import type { Logger } from '../log.js';
import type { AheadSignal } from '../../protocol/signal.js';
import type { PlatformFrame } from '../../protocol/platform-frame.js';
import type { Store } from '../store/store.js';
import type { Tx } from '../store/sql.js';
import type { Upgrade } from '../upgrades/upgrade-store.js';
import type { Clock } from '../../protocol/clock.js';
import type { Alert } from './alert.js';
import type { Config } from './config-store.js';
import { clearDeadline, setDeadline, type DeadlineKind } from './deadline-store.js';
import type { Fact } from './fact.js';
import type { Hub } from './hub.js';
import type { NewId } from './ids.js';
import type { Measure } from './measure.js';

/** What every unit can reach. */
export interface Surroundings {
  readonly config: Config;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly log: Logger;
  readonly newId: NewId;
  /** A deadline was set: the scheduler looks no later than then. */
  readonly poke: (due: number) => void;
  readonly alert: (alert: Alert) => void;
  readonly measure: (measure: Measure) => void;
  /** An upgrade changed: the signaling relay follows its call. */
  readonly followCall: (upgrade: Upgrade, guestId: string) => void;
  /** What the customer of an upgrade has said ahead of its call. */
  readonly saidAhead: (upgradeId: string) => { readonly id: string; readonly signals: readonly AheadSignal[] } | undefined;
  /** Somebody in line wrote: the inboxes are told before long. */
  readonly inboxSoon: () => void;
  /** The line has changed: customers in it are told of their places before long. */
  readonly placesSoon: () => void;
  /** Removes a file that is gone by its row, and then the row; for after the commit. */
  readonly dropFile: (attachmentId: string) => void;
}

/** What clients are told at the end of a unit, computed once however often it changed. */
export interface Stale {
  readonly contacts: Set<string>;
  readonly upgrades: Set<string>;
  readonly presences: Set<string>;
  /** Former owners, who get the contact's last snapshot: `agentId` by contact. */
  readonly former: Map<string, string>;
  /** Agents who joined a contact in this unit and need all of it: contact by `agentId`. */
  readonly joined: Map<string, string>;
  /** Contacts that came into a queue in this unit. */
  readonly arrived: Set<string>;
  inbox: boolean;
  routing: boolean;
}

export class Unit {
  readonly stale: Stale = {
    contacts: new Set(), upgrades: new Set(), presences: new Set(), former: new Map(), joined: new Map(), arrived: new Set(), inbox: false, routing: false,
  };
  readonly facts: Fact[] = [];
  /** Raised and not yet stored. */
  readonly alerts: Alert[] = [];
  #frames: { readonly to: string; readonly frame: PlatformFrame }[] = [];
  readonly #first: { readonly to: string; readonly frame: PlatformFrame }[] = [];
  readonly #last: { readonly to: string; readonly frame: PlatformFrame }[] = [];
  readonly #after: (() => void)[] = [];

  constructor(
    readonly tx: Tx,
    /** The unit's moment, epoch milliseconds. */
    readonly now: number,
    readonly around: Surroundings,
  ) {}

  get config(): Config {
    return this.around.config;
  }

  raise(fact: Fact): void {
    this.facts.push(fact);
  }

  /** To every connection of the participant, after the commit. */
  send(to: string, frame: PlatformFrame): void {
    this.#frames.push({ to, frame });
  }

  /** As `send`, before everything else that this unit says. */
  first(to: string, frame: PlatformFrame): void {
    this.#first.push({ to, frame });
  }

  /** As `send`, behind everything else that this unit says. */
  last(to: string, frame: PlatformFrame): void {
    this.#last.push({ to, frame });
  }

  /** Puts frames before all others and takes out what they already contain. */
  sendFirst(to: string, frames: readonly PlatformFrame[], contains: (frame: PlatformFrame) => boolean): void {
    const rest = this.#frames.filter((it) => it.to !== to || !contains(it.frame));
    this.#frames = [...frames.map((frame) => ({ to, frame })), ...rest];
  }

  /** Runs after the commit, before the unit's frames go out. */
  after(task: () => void): void {
    this.#after.push(task);
  }

  /** Stored with this unit's transaction, told after it. */
  alert(alert: Alert): void {
    this.alerts.push(alert);
    this.after(() => this.around.alert(alert));
  }

  measure(measure: Measure): void {
    this.after(() => this.around.measure(measure));
  }

  async arm(kind: DeadlineKind, key: string, due: number): Promise<void> {
    await setDeadline(this.tx, { kind, key, due });
    this.after(() => this.around.poke(due));
  }

  async disarm(kind: DeadlineKind, key: string): Promise<void> {
    await clearDeadline(this.tx, kind, key);
  }

  /** The store has it all: let everybody know. */
  committed(): void {
    for (const task of this.#after) task();
    for (const { to, frame } of [...this.#first, ...this.#frames, ...this.#last]) this.around.hub.send(to, frame);
  }
}

export interface UnitRules {
  readonly store: Store;
  readonly around: Surroundings;
  readonly handle: (unit: Unit, fact: Fact) => Promise<void>;
  /** Gives agents what waits for them; may raise facts. */
  readonly route: (unit: Unit) => Promise<void>;
  /** Adds the frames that tell of the state in which the unit ends. */
  readonly tell: (unit: Unit) => Promise<void>;
}

export type Transact = <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;

/** More facts than that from one work mean that two parts answer each other for ever. */
const mostFacts = 1_000;

/** Makes the one way in which the domain writes. */
export function makeTransact({ store, around, handle, route, tell }: UnitRules): Transact {
  const drain = async (unit: Unit): Promise<void> => {
    for (let count = 0; ; count += 1) {
      const fact = unit.facts.shift();
      if (!fact) return;
      if (count > mostFacts) throw new Error(`Facts without end, the last of kind ${fact.kind}.`);
      await handle(unit, fact);
    }
  };
  return async (work) => {
    const { unit, value } = await store.transaction(async (tx) => {
      const unit = new Unit(tx, around.clock.now(), around);
      const value = await work(unit);
      await drain(unit);
      while (unit.stale.routing) {
        unit.stale.routing = false;
        await route(unit);
        await drain(unit);
      }
      await tell(unit);
      return { unit, value };
    });
    unit.committed();
    return value;
  };
}
