import { describe, expect, it } from 'vitest';
import { actOf, type CommandTarget } from '../../../src/desk/commands.js';
import { shortcuts, type Command } from '../../../src/desk/shortcuts.js';
import { contactSnapshot } from '../../../src/testing/index.js';
import type { ContactSnapshot, PlatformFrameOf } from '../../../src/protocol/index.js';
import { moment, working, type Working } from './working.js';

const ana = { agentId: 'agent-ana', name: 'Ana Ruiz' } as const;
const queue = { queueId: 'support', name: 'Support' } as const;

const own = (contactId: string, minutes: number, changes: Partial<ContactSnapshot> = {}): PlatformFrameOf<'contact'> => ({
  type: 'contact',
  contact: contactSnapshot({ contactId, relation: 'owner', owner: ana, queue, customer: { customerId: contactId, name: contactId }, startedAt: moment(-minutes * 60_000), ...changes }),
});
const rings = (reservationId: string, contactId: string): PlatformFrameOf<'reservation'> => ({
  type: 'reservation', reservationId, contactId, medium: 'webChat', queue, waitingSince: moment(), expiresAt: moment(20_000), kept: false,
});

/** Takes down what the screen was asked. */
function target({ work }: Working): CommandTarget & { readonly asked: string[] } {
  const asked: string[] = [];
  const note = (what: string) => (contactId?: string) => void asked.push(contactId === undefined ? what : `${what} ${contactId}`);
  return {
    work,
    asked,
    openWrapUp: note('wrap-up'),
    openTransfer: note('transfer'),
    openAskHelp: note('help'),
    openNotes: () => asked.push('notes'),
    search: () => asked.push('search') > 0,
    moveZone: (by) => asked.push(`zone ${String(by)}`) > 0,
    openVideo: () => asked.push('video'),
    toggleFullScreen: () => asked.push('full'),
    openShortcuts: () => asked.push('keys'),
    openCheck: () => asked.push('check'),
    setQueue: (on) => asked.push(`queue ${String(on)}`),
    attach: () => null,
    togglePresence: () => asked.push('presence'),
  };
}
const does = (command: Command, to: CommandTarget): boolean => {
  const act = actOf(command, to);
  act?.();
  return act !== undefined;
};
async function told(at: Working, ...frames: Parameters<Working['line']['tell']>): Promise<void> {
  at.line.tell(...frames);
  await new Promise((heard) => setTimeout(heard, 0));
}

describe('a command', () => {
  it('does nothing where there is nothing for it to act on, so that its key stays the browser’s', async () => {
    const at = await working();
    const screen = target(at);
    const idle = shortcuts.map(({ command }) => command).filter((command) => actOf(command, screen) !== undefined);
    expect(idle).toEqual(['queue', 'presence', 'check']);
  });

  it('answers what rings longest and is not answered yet', async () => {
    const at = await working();
    await told(at, rings('r_1', 'c_1'), rings('r_2', 'c_2'));
    const screen = target(at);
    expect(does('accept', screen)).toBe(true);
    expect(await at.line.next('reservation.answer')).toMatchObject({ reservationId: 'r_1', accepted: true });
    expect(does('decline', screen)).toBe(true);
    expect(await at.line.next('reservation.answer')).toMatchObject({ reservationId: 'r_2', accepted: false });
    expect(does('accept', screen)).toBe(false);
  });

  it('answers a colleague once nothing rings', async () => {
    const at = await working();
    await told(at, { type: 'assist.ask', contactId: 'c_1', by: ana, deadline: moment(60_000) });
    expect(does('accept', target(at))).toBe(true);
    expect(await at.line.next('contact.assist')).toMatchObject({ contactId: 'c_1' });
  });

  it('goes round through the agent’s contacts, both ways', async () => {
    const at = await working();
    await told(at, own('c_1', 30), own('c_2', 20), own('c_3', 10));
    const screen = target(at);
    const seen: (string | undefined)[] = [];
    for (const command of ['next', 'next', 'next', 'previous', 'previous'] as const) {
      does(command, screen);
      seen.push(at.work.selected?.contactId);
    }
    expect(seen).toEqual(['c_2', 'c_3', 'c_1', 'c_3', 'c_2']);
  });

  it('is about the chosen contact, and only while that can bear it', async () => {
    const at = await working({ scopes: ['contact:assist'] });
    await told(at, own('c_1', 30));
    const screen = target(at);
    for (const command of ['wrapUp', 'transfer', 'askHelp', 'note'] as const) does(command, screen);
    expect(screen.asked).toEqual(['wrap-up c_1', 'transfer c_1', 'help c_1', 'notes']);
    await told(at, own('c_1', 30, { state: 'wrap-up' }));
    expect((['transfer', 'askHelp', 'invite'] as const).filter((command) => does(command, screen))).toEqual([]);
    expect(does('wrapUp', screen)).toBe(true);
  });

  it('is about a helped contact only where it is no owner’s matter', async () => {
    const at = await working();
    await told(at, own('c_1', 30, { relation: 'assist', owner: { agentId: 'agent-ben', name: 'Ben' } }));
    at.work.select('c_1');
    const screen = target(at);
    expect((['wrapUp', 'transfer', 'askHelp', 'invite', 'note'] as const).filter((command) => does(command, screen))).toEqual(['note']);
  });

  it('turns the queue the other way', async () => {
    const at = await working();
    const screen = target(at);
    does('queue', screen);
    expect(screen.asked).toEqual([`queue ${String(at.work.session.presence?.onQueue !== true)}`]);
  });

  it('of a call asks its engine, each the other way of what is', async () => {
    const at = await working();
    await told(at, own('c_1', 30, { medium: 'videoChat', upgrade: { upgradeId: 'u_1', state: 'live', medium: 'video', by: { kind: 'agent', id: ana.agentId, name: ana.name }, callId: 'v_1' } }));
    const upgrade = at.upgrade('c_1');
    upgrade.become({ devices: { audio: 'on', video: 'off' } });
    const screen = target(at);
    for (const command of ['mute', 'camera', 'video', 'fullSize'] as const) does(command, screen);
    expect(upgrade.asked).toEqual(['mute', 'camera on']);
    expect(screen.asked).toEqual(['video', 'full']);
    // Nothing to share with.
    expect(does('share', screen)).toBe(false);
    does('endVideo', screen);
    expect(upgrade.asked).toEqual(['mute', 'camera on', 'end']);
  });

  it('attaches only where there is a paperclip', async () => {
    const at = await working();
    expect(does('attach', target(at))).toBe(false);
  });
});
