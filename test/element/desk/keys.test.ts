import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { plainShortcuts, shortcuts, type Command } from '../../../src/desk/shortcuts.js';
import { fakeControls } from '../ui/fake-call.js';
import type { Rig } from './desk-rig.js';
import { atWork, deskStates } from './desk-states.js';
import { key, write } from './press.js';
import { colleagues, reservation, targetsPath } from './scenes.js';
import { talking, withJonas } from './talking.js';

let rig: Rig | undefined;
afterEach(() => {
  rig?.remove();
  rig = undefined;
  vi.restoreAllMocks();
});

const jonas = 'c_8Q4M2ZK7';
const plainKeys: Readonly<Partial<Record<Command, KeyboardEventInit>>> = {
  search: { code: 'KeyK', key: 'k', ctrlKey: true },
  nextZone: { code: 'F6', key: 'F6' },
  zoneBefore: { code: 'F6', key: 'F6', shiftKey: true },
  help: { code: 'Slash', key: '?', shiftKey: true },
};
/** As the list behind "?" has it. */
function pressKeyOf(command: Command): void {
  const chord = shortcuts.find((it) => it.command === command);
  key(chord === undefined ? (plainKeys[command] ?? {}) : { code: chord.code, key: chord.code, altKey: true, shiftKey: chord.shift });
}
const start = async (made: Promise<Rig>): Promise<Rig> => {
  rig = await made;
  return rig;
};
const working = (): Promise<Rig> => start(atWork({ answers: { [targetsPath]: () => colleagues() }, profile: { scopes: ['webchat:send', 'videochat:send', 'contact:assist'] } }));
async function onVideo(): Promise<{ rig: Rig; asked: readonly string[]; controls: string[] }> {
  const present = await start(deskStates['media-upgrade']?.({}) ?? working());
  const controls: string[] = [];
  present.upgrade(jonas).become({ controls: fakeControls(controls) });
  await present.settle();
  return { rig: present, asked: present.upgrade(jonas).asked, controls };
}
const chosen = ({ root }: Rig): string | undefined => root.querySelector('.conversation-head h2')?.textContent;
const dialog = ({ root }: Rig): string | null | undefined => root.querySelector('[role="dialog"]')?.getAttribute('aria-label');
const focused = ({ root }: Rig): Element | null => root.activeElement;
const zone = ({ root }: Rig): string | undefined => [...root.querySelectorAll('.inbox, .conversation, .panes, .top')].find((it) => it.contains(root.activeElement))?.classList[0];

