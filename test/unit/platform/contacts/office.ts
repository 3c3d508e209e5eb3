/** An office in which Ana has a customer in chat, Ben is her colleague, Dora works elsewhere and Sam supervises. */
import { scopesOf } from '../../../../src/platform/auth/scopes.js';
import { people, type ConfigParts } from '../core/fixtures.js';
import { Person } from '../core/person.js';
import { World } from '../core/world.js';

const dora = { id: 'dora', name: 'Dora', login: 'dora' };
const sam = { id: 'sam', name: 'Sam', login: 'sam', roles: ['supervisor'] };
const max = { id: 'max', name: 'Max', login: 'max', roles: ['administrator'] };

export interface Office {
  readonly world: World;
  readonly customer: Person;
  readonly ana: Person;
  readonly ben: Person;
  readonly dora: Person;
  readonly sam: Person;
  readonly contactId: string;
}

export const staff = [people.ana, people.ben, people.chen, dora, sam, max];

export async function openWorld(config: ConfigParts = {}, folder?: string): Promise<World> {
  return World.open({
    ...(folder === undefined ? {} : { folder }),
    config: { ...config, agents: staff, queue: { members: ['ana', 'ben', 'chen'], ...config.queue } },
  });
}

/** Somebody of the staff at their page, with the scopes of their roles. */
export async function signIn(world: World, id: string, onQueue = false, scopes?: readonly string[]): Promise<Person> {
  const agent = await world.core.agent(id);
  const roles = agent?.roles ?? ['agent'];
  const kind = roles.includes('supervisor') ? 'supervisor' : 'agent';
  const person = await world.bring(new Person(world.core, { kind, id, name: agent?.name ?? id, sessionId: 'first', scopes: scopes ?? scopesOf(roles) }, 'video', world.settled));
  if (onQueue) await person.do({ type: 'presence.set', onQueue: true });
  return person;
}

export async function office(config: ConfigParts = {}, folder?: string): Promise<Office> {
  const world = await openWorld(config, folder);
  const customer = await world.customer({ name: 'Maya' });
  const ana = await signIn(world, 'ana', true);
  await customer.say('Hello');
  await ana.accept();
  const [ben, dora, sam] = [await signIn(world, 'ben'), await signIn(world, 'dora'), await signIn(world, 'sam')];
  return { world, customer, ana, ben, dora, sam, contactId: customer.contactId };
}

/** What somebody last heard of a contact. */
export const snapshotOf = (person: Person, contactId: string) => person.all('contact').filter(({ contact }) => contact.contactId === contactId).at(-1)?.contact;
