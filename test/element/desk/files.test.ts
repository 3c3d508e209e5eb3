import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Attachment } from '../../../src/protocol/index.js';
import { choose, give, guide, photo, pictureFile, textFile, type FakeUpload } from '../ui/fake-files.js';
import { keyOn } from '../key-on.js';
import { signedIn, type Rig } from './desk-rig.js';
import { key, press, write } from './press.js';
import { contactFrame, jonas, lucia, owned, Story } from './scenes.js';

const first = jonas().contactId;
const second = lucia().contactId;
const attachments = { maxBytes: 10_485_760, types: ['image/png', 'application/pdf', 'text/plain'] };
let rig: Rig | undefined;
afterEach(() => {
  rig?.remove();
  rig = undefined;
});

/** Two contacts, the first of them on screen. */
async function chatting(more: object = { attachments }): Promise<Rig> {
  rig = await signedIn({ profile: { joinOnUpgrade: 'ask' } });
  const [one, other] = [jonas(), lucia()];
  await rig.tell(contactFrame(owned(first, one.name, 60, more)), ...one.frames, contactFrame(owned(second, other.name, 30, more)), ...other.frames);
  return rig;
}
async function found<T extends Element = HTMLElement>({ root }: Rig, selector: string): Promise<T> {
  await expect.poll(() => root.querySelector(selector), { message: selector }).not.toBeNull();
  const it = root.querySelector<T>(selector);
  if (it === null) throw new Error(selector);
  return it;
}
const chips = ({ root }: Rig): string[] => [...root.querySelectorAll('.file-chip .file-words')].map((it) => it.textContent.replace(/\s+/gu, ' ').trim());
const attach = async (desk: Rig, ...files: readonly File[]): Promise<void> => choose(await found<HTMLInputElement>(desk, '.attach input'), ...files);
async function upload({ files }: Rig, name: string): Promise<FakeUpload> {
  await expect.poll(() => files.upload(name)).toBeDefined();
  const it = files.upload(name);
  if (it === undefined) throw new Error(name);
  return it;
}
const field = page.getByRole('textbox', { name: 'Message' });
const turnTo = async (name: RegExp): Promise<void> => press(page.getByRole('button', { name }).first());
const messages = ({ line }: Rig): unknown[] => line.frames.flatMap((frame) => (frame.type === 'message.send' ? [{ to: frame.contactId, text: frame.text, files: frame.attachments ?? [] }] : []));

