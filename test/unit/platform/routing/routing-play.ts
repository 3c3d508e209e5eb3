/**
 * Random histories of customers, agents and time, for the properties of routing.
 *
 * Knows how a move is drawn and played on the real core. Every move is something that a person, a page or a clock can do;
 * one that means nothing at its moment is refused by the platform, and that is part of the play.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import { expectInvariants } from '../core/invariants.js';
import { configText, people, supportBody, toSupport, trigger, type ConfigParts } from '../core/fixtures.js';
import { manifestOf, type Act, type Person } from '../core/person.js';
import { World } from '../core/world.js';
import { expectFairRouting, nothingSeen, type Seen } from './oracle.js';

const seconds = [1, 5, 15, 20, 31, 60] as const;
const byCustomer = ['say', 'close', 'click', 'ready', 'live', 'hang-up', 'leaves', 'returns'] as const;
const byAgent = ['accept', 'decline', 'late', 'go-on', 'go-off', 'break', 'wrap', 'leaves-desk', 'returns-desk', 'breathe', 'to-agent', 'to-queue', 'agent-live'] as const;

export type Move =
  | { readonly kind: 'customer'; readonly act: (typeof byCustomer)[number]; readonly who: number }
  | { readonly kind: 'agent'; readonly act: (typeof byAgent)[number]; readonly who: number; readonly other: number }
  /** What comes next for a customer if everybody wants it: half of the moves, so that every stage is reached. */
  | { readonly kind: 'progress'; readonly who: number; readonly other: number }
  | { readonly kind: 'time'; readonly seconds: number }
  | { readonly kind: 'restart' };

const customers = 4;
const agents = ['ana', 'ben', 'chen'] as const;

const often = <T extends string>(...acts: readonly T[]) => fc.constantFrom(...acts);
const moveArbitrary = (restarts: boolean): fc.Arbitrary<Move> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.record({ kind: fc.constant('progress' as const), who: fc.nat(customers - 1), other: fc.nat(agents.length - 1) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('customer' as const), act: often('say', 'say', 'say', ...byCustomer), who: fc.nat(customers - 1) }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('agent' as const), act: often('to-agent', 'to-agent', 'to-agent', 'to-queue', 'to-queue', 'to-queue', 'wrap', 'go-on', 'go-on', ...byAgent), who: fc.nat(agents.length - 1), other: fc.nat(agents.length) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('time' as const), seconds: fc.constantFrom(...seconds) }) },
    ...(restarts ? [{ weight: 1, arbitrary: fc.constant<Move>({ kind: 'restart' }) }] : []),
  );

/** From nothing to a call: what half of the histories begin with. */
const intoCall = Array.from({ length: 7 }, (): Move => ({ kind: 'progress', who: 0, other: 2 }));

export const movesArbitrary = (restarts = false): fc.Arbitrary<readonly Move[]> =>
  fc.tuple(fc.boolean(), fc.array(moveArbitrary(restarts), { minLength: 1, maxLength: 45, size: 'max' })).map(([inCall, moves]) => (inCall ? [...intoCall, ...moves] : moves));

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const level = (id: string, least: number) => ({ skills: [{ skill: { id }, level: least }] });
const relaxation = [{ afterSeconds: 15, skillRequirements: { webChat: level('skill-chat-support', 1) } }, { afterSeconds: 40, skillRequirements: { webChat: { skills: [] }, videoChat: { skills: [] } } }];

/** Queues of every make: strict and relaxing, bounded and not, with and without somewhere else to go. */
export const configArbitrary: fc.Arbitrary<ConfigParts> = fc
  .record({
    strict: fc.boolean(), relaxing: fc.boolean(), bound: maybe(fc.constantFrom(10, 30, 61)), after: maybe(fc.constantFrom('secondary-queue', 'flow', 'close')), secondary: fc.boolean(),
    priority: maybe(fc.constantFrom(1, 3)), last: fc.boolean(), chats: fc.constantFrom(1, 1, 2), quiet: fc.boolean(), split: fc.boolean(),
  })
  .map(({ strict, relaxing, bound, after, secondary, priority, last, chats, quiet, split }) => {
    const capacity = { webChat: chats, videoChat: 1, ...(quiet ? { interruptedBy: { videoChat: [] } } : {}) };
    const settings = { ...(strict ? { skillRequirements: { webChat: level('skill-chat-support', 2), videoChat: level('skill-video-support', 1) } } : {}), ...(relaxing ? { relaxation } : {}), preferLastAgent: last };
    const body = JSON.parse(supportBody) as Record<string, unknown>;
    return {
      blocks: [trigger, toSupport],
      agents: [{ ...people.ana, capacity, skills: [{ id: 'skill-chat-support', level: 2 }, { id: 'skill-video-support', level: 1 }] }, { ...people.ben, capacity: { webChat: chats } }, { ...people.chen, capacity }],
      queue: { ...settings, ...(bound === undefined ? {} : { maxWaitSeconds: bound }), ...(after === undefined ? {} : { afterMaxWait: after }), ...(secondary ? { secondaryQueueId: 'second' } : {}), ...(split ? { members: ['ana', 'ben'] } : {}) },
      moreQueues: [{ id: 'second', ...body, members: ['chen', 'ben'], ...(priority === undefined ? {} : { priority }) }],
    };
  });

