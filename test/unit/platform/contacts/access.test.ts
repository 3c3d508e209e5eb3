/** Whatever happens, in whatever order: access is what the timeline says each person is to the contact. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { StoredEvent } from '../../../../src/platform/record/index.js';
import type { Act, Person } from '../core/person.js';
import { click } from '../core/call.js';
import { expectInvariants } from '../core/invariants.js';
import { World } from '../core/world.js';
import { openWorld, signIn } from './office.js';

const names = ['ana', 'ben', 'dora', 'sam'] as const;
const living = [
  'assist', 'leave', 'monitor', 'invite', 'dismiss', 'say', 'typing', 'note', 'accept', 'transfer', 'queue', 'away', 'back', 'customer-says', 'seconds', 'minute', 'video', 'hang-up', 'restart',
] as const;
const endings = ['wrap', 'close', 'customer-closes', 'block'] as const;
interface Move {
  readonly deed: (typeof living)[number] | (typeof endings)[number];
  readonly who: number;
  readonly other: number;
}
/** Ends are rare, so that there is a life before them. */
const deed = fc.oneof({ weight: 60, arbitrary: fc.constantFrom(...living) }, { weight: 1, arbitrary: fc.constantFrom(...endings) });
const move: fc.Arbitrary<Move> = fc.record({ deed, who: fc.nat(3), other: fc.nat(3) });

type Relation = 'owner' | 'assist' | 'monitor' | 'nobody';

/** Who is what, by the timeline alone. */
function relationsOf(events: readonly StoredEvent[]): Map<string, Relation> {
  const are = new Map<string, Relation>();
  const over = events.some(({ kind }) => kind === 'contact.closed');
  for (const event of events) {
    if (event.kind === 'agent.joined') are.set(event.data.agent.agentId, 'owner');
    if (event.kind === 'assist.joined') {
      expect(are.get(event.data.agent.agentId) ?? 'nobody').toBe('nobody');
      are.set(event.data.agent.agentId, 'assist');
    }
    if (event.kind === 'monitor.started') {
      expect(are.get(event.data.agent.agentId) ?? 'nobody').toBe('nobody');
      are.set(event.data.agent.agentId, 'monitor');
    }
    if (event.kind === 'agent.left' || event.kind === 'assist.left' || event.kind === 'monitor.ended') {
      const was = { 'agent.left': 'owner', 'assist.left': 'assist', 'monitor.ended': 'monitor' }[event.kind];
      expect(are.get(event.data.agent.agentId)).toBe(was);
      are.set(event.data.agent.agentId, 'nobody');
    }
  }
  if (over) for (const [id, relation] of are) if (relation !== 'owner') are.set(id, 'nobody');
  return are;
}

class Play {
  /** `folder`: of a store on disk; without one nothing restarts. */
  constructor(public world: World, public customer: Person, readonly staff: Person[], private readonly folder: string | undefined) {}

  get contactId(): string {
    return this.customer.contactId;
  }

  async step({ deed, who, other }: Move): Promise<void> {
    const [person, another] = [this.staff[who], names[other]];
    if (!person || another === undefined) return;
    const before = relationsOf(await this.world.timeline(this.contactId));
    const answer = await this.#do(deed, person, who, another);
    expect(answer).not.toMatchObject({ code: 'internal' });
    this.#expectRight(deed, before.get(person.who.id) ?? 'nobody', answer);
  }

