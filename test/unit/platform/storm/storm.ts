/**
 * A storm: one store, one `serve` after the other, and people with real sockets who go on through all of its deaths.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from './agent.js';
import { agentIds, password, stormConfig, unlimited } from './config.js';
import { Customer } from './customer.js';
import { Random } from './random.js';
import { freePort, ServeProcess, type ServeWords } from './serve-process.js';

export interface StormOptions {
  readonly seed: number;
  readonly program: string;
  readonly customers?: number;
  /** Options of every `serve` beside its address, its store and its rates. */
  readonly words?: readonly string[];
  readonly wrap?: ServeWords['wrap'];
  /** Where the store is; default: a folder of its own, which goes with the storm. */
  readonly store?: string;
}

export class Storm {
  readonly random: Random;
  readonly customers: Customer[] = [];
  readonly agents: Agent[] = [];
  process: ServeProcess | undefined;
  #ticker: NodeJS.Timeout | undefined;

  private constructor(readonly folder: string, readonly store: string, readonly port: number, private readonly options: StormOptions) {
    this.random = new Random(options.seed);
  }

  static async open(options: StormOptions): Promise<Storm> {
    const folder = await mkdtemp(join(tmpdir(), 'segue-storm-'));
    await writeFile(join(folder, 'segue.config.json'), await stormConfig());
    const storm = new Storm(folder, options.store ?? join(folder, 'store'), await freePort(), options);
    await storm.begin();
    await storm.#gather();
    return storm;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get people(): readonly (Customer | Agent)[] {
    return [...this.customers, ...this.agents];
  }

  /** A new life; `early`: without waiting until it serves. */
  async begin({ early = false } = {}): Promise<void> {
    const { program, words = [], wrap } = this.options;
    this.process = new ServeProcess({
      program, port: this.port, store: this.store, config: join(this.folder, 'segue.config.json'), words: [...unlimited, ...words], ...(wrap ? { wrap } : {}),
    });
    if (!early) await this.process.ready();
  }

  async #gather(): Promise<void> {
    for (let n = 1; n <= (this.options.customers ?? 6); n += 1) this.customers.push(new Customer(`customer-${n}`, this.origin, this.random.fork()));
    for (const id of agentIds) this.agents.push(new Agent(id, this.origin, this.random.fork(), await this.signIn(id), agentIds.filter((it) => it !== id)));
    for (const person of this.people) person.start();
  }

  async signIn(username: string): Promise<string> {
    const answer = await fetch(`${this.origin}/oauth/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ grant_type: 'password', username, password }) });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  /** Everybody acts, each about every `everyMs`. */
  rage(everyMs = 15): void {
    this.#ticker ??= setInterval(() => {
      for (const person of this.people) if (this.random.chance(0.7)) person.step();
    }, everyMs);
  }

  calm(): void {
    clearInterval(this.#ticker);
    this.#ticker = undefined;
  }

  /** Until `true`; what is wrong with a client ends the wait. */
  async until(what: string, holds: () => boolean, withinMs = 60_000): Promise<void> {
    const end = performance.now() + withinMs;
    while (!holds()) {
      this.check();
      if (performance.now() > end) throw new Error(`${what} did not come about; serve said: ${this.process?.output.slice(-2_000) ?? ''}`);
      await sleep(20);
    }
  }

  /** Throws the first thing that a client found wrong. */
  check(): void {
    for (const { failure } of this.people) if (failure !== undefined) throw failure instanceof Error ? failure : new Error('A client failed.', { cause: failure });
  }

  /** Everybody is connected and everything that was sent has its answer. */
  settled(): Promise<void> {
    return this.until('everything answered', () => this.people.every((person) => person.connected && person.outbox.size === 0));
  }

  get acknowledged(): number {
    return this.people.reduce((sum, { acked }) => sum + acked.size, 0);
  }

  async end(): Promise<void> {
    this.calm();
    for (const person of this.people) await person.leave();
    await this.process?.kill();
    await rm(this.folder, { recursive: true });
  }
}
