import { render } from 'lit';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { enDesk } from '../../../src/desk/en-desk.js';
import { renderInbox, type InboxView } from '../../../src/desk/inbox.js';
import { InboxSearch } from '../../../src/desk/inbox-search.js';
import { signedIn, type Rig, type RigOptions } from './desk-rig.js';
import { add, key, press, write } from './press.js';
import { contactFrame, jonas, lucia, owned, reservation, waiting } from './scenes.js';

let rig: Rig | undefined;
afterEach(() => {
  rig?.remove();
  rig = undefined;
});

async function start(options: RigOptions = {}): Promise<Rig> {
  rig = await signedIn(options);
  const [first, second] = [jonas(), lucia()];
  await rig.tell(contactFrame(owned(first.contactId, first.name, 492)), ...first.frames, contactFrame(owned(second.contactId, second.name, 185)), ...second.frames, waiting);
  return rig;
}
const names = (): readonly string[] => [...(rig?.root.querySelectorAll('.inbox .row-words b') ?? [])].map((it) => it.textContent);
const search = page.getByRole('textbox', { name: 'Search contacts' });

/** A list of 200, which counts how often something that has words of its own is drawn. */
function counted() {
  const box = document.createElement('div');
  const search = new InboxSearch(document.createElement('segue-desk'));
  let drawn = 0;
  const strings: InboxView['strings'] = { ...enDesk, get media() {
    drawn += 1;
    return enDesk.media;
  } };
  const mine = (time: string, line = 'Hello'): InboxView['mine'] =>
    Array.from({ length: 200 }, (_, n) => ({ contactId: `c_${n}`, name: `Customer ${n}`, medium: 'webChat', line: n === 3 ? line : 'Hello', time, unread: n % 3, mark: 'none', opens: true }));
  const draw = (rows: InboxView['mine'], more: Partial<InboxView> = {}): number => {
    drawn = 0;
    render(renderInbox({ strings, waiting: [], mine: rows, helping: [], ended: [], selected: undefined, rail: false, ...more }, search, () => undefined), box);
    return drawn;
  };
  return { box, mine, draw };
}

describe('the inbox', () => {
  it('draws no more of a row anew than its time, as a second passes', () => {
    const { box, mine, draw } = counted();
    expect(draw(mine('0:01'))).toBe(200);
    const faces = [...box.querySelectorAll('.row-face, .row-words, .row-time svg')];
    expect(draw(mine('0:02'))).toBe(0);
    expect(box.querySelectorAll('.row-time')[7]?.textContent.trim()).toBe('Chat0:02');
    expect([...box.querySelectorAll('.row-face, .row-words, .row-time svg')]).toEqual(faces);
  });

  it('draws a row anew whose words have changed, and the mark of the one that is chosen', () => {
    const { box, mine, draw } = counted();
    draw(mine('0:01'));
    draw(mine('0:01', 'And now?'), { selected: 'c_3' });
    expect([...box.querySelectorAll('.row-line')].filter((it) => it.textContent !== 'Hello').map((it) => it.textContent)).toEqual(['And now?']);
    expect(box.querySelector('[aria-current]')?.textContent).toContain('And now?');
  });

  it('is searched with Control K from inside the composer, whose draft stays; Escape shows all again', async () => {
    const { root } = await start();
    await write(page.getByRole('textbox', { name: 'Message' }), 'One moment');
    key({ key: 'k', code: 'KeyK', ctrlKey: true });
    await expect.poll(() => root.activeElement?.getAttribute('aria-label')).toBe('Search contacts');
    add('oskar');
    await expect.poll(names).toEqual(['Oskar Nyberg']);
    key({ key: 'Escape' });
    await expect.poll(() => names().length).toBe(4);
    expect(root.querySelector<HTMLTextAreaElement>('.composer textarea')?.value).toBe('One moment');
  });

  it('never puts away what rings, and says when nothing fits', async () => {
    const { tell, root } = await start();
    await write(search, 'nobody of this name');
    await expect.poll(() => root.querySelector('.inbox [role="status"]')?.textContent).toBe('No contact fits that.');
    await tell(reservation());
    await expect.poll(names).toEqual(['Mei Tanaka']);
    await press(page.getByRole('button', { name: 'Clear search' }));
    await expect.poll(() => names().length).toBe(5);
  });

  it('shows only what is unread', async () => {
    const { root } = await start();
    const select = root.querySelector<HTMLSelectElement>('.inbox-search select');
    if (select === null) throw new Error('No filter.');
    select.value = 'unread';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await expect.poll(() => names().length).toBeGreaterThan(0);
    await expect.poll(names).not.toContain('Oskar Nyberg');
  });

  it('is one of the zones that F6 goes through', async () => {
    const { root } = await start();
    const zone = (): string => [...root.querySelectorAll('.inbox, .conversation, .panes, .top')].find((it) => it.contains(root.activeElement))?.classList[0] ?? 'none';
    await press(page.getByRole('button', { name: /Lucía/u }));
    expect(zone()).toBe('inbox');
    const seen: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      key({ key: 'F6', code: 'F6' });
      seen.push(zone());
    }
    expect(seen).toEqual(['conversation', 'panes', 'top', 'inbox']);
    key({ key: 'F6', code: 'F6', shiftKey: true });
    expect(zone()).toBe('top');
  });
});
