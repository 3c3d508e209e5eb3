import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { signedIn, type Rig, type RigOptions } from './desk-rig.js';
import { key, press, write } from './press.js';
import { contactFrame, jonas, owned, reservation } from './scenes.js';

let rig: Rig | undefined;
const start = async (options: RigOptions = {}): Promise<Rig> => {
  rig = await signedIn(options);
  return rig;
};
afterEach(() => {
  rig?.remove();
  rig = undefined;
});

const kept = reservation({ contactId: 'c_8Q4M2ZK7', customerName: 'Jonas Weber', medium: 'videoChat', kept: true, upgradeId: 'u_9', join: { mode: 'auto', delaySeconds: 0 } });

describe('a contact that rings', () => {
  it('shows who, from where and how long is left, and counts down', async () => {
    const { tell, root, clock, settle } = await start();
    await tell(reservation());
    const card = (): string => root.querySelector('.ring-card')?.textContent.replace(/\s+/g, ' ') ?? '';
    expect(card()).toContain('Mei Tanaka');
    expect(card()).toContain('Support - Video Enabled');
    expect(card()).toContain('20 s');
    clock.advance(8_000);
    await settle();
    expect(card()).toContain('12 s');
  });

  it('is accepted with "Accept", and answers once', async () => {
    const { tell, line, settle } = await start();
    await tell(reservation());
    await press(page.getByRole('button', { name: 'Accept', exact: true }));
    expect(await line.next('reservation.answer')).toMatchObject({ reservationId: 'r_1', accepted: true });
    await settle();
    expect(rig?.has('Accept')).toBe(false);
  });

  it('leaves the focus in the composer once the contact is the agent’s', async () => {
    const { tell, line, root } = await start();
    await tell(reservation());
    await press(page.getByRole('button', { name: 'Accept', exact: true }));
    const { id } = await line.next('reservation.answer');
    line.ack(id);
    await tell({ type: 'reservation.gone', reservationId: 'r_1', contactId: 'c_mei', outcome: 'accepted' }, contactFrame(owned('c_mei', 'Mei Tanaka', 10)));
    await expect.poll(() => root.activeElement?.tagName).toBe('TEXTAREA');
  });

  it('is declined with "Decline"', async () => {
    const { tell, line } = await start();
    await tell(reservation());
    await press(page.getByRole('button', { name: 'Decline' }));
    expect(await line.next('reservation.answer')).toMatchObject({ accepted: false });
  });

  it('goes when the platform takes it back', async () => {
    const { tell, root } = await start();
    await tell(reservation());
    await tell({ type: 'reservation.gone', reservationId: 'r_1', contactId: 'c_mei', outcome: 'rescinded' });
    expect(root.querySelector('.ring-card')).toBeNull();
  });

  it('flashes the title and puts it back', async () => {
    document.title = 'Page';
    const { tell } = await start();
    await tell(reservation());
    expect(document.title).toBe('(1) Mei is ringing');
    await tell({ type: 'reservation.gone', reservationId: 'r_1', contactId: 'c_mei', outcome: 'timeout' });
    expect(document.title).toBe('Page');
  });

  it('takes no focus, and Alt A accepts it from inside the composer with the draft left in place', async () => {
    const story = jonas();
    const { tell, line, root } = await start();
    await tell(contactFrame(owned(story.contactId, story.name, 60)), ...story.frames);
    await write(page.getByRole('textbox', { name: 'Message' }), 'I will have it');
    await tell(reservation());
    expect(root.activeElement?.tagName).toBe('TEXTAREA');
    key({ key: 'a', code: 'KeyA', altKey: true });
    expect(await line.next('reservation.answer')).toMatchObject({ accepted: true });
    expect(root.activeElement instanceof HTMLTextAreaElement && root.activeElement.value).toBe('I will have it');
  });

  it('is told to screen readers at once', async () => {
    const { tell, root } = await start();
    await tell(reservation());
    expect(root.querySelector('[aria-live="assertive"]')?.textContent).toContain('Mei is ringing');
  });

  it('shows a customer’s name and words as text, whatever they hold', async () => {
    const { tell, root } = await start();
    await tell(reservation({ customerName: '<img src=x onerror=alert(1)>', lastText: '<b>now</b>' }));
    expect(root.querySelector('.ring-card img, .ring-card .quote b')).toBeNull();
    expect(root.querySelector('.quote')?.textContent).toContain('<b>now</b>');
  });
});

