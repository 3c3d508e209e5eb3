import { afterEach, describe, expect, it } from 'vitest';
import { contactFrame, jonas, lucia, mediaUpgrade, owned, reservation, upgradeBound } from './scenes.js';
import { signedIn, type Rig } from './desk-rig.js';
import { focusedElement, takesKeys } from '../../../src/desk/typing.js';
import { add, key, press } from './press.js';
import { page } from 'vitest/browser';

let rig: Rig | undefined;
const around: Element[] = [];
afterEach(() => {
  rig?.remove();
  rig = undefined;
  for (const element of around.splice(0)) element.remove();
});

/** A pane of the team's with a shadow root of its own, and in it a field. */
class TypingPane extends HTMLElement {
  contact: unknown;
  readonly field = document.createElement('textarea');
  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).append(this.field);
  }
}
customElements.define('acme-typing-pane', TypingPane);

class ClosedPane extends HTMLElement {
  contact: unknown;
  readonly field = document.createElement('textarea');
  constructor() {
    super();
    this.attachShadow({ mode: 'closed' }).append(this.field);
  }
}
customElements.define('acme-closed-pane', ClosedPane);

/** Lucía is on screen, Jonas waits; the layout has a pane of the team's. */
async function atLucia(element: string): Promise<Rig> {
  rig = await signedIn({ profile: { layout: { id: 'l', widgets: [{ type: 'conversation' }, { type: 'video', autoOpen: true }, { type: 'custom', element, title: 'Orders' }] } } });
  const other = lucia();
  await rig.tell(contactFrame(owned(other.contactId, other.name, 185)), ...other.frames);
  return rig;
}
const video = async ({ tell }: Rig): Promise<void> => {
  const story = jonas();
  await tell(contactFrame(owned(story.contactId, story.name, 60, { medium: 'videoChat', upgrade: upgradeBound })), ...story.frames, mediaUpgrade());
};
const joins = async ({ tell, line }: Rig): Promise<void> => {
  await tell(reservation());
  key({ code: 'KeyA', altKey: true });
  line.ack((await line.next('reservation.answer')).id);
  await tell({ type: 'reservation.gone', reservationId: 'r_1', contactId: 'c_mei', outcome: 'accepted' }, contactFrame(owned('c_mei', 'Mei Tanaka', 10)));
};
const chosen = ({ root }: Rig): string | undefined => root.querySelector('.conversation-head h2')?.textContent;

function aside<T extends HTMLElement>(element: T): T {
  document.body.append(element);
  around.push(element);
  return element;
}

