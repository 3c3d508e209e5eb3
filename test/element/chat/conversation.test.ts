import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { keyOn } from '../key-on.js';
import { corpus } from './corpus.js';
import { Timeline, ana, noon, snapshot } from './fake-rooms.js';
import { drawn, gone, mount, named, phone, press, type Mounted } from './mounted.js';

const talk = (): Timeline => new Timeline().customer('Hello').joined().agent('Hi Jonas');

async function open(timeline = talk()): Promise<Mounted> {
  const it = await mount();
  await press(it.root, 'Open chat');
  await drawn(it.root, '.panel');
  it.rooms.session.become({ snapshot: snapshot(), events: timeline.events });
  await it.chat.updateComplete;
  return it;
}
const field = (root: ShadowRoot): HTMLTextAreaElement => {
  const found = named(root, 'Message');
  if (!(found instanceof HTMLTextAreaElement)) throw new Error('no field');
  return found;
};

describe('before the visitor acts', () => {
  it('there is a launcher, and nothing was opened or stored', async () => {
    const { root, rooms } = await mount();
    expect(named(root, 'Open chat')).toBeDefined();
    expect(root.querySelector('.panel')).toBeNull();
    expect(rooms.session.asked).toEqual([]);
    expect(localStorage.length + sessionStorage.length).toBe(0);
  });

  it('a renewal from an earlier visit brings the contact back', async () => {
    localStorage.setItem('segue.demo', 'renewal');
    const { rooms } = await mount({ known: true });
    await expect.poll(() => rooms.session.asked).toContain('open');
  });

  it('a page may open the chat, and no event claims that a person did', async () => {
    const { chat, root } = await mount();
    let opened = 0;
    chat.addEventListener('segue-open', () => (opened += 1));
    void chat.open();
    await drawn(root, '.panel');
    expect(opened).toBe(0);
  });
});

describe('opening and closing', () => {
  it('puts the focus into the field, opens the session once, and says so', async () => {
    const { chat, root, rooms } = await mount();
    const heard: string[] = [];
    document.addEventListener('segue-open', (event) => heard.push(event.type), { once: true });
    await press(root, 'Open chat');
    await drawn(root, '.panel');
    await expect.poll(() => root.activeElement).toBe(field(root));
    expect(rooms.session.asked).toEqual(['open']);
    expect(heard).toEqual(['segue-open']);
    expect(chat.mode).toBe('open');
  });

  it('gives the focus back to the launcher on Escape', async () => {
    const { root } = await open();
    await userEvent.keyboard('{Escape}');
    await gone(root, '.panel');
    await expect.poll(() => root.activeElement).toBe(named(root, 'Open chat'));
  });

  it('keeps a draft', async () => {
    const { root } = await open();
    await userEvent.type(field(root), 'half a sen');
    await press(root, 'Close chat');
    await gone(root, '.panel');
    await press(root, 'Open chat');
    await drawn(root, '.panel');
    expect(field(root).value).toBe('half a sen');
  });

  it('counts what is unread on the launcher, and reads it on opening', async () => {
    const { chat, root, rooms } = await open();
    void chat.close();
    await gone(root, '.panel');
    rooms.session.become({ snapshot: snapshot(), events: talk().agent('One more').events, unread: 1 });
    await expect.poll(() => named(root, 'Open chat, 1 unread')).toBeDefined();
    await press(root, 'Open chat, 1 unread');
    await expect.poll(() => rooms.session.asked).toContain('read 4');
  });
});

