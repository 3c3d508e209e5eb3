/**
 * The rating: five stars as one radio group, a comment, a way past it. Asked once of each thing; skipped is skipped for as
 * long as the page lives.
 *
 * Knows from a contact's timeline what waits to be rated, and how it is drawn. Whether it is taken, the platform says.
 */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { limits, type RatedThing, type Visit } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { icon } from '../ui/index.js';
import { starIcon } from '../ui/star-icon.js';
import type { VisitStrings } from './en-visit.js';
import { firstName } from './names.js';

/** What can be rated now. */
export interface Due {
  readonly about: RatedThing;
  readonly agent: string;
}

/** A video that is over, before a chat that has ended: and no second question about a contact that was rated already. */
export function dueRating(contact: ContactModel | undefined, asked: Visit['rating'] = []): Due | undefined {
  if (contact === undefined || asked.length === 0) return undefined;
  const { events, snapshot } = contact;
  if (events.some(({ kind }) => kind === 'contact.rated')) return undefined;
  const calls = events.filter((event) => event.kind === 'media-upgrade');
  const live = new Set(events.flatMap((event) => (event.kind === 'call.live' ? [event.data.callId] : [])));
  const last = calls[calls.length - 1];
  const over = events.some((event) => event.kind === 'media.restored' && live.has(event.data.callId)) && snapshot.medium === 'webChat';
  if (asked.includes('video') && over && last !== undefined) return { about: 'video', agent: firstName(last.data.agent.name) };
  const joined = events.filter((event) => event.kind === 'agent.joined');
  const agent = joined[joined.length - 1];
  return asked.includes('chat') && snapshot.state === 'closed' && agent !== undefined ? { about: 'chat', agent: firstName(agent.data.agent.name) } : undefined;
}

const starWords = ({ star1, star2, star3, star4, star5 }: VisitStrings): readonly string[] => [star1, star2, star3, star4, star5];

export class RatingCard {
  private stars = 0;
  private comment = '';
  private state: 'open' | 'sending' | 'not-taken' = 'open';
  private readonly skipped = new Set<string>();

  constructor(
    private readonly host: LitElement,
    private readonly submit: (rating: { readonly contactId: string; readonly about: RatedThing; readonly stars: number; readonly comment?: string }) => Promise<void>,
  ) {}

  render(contact: ContactModel | undefined, asked: Visit['rating'], strings: VisitStrings): TemplateResult | undefined {
    const due = dueRating(contact, asked);
    if (contact === undefined || due === undefined || this.skipped.has(`${contact.contactId} ${due.about}`)) return undefined;
    return html`<section class="card rating" part="card rating" aria-labelledby="rating-title">
      <h2 class="card-title" id="rating-title">${due.about === 'chat' ? strings.rateChat({ agent: due.agent }) : strings.rateVideo({ agent: due.agent })}</h2>
      <div class="rating-stars" role="radiogroup" aria-labelledby="rating-title">
        ${starWords(strings).map((word, index) => this.renderStar(index + 1, word, strings))}
      </div>
      <p class="rating-word" aria-hidden="true">${starWords(strings)[this.stars - 1] ?? nothing}</p>
      <input class="visit-control" aria-label=${strings.comment} placeholder=${strings.comment} dir=${this.comment === '' ? nothing : 'auto'} maxlength=${limits.commentLength} .value=${this.comment} @input=${this.type} />
      <p class="visit-alert" role="alert">${this.state === 'not-taken' ? strings.notRated : nothing}</p>
      <div class="card-actions">
        <button type="button" class="button outline" @click=${() => this.skip(contact.contactId, due)}>${strings.skip}</button>
        <button type="button" class="button primary" aria-disabled=${this.stars === 0 || this.state === 'sending' ? 'true' : 'false'} @click=${() => this.send(contact.contactId, due)}>
          ${strings.sendRating}
        </button>
      </div>
    </section>`;
  }

  private renderStar(count: number, word: string, strings: VisitStrings): TemplateResult {
    return html`<label class="rating-star ${count <= this.stars ? 'full' : ''}">
      <input type="radio" name="segue-stars" value=${count} .checked=${count === this.stars} aria-label="${strings.stars({ n: count })}, ${word}" @change=${() => this.choose(count)} />
      ${icon(starIcon, { size: 28 })}
    </label>`;
  }

  private choose(stars: number): void {
    this.stars = stars;
    this.host.requestUpdate();
  }

  private readonly type = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.comment = event.target.value;
    // Its direction is that of what is written, and the card's where nothing is.
    this.host.requestUpdate();
  };

  private skip(contactId: string, { about }: Due): void {
    this.skipped.add(`${contactId} ${about}`);
    this.host.requestUpdate();
  }

  private send(contactId: string, { about }: Due): void {
    if (this.stars === 0 || this.state === 'sending') return;
    const comment = this.comment.trim();
    this.state = 'sending';
    this.host.requestUpdate();
    const settled = (state: 'open' | 'not-taken') => (): void => {
      this.state = state;
      this.host.requestUpdate();
    };
    this.submit({ contactId, about, stars: this.stars, ...(comment === '' ? {} : { comment }) }).then(() => {
      this.stars = 0;
      this.comment = '';
      settled('open')();
    }, settled('not-taken'));
  }
}
