import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { ContactSnapshot } from '../../../src/protocol/index.js';
import { looseDesk, signedIn, type Rig, type RigOptions } from './desk-rig.js';
import { storageInMemory } from './memory-storage.js';
import { key, press, write } from './press.js';
import { ben, helped, jonas, lucia, owned } from './scenes.js';

let rig: Rig | undefined;
afterEach(() => {
  rig?.remove();
  rig = undefined;
});
const [one, other] = [jonas(), lucia()];
const both = (): ContactSnapshot[] => [owned(one.contactId, one.name, 492), owned(other.contactId, other.name, 185)];
/** A page of this tab. */
async function opened(storage: RigOptions['storage'], contacts: ContactSnapshot[], options: RigOptions = {}): Promise<Rig> {
  rig = await signedIn({ ...options, storage, welcome: { contacts } });
  await rig.tell(...one.frames, ...other.frames);
  return rig;
}
/** As a browser tells a page that goes; what is left of it is not asked any more. */
function gone(page: Rig): void {
  window.dispatchEvent(new PageTransitionEvent('pagehide'));
  page.remove();
}
const field = page.getByRole('textbox', { name: 'Message' });
const chosen = ({ root }: Rig): string | undefined => root.querySelector('.conversation-head h2')?.textContent;
const draft = ({ root }: Rig): string | undefined => root.querySelector<HTMLTextAreaElement>('.composer textarea')?.value;

describe('after a reload', () => {
  it('the chosen contact is chosen, and each draft is with whom it was written to', async () => {
    const storage = storageInMemory();
    const first = await opened(storage, both());
    await write(field, 'For Jonas');
    await press(page.getByRole('button', { name: /Lucía/u }));
    await write(field, 'Para Lucía');
    gone(first);
    const again = await opened(storage, both());
    expect(chosen(again)).toBe('Lucía Marín');
    expect(draft(again)).toBe('Para Lucía');
    await press(page.getByRole('button', { name: /Jonas Weber/u }));
    await expect.poll(() => draft(again)).toBe('For Jonas');
  });

  it('a page that went without a word has kept all but the last half second', async () => {
    const storage = storageInMemory();
    const first = await opened(storage, both());
    await write(field, 'For Jonas');
    await first.settle();
    first.clock.advance(500);
    const kept = storageInMemory({ segue: '' });
    for (const name of ['segue.desk', 'segue.desk.begun']) kept.setItem(name, storage.getItem(name) ?? '');
    first.remove();
    expect(draft(await opened(kept, both()))).toBe('For Jonas');
  });

  it('a page that goes before the platform has said which contacts there are keeps what was chosen', async () => {
    const storage = storageInMemory();
    const first = await opened(storage, both());
    await press(page.getByRole('button', { name: /Lucía/u }));
    gone(first);
    const { desk, platform } = looseDesk({ storage });
    const line = platform.line();
    void desk.signIn('ana', 'right');
    await (await line).hello();
    await desk.updateComplete;
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    desk.remove();
    expect(chosen(await opened(storage, both()))).toBe('Lucía Marín');
  });

  it('what was sent is not there again', async () => {
    const storage = storageInMemory();
    const first = await opened(storage, both());
    await write(field, 'Hello');
    key({ key: 'Enter' });
    await first.line.next('message.send');
    gone(first);
    expect(draft(await opened(storage, both()))).toBe('');
  });

  it('a draft of a contact that has gone meanwhile is in nobody’s field', async () => {
    const storage = storageInMemory();
    const first = await opened(storage, both());
    await press(page.getByRole('button', { name: /Lucía/u }));
    await write(field, 'Para Lucía');
    gone(first);
    const again = await opened(storage, both().slice(0, 1));
    expect(chosen(again)).toBe('Jonas Weber');
    expect(draft(again)).toBe('');
  });

  it('what was written to a colleague alone is not before the customer', async () => {
    const storage = storageInMemory();
    const mine = owned(one.contactId, one.name, 492, { assists: [ben] });
    const first = await opened(storage, [mine]);
    await press(page.getByRole('radio', { name: /Ben/u }));
    await write(page.getByRole('textbox', { name: /Ben/u }), 'He is angry');
    gone(first);
    const again = await opened(storage, [mine]);
    expect(again.root.querySelector('.composer-dock.for-agents')).not.toBeNull();
    expect(draft(again)).toBe('He is angry');
  });

  it('of a contact that is a colleague’s by now, the draft for its customer is not among the words for the agents', async () => {
    const storage = storageInMemory();
    const first = await opened(storage, both().slice(0, 1));
    await write(field, 'Dear Jonas');
    gone(first);
    const again = await opened(storage, [helped(one.contactId, one.name, 492)]);
    await press(page.getByRole('button', { name: /Jonas Weber/u }));
    await expect.poll(() => again.root.querySelector('.composer-dock.for-agents')).not.toBeNull();
    expect(draft(again)).toBe('');
  });

  it('nothing is there for another agent in the same tab, nor for the same one after signing out', async () => {
    const storage = storageInMemory();
    const first = await opened(storage, both());
    await write(field, 'For Jonas');
    gone(first);
    const other = await opened(storage, both(), { profile: { agentId: 'agent-ben', name: 'Ben Okafor' } });
    expect(draft(other)).toBe('');
    gone(other);
    const third = await opened(storage, both());
    await write(field, 'Again');
    third.desk.signOut();
    expect(storage.getItem('segue.desk.begun')).toBeNull();
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(storage.getItem('segue.desk.begun')).toBeNull();
  });

  it('keeps the latest of very many, and no more than a page may', async () => {
    const storage = storageInMemory();
    const names = Array.from({ length: 45 }, (_, n) => `c_${String(n)}`);
    const first = await opened(storage, names.map((name, n) => owned(name, name, 1000 - n)));
    for (const name of names) {
      await press(page.getByRole('button', { name: new RegExp(`^${name}\\b`, 'u') }));
      await write(field, `to ${name}`);
    }
    gone(first);
    const kept = storage.getItem('segue.desk.begun') ?? '';
    expect(kept).toContain('to c_44');
    expect(kept).not.toContain('"to c_3"');
    expect((kept.match(/"to c_/gu) ?? []).length).toBe(40);
  });

  it('what does not fit, or is broken, is treated as none', async () => {
    const first = await opened(storageInMemory({ 'segue.desk.begun': '{"drafts":7' }), both());
    expect(draft(first)).toBe('');
  });
});