describe('the video of the agent’s own customer', () => {
  it('asks with "Accept video" where the browser would ask for the camera', async () => {
    const { tell, upgrade } = await start({ permitted: false });
    await tell(contactFrame(owned('c_8Q4M2ZK7', 'Jonas Weber', 60)));
    key({ key: 'x' });
    await tell(kept);
    expect(upgrade('c_8Q4M2ZK7').asked).toEqual([]);
    await press(page.getByRole('button', { name: 'Accept video' }));
    expect(upgrade('c_8Q4M2ZK7').asked).toEqual(['acceptReservation']);
  });

  it('is joined at once where the devices are permitted and the agent is there', async () => {
    const { tell, upgrade, settle } = await start({ permitted: true });
    await tell(contactFrame(owned('c_8Q4M2ZK7', 'Jonas Weber', 60)));
    key({ key: 'x' });
    await tell(kept);
    await settle();
    expect(upgrade('c_8Q4M2ZK7').asked).toEqual(['acceptReservation']);
  });

  it('shows no card and rings in no title while it is joined at once, and shows it when that takes long', async () => {
    const { tell, clock, root, settle } = await start({ permitted: true });
    await tell(contactFrame(owned('c_8Q4M2ZK7', 'Jonas Weber', 60)));
    key({ key: 'x' });
    const seen: boolean[] = [];
    const watch = new MutationObserver(() => seen.push(root.querySelector('.ring-card') !== null));
    watch.observe(root, { childList: true, subtree: true });
    await tell(kept);
    await settle();
    watch.disconnect();
    expect(seen).not.toContain(true);
    expect(document.title).not.toContain('is ringing');
    expect(root.querySelector('[aria-live="assertive"]')?.textContent).toBe('');
    clock.advance(3_000);
    await settle();
    expect(root.querySelector('.ring-card')?.textContent).toContain('Your browser asks for camera and microphone.');
  });

  it('rings after all where joining at once came to nothing', async () => {
    const { tell, upgrade, root, settle } = await start({ permitted: true });
    await tell(contactFrame(owned('c_8Q4M2ZK7', 'Jonas Weber', 60)));
    key({ key: 'x' });
    await tell(kept);
    await settle();
    upgrade('c_8Q4M2ZK7').become({ state: { kind: 'ended', result: { status: 'device-busy', by: 'agent', at: '2026-11-22T14:10:00.000Z' }, rejoin: false } });
    await settle();
    expect(root.querySelector('.ring-note')?.textContent).toContain('Another program uses your camera.');
    expect(rig?.has('Accept video')).toBe(true);
    expect(root.querySelector('[aria-live="assertive"]')?.textContent).toContain('Jonas is ringing');
  });

  it('is not joined by itself after a minute without a key or a press', async () => {
    const { tell, upgrade, clock, settle } = await start({ permitted: true });
    await tell(contactFrame(owned('c_8Q4M2ZK7', 'Jonas Weber', 60)));
    key({ key: 'x' });
    clock.advance(61_000);
    await tell({ ...kept, expiresAt: new Date(clock.now() + 20_000).toISOString() });
    await settle();
    expect(upgrade('c_8Q4M2ZK7').asked).toEqual([]);
    expect(rig?.has('Accept video')).toBe(true);
  });

  it('is not joined by itself once the agent has switched that off', async () => {
    const { tell, upgrade, settle } = await start({ permitted: true });
    await tell(contactFrame(owned('c_8Q4M2ZK7', 'Jonas Weber', 60)));
    await press(page.getByRole('checkbox', { name: 'Join at once' }));
    await tell(kept);
    await settle();
    expect(upgrade('c_8Q4M2ZK7').asked).toEqual([]);
  });

  it('counts down where a delay is set, and "Not now" stops it', async () => {
    const { tell, upgrade, clock, root, settle } = await start({ permitted: true });
    await tell(contactFrame(owned('c_8Q4M2ZK7', 'Jonas Weber', 60)));
    key({ key: 'x' });
    await tell({ ...kept, join: { mode: 'auto', delaySeconds: 3 } });
    await settle();
    expect(root.querySelector('.ring-card')?.textContent).toContain('Joining… 3');
    await press(page.getByRole('button', { name: 'Not now' }));
    clock.advance(5_000);
    await settle();
    expect(upgrade('c_8Q4M2ZK7').asked).toEqual([]);
    expect(rig?.has('Accept video')).toBe(true);
  });

  it('joins when the delay has passed', async () => {
    const { tell, upgrade, clock, settle } = await start({ permitted: true });
    await tell(contactFrame(owned('c_8Q4M2ZK7', 'Jonas Weber', 60)));
    key({ key: 'x' });
    await tell({ ...kept, join: { mode: 'auto', delaySeconds: 3 } });
    await settle();
    clock.advance(3_000);
    expect(upgrade('c_8Q4M2ZK7').asked).toEqual(['acceptReservation']);
  });

  it('rings on with a sentence when the agent’s own camera is blocked', async () => {
    const { tell, upgrade, settle, root } = await start();
    await tell(contactFrame(owned('c_8Q4M2ZK7', 'Jonas Weber', 60)), kept);
    await press(page.getByRole('button', { name: 'Accept video' }));
    upgrade('c_8Q4M2ZK7').become({ state: { kind: 'ended', result: { status: 'permission-denied', by: 'agent', at: '2026-11-22T14:10:00.000Z' }, rejoin: false } });
    await settle();
    expect(root.querySelector('.ring-note')?.textContent).toContain('Your browser blocks camera and microphone.');
    expect(rig?.has('Accept video')).toBe(true);
  });
});
