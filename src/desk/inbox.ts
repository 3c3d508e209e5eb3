/** The inbox: waiting, mine, ended. As a rail it keeps the pictures and marks and leaves the words to names and titles. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ContactMedium } from '../protocol/index.js';
import { icon, renderAvatar } from '../ui/index.js';
import { messageCircleIcon, usersRoundIcon, videoIcon } from '../ui/icons.js';
import { phoneIcon } from '../ui/desk-icons.js';
import type { DeskStrings } from './en-desk.js';
import { enHelp } from './en-help.js';
import type { InboxRow } from './inbox-rows.js';
import { narrowed, type InboxSearch, type Narrowing } from './inbox-search.js';

export interface InboxView {
  readonly strings: DeskStrings;
  readonly waiting: readonly InboxRow[];
  readonly mine: readonly InboxRow[];
  /** Contacts of others. */
  readonly helping: readonly InboxRow[];
  readonly ended: readonly InboxRow[];
  readonly selected: string | undefined;
  readonly rail: boolean;
}

export const mediumIcons: Readonly<Record<ContactMedium, string>> = { webChat: messageCircleIcon, voiceChat: phoneIcon, videoChat: videoIcon };

export function renderInbox(whole: InboxView, search: InboxSearch, onSelect: (contactId: string) => void): TemplateResult {
  const { strings } = whole;
  const view = whole.rail ? whole : narrowedView(whole, search.narrowing);
  // Of a narrowed list, empty sections say nothing.
  const [none, mine, ended] = search.on && !whole.rail ? ['', '', ''] : [strings.nobodyWaits, strings.acceptedAreHere, strings.readAgain];
  return html`<nav class="inbox ${view.rail ? 'rail' : ''}" part="inbox" aria-label=${strings.inbox}>
    ${view.rail ? nothing : html`<h2 class="inbox-head">${strings.inbox}</h2>${search.render()}`}
    <div class="inbox-scroll">
      ${section(strings.waiting, view.waiting, none, strings.longestFirst, view, onSelect)}
      ${section(strings.mine, view.mine, mine, '', view, onSelect)}
      ${view.helping.length === 0 ? nothing : section(enHelp.section, view.helping, '', '', view, onSelect)}
      ${view.rail ? nothing : section(strings.endedToday, view.ended, ended, '', view, onSelect)}
      ${view.rail ? nothing : search.renderNone(view.waiting.length + view.mine.length + view.helping.length + view.ended.length)}
    </div>
  </nav>`;
}

const narrowedView = (view: InboxView, by: Narrowing): InboxView => ({ ...view, waiting: narrowed(view.waiting, by), mine: narrowed(view.mine, by), helping: narrowed(view.helping, by), ended: narrowed(view.ended, by) });

function section(title: string, rows: readonly InboxRow[], empty: string, note: string, view: InboxView, onSelect: (contactId: string) => void): TemplateResult {
  return html`<section aria-label=${title}>
    <h3 class="section-head"><span>${title}</span><span class="count">${rows.length}</span>${note === '' || rows.length < 2 || view.rail ? nothing : html`<small>${note}</small>`}</h3>
    ${rows.length === 0
      ? view.rail || empty === ''
        ? nothing
        : html`<p class="section-empty">${empty}</p>`
      : html`<ul>
          ${repeat(
            rows,
            (row) => row.contactId,
            (row) => html`<li>${renderRow(row, view, onSelect)}</li>`,
          )}
        </ul>`}
  </section>`;
}

function renderRow(row: InboxRow, view: InboxView, onSelect: (contactId: string) => void): TemplateResult {
  const { strings, rail } = view;
  const present = row.contactId === view.selected;
  const title = rail ? [row.name, strings.media[row.medium], row.line, row.time, row.unread > 0 ? strings.unread(row.unread) : ''].filter((word) => word !== '').join(', ') : nothing;
  // Every second all rows are drawn: no more of one is made anew than its time.
  const content = html`${guard([row.name, row.line, row.mark, row.unread, rail, strings], () => renderFace(row, view))}
    <span class="row-end">
      <span class="row-time">${guard([row.medium, strings], () => html`${icon(mediumIcons[row.medium], { size: 14 })}<span class="hidden-text">${strings.media[row.medium]}</span>`)}${row.time}</span>
      ${guard([row.mark === 'live', row.unread, strings], () => renderCount(row, strings))}
    </span>`;
  if (!row.opens) return html`<div class="row mark-${row.mark}" title=${title}>${content}</div>`;
  return html`<button type="button" class="row mark-${row.mark} ${present ? 'selected' : ''}" aria-current=${present ? 'true' : nothing} title=${title} @click=${() => onSelect(row.contactId)}>
    ${content}
  </button>`;
}

function renderFace(row: InboxRow, view: InboxView): TemplateResult {
  return html`<span class="row-face mark-${row.mark}">${renderAvatar({ name: row.name })}${railMarks(row, view)}</span>
    <span class="row-words"><b>${row.name}</b><span class="row-line ${row.unread > 0 ? 'unread' : ''}" dir="auto">${row.line}</span></span>`;
}

function renderCount({ mark, unread }: InboxRow, strings: DeskStrings): TemplateResult | typeof nothing {
  if (mark === 'live') return html`<span class="chip video">${strings.live}</span>`;
  return unread > 0 ? html`<span class="badge" aria-hidden="true">${unread}</span><span class="hidden-text">${strings.unread(unread)}</span>` : nothing;
}

function railMarks(row: InboxRow, view: InboxView): TemplateResult | typeof nothing {
  if (row.mark === 'helping') return html`<span class="rail-mark helping">${icon(usersRoundIcon, { size: 12 })}</span>${view.rail && row.unread > 0 ? html`<span class="rail-mark">${row.unread}</span>` : nothing}`;
  if (!view.rail) return nothing;
  if (row.mark === 'live' || row.mark === 'gone' || row.mark === 'unseen') return html`<span class="rail-mark video">${icon(videoIcon, { size: 12 })}</span>`;
  return row.unread > 0 ? html`<span class="rail-mark">${row.unread}</span>` : nothing;
}
