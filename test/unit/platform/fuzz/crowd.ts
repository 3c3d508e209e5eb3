/**
 * Who takes part in a fuzzed run: customers of two deployments, agents, a supervisor, and callers of the HTTP API.
 *
 * Knows whose contact is whose, and which ids anybody has heard of: those the fuzzer uses, and it tries foreign ones too.
 */
import type { Chance } from '../../../../src/platform/routing/simulate/chance.js';
import { manifestOf } from '../core/person.js';
import type { IdsFor } from './samples.js';
import { markOf, Visitor } from './visitor.js';
import type { Caller } from './requests.js';
import { origins, type Subject } from './subject.js';

type Side = keyof typeof origins;
const staff = { ana: 'shop', ben: 'shop', chen: 'shop', out: 'other', sam: undefined } as const satisfies Record<string, Side | undefined>;
const named = { shop: { queues: ['support', 'second'], agents: ['ana', 'ben', 'chen'] }, other: { queues: ['apart'], agents: ['out'] } } as const;
const customerSides: readonly Side[] = ['shop', 'shop', 'shop', 'other'];

/** Somebody at a socket, and what they use in what they send. */
export interface Member {
  readonly name: string;
  readonly visitor: Visitor;
  readonly customer: boolean;
  /** The deployment they are of; a supervisor is of none. */
  readonly side: Side | undefined;
  readonly ids: IdsFor;
  readonly text: () => string;
  readonly token: () => string;
}

interface Guest {
  readonly guestId: string;
  contactId: string;
  renewal: string;
  token: string;
}

/** Most ids of a kind that are remembered. */
const remembered = 12;

export class Crowd {
  readonly members: Member[] = [];
  readonly callers: Caller[] = [{ name: 'nobody', token: undefined, mayRead: () => false }];
  readonly #known = new Map<string, string[]>();
  readonly #sides = new Map<string, Side>();
  readonly #subject: Subject;
  readonly #chance: Chance;
  readonly #complain: (fault: string) => void;
  #frames = 0;

  constructor(subject: Subject, chance: Chance, complain: (fault: string) => void) {
    this.#subject = subject;
    this.#chance = chance;
    this.#complain = complain;
  }

  async gather(): Promise<void> {
    for (const [at, side] of customerSides.entries()) await this.#addCustomer(`customer ${at} of ${side}`, side);
    for (const [id, side] of Object.entries(staff)) await this.#addStaff(id, side);
    for (const id of ['ada', 'reports']) this.callers.push({ name: id, token: await this.#subject.staffToken(id), mayRead: () => true });
  }

  #learn(key: string, id: string): void {
    const known = this.#known.get(key) ?? [];
    this.#known.set(key, [...known.filter((it) => it !== id), id].slice(-remembered));
  }

  /** Ids for a key as somebody of this side would know them: mostly the last they heard of, and some that they only guess. */
  #idsOf(side: Side | undefined, own: ReadonlyMap<string, string>): IdsFor {
    return (key) => {
      const { queues, agents } = named[side ?? 'shop'];
      if (key === 'id') return [this.#chance.happens(0.05) ? 'f-1' : `f-${(this.#frames += 1)}`];
      if (/queue/i.test(key)) return queues;
      if (/^(agentId|members|agentIds|to)$/.test(key)) return agents;
      if (key === 'deploymentId') return side === undefined ? [] : [side];
      const mine = this.#chance.happens(0.8) ? own.get(key) : undefined;
      if (mine !== undefined) return [mine];
      return this.#known.get(key) ?? (/id$/i.test(key) ? [...queues, ...agents, 'main'] : []);
    };
  }

  async #addCustomer(name: string, side: Side): Promise<void> {
    const guest: Guest = { guestId: '', contactId: '', renewal: '', token: '' };
    const own = new Set<string>();
    const last = new Map<string, string>();
    const admit = async (): Promise<void> => {
      // Now and then without the renewal: the same page as somebody new.
      const { core, tokens } = this.#subject;
      const keep = guest.renewal !== '' && this.#chance.happens(0.8);
      const anew = { deploymentId: side, customer: { name: 'Someone' } };
      // Whom an agent has blocked comes as somebody new.
      const it = await (keep ? core.guest({ ...anew, renewal: guest.renewal }).catch(() => core.guest(anew)) : core.guest(anew));
      if (it.guestId !== guest.guestId) own.clear();
      own.add(it.contactId);
      this.#sides.set(it.contactId, side);
      this.#learn('contactId', it.contactId);
      last.set('contactId', it.contactId);
      const { token } = await tokens.mint({ kind: 'guest', sub: it.guestId, deployment: side, contact: it.contactId, origin: origins[side] });
      Object.assign(guest, it, { token });
    };
    await admit();
    const hello = async () => {
      await admit();
      return { type: 'hello', token: guest.token, sessionId: `page-of-${name.replaceAll(' ', '-')}`, manifest: manifestOf('video') } as const;
    };
    const visitor = new Visitor({ port: this.#subject.port, role: 'customer', origin: origins[side], mayHear: (id) => own.has(id), hello, learn: this.#remember(last), complain: (fault) => this.#complain(`${name}: ${fault}`) });
    this.members.push({ name, visitor, customer: true, side, ids: this.#idsOf(side, last), text: () => `${markOf(guest.contactId)} hello`, token: () => guest.token });
    this.callers.push({ name, get token() { return guest.token; }, mayRead: (id) => own.has(id) });
  }

  #remember(last: Map<string, string>): (key: string, id: string) => void {
    return (key, id) => {
      last.set(key, id);
      this.#learn(key, id);
    };
  }

  async #addStaff(id: string, side: Side | undefined): Promise<void> {
    const mayHear = (contactId: string): boolean => side === undefined || (this.#sides.get(contactId) ?? side) === side;
    const token = await this.#subject.staffToken(id);
    const last = new Map<string, string>();
    const hello = async () => ({ type: 'hello', token: await this.#subject.staffToken(id), sessionId: `desk-of-${id}`, manifest: manifestOf('video') }) as const;
    const visitor = new Visitor({ port: this.#subject.port, role: side === undefined ? 'supervisor' : 'agent', origin: undefined, mayHear, hello, learn: this.#remember(last), complain: (fault) => this.#complain(`${id}: ${fault}`) });
    const ids = this.#idsOf(side, last);
    this.members.push({ name: id, visitor, customer: false, side, ids, text: () => 'From the desk', token: () => token });
    this.callers.push({ name: id, token, mayRead: mayHear });
  }
}
