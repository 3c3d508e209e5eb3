import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { DeskPaneContact } from '../../../src/desk/index.js';
import type { LayoutWidget } from '../../../src/protocol/index.js';
import type { Rig } from './desk-rig.js';
import { press } from './press.js';
import { contactFrame, lucia, mediaUpgrade, owned, upgradeBound } from './scenes.js';
import { talking, withJonas } from './talking.js';

/** Each test has an element of its own: a name is defined once and for all. */
let count = 0;
const nextName = (): string => `acme-orders-${(count += 1)}`;
const start = (element: string, ...more: LayoutWidget[]): Promise<Rig> =>
  talking({ profile: { layout: { id: 'l', widgets: [{ type: 'conversation' }, { type: 'video', autoOpen: true }, { type: 'custom', element, title: 'Orders' }, ...more] } } });

/** A pane that keeps what it is told. */
function define(name: string): { readonly told: DeskPaneContact[]; readonly made: HTMLElement[] } {
  const told: DeskPaneContact[] = [];
  const made: HTMLElement[] = [];
  class Orders extends HTMLElement {
    #contact: DeskPaneContact | undefined;
    set contact(contact: DeskPaneContact) {
      this.#contact = contact;
      told.push(contact);
      this.#draw();
    }
    connectedCallback(): void {
      made.push(this);
      this.#draw();
    }
    #draw(): void {
      this.textContent = `Orders of ${this.#contact?.customer.name ?? 'nobody'}`;
    }
  }
  customElements.define(name, Orders);
  return { told, made };
}

const paneText = ({ root }: Rig): string | undefined => root.querySelector<HTMLElement>('.team-pane .pane-body')?.innerText.trim();

describe("a team's own pane", () => {
  it('is an element of the page with the chosen contact, from the start and at each change', async () => {
    const name = nextName();
    const { told, made } = define(name);
    const rig = await start(name);
    expect(paneText(rig)).toBe('Orders of Jonas Weber');
    expect(told.map(({ customer }) => customer.name)).toEqual(['Jonas Weber']);
    await rig.tell(withJonas({ customer: { customerId: 'guest', name: 'Jonas Weber', attributes: { plan: 'Care Plus' } } }));
    expect(told[1]?.customer.attributes).toEqual({ plan: 'Care Plus' });
    const other = lucia();
    await rig.tell(contactFrame(owned(other.contactId, other.name, 185)), ...other.frames);
    // Another contact is not the chosen one yet.
    expect(told).toHaveLength(2);
    await press(page.getByRole('button', { name: /Lucía Marín/u }));
    await expect.poll(() => paneText(rig)).toBe('Orders of Lucía Marín');
    expect(made).toHaveLength(1);
  });

  it('is a tab under the video, the same element', async () => {
    const name = nextName();
    const { told, made } = define(name);
    const rig = await start(name);
    await rig.tell(withJonas({ medium: 'videoChat', upgrade: upgradeBound }), mediaUpgrade());
    await press(page.getByRole('tab', { name: 'Orders' }));
    await expect.poll(() => rig.root.querySelector('[role="tabpanel"]')?.textContent.trim()).toBe('Orders of Jonas Weber');
    expect(new Set(made).size).toBe(1);
    expect(told[told.length - 1]?.medium).toBe('videoChat');
  });

  it('says that the page has no such element, and stands there as soon as it has', async () => {
    const name = nextName();
    const rig = await start(name);
    expect(paneText(rig)).toBe(`This page has no element <${name}>. Whoever built the page can add it.`);
    define(name);
    await expect.poll(() => paneText(rig)).toBe('Orders of Jonas Weber');
  });
});

describe("a team's pane that breaks", () => {
  const reported: string[] = [];
  const hear = (event: ErrorEvent): void => {
    reported.push(event.message);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const listen = (): void => window.addEventListener('error', hear, true);
  afterEach(() => {
    window.removeEventListener('error', hear, true);
    reported.length = 0;
  });

  const works = async (rig: Rig): Promise<void> => {
    rig.button('Wrap up').click();
    await rig.settle();
    expect(rig.root.querySelector('.wrap-sheet, [role="dialog"], .sheet')).toBeTruthy();
  };

  it('at the contact is said to have failed, and the desk works on', async () => {
    const name = nextName();
    listen();
    customElements.define(name, class extends HTMLElement {
      set contact(_contact: DeskPaneContact) {
        throw new Error('no orders today');
      }
    });
    const rig = await start(name, { type: 'notes' });
    expect(paneText(rig)).toContain('This pane could not take the contact.');
    expect(rig.root.querySelector('.notes-pane')).toBeTruthy();
    await expect.poll(() => reported.join()).toContain('no orders today');
    await works(rig);
  });

  it.each([
    ['when it is made', class extends HTMLElement {
      constructor() {
        super();
        throw new Error('not made');
      }
    }],
    ['when it is shown', class extends HTMLElement {
      connectedCallback(): void {
        throw new Error('not shown');
      }
    }],
    ['when it goes', class extends HTMLElement {
      disconnectedCallback(): void {
        throw new Error('not gone');
      }
    }],
  ])('%s harms nothing', async (_when, made) => {
    const name = nextName();
    listen();
    customElements.define(name, made);
    const rig = await start(name, { type: 'notes' });
    expect(rig.root.querySelector('.notes-pane')).toBeTruthy();
    await works(rig);
  });
});
