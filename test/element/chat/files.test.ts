import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Attachment, AttachmentRules } from '../../../src/protocol/index.js';
import { choose, give, guide, photo, pictureFile, textFile, type FakeUpload } from '../ui/fake-files.js';
import { Timeline, ana, snapshot } from './fake-rooms.js';
import { drawn, gone, mount, named, phone, press, type Mounted } from './mounted.js';

const rules: AttachmentRules = { maxBytes: 10_485_760, types: ['image/png', 'image/jpeg', 'image/heic', 'application/pdf', 'text/plain'] };
const open = { attachments: rules };

async function shown(timeline = new Timeline().joined(), more: object = open, size?: typeof phone): Promise<Mounted> {
  const mounted = await mount({}, size);
  await press(mounted.root, 'Open chat');
  await drawn(mounted.root, '.panel');
  mounted.rooms.session.become({ snapshot: snapshot(more), events: timeline.events });
  return mounted;
}
const sent = ({ rooms }: Mounted): string[] => rooms.session.asked.filter((what) => what.startsWith('send'));
const said = (root: ShadowRoot): string => root.querySelector('[role="status"]')?.textContent ?? '';
const chips = (root: ShadowRoot): string[] => [...root.querySelectorAll('.file-chip .file-words')].map((it) => it.textContent.replace(/\s+/gu, ' ').trim());

/** Chosen with the paperclip. */
async function attach({ root }: Mounted, ...files: readonly File[]): Promise<void> {
  choose(await drawn<HTMLInputElement>(root, '.attach input'), ...files);
}
async function upload({ rooms }: Mounted, name: string): Promise<FakeUpload> {
  await expect.poll(() => rooms.files.upload(name)).toBeDefined();
  const found = rooms.files.upload(name);
  if (found === undefined) throw new Error(name);
  return found;
}
async function write(chat: Mounted, text: string): Promise<void> {
  (await drawn(chat.root, 'textarea')).focus();
  await userEvent.keyboard(text);
}

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
    named(chat.root, 'Cancel a.txt')?.focus();
    await userEvent.keyboard('{Enter}');
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

const withFiles = (by: 'customer' | 'agent', text: string, ...attachments: Attachment[]): Timeline =>
  new Timeline().joined().add('message', by === 'customer' ? { kind: 'customer', id: 'guest-1' } : { kind: 'agent', id: 'ana', name: ana.name }, { messageId: 'm', text, attachments });
/** As laid out, while the panel still grows. */
const size = (element: HTMLElement): string => `${element.offsetWidth} x ${element.offsetHeight}`;

