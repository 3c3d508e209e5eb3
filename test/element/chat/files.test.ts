import { describe, expect, it } from 'vitest';
import { render } from 'lit';
import { userEvent } from 'vitest/browser';
import { FileWay } from '../../../src/chat/file-way.js';
import { en, spoken } from '../../../src/ui/index.js';
import { give, pictureFile, textFile } from '../ui/fake-files.js';
import { keyOn } from '../key-on.js';
import { attach, chips, open, said, sent, shown, upload, write } from './file-rig.js';
import { Timeline, snapshot } from './fake-rooms.js';
import { drawn, gone, named, press } from './mounted.js';

describe('the paperclip', () => {
  it.each<[string, object]>([
    ['a deployment takes no files', {}],
    ['the chat has ended', { ...open, state: 'closed' }],
  ])('is not there where %s', async (_, more) => {
    const { root } = await shown(undefined, more);
    await drawn(root, '.composer');
    expect(root.querySelector('.attach')).toBeNull();
  });

  it('offers what the deployment takes, several at once, and leaves HEIC to phones that make JPEG of it', async () => {
    const { root } = await shown();
    const input = await drawn<HTMLInputElement>(root, '.attach input');
    expect([input.accept, input.multiple, input.getAttribute('aria-label')]).toEqual(['image/png,image/jpeg,application/pdf,text/plain', true, 'Attach file']);
  });
});

describe('a file that nothing could be done with yet', () => {
  it('stays beside the field while the form is open, though a message goes ahead', async () => {
    const chat = await shown(new Timeline(), { ...open, state: 'new', form: { ask: ['name'] } });
    await attach(chat, textFile('a.txt'));
    (await upload(chat, 'a.txt')).keep();
    await expect.poll(() => chips(chat.root)).toHaveLength(1);
    await write(chat, '{Enter}');
    await write(chat, 'Hello{Enter}');
    await expect.poll(() => chat.root.querySelector('.bubble.own')?.textContent).toBe('Hello');
    expect([sent(chat), chips(chat.root).length]).toEqual([[], 1]);
    chat.rooms.session.become({ snapshot: snapshot(open), events: [] });
    await expect.poll(() => sent(chat)).toEqual(['send Hello']);
    await write(chat, 'and this{Enter}');
    expect(sent(chat)).toEqual(['send Hello', 'send and this with f-a.txt']);
  });

  it('is named with a way to try again where its part of the chat could not be loaded', async () => {
    const chat = await shown();
    const files = await import('../../../src/chat/files-part.js');
    const heard: string[] = [];
    const place = { link: () => ({ contact: chat.rooms.session.contact, session: chat.rooms.session }), attachments: () => chat.rooms.files, now: () => 0, say: (text: string) => void heard.push(text), words: () => spoken(en, chat.chat.language), send: () => undefined, focus: () => undefined };
    let reachable = false;
    const way = new FileWay(chat.chat, place as unknown as ConstructorParameters<typeof FileWay>[1], () => (reachable ? Promise.resolve(files) : Promise.reject(new Error('offline'))));
    const foot = document.createElement('div');
    const draw = (): unknown => render(way.chips(spoken(en, chat.chat.language)), foot);
    const drop = new DataTransfer();
    drop.items.add(textFile('a.txt'));
    way.given(new DragEvent('drop', { dataTransfer: drop, cancelable: true }));
    await expect.poll(() => heard).toEqual(['Not sent.']);
    draw();
    expect(foot.textContent.replace(/\s+/gu, ' ').trim()).toBe('a.txt: Not sent. Try again');
    reachable = true;
    foot.querySelector('button')?.click();
    await expect.poll(() => chat.rooms.files.upload('a.txt')).toBeDefined();
    draw();
    expect(foot.textContent).not.toContain('Not sent.');
    chat.rooms.files.upload('a.txt')?.keep();
  });
});

