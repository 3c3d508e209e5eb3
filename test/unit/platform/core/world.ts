/** A platform core on a real SQLite store, with a clock that the test moves and people who come to it. */
import type { Files } from '../../../../src/platform/attachments/file-store.js';
import { parseConfig, type SegueConfig } from '../../../../src/platform/config/index.js';
import { migrations, openCore, type Alert, type Core, type Measure } from '../../../../src/platform/core.js';
import { createLog } from '../../../../src/platform/log.js';
import { openStore, type Store } from '../../../../src/platform/store/store.js';
import type { Participant } from '../../../../src/platform/contacts/hub.js';
import { segmentsOf, type StoredEvent } from '../../../../src/platform/record/index.js';
import { ManualClock } from './manual-clock.js';
import { Person, type ManifestKind } from './person.js';
import { configText, type ConfigParts } from './fixtures.js';

export interface WorldOptions {
  readonly folder?: string;
  readonly clock?: ManualClock;
  readonly config?: ConfigParts;
  readonly files?: Pick<Files, 'drop'>;
}

export class World {
  readonly alerts: Alert[] = [];
  readonly measures: Measure[] = [];
  readonly #people: Person[] = [];
  #sessions = 0;

  private constructor(
    readonly clock: ManualClock,
    readonly core: Core,
    readonly store: Store,
    private readonly inFlight: { count: number },
  ) {
    core.on('alert', (alert) => this.alerts.push(alert));
    core.on('measure', (measure) => this.measures.push(measure));
  }

  static async open({ folder = ':memory:', clock = new ManualClock(), config = {}, files }: WorldOptions = {}): Promise<World> {
    const inFlight = { count: 0 };
    const store = counting(await openStore({ folder, migrations }), inFlight);
    const log = createLog({ level: process.env['SHOW_LOG'] === undefined ? 'silent' : 'warn' });
    const core = await openCore({ store, clock, log, ...(files ? { files } : {}), mintTurn: () => ({ policy: 'all', iceServers: [{ urls: 'turn:turn.example:3478', username: 'u', credential: 'c' }] }) });
    await core.seed(parsed(config), 'if-empty');
    return new World(clock, core, store, inFlight);
  }

  /** When the platform has nothing left to do at this moment. */
  readonly settled = async (): Promise<void> => {
    for (let calm = 0; calm < 4; calm = this.inFlight.count === 0 ? calm + 1 : 0) await new Promise((resolve) => setImmediate(resolve));
  };

  async pass(ms: number): Promise<void> {
    await this.settled();
    await this.clock.advance(ms, this.settled);
    await this.settled();
  }

  async customer(options: { name?: string; manifest?: ManifestKind; deploymentId?: string } = {}): Promise<Person> {
    const { name, manifest = 'video', deploymentId = 'shop' } = options;
    const guest = await this.core.guest({ deploymentId, ...(name === undefined ? {} : { customer: { name } }) });
    const who: Participant = { kind: 'customer', id: guest.guestId, sessionId: this.#session(), deploymentId, contactId: guest.contactId, scopes: [], ...(name === undefined ? {} : { name }) };
    return this.#come(new Person(this.core, who, manifest, this.settled));
  }

  /** Signs an agent in; on queue unless said otherwise. */
  async agent(id: string, { onQueue = true, manifest = 'video' }: { onQueue?: boolean; manifest?: ManifestKind } = {}): Promise<Person> {
    const name = (await this.core.agent(id))?.name ?? id;
    const person = await this.#come(new Person(this.core, { kind: 'agent', id, name, sessionId: this.#session(), scopes: [] }, manifest, this.settled));
    if (onQueue) await person.do({ type: 'presence.set', onQueue: true });
    return person;
  }

  /** The same person from a fresh page. */
  async again(person: Person, recent?: number): Promise<Person> {
    return this.#come(new Person(this.core, { ...person.who, sessionId: this.#session() }, person.manifest, this.settled), recent);
  }

  /** The same page with a new socket, as after a network that was away. */
  redial(person: Person): Promise<Person> {
    return this.#come(new Person(this.core, person.who, person.manifest, this.settled));
  }

  /** Somebody of another world: after a restart, from a fresh page of theirs. */
  bring(person: Person): Promise<Person> {
    return this.again(person);
  }

  /** Every page of everybody, also those that were left open. */
  async everybodyLeaves(): Promise<void> {
    for (const person of this.#people) await person.leave();
  }

  timeline(contactId: string): Promise<readonly StoredEvent[]> {
    return this.core.timeline(contactId);
  }

  async kinds(contactId: string): Promise<string[]> {
    return (await this.timeline(contactId)).map(({ kind }) => kind);
  }

  async segments(contactId: string): Promise<string[]> {
    const segments = segmentsOf(await this.timeline(contactId), this.clock.now());
    return segments.map(({ medium, kind, owner }) => [medium, kind, owner].filter(Boolean).join(' '));
  }

  /** Stops the platform as a crash would, as far as memory goes; sockets are told nothing. */
  async stop(): Promise<void> {
    await this.settled();
    await this.core.close();
    await this.store.close();
  }

  #session(): string {
    this.#sessions += 1;
    return `page-${this.#sessions}-${this.clock.now()}`;
  }

  async #come(person: Person, recent?: number): Promise<Person> {
    await person.connect({}, recent);
    this.#people.push(person);
    return person;
  }
}

const parsed = (parts: ConfigParts): SegueConfig => parseConfig(configText(parts));

function counting(store: Store, inFlight: { count: number }): Store {
  return {
    transaction(work) {
      inFlight.count += 1;
      return store.transaction(work).finally(() => {
        inFlight.count -= 1;
      });
    },
    backup: (file) => store.backup(file),
    close: () => store.close(),
  };
}
