/**
 * A pane of the shop's own at the desk: what this customer has ordered. The orders are made up from the contact's id; a
 * real one would ask the shop's own system, by the id that it signed.
 */
import type { DeskPaneContact } from 'segue-chat/desk';

interface Order {
  readonly number: string;
  readonly what: string;
  readonly state: string;
}

const machines = ['Lira One, pearl', 'Lira One, graphite', 'Lira Duo, sand', 'Grinder G2'] as const;
const states = ['on its way', 'delivered', 'being packed'] as const;

const styles = new CSSStyleSheet();
styles.replaceSync(`
  :host { display: block; font: 13px/18px var(--segue-font, system-ui); color: var(--segue-text); }
  p, ul { margin: 0; padding: 0; list-style: none; }
  p, span { color: var(--segue-text-2); }
  li { display: flex; flex-wrap: wrap; gap: 0 8px; padding: 6px 0; border-top: 1px solid var(--segue-line); }
  li:first-child { margin-top: 8px; }
  b { flex: 1; font-weight: 600; }
`);

export class OrdersPane extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [styles];
  }

  set contact(contact: DeskPaneContact) {
    const who = document.createElement('p');
    who.textContent = contact.customer.identified ? `Signed in as ${contact.customer.id ?? ''}` : 'Not signed in: found by the browser.';
    const list = document.createElement('ul');
    list.append(...ordersOf(contact.contactId).map(renderOrder));
    this.#root.replaceChildren(who, list);
  }
}

function renderOrder({ number, what, state }: Order): HTMLLIElement {
  const row = document.createElement('li');
  const [name, id, now] = [document.createElement('b'), document.createElement('span'), document.createElement('span')];
  [name.textContent, id.textContent, now.textContent] = [what, number, state];
  row.append(name, id, now);
  return row;
}

function ordersOf(contactId: string): readonly Order[] {
  let seed = 7;
  for (let at = 0; at < contactId.length; at += 1) seed = (seed * 31 + contactId.charCodeAt(at)) % 9973;
  return Array.from({ length: 1 + (seed % 2) }, (_, at) => ({
    number: `H-${10_000 + ((seed * (at + 3)) % 9000)}`,
    what: machines[(seed + at) % machines.length] ?? machines[0],
    state: states[(seed + at) % states.length] ?? states[0],
  }));
}
