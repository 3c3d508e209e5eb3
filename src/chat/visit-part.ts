/**
 * What the chat shows around the conversation: the agreement before it, the form, the quiet state out of hours, the rating
 * after it. A chunk of its own: a deployment that asks for none of it never loads it.
 *
 * Draws from what the platform said (read here, with its schema) and the session's state; holds only what was typed.
 */
import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import * as v from 'valibot';
import { VisitSchema, type TimelineEvent, type Visit } from '../protocol/index.js';
import { dayKey, en, spoken, timeOfDay, type Language } from '../ui/index.js';
import { clockIcon, xIcon } from '../ui/icons.js';
import { renderCard } from '../ui/card.js';
import { cardStyles } from './card-styles.js';
import type { ChatLink } from './chat-link.js';
import { enVisit, type VisitStrings } from './en-visit.js';
import type { MenuRow } from './menu.js';
import { RatingCard } from './rating-card.js';
import type { SpokenHost } from './spoken-host.js';
import { VisitForm } from './visit-form.js';
import { visitStyles } from './visit-styles.js';

export interface VisitSetting {
  readonly shop: string;
  readonly language: Language;
  readonly now: number;
}

export class VisitPart {
  static readonly styles: readonly CSSResult[] = [cardStyles, visitStyles];
  private readonly form: VisitForm;
  private readonly rating: RatingCard;
  /** Whose agreement is being taken back; `not-taken`: the platform did not hear of it. */
  private withdrawal: { readonly link: ChatLink; readonly state: 'sending' | 'not-taken' } | undefined;
  private read: { readonly said: unknown; readonly visit: Visit } = { said: undefined, visit: {} };

  /** `close` shuts the panel, as the person does. */
  constructor(private readonly host: SpokenHost, private readonly link: () => ChatLink | undefined, private readonly close: () => void, private readonly focusField: () => void) {
    this.form = new VisitForm(host);
    this.rating = new RatingCard(host, async (rating) => {
      await this.link()?.session.submit({ type: 'contact.rate', ...rating });
    });
  }

  /** Stands in place of the message field: what comes before the first word. */
  foot(setting: VisitSetting): TemplateResult | undefined {
    const link = this.link();
    if (link === undefined) return undefined;
    const visit = this.visit(link);
    if (link.visit.asking) return visit.consent === undefined ? html`${nothing}` : this.renderConsent(link, visit.consent);
    const contact = link.contact;
    const fresh = contact?.snapshot.state === 'new' && contact.pending.length === 0;
    const ask = contact?.snapshot.form?.ask ?? [];
    const fields = fresh ? (visit.preChat?.fields ?? []).filter(({ key }) => ask.includes(key)) : [];
    const message = fresh && visit.hours?.open === false && link.early.length === 0;
    if (!fresh || (fields.length === 0 && !message)) return undefined;
    return this.form.render({
      title: message ? this.strings.closedNow : (visit.preChat?.title ?? this.strings.formTitle),
      under: message ? backAt(visit, setting, this.strings) : undefined,
      fields, message, known: link.visit.told, strings: this.strings,
      submit: async (answers, text) => {
        const { contactId } = contact;
        if (fields.length > 0) await link.session.submit({ type: 'form.answer', contactId, answers });
        if (message) link.session.send(contactId, text, { left: true });
        this.focusField();
      },
    });
  }

  /** In the transcript's foot, above the message field. */
  card(): TemplateResult | undefined {
    const link = this.link();
    return link && (this.renderWithdrawal(link) ?? this.rating.render(link.contact, this.visit(link).rating, this.strings));
  }

  /** Over the closed launcher. */
  teaser(open: () => void): TemplateResult | undefined {
    const link = this.link();
    if (link === undefined || this.visit(link).hours?.open !== false || (link.contact !== undefined && link.contact.snapshot.state !== 'new')) return undefined;
    return html`<button type="button" class="teaser" part="teaser" @click=${open}>${this.strings.closedNow}</button>`;
  }

