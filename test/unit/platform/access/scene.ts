/**
 * A scene with everybody who could touch a contact: its customer, its owner, who assists, who listens in, and all those whom
 * it is none of their business.
 */
import { scopesOf } from '../../../../src/platform/auth/scopes.js';
import { edgeLimits } from '../../../../src/platform/edge/edge-limits.js';
import { ratesOf, refusal } from '../../../../src/platform/edge/frame-gate.js';
import type { ClientFrame } from '../../../../src/protocol/client-frame.js';
import { participantKind } from '../../../../src/platform/auth/identity.js';
import type { Participant } from '../../../../src/platform/contacts/hub.js';
import { people } from '../core/fixtures.js';
import { Person, type Act } from '../core/person.js';
import { World } from '../core/world.js';

const person = (id: string, roles: string[]) => ({ id, name: id, login: id, roles });
export const passwordHash = 'scrypt$of$nobody';
/** Ana owns the contact, Ben has another one, Dan assists, Sam listens in, Sue could, Ada administers. */
export const staff = [
  { ...people.ana, passwordHash }, { ...people.ben, passwordHash },
  ...[person('dan', ['agent']), person('sam', ['supervisor']), person('sue', ['supervisor']), person('ada', ['administrator'])].map((it) => ({ ...it, passwordHash })),
];

/** In the order in which they act: those who should get nowhere first. */
export const senders = ['stranger', 'colleague', 'administrator', 'supervisor', 'listener', 'assistant', 'owner', 'customer'] as const;
export type Sender = (typeof senders)[number];

export interface Scene {
  readonly world: World;
  readonly contactId: string;
  readonly guestId: string;
  /** The contact of the stranger and the colleague. */
  readonly otherId: string;
  readonly people: Readonly<Record<Sender, Person>>;
  /** What a frame is answered: `ack`, another frame's type, a code, or `silence`. */
  answer(sender: Sender, act: Act): Promise<string>;
  close(): Promise<void>;
}

async function signIn(world: World, id: string): Promise<Person> {
  const { roles = ['agent'], name = id } = (await world.core.agent(id)) ?? {};
  return world.bring(new Person(world.core, { kind: participantKind(roles), id, name, sessionId: id, scopes: scopesOf(roles) }, 'video', world.settled));
}

async function visitor(world: World): Promise<Person> {
  const { guestId, contactId } = await world.core.guest({ deploymentId: 'shop' });
  const who: Participant = { kind: 'customer', id: guestId, sessionId: guestId, deploymentId: 'shop', contactId, scopes: scopesOf(['guest']) };
  return world.bring(new Person(world.core, who, 'video', world.settled));
}

/** A customer in chat with an agent. */
async function chat(world: World, agentId: string): Promise<{ customer: Person; agent: Person }> {
  const agent = await signIn(world, agentId);
  await agent.do({ type: 'presence.set', onQueue: true });
  const customer = await visitor(world);
  await customer.say('Hello');
  await agent.accept();
  await agent.do({ type: 'presence.set', onQueue: false });
  return { customer, agent };
}

export async function openScene(): Promise<Scene> {
  const world = await World.open({ config: { agents: staff } });
  const { customer, agent: owner } = await chat(world, 'ana');
  const { customer: stranger, agent: colleague } = await chat(world, 'ben');
  const [assistant, listener, supervisor, administrator] = [await signIn(world, 'dan'), await signIn(world, 'sam'), await signIn(world, 'sue'), await signIn(world, 'ada')];
  const { contactId } = customer;
  await owner.do({ type: 'contact.invite', contactId, agentId: 'dan' });
  await assistant.do({ type: 'contact.assist', contactId });
  await listener.do({ type: 'contact.monitor', contactId });
  const people = { stranger, colleague, administrator, supervisor, listener, assistant, owner, customer };
  const rates = ratesOf(world.clock, { ...edgeLimits, durableFrameBurst: 10_000, messageBurst: 10_000 });
  let sent = 0;
  return {
    world, contactId, guestId: customer.who.id, otherId: stranger.contactId, people,
    async answer(sender, act) {
      const id = `frame-${(sent += 1)}`;
      const who = people[sender];
      const refused = refusal({ id, ...act } as ClientFrame, who.who, rates);
      if (refused) return refused.code;
      const answer = await who.do(act, id);
      return answer === undefined ? 'silence' : answer.type === 'nack' ? answer.code : answer.type;
    },
    close: () => world.stop(),
  };
}
