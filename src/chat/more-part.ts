/**
 * What a visitor can do with a conversation besides having it: keep it as a file, and be called back to it while they look
 * elsewhere, by a sound or by the system. A chunk of its own, fetched once there is something to keep.
 *
 * Draws rows of the menu and one note; holds only whether it calls. Knows the timeline's items, not how they are drawn.
 */
import { css, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { TimelineEvent } from '../protocol/index.js';
import { browserStorage, storedValue, type ContactModel, type StoredValue } from '../session/index.js';
import { icon, minuteMs, saidWith, spoken, type Language } from '../ui/index.js';
import { xIcon } from '../ui/icons.js';
import { Notices, type Notice } from '../ui/system-notices.js';
import type { ChatLink } from './chat-link.js';
import { chatFileName, chatText } from './chat-text.js';
import { Chime } from './chime.js';
import { enMore, type MoreStrings } from './en-more.js';
import type { ChatStrings } from './en.js';
import type { MenuRow } from './menu.js';
import { bellIcon, bellOffIcon, downloadIcon, volumeIcon, volumeOffIcon } from './more-icons.js';
import { messageTeaserStyles, renderMessageTeaser, unreadMessage } from './message-teaser.js';
import { firstName } from './names.js';
import type { RoomHost } from './room-host.js';
import { timelineItems } from './timeline-items.js';
import type { VideoPart } from './video-part.js';
import type { VisitPart } from './visit-part.js';

export interface MoreSetting {
  readonly link: ChatLink | undefined;
  readonly shop: string;
  readonly strings: ChatStrings;
  readonly language: Language;
  readonly now: number;
  readonly part: VideoPart | undefined;
  readonly visit: VisitPart | undefined;
}

/** Older than this a message is history that comes late, and nothing to be called for. Milliseconds. */
const freshMs = 60_000;
/** Read each time: another tab may have written it. */
const wish = (): StoredValue => storedValue(browserStorage('localStorage'), 'segue.notifications');
/** The same is read in another tab by then, where one of them shows it. Milliseconds. */
const graceMs = 500;

export class MorePart {
  static readonly styles: readonly CSSResult[] = [
    messageTeaserStyles,
    css`
      .note-line {
        display: flex;
        align-items: flex-start;
        gap: 8px;
        flex: none;
        padding: 6px 8px 6px 16px;
        background: var(--segue-warn-soft);
        color: var(--segue-warn);
        font-size: 13px;
        line-height: 18px;
      }
      .note-line p {
        flex: 1;
        padding: 5px 0;
      }
      .note-line button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        width: 28px;
        height: 28px;
        flex: none;
        border-radius: var(--segue-radius-row);
      }
      .root.phone .note-line button {
        width: 44px;
        height: 44px;
      }
    `,
  ];
  private readonly chime = new Chime();
  private readonly notices: Notices;
  private readonly graces = new Set<ReturnType<typeof setTimeout>>();
  private saved: string | undefined;
  /** The message that the visitor put aside, unread. */
  private aside: string | undefined;
  /** Draws anew once a message is no longer of now. */
  private ageing: ReturnType<typeof setTimeout> | undefined;
  /** The visitor wants notifications, and the browser gives none. */
  private refused = false;

  constructor(private readonly host: RoomHost) {
    this.notices = new Notices(wish, () => {
      if (host.mode === 'closed') host.press('open');
    });
  }

  menuRows(setting: MoreSetting): readonly MenuRow[] {
    const { strings } = this;
    const { on } = this.chime;
    const sound: MenuRow = {
      label: on ? strings.soundOff : strings.soundOn,
      icon: on ? volumeOffIcon : volumeIcon,
      choose: () => {
        this.chime.set(!on, setting.now);
        this.host.requestUpdate();
      },
    };
    const isThere = setting.link?.contact?.events.some(({ kind }) => kind === 'message') === true;
    return [...(isThere ? [{ label: strings.saveChat, icon: downloadIcon, choose: () => void this.save(setting) }] : []), sound, ...this.noticeRows()];
  }

  /** Under the head: why there are no notifications. */
  note(): TemplateResult | typeof nothing {
    if (!this.refused) return nothing;
    const { strings } = this;
    const close = (): void => this.refuse(false);
    return html`<div class="note-line" role="status"><p>${strings.notifyBlocked}</p><button type="button" aria-label=${strings.closeNote} title=${strings.closeNote} @click=${close}>${icon(xIcon, { size: 16 })}</button></div>`;
  }

  /** Over the closed launcher: the newest message that waits there, where nothing more pressing does. */
  teaser({ link, shop, language: { locale }, now, part }: MoreSetting, open: () => void): TemplateResult | undefined {
    const message = link?.contact && unreadMessage(link.contact);
    if (link === undefined || message === undefined || message.data.messageId === this.aside || (!link.callElsewhere && part?.waits(link.upgrade) === true)) return undefined;
    const at = Date.parse(message.at) - link.session.clockOffset;
    const age = now - at;
    if (age < minuteMs) this.ageing ??= setTimeout(this.aged, minuteMs - age);
    const dismiss = (): void => {
      this.aside = message.data.messageId;
      this.host.requestUpdate();
    };
    return renderMessageTeaser({ message, shop, locale, at, age }, { open, dismiss }, this.strings);
  }

  /** A new event of the conversation, which the visitor does not look at here. */
  unseen(event: TimelineEvent, { link, now, shop }: Pick<MoreSetting, 'link' | 'now' | 'shop'>): void {
    const at = Date.parse(event.at) - (link?.session.clockOffset ?? 0);
    if (link?.speaks !== true || event.actor.kind === 'customer' || (event.kind !== 'message' && event.kind !== 'upgrade.asked') || now - at >= freshMs) return;
    const hidden = isHidden();
    const grace = setTimeout(() => {
      this.graces.delete(grace);
      if (!link.speaks || isRead(event, link)) return;
      if (event.kind === 'message') this.chime.ring(now);
      if (hidden && isHidden()) this.notices.show(this.notice(event, shop));
    }, graceMs);
    this.graces.add(grace);
  }

  /** The element goes. */
  leave(): void {
    for (const grace of this.graces) clearTimeout(grace);
    this.graces.clear();
    clearTimeout(this.ageing);
    this.ageing = undefined;
    this.notices.clear();
    this.chime.release();
    this.forget();
  }

  private readonly aged = (): void => {
    this.ageing = undefined;
    this.host.requestUpdate();
  };

  private get strings(): MoreStrings {
    return spoken(enMore, this.host.language);
  }

  private noticeRows(): readonly MenuRow[] {
    const { strings, notices } = this;
    const { state } = notices;
    if (state === 'impossible') return [];
    if (state === 'on') return [{ label: strings.notifyOff, icon: bellOffIcon, choose: () => this.turn(() => notices.turnOff()) }];
    return [{ label: strings.notifyOn, icon: bellIcon, choose: () => void this.notify() }];
  }

  private turn(act: () => void): void {
    act();
    this.host.requestUpdate();
  }

  private async notify(): Promise<void> {
    await this.notices.turnOn();
    this.refuse(this.notices.blocked);
  }

  private refuse(refused: boolean): void {
    this.refused = refused;
    this.host.requestUpdate();
  }

  private notice(event: Extract<TimelineEvent, { kind: 'message' | 'upgrade.asked' }>, shop: string): Notice {
    const name = event.actor.kind === 'flow' ? undefined : event.actor.name;
    const body = event.kind === 'message' ? saidWith(event.data.text, event.data.attachments) : this.strings.invitesYou({ agent: name === undefined ? shop : firstName(name) });
    return { title: name ?? shop, body, tag: `segue ${event.contactId} ${event.kind}` };
  }

  /** Memory of the last file. */
  private forget(): void {
    if (this.saved !== undefined) URL.revokeObjectURL(this.saved);
    this.saved = undefined;
  }

  private async save({ link, shop, strings, language, now, part, visit }: MoreSetting): Promise<void> {
    // At once where it can be: a download is welcome in the press's own task.
    const contact = link?.contact?.missing ? await wholeContact(link) : link?.contact;
    if (contact === undefined) return;
    const { locale } = language;
    const words = this.strings;
    const items = timelineItems(contact, {
      strings, shop, locale, resultLine: part?.resultLine, visitLine: (event) => visit?.line(event, { shop, language, now }),
    });
    const title = words.chatWith({ shop });
    this.forget();
    // The mark tells programs for text which alphabet it is.
    this.saved = URL.createObjectURL(new Blob(['\uFEFF', chatText(items, { title, you: words.you, locale, cut: Boolean(contact.missing) })], { type: 'text/plain;charset=utf-8' }));
    const anchor = document.createElement('a');
    Object.assign(anchor, { href: this.saved, download: chatFileName(title, now) });
    anchor.click();
  }
}

const isHidden = (): boolean => document.visibilityState === 'hidden';

/** Somewhere the visitor has seen it: as the platform knows, or in another of their tabs. */
const isRead = ({ contactId, seq }: TimelineEvent, { contact }: ChatLink): boolean => contact?.contactId === contactId && contact.snapshot.read.customer >= seq;

/** With all that was said before what is here, as far as it can be had. */
async function wholeContact(link: ChatLink): Promise<ContactModel | undefined> {
  const contactId = link.contact?.contactId;
  for (let before = Infinity; contactId !== undefined && contactId === link.contact?.contactId; ) {
    const { missing = 0 } = link.contact;
    if (missing === 0 || missing >= before) break;
    before = missing;
    await link.session.older(contactId).catch(() => undefined);
  }
  return link.contact;
}
