import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { moment, profile, type Rig } from './desk-rig.js';
import { key, press, write } from './press.js';
import { anaActor, ben, benActor, colleagues, contactFrame, owned, targetsPath } from './scenes.js';
import { contactId, story, talking } from './talking.js';

const scopes = [...profile.scopes, 'contact:assist'];
const start = (): Promise<Rig> => talking({ profile: { scopes }, answers: { [targetsPath]: () => colleagues() } });
const next = story.frames.length + 1;
const event = (seq: number, kind: string, data: unknown, actor = anaActor) => ({ type: 'event', contactId, seq, prev: seq - 1, at: moment(), kind, actor, data }) as const;
const notice = (rig: Rig): string => rig.root.querySelector('.help-notice')?.textContent.replace(/\s+/gu, ' ').trim() ?? '';
const field = (name: string) => page.getByRole('textbox', { name, exact: true });

async function startTalking(): Promise<void> {
  await press(page.getByRole('button', { name: 'Transfer', exact: true }));
  await press(page.getByRole('option', { name: 'Ben Okafor' }));
  await press(page.getByRole('radio', { name: 'Talk to Ben first' }));
  await write(page.getByRole('textbox', { name: /For Ben/u }), 'It hums.');
  await press(page.getByRole('button', { name: /^Start talking to Ben/u }));
}
async function asking(rig: Rig): Promise<void> {
  await startTalking();
  const note = await rig.line.next('contact.note');
  expect(note).toMatchObject({ contactId, text: 'It hums.' });
  rig.line.ack(note.id);
  const asked = await rig.line.next('contact.invite');
  expect(asked).toMatchObject({ contactId, agentId: ben.agentId, message: 'It hums.' });
  rig.line.ack(asked.id);
  await rig.tell(event(next, 'assist.invited', { agent: ben, deadline: moment(60_000) }));
}
const here = (rig: Rig): Promise<void> =>
  rig.tell(contactFrame(owned(contactId, story.name, 492, { assists: [ben] })), event(next + 1, 'assist.answered', { agent: ben, outcome: 'accepted' }, benActor), event(next + 2, 'assist.joined', { agent: ben }, benActor));

describe('speaking with a colleague before handing over', () => {
  it('asks the colleague, and from then on writes to them alone', async () => {
    const rig = await start();
    await asking(rig);
    expect(rig.root.querySelector('.dialog')).toBeNull();
    expect(notice(rig)).toContain('Asking Ben Okafor to talk to you first.');
    await here(rig);
    expect(notice(rig)).toContain('What you write to Ben only stays between you. Jonas sees that Ben is here.');
    await write(field('Message to Ben only'), 'Could you take him?');
    key({ key: 'Enter' });
    expect(await rig.line.next('contact.note')).toMatchObject({ text: 'Could you take him?' });
    expect(rig.line.frames.filter(({ type }) => type === 'message.send')).toEqual([]);
  });

  it('hands over to them, and says so where they can’t take it', async () => {
    const rig = await start();
    await asking(rig);
    await here(rig);
    await press(page.getByRole('button', { name: 'Hand over now' }));
    const first = await rig.line.next('contact.transfer');
    expect(first).toMatchObject({ contactId, to: { kind: 'agent', agentId: ben.agentId } });
    rig.line.nack(first.id, 'not-found');
    await expect.poll(() => rig.root.querySelector('.notice[role="alert"]')?.textContent).toContain('Ben can’t take it now');
    await press(page.getByRole('button', { name: 'Hand over now' }));
    rig.line.ack((await rig.line.next('contact.transfer')).id);
    expect(rig.root.querySelector('.notice[role="alert"]')).toBeNull();
    await rig.tell(event(next + 3, 'transfer.asked', { medium: 'webChat', to: { kind: 'agent', agent: ben } }));
    expect(rig.has('Hand over now')).toBe(false);
    expect(rig.root.querySelector('.transfer-bar-notice')?.textContent).toContain('Ringing at Ben Okafor');
  });

  it.each([['stale-upgrade', 'Hand over once it is there, or in chat.'], ['relation-refused', undefined]] as const)('says what stands in the way of it, once for two presses: %s', async (code, words) => {
    const rig = await start();
    await asking(rig);
    await here(rig);
    await press(page.getByRole('button', { name: 'Hand over now' }));
    const asked = await rig.line.next('contact.transfer');
    rig.button('Hand over now').click();
    await rig.settle();
    expect(rig.line.frames.filter(({ type }) => type === 'contact.transfer')).toHaveLength(1);
    rig.line.nack(asked.id, code);
    if (words !== undefined) await expect.poll(() => rig.root.querySelector('.notice[role="alert"]')?.textContent).toContain(words);
    else await expect.poll(() => rig.root.querySelector('[aria-live="assertive"]')?.textContent.trim()).not.toBe('');
    expect(rig.root.textContent).not.toContain('Ben can’t take it now');
  });

  it('keeps the contact: the colleague goes, and the field is the customer’s again', async () => {
    const rig = await start();
    await asking(rig);
    await here(rig);
    await press(page.getByRole('button', { name: 'Keep the contact' }));
    expect(await rig.line.next('contact.leave')).toMatchObject({ contactId, agentId: ben.agentId });
    await rig.tell(contactFrame(owned(contactId, story.name, 492)), event(next + 3, 'assist.left', { agent: ben, reason: 'removed' }));
    expect(notice(rig)).toBe('');
    await expect.element(field('Message')).toBeVisible();
    expect(rig.root.querySelector('.audience')).toBeNull();
  });

  it('asks also who has no free slot; only handing over needs one', async () => {
    const { root } = await start();
    await press(page.getByRole('button', { name: 'Transfer', exact: true }));
    await press(page.getByRole('option', { name: 'Ingrid Solheim' }));
    expect(root.querySelector('.transfer-rows [aria-selected="true"]')).toBeNull();
    await press(page.getByRole('radio', { name: 'Talk to a colleague first' }));
    await press(page.getByRole('option', { name: 'Ingrid Solheim' }));
    expect(root.querySelector('.transfer-rows [aria-selected="true"]')?.textContent).toContain('Can help, but is busy');
  });

  it('is no way to a queue, in a call, or for who may not ask colleagues', async () => {
    const { root, tell } = await start();
    await press(page.getByRole('button', { name: 'Transfer', exact: true }));
    await expect.poll(() => root.querySelectorAll('.way').length).toBe(2);
    await press(page.getByRole('radio', { name: 'Queue' }));
    await expect.poll(() => root.querySelectorAll('.way').length).toBe(0);
    await press(page.getByRole('radio', { name: 'Agent' }));
    await tell(contactFrame(owned(contactId, story.name, 492, { medium: 'videoChat' })));
    expect(root.querySelectorAll('.way').length).toBe(0);
  });
});