describe('a file to be sent', () => {
  it('shows how far it is, and goes with the text', async () => {
    const chat = await shown();
    await attach(chat, await pictureFile('photo.png'));
    const way = await upload(chat, 'photo.png');
    expect(way.contactId).toBe('contact-1');
    way.become({ kind: 'sending', sent: Math.round(way.size / 2) });
    await expect.poll(() => chips(chat.root)[0]).toMatch(/^photo\.png 50 % of \d+ KB$/);
    way.keep();
    await expect.poll(() => chips(chat.root)[0]).toMatch(/^photo\.png PNG · \d+ KB$/);
    await drawn(chat.root, '.file-chip canvas');
    await expect.poll(() => said(chat.root).trim()).toBe('1 file is ready to send.');
    await write(chat, 'Look at this{Enter}');
    expect(sent(chat)).toEqual(['send Look at this with f-photo.png']);
    await gone(chat.root, '.file-chip');
  });

  it('goes without a word', async () => {
    const chat = await shown();
    expect(named(chat.root, 'Send')?.getAttribute('aria-disabled')).toBe('true');
    await attach(chat, textFile('a.txt'), textFile('b.txt'));
    (await upload(chat, 'a.txt')).keep();
    (await upload(chat, 'b.txt')).keep();
    await expect.poll(() => named(chat.root, 'Send')?.getAttribute('aria-disabled')).toBe('false');
    await press(chat.root, 'Send');
    expect(sent(chat)).toEqual(['send  with f-a.txt with f-b.txt']);
  });

  it('holds a message back that was sent too early, which then goes by itself', async () => {
    const chat = await shown();
    await attach(chat, textFile('a.txt'));
    const way = await upload(chat, 'a.txt');
    await write(chat, 'Here it is{Enter}');
    expect((await drawn(chat.root, '.files-note')).textContent).toBe('Your message goes out as soon as its files are there.');
    expect(sent(chat)).toEqual([]);
    way.keep();
    await gone(chat.root, '.file-chip');
    expect(sent(chat)).toEqual(['send Here it is with f-a.txt']);
    expect(chat.root.querySelector('textarea')?.value).toBe('');
  });

  it('that is refused after a message was sent too early says why, and the words wait for the person’s own word', async () => {
    const chat = await shown();
    await attach(chat, textFile('a.txt'));
    const way = await upload(chat, 'a.txt');
    await write(chat, 'Here it is{Enter}');
    await drawn(chat.root, '.files-note');
    way.become({ kind: 'failed', code: 'file-type-refused' });
    await gone(chat.root, '.files-note');
    expect(chips(chat.root)).toHaveLength(1);
    expect(sent(chat)).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(sent(chat)).toEqual(['send Here it is']);
  });

  it('that was refused is nothing to send by itself', async () => {
    const chat = await shown();
    await attach(chat, textFile('a.txt', ''));
    await expect.poll(() => chips(chat.root)).toHaveLength(1);
    expect(named(chat.root, 'Send')?.getAttribute('aria-disabled')).toBe('true');
    (await drawn(chat.root, 'textarea')).focus();
    await userEvent.keyboard('{Enter}');
    expect(sent(chat)).toEqual([]);
    expect(chips(chat.root)).toHaveLength(1);
  });

  it('takes nothing away from somebody who types on', async () => {
    const chat = await shown();
    await attach(chat, textFile('a.txt'));
    const way = await upload(chat, 'a.txt');
    await write(chat, 'Here{Enter} it is');
    await gone(chat.root, '.files-note');
    way.keep();
    await expect.poll(() => said(chat.root).trim()).toBe('1 file is ready to send.');
    expect(sent(chat)).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(sent(chat)).toEqual(['send Here it is with f-a.txt']);
  });

  it('that did not get through says so, holds the message back, and is tried again', async () => {
    const chat = await shown();
    await attach(chat, textFile('a.txt'));
    const way = await upload(chat, 'a.txt');
    await write(chat, 'Here{Enter}');
    way.become({ kind: 'failed', code: 'unreachable' });
    await expect.poll(() => chips(chat.root)).toEqual(['a.txt This file didn’t get through. Try again']);
    await expect.poll(() => said(chat.root)).toContain('a.txt: This file didn’t get through.');
    await press(chat.root, 'Send');
    expect((await drawn(chat.root, '.files-note')).textContent).toBe('A file didn’t get through. Try again, or remove it.');
    await press(chat.root, 'Try again');
    expect(way.retried).toBe(1);
    way.keep();
    await expect.poll(() => chips(chat.root)).toEqual(['a.txt TXT · 1 KB']);
    await press(chat.root, 'Send');
    expect(sent(chat)).toEqual(['send Here with f-a.txt']);
  });

  it('is given up, by keyboard too, and the focus goes to the field', async () => {
    const chat = await shown();
    await attach(chat, textFile('a.txt'), textFile('b.txt'));
    const way = await upload(chat, 'a.txt');
    await upload(chat, 'b.txt');
    await expect.poll(() => named(chat.root, 'Cancel a.txt')).toBeDefined();
    await keyOn(() => named(chat.root, 'Cancel a.txt'), '{Enter}');
    expect(way.state.kind).toBe('cancelled');
    await expect.poll(() => chips(chat.root).length).toBe(1);
    expect(chat.root.activeElement?.tagName).toBe('TEXTAREA');
  });

  it('says that it waits for the network', async () => {
    const chat = await shown();
    await attach(chat, textFile('a.txt'));
    (await upload(chat, 'a.txt')).become({ kind: 'waiting' });
    await expect.poll(() => chips(chat.root)).toEqual(['a.txt No connection. Goes on by itself.']);
  });

  it('stays while the panel is closed', async () => {
    const chat = await shown();
    await attach(chat, textFile('a.txt'));
    const way = await upload(chat, 'a.txt');
    await press(chat.root, 'Close chat');
    await gone(chat.root, '.panel');
    way.keep();
    await press(chat.root, 'Open chat');
    await drawn(chat.root, '.file-chip');
    expect(chips(chat.root)).toEqual(['a.txt TXT · 1 KB']);
    await press(chat.root, 'Send');
    expect(sent(chat)).toEqual(['send  with f-a.txt']);
  });
});

