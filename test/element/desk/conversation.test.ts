import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { agentPresence } from '../../../src/testing/index.js';
import { moment, signedIn, type Rig, type RigOptions } from './desk-rig.js';
import { key, press, write } from './press.js';
import { contactFrame, jonas, lucia, owned, Story, upgradeBound } from './scenes.js';

const contactId = 'c_8Q4M2ZK7';
let rig: Rig | undefined;
afterEach(() => {
  rig?.remove();
  rig = undefined;
});

async function chatting(options: RigOptions = {}): Promise<Rig> {
  rig = await signedIn({ ...options, profile: { joinOnUpgrade: 'ask', ...options.profile } });
  const story = jonas();
  await rig.tell(contactFrame(owned(contactId, story.name, 60)), ...story.frames);
  return rig;
}

describe('a conversation', () => {
  it('sends what was written on Enter, shows it at once and as sent when the platform has it', async () => {
    const { line, root, tell, settle } = await chatting();
    await write(page.getByRole('textbox', { name: 'Message' }), 'Hello Jonas');
    key({ key: 'Enter' });
    const frame = await line.next('message.send');
    expect(frame).toMatchObject({ contactId, text: 'Hello Jonas' });
    await settle();
    const last = (): string => [...root.querySelectorAll('.run.own')].pop()?.textContent.replace(/\s+/g, ' ') ?? '';
    expect(last()).toContain('Sending');
    const seq = jonas().frames.length + 1;
    line.ack(frame.id, { seq });
    await tell({ type: 'event', contactId, seq, prev: seq - 1, at: moment(), kind: 'message', actor: { kind: 'agent', id: 'agent-ana', name: 'Ana Ruiz' }, data: { messageId: frame.id, text: 'Hello Jonas' } });
    expect(last()).toContain('Sent');
  });

  it('keeps a draft per contact', async () => {
    const { tell, root } = await chatting();
    const second = lucia();
    await tell(contactFrame(owned(second.contactId, second.name, 30)), ...second.frames);
    await write(page.getByRole('textbox', { name: 'Message' }), 'half a sent');
    await press(page.getByRole('button', { name: /Lucía/ }));
    const field = (): string => root.querySelector('textarea')?.value ?? '';
    expect(field()).toBe('');
    await press(page.getByRole('button', { name: /Jonas Weber, Chat|Jonas Weber/ }).first());
    expect(field()).toBe('half a sent');
  });

  it('shows hostile text as text', async () => {
    const { tell, root } = await chatting();
    const story = new Story(contactId, 'Jonas Weber', 10);
    for (const frame of jonas().frames) story.frames.push(frame);
    story.customer('<img src=x onerror=alert(1)> javascript:alert(1)');
    const last = story.frames[story.frames.length - 1];
    if (last !== undefined) await tell(last);
    expect(root.querySelector('.transcript img, .transcript a')).toBeNull();
    expect(root.querySelector('.transcript')?.textContent).toContain('<img src=x onerror=alert(1)>');
  });

  it('tells the platform what was read', async () => {
    const { line } = await chatting();
    expect(await line.next('read')).toMatchObject({ contactId });
  });

  it('says that the customer types', async () => {
    const { tell, root } = await chatting();
    await tell({ type: 'typing', contactId, by: { kind: 'customer', id: 'guest', name: 'Jonas Weber' }, on: true });
    expect(root.querySelector('.typing-row')?.textContent).toContain('Jonas is typing');
  });

  it('invites to video', async () => {
    const { line } = await chatting();
    await press(page.getByRole('button', { name: 'Invite to video' }));
    expect(await line.next('upgrade.invite')).toMatchObject({ contactId });
    expect(rig?.root.activeElement?.tagName).toBe('TEXTAREA');
  });

  it('keeps the invitation button and says why it can do nothing', async () => {
    const { tell, line, button } = await chatting();
    await tell(contactFrame(owned(contactId, 'Jonas Weber', 60, { video: { allowed: false, reason: 'queue' } })));
    const invite = button('Invite to video');
    expect(invite.getAttribute('aria-disabled')).toBe('true');
    expect(invite.title).toBe('Video is not possible. This queue does not take video.');
    invite.click();
    expect(line.frames.some(({ type }) => type === 'upgrade.invite')).toBe(false);
  });

  it('takes an open invitation back', async () => {
    const { tell, line, root, button, clock, settle } = await chatting();
    await tell(contactFrame(owned(contactId, 'Jonas Weber', 60, { upgrade: { ...upgradeBound, state: 'asked', deadline: moment(45_000) } })));
    const head = (): string => root.querySelector('.conversation-head')?.textContent.replace(/\s+/g, ' ') ?? '';
    expect(head()).toContain('You invited Jonas to video');
    expect(head()).toContain('45 s');
    clock.advance(5_000);
    await settle();
    expect(head()).toContain('40 s');
    expect(button('Take back').textContent).toBe('Take back');
    await press(page.getByRole('button', { name: 'Take back' }));
    expect(await line.next('upgrade.cancel')).toMatchObject({ contactId, upgradeId: 'u_1' });
  });

  it('shows no trouble where the agent took the invitation back', async () => {
    const { tell, root } = await chatting();
    await tell(contactFrame(owned(contactId, 'Jonas Weber', 60, { upgrade: { ...upgradeBound, state: 'ended', result: { status: 'cancelled', by: 'agent', at: moment() } } })));
    expect(root.querySelector('.notice')).toBeNull();
  });

  it('says what a failed video came to and invites again', async () => {
    const { tell, line, root } = await chatting();
    await tell(contactFrame(owned(contactId, 'Jonas Weber', 60, { upgrade: { ...upgradeBound, state: 'ended', result: { status: 'failed', reason: 'turn-unreachable', by: 'platform', at: moment() } } })));
    expect(root.querySelector('.notice')?.textContent).toContain('The video ended: the relay could not be reached. Jonas is still here in chat.');
    await press(page.getByRole('button', { name: 'Invite again' }));
    expect(await line.next('upgrade.invite')).toMatchObject({ contactId });
  });

  it('is wrapped up with a code and a note', async () => {
    const { line } = await chatting();
    await press(page.getByRole('button', { name: 'Wrap up' }));
    await press(page.getByRole('checkbox', { name: 'Advice' }));
    await write(page.getByRole('textbox', { name: 'Note' }), 'Strainer cleaned');
    await press(page.getByRole('button', { name: 'Done', exact: true }));
    expect(await line.next('contact.wrap')).toMatchObject({ contactId, codes: ['Advice'], note: 'Strainer cleaned' });
  });

  it('takes the focus into its wrap-up sheet, and keeps the sheet while the agent looks at another contact', async () => {
    const { tell, root, settle } = await chatting();
    const second = lucia();
    await tell(contactFrame(owned(second.contactId, second.name, 30)), ...second.frames);
    await press(page.getByRole('button', { name: 'Wrap up' }));
    await settle();
    expect(root.activeElement?.closest('.wrap-sheet')).not.toBeNull();
    await press(page.getByRole('checkbox', { name: 'Advice' }));
    await press(page.getByRole('button', { name: /Lucía/ }));
    expect(root.querySelector('.wrap-sheet')).toBeNull();
    await press(page.getByRole('button', { name: /Jonas Weber/ }).first());
    expect(root.querySelector('.wrap-sheet h2')?.textContent).toBe('Wrap up Jonas');
    const chosen = page.getByRole('checkbox', { name: 'Advice' }).element();
    expect(chosen instanceof HTMLInputElement && chosen.checked).toBe(true);
  });

  it('moves to what has ended, can be read there, and takes no more messages', async () => {
    const { tell, root } = await chatting();
    await tell(contactFrame(owned(contactId, 'Jonas Weber', 60, { state: 'closed', closedAt: moment() })));
    expect(root.querySelector('[aria-label="Ended today"]')?.textContent).toContain('Jonas Weber');
    expect(root.querySelector('.conversation-head p')?.textContent).toMatch(/Ended \d\d:\d\d/);
    expect(root.querySelector('textarea')).toBeNull();
    expect(root.querySelector('.conversation')?.textContent).toContain('This contact has ended.');
  });
});

