/**
 * One fuzzed run: a platform, a crowd, and what chance lets them do, one thing after the other, so that a seed gives the
 * same run again.
 *
 * Frames and bodies come from the schemas: some good, some with one thing wrong, some torn. Between bursts everything comes
 * to rest and everything that was heard is judged.
 */
import { agentFrames, clientFrameSchemas, customerFrames, type ClientFrameType } from '../../../../src/protocol/client-frame.js';
import { createLinks } from '../../../../src/platform/attachments/links.js';
import { Attempts } from '../../../../src/platform/auth/attempts.js';
import { Checks } from '../../../../src/platform/auth/checks.js';
import { allEndpoints } from '../../../../src/platform/edge/endpoints/index.js';
import type { Endpoint } from '../../../../src/platform/edge/endpoint.js';
import { TokenBuckets } from '../../../../src/platform/edge/token-bucket.js';
import { Chance } from '../../../../src/platform/routing/simulate/chance.js';
import { Crowd, type Member } from './crowd.js';
import { mutated, torn } from './mutations.js';
import { madeUp, Requests, type Caller } from './requests.js';
import { nextOfCustomer, nextOfStaff } from './progress.js';
import { Samples } from './samples.js';
import { openSubject, type Subject } from './subject.js';
import { marksIn } from './visitor.js';

export interface FuzzRun {
  readonly seed: number;
  /** Frames and requests to send. */
  readonly count: number;
  /** Called with how many were sent, about every thousand. */
  readonly onThousand?: (sent: number) => void;
}

export interface FuzzReport {
  readonly sent: number;
  readonly frames: number;
  readonly requests: number;
  /** Contacts, upgrades and calls that came about: that the run got past the doors. */
  readonly kinds: ReadonlyMap<string, number>;
}

const frameTypes = Object.keys(clientFrameSchemas) as ClientFrameType[];
const includes = (list: readonly string[], type: string): boolean => list.includes(type);
const forCustomers = frameTypes.filter((type) => !includes(agentFrames, type));
const forStaff = frameTypes.filter((type) => !includes(customerFrames, type));
/** Half of them get a conversation and a call going. */
const usual = { customer: ['message.send', 'upgrade.request', 'upgrade.answer', 'upgrade.capture', 'call.report', 'call.signal'], staff: ['reservation.answer', 'message.send', 'presence.set', 'upgrade.invite', 'call.report', 'call.signal', 'pane.rendered'] } as const;

/** The table as the edge has it; here only its shapes are used. */
function endpointsOf({ core, clock, tokens }: Subject): readonly Endpoint[] {
  const directory = { agent: core.agent, agentByLogin: core.agentByLogin, client: () => Promise.resolve(undefined) };
  const attempts = new Attempts({ clock, allowed: 1 });
  const signIn = { tokens, directory, byLogin: attempts, byAddress: attempts, checks: new Checks({ atOnce: 1, waiting: 1 }) };
  return allEndpoints({ domain: core, clock, signIn, deploymentRates: new TokenBuckets(clock, 1, 1), attachments: { links: createLinks(new Uint8Array(32), clock), admission: { core, deskOrigins: [] } } });
}

export class Fuzz {
  readonly #chance: Chance;
  readonly #subject: Subject;
  readonly #crowd: Crowd;
  readonly #requests: Requests;
  readonly #endpoints: readonly Endpoint[];
  readonly #recent: string[] = [];
  readonly #faults: string[] = [];
  #frames = 0;
  #asked = 0;

  private constructor(subject: Subject, chance: Chance) {
    this.#subject = subject;
    this.#chance = chance;
    this.#crowd = new Crowd(subject, chance.branch('crowd'), (fault) => this.#faults.push(fault));
    this.#requests = new Requests(subject.port);
    this.#endpoints = endpointsOf(subject);
  }