/** Customers who come, are answered and go, over and over, so that agents come free in every order. */
export const turnoverArbitrary: fc.Arbitrary<readonly Move[]> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('customer' as const), act: fc.constant('say' as const), who: fc.nat(customers - 1) }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('agent' as const), act: fc.constant('accept' as const), who: fc.nat(agents.length - 1), other: fc.constant(0) }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('customer' as const), act: fc.constant('close' as const), who: fc.nat(customers - 1) }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('agent' as const), act: fc.constant('wrap' as const), who: fc.nat(agents.length - 1), other: fc.constant(0) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('time' as const), seconds: fc.constantFrom(1, 5) }) },
    ),
    { minLength: 1, maxLength: 80, size: 'max' },
  )
  .map((moves) => [{ kind: 'agent', act: 'go-on', who: 1, other: 0 }, ...moves]);

/** Agents alike in one queue, with a slot or two. */
export const evenArbitrary: fc.Arbitrary<ConfigParts> = fc.constantFrom(1, 2).map((webChat) => ({
  blocks: [trigger, toSupport],
  agents: [people.ana, people.ben, people.chen].map((it) => ({ ...it, capacity: { webChat, videoChat: 1 } })),
  moreQueues: [{ id: 'second', ...(JSON.parse(supportBody) as Record<string, unknown>), members: ['chen'] }],
}));

export class RoutingPlay {
  readonly #customers: Person[] = [];
  readonly #agents: Person[] = [];
  #seen: Seen;

  private constructor(
    private world: World,
    private readonly folder: string | undefined,
  ) {
    this.#seen = nothingSeen(world.clock.now());
  }

  static async begin(config: ConfigParts, folder?: string): Promise<RoutingPlay> {
    expect(configText(config)).toContain('second');
    const play = new RoutingPlay(await World.open({ config, ...(folder === undefined ? {} : { folder }) }), folder);
    for (let count = 0; count < customers; count += 1) play.#customers.push(await play.world.customer());
    // Fewer slots than customers, so that lines form.
    for (const id of agents) play.#agents.push(await play.world.agent(id, { onQueue: id !== 'ben' }));
    return play;
  }

  /** Plays it all, judging the world after each move. Returns how often a ring was held beside another who could have had it. */
  async through(moves: readonly Move[]): Promise<number> {
    try {
      for (const move of moves) {
        await this.#play(move);
        await expectInvariants(this.world);
        this.#seen = await expectFairRouting(this.world, this.#seen);
      }
      return this.#seen.compared;
    } finally {
      await this.world.stop();
    }
  }