describe('the timeline', () => {
  it('keeps each time in one line, in a twelve-hour language too', async () => {
    const { desk, root, settle } = await chatting();
    desk.locale = 'en-US';
    await settle();
    const times = [...root.querySelectorAll<HTMLElement>('.events time')];
    expect(times.length).toBeGreaterThan(0);
    for (const time of times) {
      expect(time.textContent).toMatch(/[AP]M$/);
      expect(time.getBoundingClientRect().height).toBeLessThan(20);
      expect(time.scrollWidth).toBeLessThanOrEqual(time.clientWidth);
    }
  });
});

describe('the look of a part', () => {
  it('is not another part’s: a row in wrap-up stays a row, trouble with a camera stays a line of the list', async () => {
    const { tell, root } = await chatting();
    const seq = jonas().frames.length + 1;
    await tell({ type: 'event', contactId, seq, prev: seq - 1, at: moment(), kind: 'upgrade.captured', actor: { kind: 'customer', id: 'guest' }, data: { upgradeId: 'u_1', outcome: 'permission-denied' } });
    const [first, last] = [root.querySelector('.abilities li'), root.querySelector('.abilities li:last-child')];
    if (first === null || last === null) throw new Error('No abilities are drawn.');
    expect(last.textContent).toContain('Blocked in the browser');
    expect([getComputedStyle(last).marginTop, getComputedStyle(last).color]).toEqual([getComputedStyle(first).marginTop, getComputedStyle(first).color]);
    const width = (): number | undefined => root.querySelector('.row-face')?.getBoundingClientRect().width;
    const before = width();
    await tell(contactFrame(owned(contactId, 'Jonas Weber', 60, { state: 'wrap-up' })));
    expect(width()).toBe(before);
  });
});

