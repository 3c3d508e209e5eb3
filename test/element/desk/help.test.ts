import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { moment, profile, type Rig, type RigOptions } from './desk-rig.js';
import { add, key, press, write } from './press.js';
import { ana, anaActor, ben, benActor, colleagues, contactFrame, helped, owned, reservation, targetsPath } from './scenes.js';
import { contactId, story, talking } from './talking.js';

const start = (options: RigOptions = {}): Promise<Rig> => talking({ profile: { scopes: [...profile.scopes, 'contact:assist'] }, answers: { [targetsPath]: () => colleagues() }, ...options });
const next = story.frames.length + 1;
const event = (seq: number, kind: string, data: unknown, actor = anaActor) => ({ type: 'event', contactId, seq, prev: seq - 1, at: moment(), kind, actor, data }) as const;
const invited = event(next, 'assist.invited', { agent: ben, deadline: moment(48_000) });
const notices = (rig: Rig): string => [...rig.root.querySelectorAll('.notice')].map((it) => it.textContent.replace(/\s+/gu, ' ').trim()).join(' | ');
const field = (name: string) => page.getByRole('textbox', { name, exact: true });

describe('asking a colleague to help', () => {
  it('opens with Alt H, lists who is there, and asks with a word for them', async () => {
    const { line, root } = await start();
    await press(field('Message'));
    key({ key: 'h', code: 'KeyH', altKey: true });
    await expect.poll(() => root.querySelectorAll('.transfer-rows li').length).toBe(4);
    expect(root.querySelector('.segmented')).toBeNull();
    await press(page.getByRole('option', { name: 'Ingrid Solheim' }));
    await write(page.getByRole('textbox', { name: /For Ingrid/u }), 'It hums.');
    await press(page.getByRole('button', { name: /^Ask Ingrid/u }));
    const asked = await line.next('contact.invite');
    expect(asked).toMatchObject({ contactId, agentId: 'agent-ingrid', message: 'It hums.' });
    line.ack(asked.id);
    await expect.poll(() => root.querySelector('.dialog')).toBeNull();
  });

  it('says so where the colleague has gone meanwhile', async () => {
    const { line, root } = await start();
    await press(page.getByRole('button', { name: 'Ask a colleague to help' }));
    await press(page.getByRole('option', { name: 'Ben Okafor' }));
    key({ key: 'Enter', ctrlKey: true });
    line.nack((await line.next('contact.invite')).id, 'not-found');
    await expect.poll(() => root.querySelector('.dialog-foot [role="alert"]')?.textContent).toBe('Ben Okafor is not there any more. Ask somebody else.');
  });

  it('is not offered to whoever may not', async () => {
    const { has } = await talking();
    expect(has('Ask a colleague to help')).toBe(false);
  });

  it('shows who is asked and for how long, and takes it back', async () => {
    const rig = await start();
    await rig.tell(invited);
    expect(notices(rig)).toContain('Asking Ben Okafor to help.48 s');
    await press(page.getByRole('button', { name: 'Take it back' }));
    expect(await rig.line.next('contact.leave')).toMatchObject({ contactId, agentId: ben.agentId });
  });

  it.each([['declined', 'Ben Okafor can’t help right now.'], ['timeout', 'Ben Okafor did not answer.']])('says “%s” until it is put away', async (outcome, words) => {
    const rig = await start();
    await rig.tell(invited, event(next + 1, 'assist.answered', { agent: ben, outcome }));
    expect(notices(rig)).toContain(words);
    await press(page.getByRole('button', { name: 'Got it' }).last());
    await expect.poll(() => notices(rig)).not.toContain(words);
  });

  it('shows who helps, writes to them alone where that is chosen, and ends their help', async () => {
    const rig = await start();
    await rig.tell(contactFrame(owned(contactId, story.name, 492, { assists: [ben] })), event(next, 'assist.joined', { agent: ben }, benActor));
    expect(notices(rig)).toContain('Ben Okafor helps you here.');
    expect(rig.root.querySelector('.transcript')?.textContent).toContain('Ben Okafor joined to help');
    await write(field('Message'), 'For Jonas');
    await press(page.getByRole('radio', { name: 'To Ben only' }));
    await expect.element(field('Message to Ben only')).toHaveValue('');
    await write(field('Message to Ben only'), 'Is it the strainer?');
    key({ key: 'Enter' });
    expect(await rig.line.next('contact.note')).toMatchObject({ contactId, text: 'Is it the strainer?' });
    await press(page.getByRole('radio', { name: 'To Jonas' }));
    await expect.element(field('Message')).toHaveValue('For Jonas');
    expect(rig.line.frames.filter(({ type }) => type === 'message.send')).toEqual([]);
    await press(page.getByRole('button', { name: 'End help by Ben' }));
    expect(await rig.line.next('contact.leave')).toMatchObject({ contactId, agentId: ben.agentId });
  });

  it('heads a colleague’s words with their name', async () => {
    const rig = await start();
    await rig.tell(event(next, 'message', { messageId: 'm_ben', text: 'Ben here.' }, benActor));
    const heads = [...rig.root.querySelectorAll('.run.own .run-head')].map((it) => it.textContent);
    expect(heads.at(-1)).toContain('Ben Okafor');
    expect(heads[0]).not.toContain('You');
  });
});

