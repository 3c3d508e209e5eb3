/**
 * The desk's keys, as a table, matched by physical key. Alt with a key (Control Shift on macOS); Control with Alt
 * together is AltGr and writes letters, so it is never one of ours. What a command does is the desk's matter.
 */

export type Command =
  | 'accept' | 'decline' | 'previous' | 'next' | 'wrapUp' | 'transfer' | 'askHelp' | 'note' | 'attach' | 'invite' | 'video' | 'mute' | 'camera' | 'share' | 'fullSize' | 'endVideo' | 'queue' | 'presence' | 'check' | 'search' | 'nextZone' | 'zoneBefore' | 'help';

export interface Shortcut {
  readonly command: Command;
  /** `KeyboardEvent.code`. */
  readonly code: string;
  readonly shift: boolean;
  /** As written on keys. */
  readonly label: string;
}

const alt = (command: Command, code: string, key: string): Shortcut => ({ command, code, shift: false, label: `Alt ${key}` });

export const shortcuts: readonly Shortcut[] = [
  alt('accept', 'KeyA', 'A'),
  alt('decline', 'KeyX', 'X'),
  alt('previous', 'ArrowUp', '↑'),
  alt('next', 'ArrowDown', '↓'),
  alt('wrapUp', 'KeyW', 'W'),
  alt('transfer', 'KeyT', 'T'),
  alt('askHelp', 'KeyH', 'H'),
  alt('note', 'KeyN', 'N'),
  alt('attach', 'KeyU', 'U'),
  alt('invite', 'KeyI', 'I'),
  alt('video', 'KeyV', 'V'),
  alt('mute', 'KeyM', 'M'),
  alt('camera', 'KeyC', 'C'),
  alt('share', 'KeyS', 'S'),
  alt('fullSize', 'KeyZ', 'Z'),
  { command: 'endVideo', code: 'KeyE', shift: true, label: 'Alt Shift E' },
  alt('queue', 'KeyQ', 'Q'),
  alt('presence', 'KeyP', 'P'),
  alt('check', 'KeyJ', 'J'),
];

/** Keys with Control (Command on macOS), or alone. */
export const plainShortcuts: readonly Shortcut[] = [
  { command: 'search', code: 'KeyK', shift: false, label: 'Ctrl K' },
  { command: 'nextZone', code: 'F6', shift: false, label: 'F6' },
  { command: 'zoneBefore', code: 'F6', shift: true, label: 'Shift F6' },
  { command: 'help', code: 'Slash', shift: true, label: '?' },
];

export type Keys = Pick<KeyboardEvent, 'code' | 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** The command of a key press, or undefined. `inField`: a field holds the focus, where single keys are text. */
export function commandOf(event: Keys, platform: 'mac' | 'other', inField: boolean): Command | undefined {
  if (event.key === '?' && !event.altKey && !event.ctrlKey && !event.metaKey) return inField ? undefined : 'help';
  const bare = !event.altKey && !event.ctrlKey && !event.metaKey;
  if (event.code === 'F6' && bare) return event.shiftKey ? 'zoneBefore' : 'nextZone';
  const control = platform === 'mac' ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (event.code === 'KeyK' && control && !event.altKey && !event.shiftKey) return 'search';
  if (event.metaKey) return undefined;
  if (platform === 'mac') {
    // Shift is part of the chord there, so the one command with a shift of its own shares its key's code.
    if (!event.ctrlKey || !event.shiftKey || event.altKey) return undefined;
    return shortcuts.find(({ code }) => code === event.code)?.command;
  }
  if (!event.altKey || event.ctrlKey) return undefined;
  return shortcuts.find(({ code, shift }) => code === event.code && shift === event.shiftKey)?.command;
}
