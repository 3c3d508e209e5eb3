import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histories, shrinking } from './depth.js';
import { manifestOf, type Person } from './person.js';
import { expectInvariants } from './invariants.js';
import { askBlock, people, supportBody, toSupport, trigger, videoBlock, type ConfigParts } from './fixtures.js';
import { World } from './world.js';

const acts = [
  'say', 'ask', 'yes', 'no', 'ready', 'denied', 'cancel', 'close', 'customer-leaves', 'customer-returns', 'customer-live', 'customer-ends',
  'accept', 'decline', 'go-on', 'go-off', 'break', 'agent-leaves', 'agent-returns', 'wrap', 'invite', 'agent-live', 'agent-fails', 'transfer', 'transfer-queue', 'rendered',
  'second', 'ten-seconds', 'half-minute', 'minute', 'restart',
] as const;
type Act = (typeof acts)[number] | 'progress';
type Move = { readonly act: Act; readonly customer: number; readonly agent: number };
/** Half of the moves do what comes next for a customer, so that every stage is reached; the others do anything. */
const act: fc.Arbitrary<Act> = fc.oneof(fc.constant('progress' as const), fc.constantFrom(...acts));
const move: fc.Arbitrary<Move> = fc.record({ act, customer: fc.nat(2), agent: fc.nat(2) });

class Play {
  readonly customers: Person[] = [];
  readonly agents: Person[] = [];

  /** `folder`: of a store on disk; without one nothing restarts. */
  constructor(
    public world: World,
    private readonly folder?: string,
  ) {}

  async begin(): Promise<void> {
    for (let count = 0; count < 3; count += 1) this.customers.push(await this.world.customer());
    for (const id of ['ana', 'ben', 'chen']) this.agents.push(await this.world.agent(id));
  }

  async step({ act, customer, agent }: Move): Promise<void> {
    const c = this.customers[customer];
    const a = this.agents[agent];
    if (!c || !a) return;
    const answer = await (byCustomer[act]?.(c) ?? byAgent[act]?.(a, this) ?? this.#other(act, customer, agent));
    expect(answer).not.toMatchObject({ code: 'internal' });
  }

  async #other(act: Move['act'], customer: number, agent: number): Promise<unknown> {
    if (act === 'progress') return this.#progress(customer);
    if (act === 'restart') return this.#restart();
    const spans: Partial<Record<Move['act'], number>> = { second: 1_000, 'ten-seconds': 10_000, 'half-minute': 30_000, minute: 61_000 };
    const span = spans[act];
    if (span !== undefined) return this.world.pass(span);
    if (act === 'customer-returns' && this.customers[customer]) this.customers[customer] = await this.world.again(this.customers[customer]);
    if (act === 'agent-returns' && this.agents[agent]) this.agents[agent] = await this.world.again(this.agents[agent]);
    return undefined;
  }

  async #restart(): Promise<void> {
    if (this.folder === undefined) return;
    await this.world.stop();
    this.world = await World.open({ folder: this.folder, clock: this.world.clock });
    for (const [at, person] of this.customers.entries()) this.customers[at] = await this.world.again(person);
    for (const [at, person] of this.agents.entries()) this.agents[at] = await this.world.again(person);
  }

  /** What would come next for this customer if everybody wanted the call. */
  async #progress(customer: number): Promise<unknown> {
    const c = this.customers[customer];
    if (!c) return undefined;
    const ringing = this.agents.find((a) => a.last('reservation')?.contactId === c.contactId);
    const state = (c.last('contact')?.contact ?? c.last('welcome')?.contact)?.state ?? 'new';
    const stage = c.last('upgrade.state')?.state;
    if (state === 'new') return c.say('Hello');
    if (stage === 'asked') return byCustomer.yes?.(c);
    if (stage === 'accepted') return byCustomer.ready?.(c);
    if (stage === 'bound') return byCustomer['customer-live']?.(c);
    if (stage === 'live') return byCustomer['customer-ends']?.(c);
    if (ringing && (stage === 'ringing' || state === 'queued')) return ringing.accept();
    return state === 'connected' ? byCustomer.ask?.(c) : undefined;
  }
}

const idsOf = (person: Person) => ({
  contactId: person.contactId, upgradeId: person.last('upgrade.state')?.upgradeId ?? 'u_none', callId: person.last('media-upgrade')?.callId ?? 'v_none',
});
/** The contact that an agent last heard of. */
const about = (agent: Person): string => agent.last('contact')?.contact.contactId ?? 'c_none';
const callOf = (agent: Person) => ({ contactId: agent.last('media-upgrade')?.contactId ?? 'c_none', callId: agent.last('media-upgrade')?.callId ?? 'v_none' });