describe('a picture of a message', () => {
  it('has its size before it comes, opens, and gives the focus back', async () => {
    const url = URL.createObjectURL(await pictureFile());
    const chat = await shown(withFiles('agent', 'Like this', photo()));
    const { files } = chat.rooms;
    expect(size(await drawn(chat.root, '.picture'))).toBe('232 x 132');
    await expect.poll(() => files.asked).toEqual(['contact-1 f_photo']);
    // It was out of reach; now it is not.
    files.say('f_photo', { url, pictureUrl: url });
    await press(chat.root, 'Try again');
    const picture = await drawn(chat.root, 'button.picture');
    expect(picture.getAttribute('aria-label')).toBe('Picture from Ana Ruiz, IMG_0412.jpg. Open picture');
    await expect.poll(() => chat.root.querySelector<HTMLImageElement>('.picture img')?.naturalWidth).toBe(640);
    expect(size(picture)).toBe('232 x 132');
    expect(chat.root.querySelector('.bubble')?.textContent).toBe('Like this');

    picture.focus();
    await userEvent.keyboard('{Enter}');
    const box = await drawn(chat.root, '.lightbox');
    await expect.poll(() => chat.root.activeElement?.getAttribute('aria-label')).toBe('Close picture');
    await userEvent.keyboard('{Tab}');
    expect(chat.root.activeElement?.getAttribute('aria-label')).toBe('Download');
    await userEvent.keyboard('{Tab}');
    expect(chat.root.activeElement?.getAttribute('aria-label')).toBe('Close picture');
    expect(box.getAttribute('aria-label')).toBe('Picture from Ana Ruiz, IMG_0412.jpg');
    await userEvent.keyboard('{Escape}');
    await gone(chat.root, '.lightbox');
    expect(chat.root.activeElement).toBe(picture);
    // The panel heard nothing of that key.
    expect(chat.root.querySelector('.panel')).not.toBeNull();
  });

  it('closes on a press beside it', async () => {
    const url = URL.createObjectURL(await pictureFile());
    const chat = await shown(new Timeline().joined());
    chat.rooms.files.say('f_photo', { url, pictureUrl: url });
    chat.rooms.session.become({ snapshot: snapshot(open), events: withFiles('customer', '', photo()).events });
    (await drawn(chat.root, 'button.picture')).click();
    const box = await drawn(chat.root, '.lightbox');
    box.querySelector('img')?.click();
    await chat.chat.updateComplete;
    expect(chat.root.querySelector('.lightbox')).not.toBeNull();
    box.click();
    await gone(chat.root, '.lightbox');
  });

  it('is asked for once more where its address runs out before it is opened', async () => {
    const url = URL.createObjectURL(await pictureFile());
    const chat = await shown();
    chat.rooms.files.say('f_photo', { url, pictureUrl: url });
    chat.rooms.session.become({ snapshot: snapshot(open), events: withFiles('customer', '', photo()).events });
    await drawn(chat.root, 'button.picture');
    const other = URL.createObjectURL(await pictureFile('other.png', [320, 200]));
    chat.rooms.files.say('f_photo', { url: other, pictureUrl: other });
    await press(chat.root, 'Your picture, IMG_0412.jpg. Open picture');
    const large = await drawn<HTMLImageElement>(chat.root, '.lightbox img');
    large.dispatchEvent(new Event('error'));
    await expect.poll(() => chat.root.querySelector<HTMLImageElement>('.lightbox img')?.naturalWidth).toBe(320);
    large.dispatchEvent(new Event('error'));
    await expect.poll(() => chat.root.querySelector('.lightbox-note')?.textContent.trim()).toBe('This picture isn’t there any more.');
  });

  it('comes into view of a chat that was moved within its page, too', async () => {
    const chat = await shown();
    chat.rooms.session.become({ snapshot: snapshot(open), events: new Timeline().joined().events });
    await attach(chat, textFile('marker.txt'));
    await drawn(chat.root, '.file-chip');
    const place = document.createElement('div');
    document.body.append(place);
    place.append(chat.chat);
    chat.rooms.files.say('f_photo', 'file-gone');
    chat.rooms.session.become({ snapshot: snapshot(open), events: withFiles('customer', '', photo()).events });
    await drawn(chat.root, '.picture.amiss');
    place.remove();
  });

  it('whose address has run out is asked for once more, and that cannot be shown is there to download', async () => {
    const chat = await shown();
    chat.rooms.files.say('f_photo', { url: 'data:,x', pictureUrl: 'data:,no-picture' });
    chat.rooms.session.become({ snapshot: snapshot(open), events: withFiles('customer', '', photo()).events });
    await drawn(chat.root, 'button.file');
    expect(chat.rooms.files.asked).toEqual(['contact-1 f_photo', 'contact-1 f_photo']);
  });

  it('that is gone says so', async () => {
    const chat = await shown();
    chat.rooms.files.say('f_photo', 'file-gone');
    chat.rooms.session.become({ snapshot: snapshot(open), events: withFiles('customer', '', photo()).events });
    expect((await drawn(chat.root, '.picture.amiss')).textContent.trim()).toBe('This picture isn’t there any more.');
    expect(chat.root.querySelector('.bubble')).toBeNull();
  });

  it('of a message on its way is asked for when the platform has it', async () => {
    const chat = await shown();
    chat.rooms.session.become({ snapshot: snapshot(open), pending: [{ id: 'p', text: '', at: 0, state: 'sending', attachments: [photo()] }] });
    // Something in the transcript has to need the chunk: what is on its way was given to it.
    await attach(chat, textFile('a.txt'));
    await drawn(chat.root, '.picture');
    expect(chat.rooms.files.asked).toEqual([]);
  });
});