  async #play(move: Move): Promise<void> {
    if (move.kind === 'time') return this.world.pass(move.seconds * 1_000);
    if (move.kind === 'restart') return this.#restart();
    const answer = move.kind === 'progress' ? await this.#progress(move) : move.kind === 'customer' ? await this.#byCustomer(move) : await this.#byAgent(move);
    expect(answer).not.toMatchObject({ code: 'internal' });
  }

  async #restart(): Promise<void> {
    if (this.folder === undefined) return;
    await this.world.stop();
    this.world = await World.open({ folder: this.folder, clock: this.world.clock });
    for (const [at, person] of this.#customers.entries()) this.#customers[at] = await this.world.again(person);
    for (const [at, person] of this.#agents.entries()) this.#agents[at] = await this.world.again(person);
    // They came back one after the other, and rang before all were there.
    this.#seen = { ...this.#seen, standing: { ...this.#seen.standing, desks: new Map() } };
  }

  async #byCustomer({ act, who }: Extract<Move, { kind: 'customer' }>): Promise<unknown> {
    const it = this.#customers[who];
    if (!it) return undefined;
    if (act === 'leaves') return it.leave();
    if (act === 'returns') return void (this.#customers[who] = await this.world.again(it));
    // Whose contact has ended comes as somebody new.
    const state = (it.last('contact')?.contact ?? it.last('welcome')?.contact)?.state;
    if (act === 'say' && state === 'closed') this.#customers[who] = await this.world.customer();
    return this.#customers[who]?.do(customerAct(act, this.#customers[who] ?? it));
  }

  async #progress({ who, other }: Extract<Move, { kind: 'progress' }>): Promise<unknown> {
    const it = this.#customers[who];
    if (!it) return undefined;
    for (const agent of this.#agents) {
      const ring = agent.all('reservation').findLast(({ contactId }) => contactId === it.contactId);
      const rings = ring && !agent.all('reservation.gone').some(({ reservationId }) => reservationId === ring.reservationId);
      if (rings === true) return agent.do({ type: 'reservation.answer', reservationId: ring.reservationId, accepted: true });
    }
    const state = (it.last('contact')?.contact ?? it.last('welcome')?.contact)?.state;
    if (state === 'queued') return this.#agents[other]?.do({ type: 'presence.set', onQueue: true, state: 'available' });
    return this.#byCustomer({ kind: 'customer', who, act: nextAct(state, it.last('upgrade.state')?.state) });
  }

  async #byAgent({ act, who, other }: Extract<Move, { kind: 'agent' }>): Promise<unknown> {
    const it = this.#agents[who];
    if (!it) return undefined;
    switch (act) {
      case 'accept': return it.accept();
      case 'decline': return it.decline();
      case 'late': return this.#late(it);
      case 'leaves-desk': return it.leave();
      case 'returns-desk': return void (this.#agents[who] = await this.world.again(it));
      case 'breathe': return it.breathe();
      default: return it.do(agentAct(act, it, agents[other]));
    }
  }

  /** An answer to a ring that is over never counts. */
  async #late(agent: Person): Promise<unknown> {
    const over = agent.last('reservation.gone')?.reservationId;
    if (over === undefined) return undefined;
    const answer = await agent.do({ type: 'reservation.answer', reservationId: over, accepted: true });
    expect(answer).toMatchObject({ type: 'nack', code: 'stale-reservation' });
    return answer;
  }
}

function nextAct(state: string | undefined, stage: string | undefined): Exclude<(typeof byCustomer)[number], 'close'> {
  if (state !== 'connected') return 'say';
  if (stage === 'accepted') return 'ready';
  return stage === 'bound' ? 'live' : 'click';
}

function customerAct(act: Exclude<(typeof byCustomer)[number], 'leaves' | 'returns'>, customer: Person): Act {
  const { contactId } = customer;
  const [upgradeId, callId] = [customer.last('upgrade.state')?.upgradeId ?? 'u_none', customer.last('media-upgrade')?.callId ?? 'v_none'];
  switch (act) {
    case 'say': return { type: 'message.send', contactId, text: 'Hello' };
    case 'close': return { type: 'contact.close', contactId };
    case 'click': return { type: 'upgrade.request', contactId, manifest: manifestOf('video') };
    case 'ready': return { type: 'upgrade.capture', contactId, upgradeId, outcome: 'ready' };
    case 'live': return { type: 'call.report', contactId, callId, state: 'live' };
    case 'hang-up': return { type: 'call.end', contactId, callId };
  }
}

function agentAct(act: 'go-on' | 'go-off' | 'break' | 'wrap' | 'to-agent' | 'to-queue' | 'agent-live', agent: Person, other: string | undefined): Act {
  const contactId = agent.all('contact').findLast(({ contact }) => contact.relation === 'owner')?.contact.contactId ?? 'c_none';
  switch (act) {
    case 'go-on': return { type: 'presence.set', onQueue: true, state: 'available' };
    case 'go-off': return { type: 'presence.set', onQueue: false };
    case 'break': return { type: 'presence.set', state: 'break' };
    case 'wrap': return { type: 'contact.wrap', contactId, codes: [] };
    case 'agent-live': return { type: 'call.report', contactId: agent.last('media-upgrade')?.contactId ?? 'c_none', callId: agent.last('media-upgrade')?.callId ?? 'v_none', state: 'live' };
    case 'to-agent': return { type: 'contact.transfer', contactId, to: { kind: 'agent', agentId: other ?? 'nobody' } };
    case 'to-queue': return { type: 'contact.transfer', contactId, to: { kind: 'queue', queueId: other === undefined ? 'support' : 'second' } };
  }
}
