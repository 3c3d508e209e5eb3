/** The round button in the corner: opens the chat and counts what is unread. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../ui/icon.js';
import { messageCircleIcon } from '../ui/launcher-icon.js';
import type { ChatStrings } from './en.js';

export type LauncherStrings = Pick<ChatStrings, 'openChat' | 'openChatUnread'>;

export function renderLauncher(unread: number, open: () => void, strings: LauncherStrings): TemplateResult {
  const name = unread > 0 ? strings.openChatUnread({ n: unread }) : strings.openChat;
  return html`<button type="button" class="launcher" part="launcher" aria-label=${name} title=${name} @click=${open}>
    ${icon(messageCircleIcon, { size: 24 })}
    ${unread > 0 ? html`<span class="badge" part="badge" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>` : nothing}
  </button>`;
}