describe('writing', () => {
  it('sends on Enter and empties the field', async () => {
    const { root, rooms } = await open();
    await userEvent.type(field(root), 'My machine drips{Enter}');
    expect(rooms.session.asked).toContain('send My machine drips');
    expect(rooms.session.asked).toContain('typing');
    await expect.poll(() => field(root).value).toBe('');
  });

  it('breaks the line on Shift and Enter, and grows', async () => {
    const { root, rooms } = await open();
    const height = field(root).offsetHeight;
    await userEvent.type(field(root), 'one{Shift>}{Enter}{/Shift}two');
    expect(field(root).value).toBe('one\ntwo');
    expect(rooms.session.asked.filter((what) => what.startsWith('send'))).toEqual([]);
    await expect.poll(() => field(root).offsetHeight).toBeGreaterThan(height);
  });

  it('leaves the Enter of an input method alone', async () => {
    const { root, rooms } = await open();
    await userEvent.type(field(root), 'にほん');
    field(root).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }));
    expect(rooms.session.asked.filter((what) => what.startsWith('send'))).toEqual([]);
  });

  it('sends nothing empty, and nothing over the limit, and says by how much', async () => {
    const { root, rooms } = await open();
    await userEvent.type(field(root), '   {Enter}');
    await userEvent.fill(field(root), 'x'.repeat(4_003));
    await press(root, 'Send');
    expect(rooms.session.asked.filter((what) => what.startsWith('send'))).toEqual([]);
    await expect.poll(() => root.querySelector('.composer-note')?.textContent).toBe('Your message is too long by 3 characters.');
  });

  it('keeps what is written before the contact is there, and sends it then', async () => {
    const { root, rooms } = await mount();
    await press(root, 'Open chat');
    await drawn(root, '.panel');
    await userEvent.type(field(root), 'Anybody there?{Enter}');
    await expect.poll(() => root.querySelector('.delivery')?.textContent).toContain('Sending');
    rooms.session.become({ snapshot: snapshot({ state: 'new' }) });
    expect(rooms.session.asked).toContain('send Anybody there?');
  });

  it('keeps the greeting above what is written under it', async () => {
    const { root, rooms } = await mount();
    await press(root, 'Open chat');
    await drawn(root, '.bubble.other');
    rooms.session.become({ snapshot: snapshot({ state: 'new' }) });
    await userEvent.type(field(root), 'My machine drips{Enter}');
    rooms.session.become({ snapshot: snapshot(), events: new Timeline().customer('My machine drips').events });
    await expect.poll(() => [...root.querySelectorAll('.bubble')].map((bubble) => bubble.textContent.trim())).toEqual(['Hi there. What can we help with?', 'My machine drips']);
  });

  it('says that the chat isn’t available where the platform does not understand it, and tries again on a press alone', async () => {
    const { root, rooms } = await open();
    const before = rooms.session.asked.filter((it) => it === 'open').length;
    rooms.session.say({ kind: 'closed', code: 'bad-frame' });
    expect((await drawn(root, '.trouble.refused')).textContent).toContain('Chat isn’t available on this page right now.');
    expect(rooms.session.asked.filter((it) => it === 'open')).toHaveLength(before);
    await press(root, 'Try again');
    expect(rooms.session.asked.filter((it) => it === 'open')).toHaveLength(before + 1);
  });

  it('offers to send again what was refused', async () => {
    const { root, rooms } = await open();
    rooms.session.become({ snapshot: snapshot(), events: talk().events, pending: [{ id: 'p1', text: 'No?', at: noon, state: 'failed' }] });
    await press(root, 'Try again');
    expect(rooms.session.asked).toContain('retry p1');
  });
});

describe('text from the other side', () => {
  it.each(corpus)('%j stays text', async (text) => {
    const { root } = await open(new Timeline().joined().agent(text));
    const bubble = await drawn(root, '.bubble');
    expect(bubble.textContent.trim()).toBe(text);
    expect(bubble.querySelector('img, script, svg, iframe, b')).toBeNull();
    for (const link of bubble.querySelectorAll('a')) expect(link.protocol).toMatch(/^(https?|mailto|tel):$/u);
    expect(Reflect.has(window, 'hacked')).toBe(false);
  });

  it('also as a name, a title and a flow’s question', async () => {
    const { root, rooms } = await open();
    const owner = { ...ana, name: '<b>Ana</b>', title: '<i>x</i>' };
    rooms.session.become({ snapshot: snapshot({ owner }), events: [] });
    rooms.upgrade.become({ ask: { type: 'upgrade.ask', contactId: 'contact-1', upgradeId: 'u', medium: 'video', by: { kind: 'flow' }, message: '<u>now</u>', deadline: new Date(noon).toISOString() } });
    await expect.poll(() => root.querySelector('.who-name')?.textContent).toBe('<b>Ana</b>');
    expect((await drawn(root, '.card-under')).textContent).toBe('<u>now</u>');
    expect(root.querySelector('.card u, .header b, .header i')).toBeNull();
  });

  it('opens links in a new tab that knows nothing of this one', async () => {
    const { root } = await open(new Timeline().agent('see https://example.com/a.'));
    const link = await drawn<HTMLAnchorElement>(root, '.bubble a');
    expect(link.href).toBe('https://example.com/a');
    expect(link.rel).toContain('noopener');
    expect(link.target).toBe('_blank');
  });
});

