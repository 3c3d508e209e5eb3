import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { guide, photo, pictureFile, textFile } from '../ui/fake-files.js';
import { keyOn } from '../key-on.js';
import { Timeline, snapshot } from './fake-rooms.js';
import { attach, open, said, shown, size, withFiles } from './file-rig.js';
import { drawn, gone, phone, press } from './mounted.js';

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

    await keyOn(() => picture, '{Enter}');
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
    await expect.poll(() => chat.root.querySelector('.lightbox-note')?.textContent.trim()).toBe('This file can’t be reached right now.');
  });

  it('that went while it was shown says so, and not of one that is only out of reach', async () => {
    const url = URL.createObjectURL(await pictureFile());
    for (const [code, words] of [['file-gone', 'This picture isn’t there any more.'], ['unreachable', 'This file can’t be reached right now.']] as const) {
      const chat = await shown();
      chat.rooms.files.say('f_photo', { url, pictureUrl: url });
      chat.rooms.session.become({ snapshot: snapshot(open), events: withFiles('customer', '', photo()).events });
      await drawn(chat.root, 'button.picture');
      chat.rooms.files.say('f_photo', code);
      await press(chat.root, 'Your picture, IMG_0412.jpg. Open picture');
      (await drawn(chat.root, '.lightbox img')).dispatchEvent(new Event('error'));
      await expect.poll(() => chat.root.querySelector('.lightbox-note')?.textContent.trim()).toBe(words);
      chat.chat.remove();
    }
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