describe('a file that is not taken', () => {
  it.each<[string, () => File | Promise<File>, string]>([
    ['too large', () => new File([new Uint8Array(11_000_000)], 'scan.pdf', { type: 'application/pdf' }), 'scan.pdf This file is too large. Up to 10 MB works.'],
    ['empty', () => textFile('nothing.txt', ''), 'nothing.txt This file is empty.'],
    ['a film', () => textFile('film.mp4', 'abc', 'video/mp4'), 'film.mp4 This kind of file can’t be sent here.'],
  ])('and is %s says so, is sent nowhere, and holds nothing back', async (_, make, words) => {
    const chat = await shown();
    await attach(chat, await make());
    await expect.poll(() => chips(chat.root)).toEqual([words]);
    expect(said(chat.root).trim()).toBe(words.replace(' This', ': This'));
    expect(chat.rooms.files.uploads).toEqual([]);
    await write(chat, 'Never mind{Enter}');
    expect(sent(chat)).toEqual(['send Never mind']);
    await gone(chat.root, '.file-chip');
  });

  it.each([
    ['file-type-refused', 'This kind of file can’t be sent here.'],
    ['too-many-files', 'This chat can’t take any more files.'],
  ] as const)('by the platform says so: %s', async (code, words) => {
    const chat = await shown();
    await attach(chat, textFile('a.txt'));
    (await upload(chat, 'a.txt')).become({ kind: 'failed', code });
    await expect.poll(() => chips(chat.root)).toEqual([`a.txt ${words}`]);
    expect(named(chat.root, 'Try again')).toBeUndefined();
  });

  it('is one of more than ten', async () => {
    const chat = await shown();
    await attach(chat, ...Array.from({ length: 12 }, (_, n) => textFile(`${n}.txt`)));
    expect((await drawn(chat.root, '.files-note')).textContent).toBe('One message takes up to 10 files.');
    expect(chips(chat.root)).toHaveLength(10);
  });
});

describe('files that are given', () => {
  it('are pasted, and the browser is kept from them', async () => {
    const chat = await shown();
    expect(give(await drawn(chat.root, 'textarea'), 'paste', [await pictureFile('image.png')]).defaultPrevented).toBe(true);
    await upload(chat, 'image.png');
  });

  it('are left alone where words are pasted that have a picture beside them', async () => {
    const chat = await shown();
    expect(give(await drawn(chat.root, 'textarea'), 'paste', [await pictureFile('image.png')], 'A cell of a table').defaultPrevented).toBe(false);
    await attach(chat, textFile('marker.txt'));
    await upload(chat, 'marker.txt');
    expect(chat.rooms.files.uploads.map(({ name }) => name)).toEqual(['marker.txt']);
  });

  it('are dropped on the panel, which says where', async () => {
    const chat = await shown();
    const panel = await drawn(chat.root, '.panel');
    expect(give(panel, 'dragover', [textFile('a.txt')]).defaultPrevented).toBe(true);
    // The first brings the chunk, and a hand that holds files moves on.
    await expect.poll(() => {
      give(panel, 'dragover', [textFile('a.txt')]);
      return chat.root.querySelector('.drop-veil')?.textContent.trim();
    }).toBe('Drop files here to send them');
    give(await drawn(chat.root, '.drop-veil'), 'drop', [textFile('a.txt')]);
    await upload(chat, 'a.txt');
    await gone(chat.root, '.drop-veil');
  });

  it('may be carried on', async () => {
    const chat = await shown();
    const panel = await drawn(chat.root, '.panel');
    await expect.poll(() => {
      give(panel, 'dragover', [textFile('a.txt')]);
      return chat.root.querySelector('.drop-veil');
    }).not.toBeNull();
    chat.root.querySelector('.drop-veil')?.dispatchEvent(new DragEvent('dragleave', { bubbles: true }));
    await gone(chat.root, '.drop-veil');
  });

  it('are the browser’s where the deployment takes none', async () => {
    const chat = await shown(undefined, {});
    const panel = await drawn(chat.root, '.panel');
    for (const type of ['dragover', 'drop', 'paste'] as const) expect(give(panel, type, [textFile('a.txt')]).defaultPrevented).toBe(false);
  });

  it('are something else than dragged words', async () => {
    const chat = await shown();
    expect(give(await drawn(chat.root, '.panel'), 'dragover', [], 'words').defaultPrevented).toBe(false);
  });
});
