/** What stands around the conversation, as a visitor meets it: agreement, form, out of hours, rating, what the page knows. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Visit } from '../../../src/protocol/index.js';
import { SegueError } from '../../../src/protocol/index.js';
import { Timeline, ana, contactId, noon, snapshot, type FakeRooms } from './fake-rooms.js';
import { drawn, gone, mount, named, press, type Mounted } from './mounted.js';

const consent = { hash: 'h1', text: 'We keep what you write.', links: [{ label: 'Privacy', url: 'https://shop.example/privacy' }] };
const preChat: NonNullable<Visit['preChat']> = {
  fields: [
    { type: 'text', key: 'name', label: 'Your name', required: true },
    { type: 'email', key: 'email', label: 'E-mail', required: true },
    { type: 'select', key: 'topic', label: 'Topic', options: [{ value: 'order', label: 'An order' }] },
    { type: 'checkbox', key: 'news', label: 'Send me news' },
  ],
};
const everything = { form: { ask: ['name', 'email', 'topic', 'news'] } };
const fresh = (more: object = {}) => ({ snapshot: { ...snapshot({ state: 'new' }), owner: undefined, ...more } as unknown as ReturnType<typeof snapshot> });

afterEach(() => vi.restoreAllMocks());

/** A chat of a deployment that shows and asks this. */
const visiting = (visit: Visit, options: Parameters<typeof mount>[0] = {}): Promise<Mounted> => mount({ ...options, visit });
const submitted = (rooms: FakeRooms): unknown[] => rooms.session.submitted;
const fill = (root: ShadowRoot, label: string, value: string): Promise<void> => {
  const field = [...root.querySelectorAll<HTMLLabelElement>('label')].find((it) => it.textContent.includes(label));
  const control = field && root.getElementById(field.htmlFor);
  if (control === null || control === undefined) throw new Error(label);
  return control instanceof HTMLSelectElement ? userEvent.selectOptions(control, value) : userEvent.fill(control, value);
};