const byCustomer: Partial<Record<Act, (customer: Person) => Promise<unknown>>> = {
  say: (c) => c.say('Hello'),
  ask: (c) => c.do({ type: 'upgrade.request', contactId: c.contactId, manifest: manifestOf('video') }),
  yes: (c) => c.do({ type: 'upgrade.answer', contactId: c.contactId, upgradeId: idsOf(c).upgradeId, accepted: true }),
  no: (c) => c.do({ type: 'upgrade.answer', contactId: c.contactId, upgradeId: idsOf(c).upgradeId, accepted: false }),
  ready: (c) => c.do({ type: 'upgrade.capture', contactId: c.contactId, upgradeId: idsOf(c).upgradeId, outcome: 'ready' }),
  denied: (c) => c.do({ type: 'upgrade.capture', contactId: c.contactId, upgradeId: idsOf(c).upgradeId, outcome: 'permission-denied' }),
  cancel: (c) => c.do({ type: 'upgrade.cancel', contactId: c.contactId, upgradeId: idsOf(c).upgradeId }),
  close: (c) => c.do({ type: 'contact.close', contactId: c.contactId }),
  'customer-leaves': (c) => c.leave(),
  'customer-live': (c) => c.do({ type: 'call.report', contactId: c.contactId, callId: idsOf(c).callId, state: 'live' }),
  'customer-ends': (c) => c.do({ type: 'call.end', contactId: c.contactId, callId: idsOf(c).callId }),
};
const byAgent: Partial<Record<Act, (agent: Person, play: Play) => Promise<unknown>>> = {
  accept: (a) => a.accept(),
  decline: (a) => a.decline(),
  'go-on': (a) => a.do({ type: 'presence.set', onQueue: true }),
  'go-off': (a) => a.do({ type: 'presence.set', onQueue: false }),
  break: (a) => a.do({ type: 'presence.set', state: 'break' }),
  'agent-leaves': (a) => a.leave(),
  wrap: (a) => a.do({ type: 'contact.wrap', contactId: about(a), codes: [] }),
  invite: (a) => a.do({ type: 'upgrade.invite', contactId: about(a) }),
  'agent-live': (a) => a.do({ type: 'call.report', ...callOf(a), state: 'live' }),
  'agent-fails': (a) => a.do({ type: 'call.report', ...callOf(a), state: 'failed', cause: 'ice-failed' }),
  rendered: (a) => a.do({ type: 'pane.rendered', ...callOf(a) }),
  transfer: (a, { agents }) => a.do({ type: 'contact.transfer', contactId: about(a), to: { kind: 'agent', agentId: agents.find((it) => it !== a)?.who.id ?? '' } }),
  'transfer-queue': (a) => a.do({ type: 'contact.transfer', contactId: about(a), to: { kind: 'queue', queueId: 'second' } }),
};

const second = { id: 'second', ...(JSON.parse(supportBody) as object), members: ['chen', 'ben'] };
const wordsBlock = '{ "id": "words", "type": "wait-for-message", "configuration": { "timeoutSeconds": 40 } }';
const agentBlock = '{ "id": "ana", "type": "transfer", "configuration": { "agentId": "ana", "ringSeconds": 15 }, "on": { "completed": null } }';
const configs = {
  'straight to the queue': { blocks: [trigger, toSupport] },
  'asking for video first': { blocks: [trigger, askBlock, videoBlock] },
  'waiting for words, then ringing an agent by name': { blocks: [trigger, wordsBlock, agentBlock, toSupport] },
};

/** Ends of its own accord: nobody does anything any more. */
async function expectRest(play: Play): Promise<void> {
  await play.world.everybodyLeaves();
  // The idle time counts from the end of a call, which is kept for two minutes for people without a socket.
  await play.world.pass(33 * 60_000);
  await expectInvariants(play.world);
  const open = await play.world.store.transaction((tx) => tx.all("SELECT id FROM upgrades WHERE state <> 'ended'"));
  expect(open).toEqual([]);
  expect(await play.world.store.transaction((tx) => tx.all("SELECT id FROM contacts WHERE state NOT IN ('wrap-up', 'closed')"))).toEqual([]);
  expect(await play.world.store.transaction((tx) => tx.all("SELECT id FROM reservations WHERE state = 'pending'"))).toEqual([]);
}

const agents = [people.ana, { ...people.ben, capacity: { webChat: 2, videoChat: 0 } }, people.chen];

async function playThrough(moves: readonly Move[], config: ConfigParts, folder?: string): Promise<void> {
  const world = await World.open({ ...(folder === undefined ? {} : { folder }), config: { ...config, agents, moreQueues: [second] } });
  const play = new Play(world, folder);
  try {
    await play.begin();
    for (const it of moves) {
      await play.step(it);
      await expectInvariants(play.world);
    }
    await expectRest(play);
  } finally {
    await play.world.stop();
  }
}

const moves = shrinking(fc.array(move, { minLength: 1, maxLength: 80, size: 'max' }));

describe('whatever customers, agents and time do, in any order', () => {
  it.each(Object.entries(configs))('%s: slots, places, media and timelines hold after every step, and everything ends', async (_, config) => {
    await fc.assert(fc.asyncProperty(moves, (it) => playThrough(it, config)), histories(12, 600));
  }, 1_800_000);

  it('and so they do when the platform restarts in between', async () => {
    const played = fc.asyncProperty(moves, async (it) => {
      const folder = mkdtempSync(join(tmpdir(), 'segue-order-'));
      try {
        await playThrough(it, configs['asking for video first'], folder);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
    await fc.assert(played, histories(6, 200));
  }, 1_800_000);
});