describe('somebody who writes', () => {
  it("in a team's pane keeps the focus and the contact when a video opens and the pane becomes a tab", async () => {
    const present = await atLucia('acme-typing-pane');
    const pane = present.root.querySelector('acme-typing-pane');
    if (!(pane instanceof TypingPane)) throw new Error('No pane.');
    pane.field.value = 'Order 4471';
    pane.field.focus();
    pane.field.setSelectionRange(5, 5);
    await video(present);
    expect(present.root.querySelector('.video-pane')).not.toBeNull();
    expect(chosen(present)).toBe('Lucía Marín');
    expect(focusedElement()).toBe(pane.field);
    expect(pane.field.selectionStart).toBe(5);
  });

  it("in a team's pane that shows nothing of its inside keeps the contact, and the video leaves the focus", async () => {
    const present = await atLucia('acme-closed-pane');
    const pane = present.root.querySelector('acme-closed-pane');
    if (!(pane instanceof ClosedPane)) throw new Error('No pane.');
    pane.field.focus();
    await video(present);
    expect(chosen(present)).toBe('Lucía Marín');
    expect(focusedElement()?.closest('.video-pane') ?? null).toBeNull();
  });

  it('a note for agents goes on writing it when a video opens', async () => {
    const present = await atLucia('acme-typing-pane');
    key({ code: 'KeyN', key: 'n', altKey: true });
    await expect.poll(() => focusedElement()?.closest('.note-form')).toBeTruthy();
    add('Strainer');
    await video(present);
    add(' is new');
    expect(focusedElement()?.closest('.note-form')).toBeTruthy();
    expect(present.root.querySelector<HTMLTextAreaElement>('.note-form textarea')?.value).toBe('Strainer is new');
  });

  it("in a team's pane keeps both when a contact is accepted by key", async () => {
    const present = await atLucia('acme-typing-pane');
    const pane = present.root.querySelector('acme-typing-pane');
    if (!(pane instanceof TypingPane)) throw new Error('No pane.');
    pane.field.focus();
    await joins(present);
    expect(chosen(present)).toBe('Lucía Marín');
    expect(focusedElement()).toBe(pane.field);
  });

  it('in text that can be edited keeps both, and "?" is a letter there', async () => {
    const present = await atLucia('acme-typing-pane');
    const pane = present.root.querySelector('acme-typing-pane');
    const editor = document.createElement('div');
    editor.contentEditable = 'true';
    pane?.shadowRoot?.append(editor);
    editor.focus();
    key({ code: 'Slash', key: '?', shiftKey: true });
    await present.settle();
    expect(present.root.querySelector('[role="dialog"]')).toBeNull();
    await video(present);
    expect(chosen(present)).toBe('Lucía Marín');
    expect(focusedElement()).toBe(editor);
  });

  it('in a field of the page around the desk keeps the focus, for a video and for a contact that is accepted', async () => {
    const present = await atLucia('acme-typing-pane');
    const field = aside(document.createElement('textarea'));
    field.focus();
    await joins(present);
    expect(chosen(present)).toBe('Lucía Marín');
    expect(focusedElement()).toBe(field);
    await video(present);
    expect(chosen(present)).toBe('Lucía Marín');
    expect(focusedElement()).toBe(field);
  });

  it('since before a video that opened by itself is drawn keeps the focus', async () => {
    const present = await atLucia('acme-typing-pane');
    const field = aside(document.createElement('textarea'));
    const story = jonas();
    const upgrade = present.upgrade(lucia().contactId);
    // Drawing waits while an answer is made; the agent begins to write meanwhile.
    upgrade.hurried = true;
    present.line.tell(contactFrame(owned(story.contactId, story.name, 60, { medium: 'videoChat', upgrade: upgradeBound })), ...story.frames, mediaUpgrade());
    await new Promise((done) => setTimeout(done, 0));
    field.focus();
    upgrade.hurried = false;
    await present.settle();
    expect(present.root.querySelector('.video-pane')).not.toBeNull();
    expect(focusedElement()).toBe(field);
  });

  it('is nobody who only pressed a button: the contact that was accepted comes to the screen', async () => {
    const present = await atLucia('acme-typing-pane');
    await press(page.getByRole('button', { name: 'Go off queue' }).or(page.getByRole('button', { name: 'Go on queue' })));
    await joins(present);
    expect(chosen(present)).toBe('Mei Tanaka');
  });
});

describe('what takes keys', () => {
  const made = (markup: string): Element | null => {
    const holder = aside(document.createElement('div'));
    holder.innerHTML = markup;
    return holder.firstElementChild;
  };

  it.each(['<input>', '<input type="search">', '<input type="date">', '<textarea></textarea>', '<select></select>', '<p contenteditable></p>', '<div role="textbox" tabindex="0"></div>', '<iframe></iframe>'])('is %s', (markup) => {
    expect(takesKeys(made(markup))).toBe(true);
  });

  it.each(['<button></button>', '<a href="#">x</a>', '<input type="checkbox">', '<input type="radio">', '<input type="file">', '<div tabindex="0"></div>', '<video></video>'])('is not %s', (markup) => {
    expect(takesKeys(made(markup))).toBe(false);
  });
});