describe('the agreement', () => {
  it('comes before any connection, and agreeing opens one', async () => {
    const { chat, rooms, root } = await visiting({ consent });
    void chat.open();
    const card = await drawn(root, '.card');
    expect(card.textContent).toContain('We keep what you write.');
    expect(root.querySelector('.visit-links a')?.getAttribute('href')).toBe('https://shop.example/privacy');
    expect(root.querySelector('.composer')).toBeNull();
    expect(rooms.session.asked).toEqual([]);
    expect(localStorage.length).toBe(0);
    await press(root, 'Agree');
    await gone(root, '.card');
    expect(rooms.session.asked).toEqual(['open']);
    expect(rooms.consent()).toBe('h1');
    await drawn(root, '.composer');
  });

  it('has the focus in place of the field, at the opening and where it is asked anew of one who writes', async () => {
    const { chat, rooms, root } = await visiting({ consent });
    void chat.open();
    const card = await drawn(root, '.foot .card');
    await expect.poll(() => root.activeElement).toBe(card);
    await press(root, 'Agree');
    await expect.poll(() => root.activeElement).toBe(root.querySelector('.composer textarea'));
    rooms.session.become({ snapshot: snapshot(), events: new Timeline().joined().events });
    rooms.session.say({ kind: 'closed', code: 'consent-missing' });
    const again = await drawn(root, '.foot .card');
    await expect.poll(() => root.activeElement).toBe(again);
    expect(root.querySelector('.trouble')).toBeNull();
  });

  it('declined leaves everything as it was, and is asked again on the next opening', async () => {
    const { chat, rooms, root } = await visiting({ consent });
    void chat.open();
    await press(root, 'No, thanks');
    await gone(root, '.panel');
    expect(rooms.session.asked).toEqual([]);
    expect(localStorage.length + sessionStorage.length).toBe(0);
    void chat.open();
    await drawn(root, '.card');
  });

  it('is asked of a visitor who comes back, where the platform wants another', async () => {
    const { chat, rooms, root } = await visiting({ consent }, { known: true });
    void chat.open();
    await expect.poll(() => rooms.session.asked).toEqual(['open']);
    rooms.session.say({ kind: 'closed', code: 'consent-missing' });
    await press(root, 'Agree');
    expect(rooms.session.asked).toEqual(['open', 'open']);
  });

  it('can be taken back from the menu, after a second thought', async () => {
    const { chat, rooms, root } = await visiting({ consent });
    void chat.open();
    await press(root, 'Agree');
    rooms.session.become({ snapshot: snapshot(), events: new Timeline().joined().events });
    await press(root, 'More options');
    await press(root, 'Withdraw my agreement');
    expect(submitted(rooms)).toEqual([]);
    await press(root, 'Withdraw my agreement');
    await gone(root, '.panel');
    expect(submitted(rooms)).toEqual([{ type: 'consent.withdraw', contactId }]);
    expect(rooms.forgotten()).toBe(1);
  });

  it('says that it is being taken back, and where that could not be said, until it is', async () => {
    const { chat, rooms, root } = await visiting({ consent });
    void chat.open();
    await press(root, 'Agree');
    rooms.session.become({ snapshot: snapshot(), events: new Timeline().joined().events });
    let refuse: (reason: unknown) => void = () => undefined;
    const submit = vi.spyOn(rooms.session, 'submit').mockImplementationOnce(() => new Promise((_done, fail) => (refuse = fail)));
    await press(root, 'More options');
    await press(root, 'Withdraw my agreement');
    await press(root, 'Withdraw my agreement');
    await expect.poll(() => root.querySelector('.card [role=status]')?.textContent).toBe('Sending');
    refuse(new SegueError('rate-limited'));
    await expect.poll(() => root.querySelector('.card [role=alert]')?.textContent).toBe('That couldn’t be sent. Try again');
    expect([rooms.forgotten(), chat.mode]).toEqual([0, 'open']);
    await press(root, 'Withdraw my agreement');
    await gone(root, '.panel');
    expect(submit).toHaveBeenCalledTimes(2);
    expect(rooms.forgotten()).toBe(1);
    void chat.open();
    await drawn(root, '.panel');
    expect(root.querySelector('.card [role=alert]')).toBeNull();
  });

  it('is text and nothing else, whatever the deployment says', async () => {
    const { chat, root } = await visiting({ consent: { ...consent, title: '<img src=x onerror=alert(1)>', text: '<script>alert(1)</script>' } });
    void chat.open();
    const card = await drawn(root, '.card');
    expect(card.querySelector('img, script')).toBeNull();
    expect(card.textContent).toContain('<script>');
  });
});