/** What each key of the list does, pressed where the agent is writing wherever it works there. */
const effects: Readonly<Record<Command, () => Promise<void>>> = {
  accept: async () => {
    const { tell, line } = await working();
    await tell(reservation());
    await write(page.getByRole('textbox', { name: 'Message' }), 'One moment');
    pressKeyOf('accept');
    expect(await line.next('reservation.answer')).toMatchObject({ accepted: true });
  },
  decline: async () => {
    const { tell, line } = await working();
    await tell(reservation());
    pressKeyOf('decline');
    expect(await line.next('reservation.answer')).toMatchObject({ accepted: false });
  },
  previous: async () => {
    const present = await working();
    pressKeyOf('previous');
    await expect.poll(() => chosen(present)).toBe('Lucía Marín');
  },
  next: async () => {
    const present = await working();
    await write(page.getByRole('textbox', { name: 'Message' }), 'For Jonas');
    pressKeyOf('next');
    await expect.poll(() => chosen(present)).toBe('Lucía Marín');
    expect(present.root.querySelector<HTMLTextAreaElement>('.composer textarea')?.value).toBe('');
    pressKeyOf('next');
    await expect.poll(() => present.root.querySelector<HTMLTextAreaElement>('.composer textarea')?.value).toBe('For Jonas');
  },
  wrapUp: async () => {
    const present = await working();
    pressKeyOf('wrapUp');
    await expect.poll(() => present.root.querySelector('.wrap-sheet')).not.toBeNull();
  },
  transfer: async () => {
    const present = await working();
    pressKeyOf('transfer');
    await expect.poll(() => dialog(present)).toMatch(/^Transfer/u);
  },
  askHelp: async () => {
    const present = await working();
    pressKeyOf('askHelp');
    await expect.poll(() => dialog(present)).toMatch(/help/iu);
  },
  note: async () => {
    const present = await working();
    pressKeyOf('note');
    await expect.poll(() => focused(present)?.closest('.note-form')).toBeTruthy();
  },
  attach: async () => {
    const present = await start(deskStates['files']?.({}) ?? working());
    let opened = 0;
    present.root.querySelector<HTMLInputElement>('.attach input')?.addEventListener('click', (event) => {
      event.preventDefault();
      opened += 1;
    });
    pressKeyOf('attach');
    expect(opened).toBe(1);
  },
  invite: async () => {
    const { line } = await start(talking());
    await write(page.getByRole('textbox', { name: 'Message' }), 'Shall we');
    pressKeyOf('invite');
    expect(await line.next('upgrade.invite')).toMatchObject({ contactId: jonas });
  },
  video: async () => {
    const { rig: present } = await onVideo();
    await write(page.getByRole('textbox', { name: 'Message' }), 'See');
    pressKeyOf('video');
    await expect.poll(() => focused(present)?.classList.contains('video-pane')).toBe(true);
  },
  mute: async () => {
    const { asked } = await onVideo();
    pressKeyOf('mute');
    expect(asked).toContain('mute');
  },
  camera: async () => {
    const { asked } = await onVideo();
    pressKeyOf('camera');
    expect(asked).toContain('camera off');
  },
  share: async () => {
    const { controls } = await onVideo();
    pressKeyOf('share');
    expect(controls).toEqual(['share true']);
  },
  fullSize: async () => {
    await onVideo();
    const entered = vi.spyOn(Element.prototype, 'requestFullscreen').mockResolvedValue(undefined);
    pressKeyOf('fullSize');
    expect(entered).toHaveBeenCalledTimes(1);
  },
  endVideo: async () => {
    const { asked } = await onVideo();
    key({ code: 'KeyE', key: 'e', altKey: true });
    expect(asked).not.toContain('end');
    pressKeyOf('endVideo');
    expect(asked).toContain('end');
  },
  queue: async () => {
    const { line, tell } = await start(talking({}, { state: 'closed' }));
    await tell(withJonas({ state: 'closed' }));
    pressKeyOf('queue');
    expect(await line.next('presence.set')).toHaveProperty('onQueue');
  },
  presence: async () => {
    const present = await working();
    pressKeyOf('presence');
    await expect.poll(() => present.root.querySelector('.presence-menu')).not.toBeNull();
  },
  check: async () => {
    const present = await working();
    pressKeyOf('check');
    await expect.poll(() => present.root.querySelector('[role="dialog"]')).not.toBeNull();
  },
  search: async () => {
    const present = await working();
    await write(page.getByRole('textbox', { name: 'Message' }), 'One');
    pressKeyOf('search');
    await expect.poll(() => focused(present)?.getAttribute('aria-label')).toBe('Search contacts');
  },
  nextZone: async () => {
    const present = await working();
    await write(page.getByRole('textbox', { name: 'Message' }), 'One');
    pressKeyOf('nextZone');
    expect(zone(present)).toBe('panes');
  },
  zoneBefore: async () => {
    const present = await working();
    await write(page.getByRole('textbox', { name: 'Message' }), 'One');
    pressKeyOf('zoneBefore');
    expect(zone(present)).toBe('inbox');
  },
  help: async () => {
    const present = await working();
    await write(page.getByRole('textbox', { name: 'Message' }), 'Which');
    pressKeyOf('help');
    await present.settle();
    expect(dialog(present)).toBeUndefined();
    present.button('Keyboard shortcuts').focus();
    pressKeyOf('help');
    await expect.poll(() => dialog(present)).toBe('Keyboard shortcuts');
  },
};

describe('each key of the list', () => {
  it.each(Object.entries(effects))('%s does what it says', async (_, happens) => {
    await happens();
  });

  it('is in the list, and every command has one', async () => {
    const present = await working();
    present.button('Keyboard shortcuts').click();
    await expect.poll(() => dialog(present)).toBe('Keyboard shortcuts');
    const listed = [...present.root.querySelectorAll('.keys dd')].map((it) => [...it.querySelectorAll('kbd')].map((cap) => cap.textContent).join(' '));
    for (const { label } of [...shortcuts, ...plainShortcuts]) expect(listed).toContain(label);
    expect(new Set([...shortcuts, ...plainShortcuts].map(({ command }) => command))).toEqual(new Set(Object.keys(effects)));
  });
});
