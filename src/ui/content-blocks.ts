/**
 * Draws what a message offers to choose: quick replies, cards, dates, lists. Without a way to answer, or once that is over,
 * the same words are there, quiet and not to be pressed, with what was chosen marked. Text from others is only ever text.
 *
 * Keeps what is checked in a list and which day is looked at; knows no session.
 */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { ContentOf } from '../protocol/index.js';
import { checkIcon, externalLinkIcon } from './content-icons.js';
import type { ContentView } from './content-views.js';
import { slotDays, slotWords, timeZoneName, type SlotDay } from './date-slots.js';
import type { ContentStrings } from './en-content.js';
import { icon } from './icon.js';
import { timeOfDay } from './time-words.js';

export interface ContentOptions {
  readonly strings: ContentStrings;
  readonly locale?: string | undefined;
  /** The customer chose; without it nothing can be pressed. */
  readonly onChoose?: (messageId: string, text: string, ids: readonly string[]) => void;
}

/** What stands under a message, or in its place. */
export interface Shown {
  readonly inPlace: boolean;
  readonly content: TemplateResult;
}

interface Choice {
  readonly id: string;
  readonly title: string;
}
type List = ContentOf<'list-picker'>;
type Press = ((text: string, ids: readonly string[]) => void) | undefined;

/** Rows of a list before it is opened whole. */
const rowsAtFirst = 6;

export class ContentBlocks {
  /** Changes with whatever is drawn differently though no message has changed. */
  version = 0;
  private readonly checked = new Map<string, ReadonlySet<string>>();
  private readonly whole = new Set<string>();
  private readonly days = new Map<string, string>();

  constructor(private readonly host: ReactiveControllerHost) {}

  /** `question`: the message's text, which names the choices. */
  render(messageId: string, question: string, view: ContentView, options: ContentOptions): Shown {
    const { onChoose } = options;
    const press: Press = view.open && onChoose !== undefined ? (text, ids) => onChoose(messageId, text, ids) : undefined;
    return { inPlace: view.content.kind === 'card', content: this.block(messageId, question, view, press, options) };
  }

  private block(messageId: string, question: string, view: ContentView, press: Press, options: ContentOptions): TemplateResult {
    const { content } = view;
    switch (content.kind) {
      case 'quick-replies':
        return html`<div class="choices" part="choices" role="group" aria-label=${question}>${content.choices.map((choice) => chip(choice, view, press, options))}</div>`;
      case 'card':
        return card(content, view, press, options);
      case 'date-picker':
        return this.dates(messageId, question, slotDays(content.slots, options.locale), view, press, options);
      case 'list-picker':
        return this.list(messageId, question, content, view, press, options);
    }
  }

  private dates(messageId: string, question: string, days: readonly SlotDay[], view: ContentView, press: Press, options: ContentOptions): TemplateResult {
    const { locale, strings } = options;
    const chosenDay = days.find(({ slots }) => slots.some(({ id }) => view.chosen.includes(id)));
    const shown = chosenDay ?? days.find(({ key }) => key === this.days.get(messageId)) ?? days[0];
    const times = (shown?.slots ?? []).flatMap((slot) => ('at' in slot ? [{ id: slot.id, title: timeOfDay(Date.parse(slot.at), locale), text: slotWords(slot, locale) }] : []));
    const whole = shown === undefined ? [] : days.flatMap((day) => day.slots.flatMap((slot) => ('day' in slot ? [{ id: slot.id, title: day.label, text: slotWords(slot, locale) }] : [])));
    return html`<div class="dates" part="choices" role="group" aria-label=${question}>
      ${whole.length > 0 ? html`<div class="choices">${whole.map((slot) => chip(slot, view, press, options))}</div>` : nothing}
      ${times.length > 0
        ? html`<div class="days">
              ${days
                .filter(({ slots }) => slots.some((slot) => 'at' in slot))
                .map((day) =>
                  press === undefined
                    ? html`<span class="day-tab ${day === shown ? 'shown' : ''}">${day.label}</span>`
                    : html`<button type="button" class="day-tab ${day === shown ? 'shown' : ''}" aria-pressed=${day === shown ? 'true' : 'false'} @click=${() => this.look(messageId, day.key)}>${day.label}</button>`,
                )}
            </div>
            <div class="choices">${times.map((slot) => chip(slot, view, press, options))}</div>
            <p class="zone">${strings.timesIn({ zone: timeZoneName(locale) })}</p>`
        : nothing}
    </div>`;
  }