const ask = { type: 'assist.ask', contactId: 'c_mei', by: ben, customerName: 'Mei Tanaka', message: 'You know the old cylinder.', deadline: moment(60_000) } as const;
const hers = (changes: Parameters<typeof helped>[3] = {}) => contactFrame(helped('c_mei', 'Mei Tanaka', 240, changes));
const ofMei = (seq: number, kind: string, data: unknown) => ({ ...event(seq, kind, data, benActor), contactId: 'c_mei' });
const asking = async (): Promise<Rig> => {
  const rig = await start();
  await rig.tell(ask);
  return rig;
};
/** Ana helps Ben with Mei, and has her before her. */
const helping = async (): Promise<Rig> => {
  const rig = await asking();
  await press(page.getByRole('button', { name: 'Accept' }));
  rig.line.ack((await rig.line.next('contact.assist')).id);
  await rig.tell({ type: 'assist.gone', contactId: 'c_mei', outcome: 'accepted' }, hers(), ofMei(1, 'assist.joined', { agent: ana }));
  return rig;
};

describe('being asked to help', () => {
  it('is a card with a countdown that leaves the focus where it is, and the draft', async () => {
    const rig = await start();
    await write(field('Message'), 'One mom');
    await rig.tell(ask);
    const card = rig.root.querySelector('.help-card');
    expect(card?.getAttribute('aria-label')).toBe('Ben asks you to help with Mei');
    expect(card?.textContent).toContain('You know the old cylinder.');
    expect(rig.root.querySelector('[aria-live="assertive"]')?.textContent).toContain('Ben asks you to help with Mei');
    expect(document.title).toBe('Ben asks you to help with Mei');
    rig.clock.advance(14_000);
    await rig.settle();
    expect(card?.querySelector('[role="timer"]')?.textContent).toBe('46 s');
    add('ent');
    await expect.element(field('Message')).toHaveValue('One moment');
  });

  it('is declined with Alt X, and gone when it is taken back', async () => {
    const rig = await asking();
    key({ key: 'x', code: 'KeyX', altKey: true });
    expect(await rig.line.next('contact.leave')).toEqual(expect.objectContaining({ contactId: 'c_mei' }));
    await rig.tell({ type: 'assist.gone', contactId: 'c_mei', outcome: 'withdrawn' });
    expect(rig.root.querySelector('.help-card')).toBeNull();
  });

  it('can be answered again where the answer was refused', async () => {
    const rig = await asking();
    await press(page.getByRole('button', { name: 'Accept' }));
    rig.line.nack((await rig.line.next('contact.assist')).id, 'contact-closed');
    await expect.element(page.getByRole('button', { name: 'Accept' })).toBeVisible();
  });
});