  static async run({ seed, count, onThousand }: FuzzRun): Promise<FuzzReport> {
    const fuzz = new Fuzz(await openSubject(), new Chance(seed));
    try {
      await fuzz.#crowd.gather();
      for (const { visitor } of fuzz.#crowd.members) await visitor.dial();
      for (let thousands = 0; fuzz.#sent < count; ) {
        await fuzz.#step();
        if (fuzz.#faults.length > 0) throw new Error(fuzz.#told(seed));
        if (Math.floor(fuzz.#sent / 1_000) > thousands) onThousand?.((thousands = Math.floor(fuzz.#sent / 1_000)) * 1_000);
      }
      return { sent: fuzz.#sent, frames: fuzz.#frames, requests: fuzz.#asked, kinds: await fuzz.#subject.kinds() };
    } finally {
      fuzz.#requests.close();
      for (const { visitor } of fuzz.#crowd.members) visitor.hangUp();
      await fuzz.#subject.close();
    }
  }

  get #sent(): number {
    return this.#frames + this.#asked;
  }

  #told(seed: number): string {
    const replay = `SEGUE_FUZZ_SEED=${seed} SEGUE_FUZZ_COUNT=${this.#sent} npx vitest run --config test/vitest.config.ts --project unit test/unit/platform/platform-fuzz.test.ts`;
    return [`After ${this.#sent} frames and requests: ${this.#faults.join('\n')}`, `Again: ${replay}`, 'The last of them:', ...this.#recent].join('\n');
  }

  #did(what: string): void {
    this.#recent.push(what.length > 600 ? `${what.slice(0, 600)} …` : what);
    if (this.#recent.length > 24) this.#recent.shift();
  }

  async #step(): Promise<void> {
    const draw = this.#chance.fraction();
    const member = this.#chance.one(this.#crowd.members);
    if (!member) return;
    if (draw < 0.05) await this.#pass();
    else if (draw < 0.25) await this.#ask();
    else if (draw < 0.29) await this.#comeOrGo(member);
    else if (draw < 0.3) this.#shout(member);
    else await this.#burst(member);
    await this.#rest();
  }

  async #burst(member: Member): Promise<void> {
    if (!member.visitor.open) await member.visitor.dial();
    for (let left = 1 + this.#chance.below(24); left > 0; left -= 1) {
      const text = this.#frameOf(member);
      this.#did(`${member.name} ${text}`);
      member.visitor.send(text);
      this.#frames += 1;
    }
    await member.visitor.handled();
  }

  #frameOf(member: Member): string {
    const chance = this.#chance;
    if (chance.happens(0.25)) {
      const doing = { id: `n-${this.#sent}`, contactId: member.ids('contactId')[0] ?? '', text: member.text() };
      return JSON.stringify(member.customer ? nextOfCustomer(member.visitor.heard, doing) : nextOfStaff(member.visitor.heard, doing));
    }
    const types: readonly ClientFrameType[] = chance.happens(0.5) ? usual[member.customer ? 'customer' : 'staff'] : chance.happens(0.9) ? (member.customer ? forCustomers : forStaff) : frameTypes;
    const value = this.#samplesOf(member).of(clientFrameSchemas[chance.one(types) ?? 'ping']);
    const draw = chance.fraction();
    const text = JSON.stringify(draw < 0.6 ? value : mutated(value, chance));
    return draw < 0.9 ? text : torn(text, chance);
  }

  #samplesOf(member: Pick<Member, 'ids' | 'text'>): Samples {
    return new Samples(this.#chance, member.ids, member.text);
  }

  /** A socket anew, with a hello that may be anything; or one that goes. */
  async #comeOrGo(member: Member): Promise<void> {
    const chance = this.#chance;
    this.#did(`${member.name} comes or goes`);
    if (chance.happens(0.4)) {
      member.visitor.hangUp();
      return;
    }
    if (chance.happens(0.5)) return member.visitor.dial();
    // Another's token is good, and makes one that other, unless it was given to another origin.
    const tokens = this.#crowd.members.filter((it) => it === member || it.customer !== member.customer).map((it) => it.token());
    const hello = JSON.stringify({ type: 'hello', token: chance.one(tokens) ?? '', sessionId: 'page', resume: { after: { none: 1 } } });
    const changed = JSON.stringify(mutated(JSON.parse(hello), chance));
    const first = chance.one([hello, changed, torn(hello, chance), Buffer.from([0xff, 0xfe, 0x00, 0x80])]) ?? hello;
    this.#did(`${member.name} says first ${String(first)}`);
    this.#frames += 1;
    await member.visitor.dial(first);
  }

  /** Bytes that are no frame at all. */
  #shout(member: Member): void {
    const kinds: readonly (readonly [string | Buffer, boolean])[] = [
      ['x'.repeat(66_000), false], [Buffer.alloc(300_000, 0x61), false], [Buffer.from([0xc3, 0x28, 0xa0, 0xa1]), false], [Buffer.from('{"type":"ping"}'), true], ['', false], [JSON.stringify({ type: 'message.send', id: 'f', text: 'x'.repeat(65_000) }), false],
    ];
    const [data, binary] = this.#chance.one(kinds) ?? ['', false];
    this.#did(`${member.name} shouts ${data.length} ${binary ? 'bytes' : 'letters'}`);
    this.#frames += 1;
    member.visitor.send(data, binary);
  }

  async #ask(): Promise<void> {
    const chance = this.#chance;
    const endpoint = chance.one(this.#endpoints);
    const caller = chance.one(this.#crowd.callers);
    // In the words of the shop's people: a queue or flow of the other deployment is not to be handed over by its administrator.
    const member = chance.one(this.#crowd.members.filter((it) => it.side !== 'other'));
    if (!endpoint || !caller || !member) return;
    for (let left = 1 + chance.below(3); left > 0; left -= 1) await this.#askOne(endpoint, caller, member);
  }

  async #askOne(endpoint: Endpoint, caller: Caller, member: Member): Promise<void> {
    const chance = this.#chance;
    const asking = madeUp(endpoint, caller, { chance, samples: this.#samplesOf({ ids: member.ids, text: () => 'Nobody wrote this' }), ids: (key) => (key === 'contactId' ? member.ids('contactId') : ['main', 'support', 'second', 'ana', 'fuzz']) });
    this.#did(`${caller.name} asks ${endpoint.method} ${asking.path} ${asking.body ?? ''}`);
    this.#asked += 1;
    const fault = await this.#requests.ask(asking, caller);
    if (fault !== undefined) this.#faults.push(fault);
  }

  async #pass(): Promise<void> {
    const ms = this.#chance.one([300, 1_000, 5_000, 21_000, 45_000]) ?? 300;
    this.#did(`${ms} ms pass`);
    await this.#subject.clock.advance(ms, this.#subject.settled);
  }

  /** Nothing under way, everything heard, nothing in the log that must not be there. */
  async #rest(): Promise<void> {
    await this.#subject.settled();
    await Promise.all(this.#crowd.members.map(({ visitor }) => visitor.caughtUp()));
    this.#faults.push(...this.#subject.faults.splice(0));
    const log = this.#subject.takeLog();
    if (marksIn(log).length > 0) this.#faults.push(`the log carries what somebody wrote: ${log.slice(0, 500)}`);
    if (/eyJ[\w-]{10,}\./.test(log)) this.#faults.push('the log carries a token');
  }
}
