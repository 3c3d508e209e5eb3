/** The list behind "?": every key that does something here, in groups, in the words of the strings. */
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { icon } from '../ui/index.js';
import { xIcon } from '../ui/icons.js';
import type { DeskStrings } from './en-desk.js';
import type { Modal } from './modal.js';
import { plainShortcuts, shortcuts, type Command } from './shortcuts.js';

/** A key of the table by its command, or one that rests in a field or a list. */
type Entry = Command | keyof DeskStrings['shortcutFixed'];

const groups: Readonly<Record<keyof DeskStrings['shortcutGroups'], readonly Entry[]>> = {
  contacts: ['accept', 'decline', 'previous', 'next', 'transfer', 'askHelp', 'wrapUp', 'wrapUpCode'],
  conversation: ['send', 'newLine', 'savedReply', 'note', 'attach', 'invite'],
  call: ['video', 'mute', 'camera', 'share', 'fullSize', 'endVideo'],
  moving: ['nextZone', 'zoneBefore', 'search', 'confirm', 'closeIt'],
  you: ['queue', 'presence', 'check', 'help'],
};

const groupNames = ['contacts', 'conversation', 'call', 'moving', 'you'] as const;

/** As written on keys. */
const fixed: Readonly<Record<keyof DeskStrings['shortcutFixed'], string>> = {
  wrapUpCode: 'Alt 1–9', send: 'Enter', newLine: 'Shift Enter', savedReply: '/', confirm: 'Ctrl Enter', closeIt: 'Esc',
};

const isFixed = (entry: Entry): entry is keyof DeskStrings['shortcutFixed'] => Object.prototype.hasOwnProperty.call(fixed, entry);
const labelOf = (command: Command): string => [...shortcuts, ...plainShortcuts].find((it) => it.command === command)?.label ?? '';

export function renderShortcutsDialog(strings: DeskStrings, modal: Modal, onClose: () => void): TemplateResult {
  const row = (entry: Entry): TemplateResult => {
    const [name, label] = isFixed(entry) ? [strings.shortcutFixed[entry], fixed[entry]] : [strings.shortcutNames[entry], labelOf(entry)];
    return html`<div><dt>${name}</dt><dd>${label.split(' ').map((key) => html`<kbd>${key}</kbd>`)}</dd></div>`;
  };
  return html`<div class="scrim" @click=${onClose}>
    <div class="dialog shortcuts" role="dialog" aria-modal="true" aria-label=${strings.shortcuts} @click=${(event: Event) => event.stopPropagation()} ${ref(modal.attach)}>
      <div class="sheet-head">
        <h2>${strings.shortcuts}</h2>
        <span class="spacer"></span><p>${strings.keysRest}</p>
        <button type="button" class="icon-button" aria-label=${strings.close} data-first @click=${onClose}>${icon(xIcon, { size: 16 })}</button>
      </div>
      <div class="key-groups">
        ${groupNames.map((group) => html`<section><h3>${strings.shortcutGroups[group]}</h3><dl class="keys">${groups[group].map(row)}</dl></section>`)}
      </div>
    </div>
  </div>`;
}