describe('the transcript', () => {
  it('says how far the last own message came, and who types', async () => {
    const { root, rooms } = await open();
    const { events } = new Timeline().customer('Hello');
    const mark = (): string | null | undefined => root.querySelector('.delivery')?.textContent;
    rooms.session.become({ snapshot: snapshot(), events });
    await expect.poll(mark).toContain('Sent');
    rooms.session.become({ snapshot: snapshot({ read: { customer: 0, agent: 0, desk: 1 } }), events });
    await expect.poll(mark).toContain('Delivered');
    rooms.session.become({ snapshot: snapshot({ read: { customer: 0, agent: 9, desk: 9 } }), events, typing: { kind: 'agent', id: 'ana', name: ana.name } });
    await expect.poll(mark).toContain('Read');
    expect(root.querySelector('.typing')?.textContent).toContain('Ana is typing');
  });

  it('stays at its end as lines come, and where the reader is once they scrolled up', async () => {
    const long = Array.from({ length: 40 }).reduce<Timeline>((timeline, _, index) => timeline.agent(`line ${index}`, 2), new Timeline());
    const { root, rooms } = await open(long);
    const log = await drawn(root, '.transcript');
    const fromEnd = (): number => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight);
    await expect.poll(fromEnd).toBeLessThanOrEqual(1);
    log.scrollTop = 100;
    await expect.poll(() => named(root, 'Jump to latest')).toBeDefined();
    const last = new Timeline().agent('news').events[0];
    if (last !== undefined) rooms.session.hear({ ...last, seq: 41 });
    await expect.poll(() => root.querySelectorAll('.bubble').length).toBe(41);
    expect(Math.round(log.scrollTop)).toBe(100);
    await press(root, 'Jump to latest');
    await expect.poll(fromEnd).toBeLessThanOrEqual(1);
  });

  it('stays at its end when the mark of the last own message moves down from above', async () => {
    const talked = Array.from({ length: 30 }).reduce<Timeline>((timeline, _, index) => timeline.agent(`line ${index}`, 2), new Timeline());
    const { root, rooms } = await open(talked.customer('My last one').agent('I see.').agent('One moment.'));
    const log = await drawn(root, '.transcript');
    const fromEnd = (): number => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight);
    await expect.poll(fromEnd).toBeLessThanOrEqual(1);
    for (const seq of [34, 35, 36]) {
      const own = new Timeline().customer(`Own line ${seq}\nwith a second line`).events[0];
      if (own !== undefined) rooms.session.hear({ ...own, seq, prev: seq - 1 });
      await expect.poll(() => log.textContent).toContain(`Own line ${seq}`);
      await expect.poll(fromEnd).toBeLessThanOrEqual(1);
    }
    expect(named(root, 'Jump to latest')).toBeUndefined();
  });

  it('stays at its end when cards and the stage take room and give it back', async () => {
    const long = Array.from({ length: 40 }).reduce<Timeline>((timeline, _, index) => timeline.agent(`line ${index}`, 2), new Timeline());
    const { root } = await open(long);
    const log = await drawn(root, '.transcript');
    const foot = await drawn(root, '.foot');
    const fromEnd = (): number => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight);
    await expect.poll(fromEnd).toBeLessThanOrEqual(1);
    for (const [between, after] of [['300px', '240px'], ['80px', '180px'], ['260px', '120px'], ['', '200px']] as const) {
      foot.style.minHeight = between;
      // Measured here, so that the browser moves the position before the next change.
      expect(log.clientHeight).toBeGreaterThan(0);
      foot.style.minHeight = after;
      await expect.poll(fromEnd).toBeLessThanOrEqual(1);
    }
    expect(named(root, 'Jump to latest')).toBeUndefined();
  });

  it('tells the page of each message, without its text', async () => {
    const { chat, rooms } = await open();
    const heard: unknown[] = [];
    chat.addEventListener('segue-message', (event) => heard.push(event.detail));
    const last = new Timeline().agent('secret').events[0];
    if (last !== undefined) rooms.session.hear({ ...last, seq: 4 });
    expect(heard).toEqual([{ contactId: 'contact-1', messageId: 'm0', by: 'agent' }]);
  });

  it('says lost connections in a line, never in a dialog', async () => {
    const { root, rooms } = await open();
    rooms.session.say({ kind: 'waiting', attempt: 2, retryAt: noon });
    expect((await drawn(root, '.trouble')).textContent.trim()).toBe('No connection. Trying again…');
    rooms.session.become({ snapshot: snapshot(), events: talk().events });
    await gone(root, '.trouble');
  });
});

