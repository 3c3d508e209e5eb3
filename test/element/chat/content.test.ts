import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/protocol/index.js';
import { keyOn } from '../key-on.js';
import { Timeline, ana, snapshot } from './fake-rooms.js';
import { drawn, gone, mount, named, press, type Mounted } from './mounted.js';

const chips: Content = { kind: 'quick-replies', choices: [{ id: 'yes', title: 'Yes, all the time' }, { id: 'no', title: 'Only after a shot' }] };
const agent = { kind: 'agent', id: 'ana', name: ana.name } as const;
const offered = (content: unknown, text = 'While heating up too?'): Timeline => new Timeline().customer('It drips').joined().add('message', agent, { messageId: 'offer', text, content });

async function shown(timeline: Timeline, more: object = {}): Promise<Mounted> {
  const mounted = await mount();
  await press(mounted.root, 'Open chat');
  await drawn(mounted.root, '.panel');
  mounted.rooms.session.become({ snapshot: snapshot(more), events: timeline.events });
  return mounted;
}
const sent = ({ rooms }: Mounted): string[] => rooms.session.asked.filter((what) => what.startsWith('send'));

describe('quick replies', () => {
  it('are pressed once, by keyboard too, and leave the focus in the field', async () => {
    const chat = await shown(offered(chips));
    await drawn(chat.root, '.choice');
    // Where the opened chat puts the focus, in its own time.
    await expect.poll(() => chat.root.activeElement?.tagName).toBe('TEXTAREA');
    await keyOn(() => named(chat.root, 'Only after a shot'), '{Enter}');
    await expect.poll(() => sent(chat)).toEqual(['send Only after a shot for offer no']);
    await expect.poll(() => chat.root.activeElement?.tagName).toBe('TEXTAREA');
  });

  it('are named by the question', async () => {
    const { root } = await shown(offered(chips));
    expect((await drawn(root, '.choices')).getAttribute('aria-label')).toBe('While heating up too?');
  });

  it.each<[string, Timeline, object]>([
    ['chosen', offered(chips).add('message', { kind: 'customer', id: 'guest-1' }, { messageId: 'm', text: 'Yes, all the time', reply: { to: 'offer', ids: ['yes'] } }), {}],
    ['overtaken by words', offered(chips).customer('Well, sometimes'), {}],
    ['of a chat that ended', offered(chips), { state: 'closed' }],
  ])('that are %s are there, and not to be pressed', async (_, timeline, more) => {
    const { root } = await shown(timeline, more);
    await drawn(root, '.choice.quiet');
    expect(root.querySelectorAll('button.choice')).toHaveLength(0);
    expect([...root.querySelectorAll('.choice')].map((it) => it.textContent.replace(/\s+/gu, ' ').trim())).toEqual([_ === 'chosen' ? 'Yes, all the time Chosen' : 'Yes, all the time', 'Only after a shot']);
  });

  it('are out of reach while the choice is on its way', async () => {
    const { root, rooms } = await shown(offered(chips));
    await drawn(root, 'button.choice');
    rooms.session.become({ snapshot: snapshot(), events: offered(chips).events, pending: [{ id: 'p', text: 'Yes', at: 0, state: 'sending', reply: { to: 'offer', ids: ['yes'] } }] });
    await gone(root, 'button.choice');
    expect(root.querySelector('.choice.chosen')?.textContent).toContain('Yes, all the time');
  });
});

it('choices stay within reach of whoever’s message was refused', async () => {
  const { root, rooms } = await shown(offered(chips));
  await drawn(root, 'button.choice');
  rooms.session.become({ snapshot: snapshot(), events: offered(chips).events, pending: [{ id: 'p', text: 'Yes', at: 0, state: 'failed', reply: { to: 'offer', ids: ['yes'] } }] });
  await drawn(root, '.delivery.failed');
  expect(root.querySelectorAll('button.choice')).toHaveLength(2);
  expect(root.querySelector('.choice.chosen')).toBeNull();
});

it('content of a kind that is not known is read as its text', async () => {
  const { root } = await shown(offered({ kind: 'carousel', cards: [1] }, 'Three machines for you'));
  await expect.poll(() => [...root.querySelectorAll('.bubble')].at(-1)?.textContent.trim()).toBe('Three machines for you');
  expect(root.querySelector('.choices, .offer')).toBeNull();
});

describe('a card', () => {
  const card: Content = { kind: 'card', title: '<b>Lira</b>', text: '<img src=x onerror="window.hacked=1">', picture: { url: 'https://halden.invalid/a.png', alt: 'A machine' }, buttons: [{ kind: 'reply', id: 'buy', title: 'Order it' }, { kind: 'link', title: 'Details', url: 'https://halden.example/a' }] };

  it('stands in its text’s place, as text, with a picture that tells its host nothing', async () => {
    const chat = await shown(offered(card, 'fallback'));
    const offer = await drawn(chat.root, '.offer');
    expect(chat.root.textContent).not.toContain('fallback');
    expect(offer.querySelector('.offer-title')?.textContent).toBe('<b>Lira</b>');
    expect(offer.querySelector('b, [onerror]')).toBeNull();
    const picture = await drawn<HTMLImageElement>(offer, 'img');
    expect([picture.referrerPolicy, picture.alt]).toEqual(['no-referrer', 'A machine']);
    const link = await drawn<HTMLAnchorElement>(offer, 'a');
    expect([link.target, link.rel, link.href]).toEqual(['_blank', 'noopener noreferrer nofollow', 'https://halden.example/a']);
    await press(chat.root, 'Order it');
    expect(sent(chat)).toEqual(['send Order it for offer buy']);
  });
});

describe('a date picker', () => {
  const at = (day: number, hour: number): string => new Date(2026, 10, day, hour).toISOString();
  it('shows a day’s times, and says the day with the time that was chosen', async () => {
    const chat = await shown(offered({ kind: 'date-picker', slots: [{ id: 'a', at: at(24, 9) }, { id: 'b', at: at(25, 14) }, { id: 'c', at: at(25, 16) }] }, 'When?'));
    await press(chat.root, 'Wed 25 Nov');
    await expect.poll(() => [...chat.root.querySelectorAll('.choice')].map((it) => it.textContent.trim())).toEqual(['14:00', '16:00']);
    await press(chat.root, '16:00');
    expect(sent(chat)).toEqual(['send Wed 25 Nov, 16:00 for offer c']);
  });
});

describe('a list', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `r${n}`, title: `Row ${n}` }));
  it('of one takes the press on a row, and shows the rest when asked', async () => {
    const chat = await shown(offered({ kind: 'list-picker', sections: [{ title: 'All', choices: rows(9) }] }));
    await press(chat.root, 'Show all 9');
    await press(chat.root, 'Row 8');
    expect(sent(chat)).toEqual(['send Row 8 for offer r8']);
  });

  it('of several is sent as one', async () => {
    const chat = await shown(offered({ kind: 'list-picker', multiple: true, sections: [{ choices: rows(3) }] }));
    await drawn(chat.root, '.list-row input');
    for (const box of [...chat.root.querySelectorAll<HTMLInputElement>('.list-row input')].slice(1)) box.click();
    await press(chat.root, 'Send choice');
    expect(sent(chat)).toEqual(['send Row 1, Row 2 for offer r1,r2']);
  });
});