describe('helping with a colleague’s contact', () => {
  it('opens it in a section of its own, says whose it is, and offers nothing that is the owner’s', async () => {
    const rig = await helping();
    await expect.element(page.getByRole('heading', { name: 'Mei Tanaka' }).first()).toBeVisible();
    const section = rig.root.querySelector('.inbox section[aria-label="Helping"]');
    expect(section?.textContent.replace(/\s+/gu, ' ')).toContain('Of Ben');
    expect(rig.root.querySelector('.inbox section[aria-label="Mine"]')?.textContent).not.toContain('Mei');
    expect(notices(rig)).toContain('You are helping Ben. Mei is Ben’s contact.');
    for (const name of ['Transfer', 'Wrap up', 'Invite to video', 'Ask a colleague to help']) expect(rig.has(name), name).toBe(false);
    for (const code of ['KeyW', 'KeyT', 'KeyI', 'KeyH']) key({ key: code, code, altKey: true });
    await rig.settle();
    expect(rig.root.querySelector('.dialog, .wrap-sheet')).toBeNull();
    expect(rig.line.frames.filter(({ type }) => type === 'upgrade.invite')).toEqual([]);
  });

  it('writes to the owner alone first, and to the customer where that is chosen', async () => {
    const { line } = await helping();
    await write(field('Message to Ben only'), 'Two screws, yes.');
    key({ key: 'Enter' });
    expect(await line.next('contact.note')).toMatchObject({ contactId: 'c_mei', text: 'Two screws, yes.' });
    await press(page.getByRole('radio', { name: 'To Mei' }));
    await write(field('Message'), 'Hello Mei.');
    key({ key: 'Enter' });
    expect(await line.next('message.send')).toMatchObject({ contactId: 'c_mei', text: 'Hello Mei.' });
  });

  it('tells the customer of no typing while agents write to each other', async () => {
    const { line } = await helping();
    await write(field('Message to Ben only'), 'Hm');
    await press(page.getByRole('radio', { name: 'To Mei' }));
    await write(field('Message'), 'Hello');
    expect(line.frames.filter(({ type }) => type === 'typing')).toHaveLength(1);
  });

  it('puts a note that was refused back into its field', async () => {
    const { line } = await helping();
    await write(field('Message to Ben only'), 'Two screws.');
    key({ key: 'Enter' });
    line.nack((await line.next('contact.note')).id, 'contact-closed');
    await expect.element(field('Message to Ben only')).toHaveValue('Two screws.');
  });

  it('is left by a press, and can be read on without being written in', async () => {
    const rig = await helping();
    await press(page.getByRole('button', { name: 'Leave' }));
    const left = await rig.line.next('contact.leave');
    expect(left).not.toHaveProperty('agentId');
    rig.line.ack(left.id);
    await rig.tell(ofMei(2, 'assist.left', { agent: ana, reason: 'left' }), hers({ relation: 'former' }));
    expect(rig.root.querySelector('.conversation-over')?.textContent).toBe('You no longer help here. Ben goes on with Mei.');
    expect(rig.root.querySelector('.inbox section[aria-label="Helping"]')).toBeNull();
    expect(rig.root.querySelector('.inbox section[aria-label="Ended today"]')?.textContent).toContain('You helped Ben here.');
  });

  it('becomes an own contact when it is handed over', async () => {
    const rig = await helping();
    await rig.tell(contactFrame(owned('c_mei', 'Mei Tanaka', 240)));
    expect(rig.root.querySelector('.inbox section[aria-label="Mine"]')?.textContent).toContain('Mei Tanaka');
    expect(rig.has('Transfer')).toBe(true);
    expect(rig.root.querySelector('.helping-notice')).toBeNull();
  });
});

const mei = (): ReturnType<typeof contactFrame> => contactFrame(owned('c_mei', 'Mei Tanaka', 240));
const accepted = { type: 'reservation.gone', reservationId: 'r_1', contactId: 'c_mei', outcome: 'accepted' } as const;
/** Mei rings at Ana, who accepts. */
async function taking(rig: Rig): Promise<void> {
  await rig.tell(reservation());
  key({ key: 'a', code: 'KeyA', altKey: true });
  rig.line.ack((await rig.line.next('reservation.answer')).id);
  await rig.tell(accepted, mei());
}

describe('who reads what is written', () => {
  it('are the agents alone where a former owner comes back to help', async () => {
    const rig = await start();
    await taking(rig);
    await rig.tell(hers({ relation: 'former', assists: [] }), ask);
    await press(page.getByRole('button', { name: 'Accept' }));
    rig.line.ack((await rig.line.next('contact.assist')).id);
    await rig.tell({ type: 'assist.gone', contactId: 'c_mei', outcome: 'accepted' }, hers());
    await write(field('Message to Ben only'), 'Back again.');
    key({ key: 'Enter' });
    expect(await rig.line.next('contact.note')).toMatchObject({ contactId: 'c_mei', text: 'Back again.' });
  });

  it('are the agents again where a helper comes back who wrote to the customer', async () => {
    const rig = await helping();
    await press(page.getByRole('radio', { name: 'To Mei' }));
    await expect.element(field('Message')).toBeVisible();
    await rig.tell(hers({ relation: 'former', assists: [] }), { ...ask, deadline: moment(90_000) });
    await press(page.getByRole('button', { name: 'Accept' }));
    rig.line.ack((await rig.line.next('contact.assist')).id);
    await rig.tell({ type: 'assist.gone', contactId: 'c_mei', outcome: 'accepted' }, hers());
    await expect.element(field('Message to Ben only')).toBeVisible();
  });

  it('stay the same while somebody writes, though the contact becomes theirs by a key', async () => {
    const rig = await helping();
    await write(field('Message to Ben only'), 'He is ');
    await taking(rig);
    await expect.element(field('Message to agents only')).toHaveValue('He is ');
    add('hard to follow.');
    key({ key: 'Enter' });
    expect(await rig.line.next('contact.note')).toMatchObject({ contactId: 'c_mei', text: 'He is hard to follow.' });
    await expect.element(field('Message')).toHaveValue('');
    expect(rig.line.frames.filter(({ type }) => type === 'message.send')).toEqual([]);
  });
});