const answered = (outcome: string) => event(next + 1, 'assist.answered', { agent: ben, outcome }, benActor);
const left = [contactFrame(owned(contactId, story.name, 492)), event(next + 3, 'assist.left', { agent: ben, reason: 'offline' })] as const;
const bars = (rig: Rig): string => [...rig.root.querySelectorAll('.help-notice')].map((it) => it.textContent).join(' ');

describe('a press while the colleague is being asked', () => {
  it('changes nothing of what was begun', async () => {
    const rig = await start();
    await startTalking();
    const note = await rig.line.next('contact.note');
    await press(page.getByRole('radio', { name: 'Hand over now' }));
    await press(page.getByRole('option', { name: 'Tariq Haddad' }));
    key({ key: 'Enter', ctrlKey: true });
    rig.line.ack(note.id);
    expect(await rig.line.next('contact.invite')).toMatchObject({ agentId: ben.agentId });
    expect(rig.line.frames.filter(({ type }) => type === 'contact.transfer')).toEqual([]);
    expect(rig.line.frames.filter(({ type }) => type === 'contact.note')).toHaveLength(1);
  });
});

describe('speaking with a colleague that comes to nothing', () => {
  it.each(['declined', 'timeout', 'withdrawn'])('gives the field back to the customer: %s', async (outcome) => {
    const rig = await start();
    await asking(rig);
    await expect.element(field('Message to agents only')).toBeVisible();
    await rig.tell(answered(outcome));
    await write(field('Message'), 'Still there?');
    key({ key: 'Enter' });
    expect(await rig.line.next('message.send')).toMatchObject({ contactId, text: 'Still there?' });
  });

  it('gives the field back when the colleague goes', async () => {
    const rig = await start();
    await asking(rig);
    await here(rig);
    await expect.element(field('Message to Ben only')).toBeVisible();
    await rig.tell(...left);
    await expect.element(field('Message')).toBeVisible();
  });

  it('gives the field back when the question is taken back', async () => {
    const rig = await start();
    await asking(rig);
    await press(page.getByRole('button', { name: 'Take it back' }));
    await expect.element(field('Message')).toBeVisible();
  });

  it('leaves what is being written with the agents, marked so, and turns once it has gone out', async () => {
    const rig = await start();
    await asking(rig);
    await here(rig);
    await write(field('Message to Ben only'), 'Difficult man');
    await rig.tell(...left);
    await expect.element(field('Message to agents only')).toHaveValue('Difficult man');
    expect(rig.root.querySelector('.audience .on')?.textContent).toContain('To agents only');
    key({ key: 'Enter' });
    expect(await rig.line.next('contact.note')).toMatchObject({ text: 'Difficult man' });
    await expect.element(field('Message')).toBeVisible();
  });

  it.each(['declined', 'left'])('says nothing of writing alone when the colleague comes to help later: %s', async (how) => {
    const rig = await start();
    const seq = how === 'left' ? next + 4 : next + 2;
    await asking(rig);
    if (how === 'left') {
      await here(rig);
      await rig.tell(...left);
    } else await rig.tell(answered('declined'));
    await rig.tell(event(seq, 'assist.invited', { agent: ben, deadline: moment(60_000) }));
    expect(bars(rig)).toContain('Asking Ben Okafor to help.');
    await rig.tell(contactFrame(owned(contactId, story.name, 492, { assists: [ben] })), event(seq + 1, 'assist.joined', { agent: ben }, benActor));
    expect(bars(rig)).toContain('Ben Okafor helps you here.');
    expect(bars(rig)).not.toContain('stays between you');
    await expect.element(field('Message')).toBeVisible();
  });
});

describe('a colleague who helps', () => {
  it('is handed the contact from the bar', async () => {
    const rig = await start();
    await rig.tell(event(next, 'assist.invited', { agent: ben, deadline: moment(60_000) }));
    await here(rig);
    await press(page.getByRole('button', { name: 'Hand over to Ben' }));
    expect(await rig.line.next('contact.transfer')).toMatchObject({ contactId, to: { kind: 'agent', agentId: ben.agentId } });
  });
});
