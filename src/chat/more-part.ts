/**
 * What a visitor can do with a conversation besides having it: keep it as a file, and have its messages sound while they
 * look elsewhere. A chunk of its own, fetched once there is something to keep.
 *
 * Draws rows of the menu; holds only whether it sounds. Knows the timeline's items, not how they are drawn.
 */
import type { TimelineEvent } from '../protocol/index.js';
import { spoken, type Language } from '../ui/index.js';
import type { ChatLink } from './chat-link.js';
import { chatFileName, chatText } from './chat-text.js';
import { Chime } from './chime.js';
import { enMore } from './en-more.js';
import type { ChatStrings } from './en.js';
import type { MenuRow } from './menu.js';
import { downloadIcon, volumeIcon, volumeOffIcon } from './more-icons.js';
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

export class MorePart {
  private readonly chime = new Chime();
  private saved: string | undefined;

  /** `changed` draws the menu anew. */
  constructor(private readonly changed: () => void) {}

  menuRows(setting: MoreSetting): readonly MenuRow[] {
    const strings = spoken(enMore, setting.language);
    const { on } = this.chime;
    const sound: MenuRow = {
      label: on ? strings.soundOff : strings.soundOn,
      icon: on ? volumeOffIcon : volumeIcon,
      choose: () => {
        this.chime.set(!on, setting.now);
        this.changed();
      },
    };
    const isThere = setting.link?.contact?.events.some(({ kind }) => kind === 'message') === true;
    return [...(isThere ? [{ label: strings.saveChat, icon: downloadIcon, choose: () => this.save(setting) }] : []), sound];
  }

  /** A new event of the conversation, which the visitor does not look at. */
  unseen(event: TimelineEvent, { link, now }: Pick<MoreSetting, 'link' | 'now'>): void {
    const at = Date.parse(event.at) - (link?.session.clockOffset ?? 0);
    if (event.kind === 'message' && event.actor.kind !== 'customer' && link?.speaks === true && now - at < freshMs) this.chime.ring(now);
  }

  /** The element goes. */
  leave(): void {
    this.chime.release();
    this.forget();
  }

  /** Memory of the last file. */
  private forget(): void {
    if (this.saved !== undefined) URL.revokeObjectURL(this.saved);
    this.saved = undefined;
  }

  private save({ link, shop, strings, language, now, part, visit }: MoreSetting): void {
    const contact = link?.contact;
    if (contact === undefined) return;
    const { locale } = language;
    const words = spoken(enMore, language);
    const items = timelineItems(contact, {
      strings, shop, locale, resultLine: part?.resultLine, visitLine: (event) => visit?.line(event, { shop, language, now }),
    });
    const title = words.chatWith({ shop });
    this.forget();
    // The mark tells programs for text which alphabet it is.
    this.saved = URL.createObjectURL(new Blob(['\uFEFF', chatText(items, { title, you: words.you, locale })], { type: 'text/plain;charset=utf-8' }));
    const anchor = document.createElement('a');
    Object.assign(anchor, { href: this.saved, download: chatFileName(title, now) });
    anchor.click();
  }
}