describe('an agent’s file', () => {
  it('goes with the text, to the contact it was given for', async () => {
    const desk = await chatting();
    await attach(desk, textFile('guide.txt'));
    const way = await upload(desk, 'guide.txt');
    expect(way.contactId).toBe(first);
    way.keep();
    await expect.poll(() => chips(desk)).toEqual(['guide.txt TXT · 1 KB']);
    await write(field, 'Here is the guide');
    key({ key: 'Enter' });
    expect(await desk.line.next('message.send')).toMatchObject({ contactId: first, text: 'Here is the guide', attachments: ['f-guide.txt'] });
    await expect.poll(() => chips(desk)).toEqual([]);
  });

  it('stays with its contact while the agent is with another', async () => {
    const desk = await chatting();
    await attach(desk, textFile('for Jonas.txt'));
    await turnTo(/Lucía/);
    expect(chips(desk)).toEqual([]);
    give(await found(desk, '.conversation'), 'drop', [textFile('for Lucía.txt')]);
    (await upload(desk, 'for Jonas.txt')).keep();
    (await upload(desk, 'for Lucía.txt')).keep();
    await expect.poll(() => chips(desk)).toEqual(['for Lucía.txt TXT · 1 KB']);
    await write(field, 'Hola');
    key({ key: 'Enter' });
    await desk.line.next('message.send');
    await turnTo(/Jonas/);
    await expect.poll(() => chips(desk)).toEqual(['for Jonas.txt TXT · 1 KB']);
    await press(page.getByRole('button', { name: 'Send', exact: true }));
    await expect.poll(() => messages(desk)).toEqual([
      { to: second, text: 'Hola', files: ['f-for-Luc-a.txt'] },
      { to: first, text: '', files: ['f-for-Jonas.txt'] },
    ]);
  });

  it('is waited for, and its message goes to whom it was written, whoever is on screen by then', async () => {
    const desk = await chatting();
    await attach(desk, textFile('a.txt'));
    const way = await upload(desk, 'a.txt');
    await write(field, 'For Jonas');
    key({ key: 'Enter' });
    expect((await found(desk, '.files-note')).textContent).toBe('Your message goes out as soon as its files are there.');
    await turnTo(/Lucía/);
    await write(field, 'For Lucía, not yet');
    way.keep();
    await expect.poll(() => messages(desk)).toEqual([{ to: first, text: 'For Jonas', files: ['f-a.txt'] }]);
    const text = (): string | undefined => desk.root.querySelector('textarea')?.value;
    expect(text()).toBe('For Lucía, not yet');
    await turnTo(/Jonas/);
    await expect.poll(text).toBe('');
  });

  it('is pasted, and asked for by the keyboard', async () => {
    const desk = await chatting();
    expect(give(await found(desk, 'textarea'), 'paste', [await pictureFile('image.png')]).defaultPrevented).toBe(true);
    await upload(desk, 'image.png');
    const input = await found<HTMLInputElement>(desk, '.attach input');
    let asked = 0;
    input.addEventListener('click', (event) => {
      event.preventDefault();
      asked += 1;
    });
    key({ key: 'u', code: 'KeyU', altKey: true });
    await expect.poll(() => asked).toBe(1);
  });

  it('that is not taken says so', async () => {
    const desk = await chatting();
    await attach(desk, new File([new Uint8Array(11_000_000)], 'scan.pdf', { type: 'application/pdf' }), textFile('setup.exe', 'MZ', 'application/octet-stream'));
    (await upload(desk, 'setup.exe')).become({ kind: 'failed', code: 'file-type-refused' });
    await expect.poll(() => chips(desk)).toEqual(['scan.pdf This file is too large. Up to 10 MB works.', 'setup.exe This kind of file can’t be sent here.']);
  });

  it('is given up with its contact, and cannot be given where none are taken', async () => {
    const desk = await chatting();
    await attach(desk, textFile('a.txt'));
    const way = await upload(desk, 'a.txt');
    await desk.tell(contactFrame(owned(first, 'Jonas Weber', 60, { attachments, state: 'wrap-up' })));
    await expect.poll(() => way.state.kind).toBe('cancelled');
    desk.remove();
    const other = await chatting({});
    await found(other, '.composer');
    expect(other.root.querySelector('.attach')).toBeNull();
    expect(give(await found(other, '.conversation'), 'drop', [textFile('b.txt')]).defaultPrevented).toBe(false);
  });

  it('is nobody’s after signing out', async () => {
    const desk = await chatting();
    await attach(desk, textFile('a.txt'));
    const way = await upload(desk, 'a.txt');
    desk.desk.signOut();
    await expect.poll(() => way.state.kind).toBe('cancelled');
  });
});

async function received(desk: Rig, text: string, ...files: Attachment[]): Promise<void> {
  const story = new Story(first, 'Jonas Weber', 10);
  for (const frame of jonas().frames) story.frames.push(frame);
  story.add('message', { kind: 'customer', id: 'guest', name: 'Jonas Weber' }, { messageId: 'with-files', text, attachments: files });
  await desk.tell(...story.frames.slice(-1));
}

describe('a customer’s file', () => {
  it('is shown where it is a picture, and opens large', async () => {
    const desk = await chatting();
    const url = URL.createObjectURL(await pictureFile());
    desk.files.say('f_photo', { url, pictureUrl: url });
    await received(desk, 'That is the unit', photo());
    const picture = await found(desk, 'button.picture');
    expect(picture.getAttribute('aria-label')).toBe('Picture from Jonas Weber, IMG_0412.jpg. Open picture');
    expect(desk.files.asked).toEqual([`${first} f_photo`]);
    await keyOn(() => picture, '{Enter}');
    await found(desk, '.lightbox');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => desk.root.querySelector('.lightbox')).toBeNull();
    expect(desk.root.activeElement).toBe(picture);
  });

  it.each(['<img src=x onerror="window.hacked=1">.png', '"><script>window.hacked=1</script>.pdf', '\u202Egpj.exe', `${'x'.repeat(3_000)}.pdf`, '${window.hacked=1}', ''])('has a name that is only ever text: %s', async (name) => {
    const desk = await chatting();
    await received(desk, '', guide({ name }), photo({ name, attachmentId: 'f_2' }));
    const shown = await found(desk, '.file .file-name bdi');
    expect([shown.textContent, shown.childElementCount]).toEqual([name, 0]);
    expect(desk.root.querySelector('.transcript script, .transcript img[src="x"], .transcript [onerror]')).toBeNull();
    expect('hacked' in window).toBe(false);
    expect(desk.desk.scrollWidth).toBeLessThanOrEqual(1440);
  });
});