  menuRows(): readonly MenuRow[] {
    const link = this.link();
    const contactId = link?.contact?.contactId;
    if (link === undefined || contactId === undefined || link.visit.asking || this.withdrawal?.link === link || this.visit(link).consent === undefined) return [];
    return [{ label: this.strings.withdraw, icon: xIcon, back: this.strings.back, choose: () => this.withdraw(link, contactId) }];
  }

  /** The words of an event that is about the visit. */
  line(event: TimelineEvent, { shop, language: { locale }, now }: VisitSetting): { readonly text: string; readonly icon?: string } | undefined {
    if (event.kind === 'contact.rated') return { text: this.strings.rated({ shop }) };
    if (event.kind !== 'message.left') return undefined;
    const { opensAt, thanked } = event.data;
    // One confirmation: what the flow says next is the shop's own.
    if (thanked === true) return undefined;
    return { text: opensAt === undefined ? this.strings.messageLeft : `${this.strings.messageLeft} ${this.strings.backAt({ time: moment(Date.parse(opensAt), now, locale) })}`, icon: clockIcon };
  }

  private get strings(): VisitStrings {
    return spoken(enVisit, this.host.language).visit;
  }

  private visit(link: ChatLink): Visit {
    const { said } = link.visit;
    if (said !== this.read.said) {
      const parsed = v.safeParse(VisitSchema, said);
      this.read = { said, visit: parsed.success ? parsed.output : {} };
    }
    return this.read.visit;
  }

  private renderConsent(link: ChatLink, consent: NonNullable<Visit['consent']>): TemplateResult {
    return renderCard({
      title: consent.title ?? this.strings.beforeWeStart,
      body: html`<p class="visit-text" dir="auto">${consent.text}</p>
        ${consent.links === undefined || consent.links.length === 0
          ? nothing
          : html`<ul class="visit-links">
              ${consent.links.map(({ label, url }) => html`<li><a href=${url} target="_blank" rel="noopener noreferrer">${label}<span class="hidden-text"> (${this.strings.opensInNewTab})</span></a></li>`)}
            </ul>`}
        <p class="visit-hint">${this.strings.nothingYet}</p>`,
      actions: [
        {
          label: this.strings.agree, look: 'primary',
          press: () => {
            link.visit.agree(consent.hash);
            this.focusField();
          },
        },
        { label: this.strings.disagree, press: this.close },
      ],
    });
  }

  /** Until the platform has it, and where it has not: nobody thinks to have taken back what they have not. */
  private renderWithdrawal(link: ChatLink): TemplateResult | undefined {
    const contactId = link.contact?.contactId;
    if (this.withdrawal?.link !== link || contactId === undefined) return undefined;
    const { withdraw, back, notTaken } = this.strings;
    const isSending = this.withdrawal.state === 'sending';
    return renderCard({
      title: withdraw,
      body: isSending
        ? html`<p class="visit-hint" role="status">${spoken(en, this.host.language).sending}</p>`
        : html`<p class="visit-alert" role="alert">${notTaken}</p>`,
      actions: isSending
        ? []
        : [
            { label: withdraw, look: 'primary', press: () => this.withdraw(link, contactId) },
            { label: back, press: () => this.setWithdrawal(undefined) },
          ],
    });
  }

  private withdraw(link: ChatLink, contactId: string): void {
    this.setWithdrawal({ link, state: 'sending' });
    link.session.submit({ type: 'consent.withdraw', contactId }).then(
      () => {
        this.setWithdrawal(undefined);
        link.forget();
        this.close();
      },
      () => this.setWithdrawal({ link, state: 'not-taken' }),
    );
  }

  private setWithdrawal(withdrawal: VisitPart['withdrawal']): void {
    this.withdrawal = withdrawal;
    this.host.requestUpdate();
  }
}

/** A time of today, or the day with it. */
function moment(at: number, now: number, locale: string | undefined): string {
  if (dayKey(at) === dayKey(now)) return timeOfDay(at, locale);
  return `${new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(at)}, ${timeOfDay(at, locale)}`;
}

function backAt({ hours }: Visit, { now, language: { locale } }: VisitSetting, strings: VisitStrings): string | undefined {
  return hours?.opensAt === undefined ? undefined : strings.backAt({ time: moment(Date.parse(hours.opensAt), now, locale) });
}