  private list(messageId: string, question: string, list: List, view: ContentView, press: Press, options: ContentOptions): TemplateResult {
    const several = list.multiple === true;
    const total = list.sections.reduce((sum, { choices }) => sum + choices.length, 0);
    const cut = total > rowsAtFirst + 1 && !this.whole.has(messageId);
    const checked = this.checked.get(messageId) ?? new Set<string>();
    let left = cut ? rowsAtFirst : total;
    const sections = list.sections.flatMap(({ title, choices }) => {
      const rows = choices.slice(0, left);
      left -= rows.length;
      return rows.length === 0 ? [] : [{ title, rows }];
    });
    const all = list.sections.flatMap(({ choices }) => choices).filter(({ id }) => checked.has(id));
    return html`<div class="list" part="choices" role="group" aria-label=${question}>
      ${sections.map(
        ({ title, rows }) => html`${title === undefined ? nothing : html`<p class="list-title">${title}</p>`}
          ${rows.map((row) => this.row(messageId, row, several ? checked : undefined, view, press, options))}`,
      )}
      ${cut ? html`<button type="button" class="button plain small" @click=${() => this.showAll(messageId)}>${options.strings.showAll({ n: total })}</button>` : nothing}
      ${several && press !== undefined
        ? html`<button type="button" class="button primary small" ?disabled=${all.length === 0} @click=${() => press(all.map((it) => it.title).join(', '), all.map(({ id }) => id))}>${options.strings.chooseSeveral}</button>`
        : nothing}
    </div>`;
  }

  private row(messageId: string, row: List['sections'][number]['choices'][number], checked: ReadonlySet<string> | undefined, view: ContentView, press: Press, options: ContentOptions): TemplateResult {
    const words = html`<span class="row-words"><span class="row-title" dir="auto">${row.title}</span>${row.description === undefined ? nothing : html`<span class="row-under" dir="auto">${row.description}</span>`}</span>`;
    if (press === undefined) return html`<p class="list-row quiet">${words}${mark(row.id, view, options)}</p>`;
    if (checked === undefined) return html`<button type="button" class="list-row" @click=${() => press(row.title, [row.id])}>${words}</button>`;
    return html`<label class="list-row"><input type="checkbox" .checked=${checked.has(row.id)} @change=${() => this.check(messageId, row.id)} />${words}</label>`;
  }

  private look(messageId: string, day: string): void {
    this.days.set(messageId, day);
    this.redraw();
  }

  private showAll(messageId: string): void {
    this.whole.add(messageId);
    this.redraw();
  }

  private check(messageId: string, id: string): void {
    const checked = new Set(this.checked.get(messageId) ?? []);
    if (!checked.delete(id)) checked.add(id);
    this.checked.set(messageId, checked);
    this.redraw();
  }

  private redraw(): void {
    this.version += 1;
    this.host.requestUpdate();
  }
}

const mark = (id: string, view: ContentView, { strings }: ContentOptions): TemplateResult | typeof nothing =>
  view.chosen.includes(id) ? html`${icon(checkIcon, { size: 16 })}<span class="hidden-text"> ${strings.chosen}</span>` : nothing;

function chip(choice: Choice & { readonly text?: string }, view: ContentView, press: Press, options: ContentOptions): TemplateResult {
  if (press !== undefined) return html`<button type="button" class="choice" part="choice" @click=${() => press(choice.text ?? choice.title, [choice.id])}><bdi>${choice.title}</bdi></button>`;
  return html`<span class="choice quiet ${view.chosen.includes(choice.id) ? 'chosen' : ''}"><bdi>${choice.title}</bdi>${mark(choice.id, view, options)}</span>`;
}

function card(content: ContentOf<'card'>, view: ContentView, press: Press, options: ContentOptions): TemplateResult {
  const { title, text, picture, buttons = [] } = content;
  return html`<section class="offer" part="offer" aria-label=${title}>
    ${picture === undefined ? nothing : html`<img class="offer-picture" src=${picture.url} alt=${picture.alt} loading="lazy" decoding="async" referrerpolicy="no-referrer" @error=${hide} />`}
    <div class="offer-words">
      <p class="offer-title" dir="auto">${title}</p>
      ${text === undefined ? nothing : html`<p class="offer-text" dir="auto">${text}</p>`}
    </div>
    ${buttons.map((button) => {
      if (button.kind === 'link') {
        return html`<a class="offer-button" href=${button.url} target="_blank" rel="noopener noreferrer nofollow"><bdi>${button.title}</bdi>${icon(externalLinkIcon, { size: 14 })}<span class="hidden-text"> (${options.strings.opensNewTab})</span></a>`;
      }
      if (press === undefined) return html`<p class="offer-button quiet"><bdi>${button.title}</bdi>${mark(button.id, view, options)}</p>`;
      return html`<button type="button" class="offer-button" @click=${() => press(button.title, [button.id])}><bdi>${button.title}</bdi></button>`;
    })}
  </section>`;
}

/** A picture that cannot be had leaves no hole. */
const hide = (event: Event): void => {
  if (event.target instanceof HTMLElement) event.target.hidden = true;
};