  /** What each may do by what they were. */
  #expectRight(deed: Move['deed'], relation: Relation, answer: unknown): void {
    const code = (answer as { code?: string } | undefined)?.code;
    if (deed === 'say' || deed === 'note') {
      if (relation === 'nobody') expect(code).toBe('not-your-contact');
      else if (relation === 'monitor') expect(code).toBe('relation-refused');
      else expect([undefined, 'contact-closed']).toContain(code);
    }
    if (deed === 'close' || deed === 'invite' || deed === 'transfer') {
      if (relation === 'nobody') expect(code).toBe('not-your-contact');
      else if (relation !== 'owner') expect(code).toBe('relation-refused');
    }
  }

  async #do(deed: Move['deed'], person: Person, at: number, another: string): Promise<unknown> {
    const { contactId, customer, world } = this;
    const frames: Partial<Record<Move['deed'], Act>> = {
      assist: { type: 'contact.assist', contactId }, leave: { type: 'contact.leave', contactId }, monitor: { type: 'contact.monitor', contactId },
      invite: { type: 'contact.invite', contactId, agentId: another }, dismiss: { type: 'contact.leave', contactId, agentId: another },
      say: { type: 'message.send', contactId, text: 'From the staff' }, typing: { type: 'typing', contactId, on: true }, note: { type: 'contact.attributes', contactId, attributes: { by: person.who.id } },
      transfer: { type: 'contact.transfer', contactId, to: { kind: 'agent', agentId: another } }, queue: { type: 'presence.set', onQueue: true },
      wrap: { type: 'contact.wrap', contactId, codes: [] }, close: { type: 'contact.close', contactId }, block: { type: 'guest.block', contactId },
    };
    const frame = frames[deed];
    if (frame) return person.do(frame);
    if (deed === 'accept') return person.accept();
    if (deed === 'away') return person.leave();
    if (deed === 'back') this.staff[at] = await world.again(person);
    if (deed === 'customer-says') return customer.say('Anybody?');
    if (deed === 'customer-closes') return customer.do({ type: 'contact.close', contactId });
    if (deed === 'video') return click(customer);
    if (deed === 'hang-up') return customer.do({ type: 'call.end', contactId, callId: customer.last('media-upgrade')?.callId ?? 'v_none' });
    if (deed === 'restart') return this.#restart();
    if (deed === 'seconds') await world.pass(5_000);
    if (deed === 'minute') await world.pass(61_000);
    return undefined;
  }

  async #restart(): Promise<void> {
    if (this.folder === undefined) return;
    await this.world.stop();
    this.world = world = await World.open({ folder: this.folder, clock: this.world.clock });
    this.customer = await this.world.again(this.customer);
    for (const [at, person] of this.staff.entries()) this.staff[at] = await this.world.again(person);
  }

  /** Rows, frames and timeline say the same. */
  async expectOrder(): Promise<void> {
    const events = await this.world.timeline(this.contactId);
    const are = relationsOf(events);
    const seats = await this.world.store.transaction((tx) => tx.all('SELECT agent_id, role FROM seats WHERE contact_id = ? ORDER BY agent_id', [this.contactId]));
    const said = [...are].filter(([, relation]) => relation === 'assist' || relation === 'monitor').sort(([a], [b]) => (a < b ? -1 : 1));
    expect(seats.map((row) => [row['agent_id'], row['role']])).toEqual(said);
    const contact = await this.world.core.contactRow(this.contactId);
    expect(contact?.seats ?? 0).toBe(said.length);
    const mine = events.filter(({ kind }) => this.customer.events().some((it) => it.kind === kind));
    expect(this.customer.events().map(({ prev }) => prev)).toEqual([0, ...this.customer.events().slice(0, -1).map(({ seq }) => seq)]);
    expect(mine.some(({ kind }) => kind.startsWith('monitor.') || kind.startsWith('guest.'))).toBe(false);
    expect(JSON.stringify(this.customer.got)).not.toMatch(/monitor/);
    await expectInvariants(this.world);
  }
}

let world: World | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

async function playThrough(moves: readonly Move[], folder?: string): Promise<void> {
  await world?.stop();
  world = await openWorld({ queue: { members: ['ana', 'ben'], wrapUp: 'mandatory', wrapUpSeconds: 30 } }, folder);
  const opened = world;
  const customer = await opened.customer({ name: 'Maya' });
  await customer.say('Hello');
  const staff = [await signIn(opened, 'ana', true), await signIn(opened, 'ben', true), await signIn(opened, 'dora'), await signIn(opened, 'sam')];
  await staff[0]?.accept();
  const play = new Play(opened, customer, staff, folder);
  for (const it of moves) await play.step(it);
  await play.expectOrder();
}

const runs = process.env['SEGUE_DEPTH'] === 'deep' ? 2_000 : 40;
const restarts = process.env['SEGUE_DEPTH'] === 'deep' ? 200 : 4;

describe('access', () => {
  it('is what each person is to the contact, whatever happens in whatever order', { timeout: 600_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 60 }), (moves) => playThrough(moves)), { numRuns: runs });
  });

  it('is the same after restarts at any moment', { timeout: 600_000 }, async () => {
    const onDisk = async (moves: readonly Move[]): Promise<void> => {
      const folder = await mkdtemp(join(tmpdir(), 'segue-access-'));
      await playThrough(moves, folder).finally(() => rm(folder, { recursive: true }));
    };
    await fc.assert(fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 60 }), onDisk), { numRuns: restarts });
  });
});
