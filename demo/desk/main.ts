/** The desk page: the element fills it; the demo's people may sign in with one press. */
import 'segue-chat/desk/define';
import { startDemoBar } from '../demo-bar.js';
import { OrdersPane } from './orders-pane.js';

interface Person {
  readonly name: string;
  readonly login: string;
  readonly password: string;
  readonly note?: string;
}

startDemoBar('An agent');
customElements.define('halden-orders', OrdersPane);

const isPerson = (value: unknown): value is Person =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' &&
  'login' in value && typeof value.login === 'string' && 'password' in value && typeof value.password === 'string';

/** Only a demo has this file; without it the form stays. */
async function offerPeople(): Promise<void> {
  const response = await fetch('/demo/people.json');
  if (!response.ok) return;
  const people: unknown = await response.json();
  const desk = document.querySelector('segue-desk');
  if (desk === null || !Array.isArray(people)) return;
  desk.people = people.filter(isPerson).map((person) => ({ ...person, name: person.name.split(' ')[0] ?? person.name }));
}

offerPeople().catch(() => undefined);
