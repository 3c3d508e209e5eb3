/** The list behind "?": every key of the table, in the words of the strings. */
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { icon } from '../ui/index.js';
import { xIcon } from '../ui/icons.js';
import type { DeskStrings } from './en-desk.js';
import type { Modal } from './modal.js';
import { shortcuts } from './shortcuts.js';

export function renderShortcutsDialog(strings: DeskStrings, modal: Modal, onClose: () => void): TemplateResult {
  return html`<div class="scrim" @click=${onClose}>
    <div class="dialog" role="dialog" aria-modal="true" aria-label=${strings.shortcuts} @click=${(event: Event) => event.stopPropagation()} ${ref(modal.attach)}>
      <div class="sheet-head">
        <h2>${strings.shortcuts}</h2>
        <button type="button" class="icon-button" aria-label=${strings.close} data-first @click=${onClose}>${icon(xIcon, { size: 16 })}</button>
      </div>
      <dl class="keys">
        ${shortcuts.map(({ command, label }) => html`<div><dt>${strings.shortcutNames[command]}</dt><dd><kbd>${label}</kbd></dd></div>`)}
        <div><dt>${strings.shortcutSend}</dt><dd><kbd>Enter</kbd></dd></div>
        <div><dt>${strings.shortcutNewLine}</dt><dd><kbd>Shift Enter</kbd></dd></div>
        <div><dt>${strings.shortcutNames.help}</dt><dd><kbd>?</kbd></dd></div>
      </dl>
    </div>
  </div>`;
}