describe('another file of a message', () => {
  it('is a row that says what it is, and is downloaded', async () => {
    const chat = await shown(withFiles('agent', '', guide()));
    const row = await drawn(chat.root, 'button.file');
    expect(row.getAttribute('aria-label')).toBe('Shower screen, step by step.pdf, PDF · 640 KB, download');
    expect([row.querySelector('.file-name')?.textContent, row.querySelector('.file-under')?.textContent]).toEqual(['Shower screen, step by step.pdf', 'PDF · 640 KB']);
    chat.rooms.files.say('f_guide', 'file-gone');
    row.click();
    await expect.poll(() => chat.root.querySelector('.file.amiss')?.textContent).toContain('This file isn’t there any more.');
    expect(chat.root.querySelector('button.file')).toBeNull();
    await expect.poll(() => said(chat.root)).toContain('Shower screen, step by step.pdf: This file isn’t there any more.');
  });

  it('that cannot be reached is tried again', async () => {
    const chat = await shown(withFiles('agent', '', guide()));
    (await drawn(chat.root, 'button.file')).click();
    await expect.poll(() => chat.root.querySelector('button.file.amiss')?.textContent).toContain('This file can’t be reached right now.');
    chat.root.querySelector<HTMLElement>('button.file')?.click();
    await expect.poll(() => chat.rooms.files.asked).toEqual(['contact-1 f_guide', 'contact-1 f_guide']);
  });
});

/** What a name may try: markup, addresses, quotes, directions, lengths. */
const hostile = [
  '<img src=x onerror="window.hacked=1">.png', '"><script>window.hacked=1</script>.pdf', "';window.hacked=1;//.pdf", '${window.hacked=1}.pdf', '{{constructor.constructor("window.hacked=1")()}}.pdf',
  'javascript:window.hacked=1', 'data:text/html,<script>window.hacked=1</script>', '<svg onload=window.hacked=1>.txt', '&lt;b&gt;.txt', '\u202Egpj.exe', '\u0000\u0007.pdf', '../../etc/passwd', `${'x'.repeat(3_000)}.pdf`, '<!--', '',
];

describe('a hostile name', () => {
  it.each(hostile)('is text in a message: %s', async (name) => {
    const chat = await shown(withFiles('agent', '', guide({ name }), photo({ name, attachmentId: 'f_2' })));
    const shownName = await drawn(chat.root, '.file .file-name bdi');
    expect(shownName.textContent).toBe(name);
    expect(shownName.childElementCount).toBe(0);
    expect(chat.root.querySelector('.run script, .run svg[onload], .run img[src="x"], .run [onerror]')).toBeNull();
    const panel = chat.root.querySelector('.panel');
    expect(panel === null ? undefined : panel.scrollWidth <= panel.clientWidth).toBe(true);
    expect('hacked' in window).toBe(false);
  });

  it.each(hostile.filter((name) => name !== ''))('is text before it is sent: %s', async (name) => {
    const chat = await shown();
    await attach(chat, textFile(name));
    const shownName = await drawn(chat.root, '.file-chip .file-name bdi');
    expect(shownName.textContent).toBe(textFile(name).name);
    expect(shownName.childElementCount).toBe(0);
    expect('hacked' in window).toBe(false);
  });
});

it('fits a phone', async () => {
  const chat = await shown(withFiles('agent', 'Here', guide({ name: 'a name that is far too long for a phone, and longer.pdf' })), open, phone);
  await attach(chat, textFile('another name that is far too long for a phone, and longer.txt'));
  await drawn(chat.root, '.file-chip');
  await drawn(chat.root, '.file');
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(phone[0]);
});