describe('the form', () => {
  async function form(more: object = everything, visit: Visit = { preChat }): Promise<Mounted> {
    const mounted = await visiting(visit);
    void mounted.chat.open();
    mounted.rooms.session.become(fresh(more));
    await drawn(mounted.root, '.visit-form');
    return mounted;
  }

  it('stands in place of the message field, and its answers go to the platform', async () => {
    const { rooms, root } = await form();
    expect(root.querySelector('.composer')).toBeNull();
    await fill(root, 'Your name', 'Mia');
    await fill(root, 'E-mail', 'mia@example.test');
    await fill(root, 'Topic', 'order');
    await press(root, 'Start chat');
    await expect.poll(() => submitted(rooms)).toEqual([{ type: 'form.answer', contactId, answers: { name: 'Mia', email: 'mia@example.test', topic: 'order' } }]);
    rooms.session.become(fresh());
    await drawn(root, '.composer');
    await expect.poll(() => root.activeElement?.tagName).toBe('TEXTAREA');
  });

  it('has the focus that the message field had', async () => {
    const { chat, rooms, root } = await visiting({ preChat });
    void chat.open();
    await expect.poll(() => root.activeElement?.tagName).toBe('TEXTAREA');
    rooms.session.become(fresh(everything));
    await drawn(root, '.visit-form');
    await expect.poll(() => root.activeElement?.id).toBe('visit-field-name');
  });

  it('says every fault at its field and in one sentence, goes to the first, and forgets what is put right', async () => {
    const { rooms, root } = await form();
    await fill(root, 'E-mail', 'mia');
    await press(root, 'Start chat');
    await expect.poll(() => root.querySelector('.visit-alert')?.textContent).toBe('2 answers need another look.');
    expect(root.querySelector('.visit-alert')?.getAttribute('role')).toBe('alert');
    await expect.poll(() => root.activeElement?.id).toBe('visit-field-name');
    const email = root.getElementById('visit-field-email');
    expect([email?.getAttribute('aria-invalid'), email?.getAttribute('aria-describedby')]).toEqual(['true', 'visit-fault-email']);
    expect(root.getElementById('visit-fault-email')?.textContent).toContain('e-mail address');
    await fill(root, 'E-mail', 'mia@example.test');
    await expect.poll(() => root.getElementById('visit-fault-email')).toBeNull();
    expect(submitted(rooms)).toEqual([]);
  });

  it('leaves the camera alone until it is answered, as an agreement that is open does', async () => {
    const { chat, rooms } = await form();
    await expect(chat.startVideo()).rejects.toMatchObject({ code: 'not-connected' });
    rooms.session.become(fresh());
    await chat.startVideo();
    expect(rooms.upgrade.asked).toEqual(['start']);
    rooms.session.say({ kind: 'closed', code: 'consent-missing' });
    await expect(chat.startVideo()).rejects.toMatchObject({ code: 'not-connected' });
    expect(rooms.upgrade.asked).toEqual(['start']);
  });

  it('tells its fields apart, whatever they are called', async () => {
    const fields = ['title', 'message', 'email', 'email-fault', 'email-hint'].map((key) => ({ type: 'text', key, label: `The ${key}`, hint: `A hint at ${key}`, required: true }) as const);
    const { root } = await form({ form: { ask: fields.map(({ key }) => key) } }, { preChat: { fields }, hours: { open: false } });
    await press(root, 'Leave message');
    await expect.poll(() => root.querySelectorAll('.visit-fault').length).toBe(6);
    const ids = [...root.querySelectorAll('.visit-form [id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { key, hint } of fields) {
      const field = [...root.querySelectorAll<HTMLLabelElement>('.visit-form label')].find(({ textContent }) => textContent.trim() === `The ${key}`);
      const control = root.getElementById(field?.htmlFor ?? '');
      expect(control).toBeInstanceOf(HTMLInputElement);
      expect((control?.getAttribute('aria-describedby') ?? '').split(' ').map((id) => root.getElementById(id)?.textContent)).toEqual([hint, 'This is needed.']);
    }
  });

  it('keeps what was typed where the platform does not take it, and says so', async () => {
    const { rooms, root } = await form();
    vi.spyOn(rooms.session, 'submit').mockRejectedValue(new SegueError('form-refused'));
    await fill(root, 'Your name', 'Mia');
    await fill(root, 'E-mail', 'mia@example.test');
    await press(root, 'Start chat');
    await expect.poll(() => root.querySelector('.visit-alert')?.textContent).toBe('That couldn’t be sent. Try again');
    expect((root.getElementById('visit-field-name') as HTMLInputElement).value).toBe('Mia');
  });

  it('asks only for what nobody knows, with what the page has told filled in', async () => {
    const { chat, root } = await form({ form: { ask: ['email'] } });
    expect(root.querySelectorAll('.visit-field')).toHaveLength(1);
    chat.identify({ attributes: { email: 'mia@example' } });
    chat.requestUpdate();
    await expect.poll(() => (root.getElementById('visit-field-email') as HTMLInputElement).value).toBe('mia@example');
  });

  it('holds back what was typed before it was there', async () => {
    const { chat, rooms, root } = await visiting({ preChat });
    void chat.open();
    await drawn(root, '.composer');
    await userEvent.fill(await drawn(root, '.composer textarea'), 'Hello');
    await press(root, 'Send');
    rooms.session.become(fresh(everything));
    await drawn(root, '.visit-form');
    expect(rooms.session.asked.filter((it) => it.startsWith('send'))).toEqual([]);
    rooms.session.become(fresh());
    await expect.poll(() => rooms.session.asked).toContain('send Hello');
  });
});

describe('out of hours', () => {
  const closed: Visit = { hours: { open: false, opensAt: new Date(noon + 3 * 3_600_000).toISOString() } };

  it('takes a message instead of a chat, and says when somebody is back', async () => {
    const { chat, rooms, root } = await visiting(closed);
    void chat.open();
    rooms.session.become(fresh());
    const form = await drawn(root, '.visit-form');
    expect(form.textContent).toContain('Chat is closed now, leave us a message.');
    expect(form.textContent).toContain('We’re back at 17:02.');
    await press(root, 'Leave message');
    await expect.poll(() => root.activeElement?.id).toBe('visit-message');
    await userEvent.fill(await drawn(root, '#visit-message'), 'Please call me');
    await press(root, 'Leave message');
    await expect.poll(() => rooms.session.asked).toContain('send Please call me to be left');
  });

  it('leaves the confirmation to the shop’s own words where there are any', async () => {
    const { chat, rooms, root } = await visiting(closed);
    void chat.open();
    const timeline = new Timeline().customer('Please call me').add('message.left', { kind: 'flow' }, { queueId: 'support', opensAt: closed.hours?.opensAt ?? '', thanked: true });
    rooms.session.become({ snapshot: snapshot({ state: 'flow' }), events: timeline.add('message', { kind: 'flow' }, { messageId: 'm_t', text: 'Thank you.' }).events });
    await expect.poll(() => root.querySelector('.transcript')?.textContent).toContain('Thank you.');
    expect(root.textContent).not.toContain('We have your message.');
  });

  it('confirms what was left, with what happens next', async () => {
    const { chat, rooms, root } = await visiting(closed);
    void chat.open();
    const timeline = new Timeline().customer('Please call me').add('message.left', { kind: 'flow' }, { queueId: 'support', opensAt: closed.hours?.opensAt ?? '' });
    rooms.session.become({ snapshot: snapshot({ state: 'flow' }), events: timeline.events });
    await expect.poll(() => root.querySelector('.line')?.textContent).toContain('We have your message. The answer comes here. We’re back at 17:02.');
    await drawn(root, '.composer');
  });
});

describe('the rating', () => {
  const over = (): Timeline => new Timeline().customer('Hello').joined().add('contact.closed', { kind: 'agent', id: 'ana' }, { reason: 'agent' });
  async function rating(visit: Visit = { rating: ['chat'] }, timeline = over(), state: 'closed' | 'connected' = 'closed'): Promise<Mounted> {
    const mounted = await visiting(visit);
    void mounted.chat.open();
    mounted.rooms.session.become({ snapshot: snapshot({ state }), events: timeline.events });
    return mounted;
  }

  it('is a group of five, moved by arrows, sent once with a comment, and thanked for', async () => {
    const { rooms, root } = await rating();
    const card = await drawn(root, '.rating');
    expect(card.textContent).toContain('How was your chat with Ana?');
    expect(named(root, 'Send rating')?.getAttribute('aria-disabled')).toBe('true');
    const [first] = root.querySelectorAll<HTMLInputElement>('.rating-star input');
    first?.focus();
    await userEvent.keyboard(' ');
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    await expect.poll(() => root.querySelector('.rating-word')?.textContent).toBe('Good');
    expect(root.querySelectorAll('.rating-star.full')).toHaveLength(4);
    await userEvent.fill(await drawn(root, '.rating .visit-control'), 'Quick');
    await press(root, 'Send rating');
    await expect.poll(() => submitted(rooms)).toEqual([{ type: 'contact.rate', contactId, about: 'chat', stars: 4, comment: 'Quick' }]);
    rooms.session.hear(over().add('contact.rated', { kind: 'customer', id: 'guest-1' }, { about: 'chat', stars: 4 }).events[3]!);
    await gone(root, '.rating');
    await expect.poll(() => [...root.querySelectorAll('.line')].at(-1)?.textContent).toContain('Thank you, Halden has your rating.');
  });

  it('can be skipped, and is not asked for again', async () => {
    const { rooms, root } = await rating();
    await press(root, 'Skip');
    await gone(root, '.rating');
    rooms.session.become({ snapshot: snapshot({ state: 'closed' }), events: over().events });
    await expect.poll(() => root.querySelector('.rating')).toBeNull();
    expect(submitted(rooms)).toEqual([]);
  });

  it('says where it could not be sent, and keeps the stars', async () => {
    const { rooms, root } = await rating();
    vi.spyOn(rooms.session, 'submit').mockRejectedValue(new SegueError('relation-refused'));
    (await drawn<HTMLInputElement>(root, '.rating-star:nth-child(3) input')).click();
    await press(root, 'Send rating');
    await expect.poll(() => root.querySelector('.rating .visit-alert')?.textContent).toBe('Your rating couldn’t be sent. Try again');
    expect(root.querySelectorAll('.rating-star.full')).toHaveLength(3);
  });

  it('is of the video while the chat goes on, and of nothing where the deployment does not ask', async () => {
    const video = new Timeline().joined().add('media-upgrade', { kind: 'platform' }, { upgradeId: 'u', callId: 'v', from: 'webChat', to: 'videoChat', agent: ana }).add('call.live', { kind: 'platform' }, { callId: 'v' })
      .add('media.restored', { kind: 'platform' }, { upgradeId: 'u', callId: 'v', from: 'videoChat', to: 'webChat', durationMs: 60_000 });
    const { root } = await rating({ rating: ['video'] }, video, 'connected');
    expect((await drawn(root, '.rating')).textContent).toContain('How was your video with Ana?');
    await drawn(root, '.composer');
  });

  it('is not there by default', async () => {
    const { root } = await rating({});
    await drawn(root, '.line');
    expect(root.querySelector('.rating')).toBeNull();
  });
});

describe('what the page knows of its customer', () => {
  it('waits for a contact, is merged key by key, and told once to each', async () => {
    const { chat, rooms } = await visiting({});
    chat.identify({ name: 'Mia', attributes: { plan: 'gold', cart: 2 } });
    chat.identify({ attributes: { cart: null } });
    expect(rooms.session.asked).toEqual([]);
    void chat.open();
    await expect.poll(() => rooms.session.asked).toEqual(['open']);
    rooms.session.become(fresh());
    rooms.session.become(fresh());
    expect(submitted(rooms)).toEqual([{ type: 'contact.attributes', contactId, name: 'Mia', attributes: { plan: 'gold', cart: null } }]);
    chat.identify({ attributes: { plan: 'silver' } });
    await expect.poll(() => submitted(rooms)).toHaveLength(2);
  });
});

it('begins a new chat from the menu', async () => {
  const { chat, rooms, root } = await visiting({});
  void chat.open();
  rooms.session.become({ snapshot: snapshot({ state: 'closed' }), events: new Timeline().customer('Hello').joined().add('contact.closed', { kind: 'customer' }, { reason: 'customer' }).events });
  await expect.poll(() => root.querySelectorAll('.bubble').length).toBe(1);
  await press(root, 'More options');
  await press(root, 'New chat');
  expect(rooms.session.asked).toContain('renew');
  rooms.session.become({ ...fresh({ contactId: 'contact-2' }), contactId: 'contact-2' });
  await expect.poll(() => [...root.querySelectorAll('.bubble')].map((it) => it.textContent.trim())).toEqual(['Hi there. What can we help with?']);
});
