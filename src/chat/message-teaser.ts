/**
 * Over the closed launcher: the newest message that waits there, whose it is, and a way past it. Draws a view and owns nothing;
 * what was put aside is more-part.ts' matter.
 */
import { css, html, type CSSResult, type TemplateResult } from 'lit';
import type { TimelineEvent } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { icon, minuteMs, renderAvatar, saidWith, timeOfDay } from '../ui/index.js';
import { xIcon } from '../ui/icons.js';
import type { MoreStrings } from './en-more.js';
import { firstName } from './names.js';

type Message = Extract<TimelineEvent, { kind: 'message' }>;

export interface MessageTeaserView {
  readonly message: Message;
  readonly shop: string;
  readonly locale: string | undefined;
  /** How long ago it was said, in milliseconds; `at` the moment by this device's clock. */
  readonly at: number;
  readonly age: number;
}

/** The newest of the messages that the customer has not read. */
export function unreadMessage({ events, unread }: ContactModel): Message | undefined {
  for (let index = events.length - 1; unread > 0 && index >= 0; index -= 1) {
    const event = events[index];
    if (event?.kind === 'message' && event.actor.kind !== 'customer') return event;
  }
  return undefined;
}

export function renderMessageTeaser({ message, shop, locale, at, age }: MessageTeaserView, actions: { readonly open: () => void; readonly dismiss: () => void }, strings: MoreStrings): TemplateResult {
  const { actor, data } = message;
  const name = actor.kind === 'agent' ? actor.name : undefined;
  return html`<div class="message-teaser" part="teaser">
    <button type="button" class="message-open" @click=${actions.open}>
      ${renderAvatar({ name: name ?? shop, present: name !== undefined })}
      <span class="message-words">
        <span class="message-from"><b>${name === undefined ? shop : strings.fromShop({ agent: firstName(name), shop })}</b> <span>${age < minuteMs ? strings.now : timeOfDay(at, locale)}</span></span>
        <span class="message-said" dir="auto">${saidWith(data.text, data.attachments)}</span>
      </span>
    </button>
    <button type="button" class="icon-button" aria-label=${strings.dismissMessage} title=${strings.dismissMessage} @click=${actions.dismiss}>${icon(xIcon)}</button>
  </div>`;
}

export const messageTeaserStyles: CSSResult = css`
  .message-teaser {
    position: fixed;
    bottom: 96px;
    right: 24px;
    display: flex;
    align-items: flex-start;
    width: min(312px, 100vw - 32px);
    padding: 4px;
    border: 1px solid var(--segue-line);
    border-radius: var(--segue-radius);
    background: var(--segue-surface);
    box-shadow: var(--segue-shadow);
  }
  .root[dir='rtl'] .message-teaser {
    right: auto;
    left: 24px;
  }
  .message-open {
    display: flex;
    flex: 1;
    gap: 12px;
    min-width: 0;
    padding: 12px;
    padding-inline-end: 0;
    border-radius: var(--segue-radius-control);
    text-align: start;
  }
  .message-words {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .message-from {
    display: block;
    font-size: 13px;
    line-height: 22px;
  }
  .message-from b {
    margin-inline-end: 4px;
    font-weight: 600;
  }
  .message-from span {
    font-size: 12px;
    color: var(--segue-text-2);
  }
  .message-said {
    display: -webkit-box;
    overflow: hidden;
    text-overflow: ellipsis;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  @media (max-width: 479px), (max-height: 519px) {
    .message-teaser {
      bottom: calc(88px + env(safe-area-inset-bottom));
      right: calc(16px + env(safe-area-inset-right));
    }
    .root[dir='rtl'] .message-teaser {
      left: calc(16px + env(safe-area-inset-left));
    }
    .message-teaser .icon-button {
      width: 44px;
      height: 44px;
    }
  }
`;