describe('the menu', () => {
  it('opens by keyboard, ends the chat, and gives the focus back', async () => {
    const { root, rooms } = await open();
    await keyOn(() => named(root, 'More options'), '{Enter}');
    await expect.poll(() => root.activeElement).toBe(await drawn(root, '.menu-row'));
    // Rows of parts that come late may still be added.
    await expect
      .poll(async () => {
        await userEvent.keyboard('{ArrowUp}');
        return root.activeElement?.textContent.trim();
      })
      .toBe('End chat');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => root.activeElement?.textContent.trim()).toBe('Back');
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(() => root.activeElement?.textContent.trim()).toBe('End chat');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => rooms.session.asked).toContain('submit contact.close');
    // Writing starts again.
    await expect.poll(() => root.activeElement).toBe(field(root));
    rooms.session.become({ snapshot: snapshot({ state: 'closed' }), events: talk().events }, { shop: 'Halden' });
    await expect.poll(() => root.activeElement).toBe(field(root));
  });

  it('asks once more before it ends the chat, with the way back first', async () => {
    const { root, rooms } = await open();
    await press(root, 'More options');
    await press(root, 'End chat');
    await press(root, 'Back');
    await expect.poll(() => named(root, 'Back')).toBeUndefined();
    expect(named(root, 'End chat')).toBeDefined();
    expect(rooms.session.asked).not.toContain('submit contact.close');
  });

  it('closes on Escape without closing the chat', async () => {
    const { root } = await open();
    await press(root, 'More options');
    await drawn(root, '.menu-row');
    await userEvent.keyboard('{Escape}');
    await gone(root, '.menu-row');
    expect(root.querySelector('.panel')).not.toBeNull();
  });
});

describe('on a phone', () => {
  it('the panel fills the screen and no keyboard jumps up', async () => {
    const { root } = await mount({}, phone);
    await press(root, 'Open chat');
    const panel = await drawn(root, '.panel');
    for (const animation of panel.getAnimations()) animation.finish();
    const { x, y, width, height } = panel.getBoundingClientRect();
    expect([x, y, width, height]).toEqual([0, 0, 390, 844]);
    await expect.poll(() => root.activeElement).toBe(root.querySelector('.transcript'));
  });

  it('every control is at least 44 pixels in both directions, and the field’s text 16', async () => {
    const { root, rooms } = await mount({}, phone);
    await press(root, 'Open chat');
    rooms.session.become({ snapshot: snapshot(), events: talk().events });
    for (const animation of (await drawn(root, '.panel')).getAnimations()) animation.finish();
    await expect.poll(() => named(root, 'Start video')).toBeDefined();
    for (const button of root.querySelectorAll<HTMLElement>('.header button')) {
      expect(Math.min(button.offsetWidth, button.offsetHeight), button.getAttribute('aria-label') ?? '').toBeGreaterThanOrEqual(44);
    }
    expect(getComputedStyle(field(root)).fontSize).toBe('16px');
  });
});

describe('right to left', () => {
  it('mirrors the panel and the sides of the bubbles', async () => {
    const { chat, root } = await open(new Timeline().customer('مرحبا').agent('أهلا'));
    chat.dir = 'rtl';
    const panel = await drawn(root, '.panel');
    for (const animation of panel.getAnimations()) animation.finish();
    expect(panel.getBoundingClientRect().left).toBeLessThan(100);
    const own = (await drawn(root, '.bubble.own')).getBoundingClientRect();
    const other = (await drawn(root, '.bubble.other')).getBoundingClientRect();
    expect(own.left).toBeLessThan(other.left);
  });
});

describe('leaving the page', () => {
  it('hangs up when the element is taken off, and not when it moves', async () => {
    const { chat, rooms } = await open();
    const place = document.createElement('div');
    document.body.append(place);
    place.append(chat);
    await chat.updateComplete;
    expect(rooms.session.asked).not.toContain('close');
    place.remove();
    await expect.poll(() => rooms.session.asked).toContain('close');
    expect(rooms.upgrade.asked).toContain('destroy');
  });
});