describe('presence', () => {
  it('goes on queue as available', async () => {
    const { line } = await chatting({ welcome: { presence: agentPresence({ onQueue: false }) } });
    await press(page.getByRole('button', { name: 'Go on queue' }));
    expect(await line.next('presence.set')).toMatchObject({ onQueue: true, state: 'available' });
  });

  it('asks what becomes of live contacts before going off queue', async () => {
    const { tell, line } = await chatting();
    await tell(contactFrame(owned(contactId, 'Jonas Weber', 60)));
    await press(page.getByRole('button', { name: 'Go off queue' }));
    expect(line.frames.some(({ type }) => type === 'presence.set')).toBe(false);
    const choice = page.getByRole('combobox', { name: 'What about Jonas Weber' }).element();
    if (choice instanceof HTMLSelectElement) choice.value = 'back';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await press(page.getByRole('dialog').getByRole('button', { name: 'Go off queue' }));
    expect(await line.next('contact.transfer')).toMatchObject({ contactId, to: { kind: 'queue', queueId: 'support' } });
    expect(await line.next('presence.set')).toMatchObject({ onQueue: false, state: 'break' });
  });

  it('closes the question on Escape and changes nothing', async () => {
    const { line, root, settle } = await chatting();
    await press(page.getByRole('button', { name: 'Go off queue' }));
    await settle();
    key({ key: 'Escape' });
    await settle();
    expect(root.querySelector('[role="dialog"]')).toBeNull();
    expect(line.frames.some(({ type }) => type === 'presence.set')).toBe(false);
  });

  it('names what was missed and comes back on a press', async () => {
    const { tell, line, root } = await chatting();
    await tell({ type: 'presence', ...agentPresence({ state: 'not-responding', onQueue: false, missed: { contactId: 'c_mei', customerName: 'Mei Tanaka' } }) });
    expect(root.querySelector('.notice')?.textContent).toContain('You missed Mei Tanaka. You are set to Not responding.');
    await press(page.getByRole('button', { name: 'I am back' }));
    expect(await line.next('presence.set')).toMatchObject({ state: 'available', onQueue: true });
  });

  it('names what was missed with no conversation open, too', async () => {
    rig = await signedIn({ profile: { joinOnUpgrade: 'ask' } });
    const { tell, line, root } = rig;
    await tell(
      { type: 'inbox', waiting: [{ contactId: 'c_mei', customerName: 'Mei Tanaka', queue: { queueId: 'support', name: 'Support' }, medium: 'webChat', since: moment() }] },
      { type: 'presence', ...agentPresence({ state: 'not-responding', onQueue: false, missed: { contactId: 'c_mei' } }) },
    );
    expect(root.querySelector('.none-open .notice')?.textContent).toContain('You missed Mei Tanaka. You are set to Not responding.');
    await press(page.getByRole('button', { name: 'I am back' }));
    expect(await line.next('presence.set')).toMatchObject({ state: 'available', onQueue: true });
  });

  it('is chosen from its list', async () => {
    const { line } = await chatting();
    await press(page.getByRole('button', { name: /^Presence:/ }));
    await press(page.getByRole('button', { name: 'Away', exact: true }));
    expect(await line.next('presence.set')).toMatchObject({ state: 'away' });
  });
});

describe('the connection', () => {
  it('is named while it is lost, and what is written meanwhile is kept', async () => {
    const { line, platform, root, settle } = await chatting();
    platform.reachable = false;
    line.drop();
    await settle();
    expect(root.querySelector('.connection-line')?.textContent).toContain('Connection lost, getting it back.');
    await write(page.getByRole('textbox', { name: 'Message' }), 'still here');
    key({ key: 'Enter' });
    await settle();
    expect(root.querySelector('.transcript')?.textContent).toContain('still here');
  });

  it('is tried again by a press where the platform does not understand the desk', async () => {
    const { clock, line, platform, root, settle } = await chatting();
    const redialled = platform.line();
    line.drop();
    await settle();
    clock.advance(1_000);
    const second = await redialled;
    await second.hello();
    second.drop(4_400);
    await expect.poll(() => root.querySelector('.connection-line')?.textContent).toContain('The platform does not understand this desk.');
    expect(root.querySelector('.connection-line')?.textContent).not.toContain('another tab');
    const third = platform.line();
    await press(page.getByRole('button', { name: 'Try again' }));
    expect((await (await third).hello()).token).toBe('token');
  });

  it('can be taken over from another tab', async () => {
    const { line, platform, root, settle } = await chatting();
    line.drop(4_409);
    await settle();
    expect(root.querySelector('.connection-line')?.textContent).toContain('The desk is open in another tab.');
    await press(page.getByRole('button', { name: 'Use it here' }));
    expect((await (await platform.line()).hello()).token).toBe('token');
  });
});
