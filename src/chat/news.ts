/**
 * Tells the outside what changed between two updates: sentences to the live region, `segue-…` events to the page.
 * Knows the moment before and the moment after, and nothing of how they came about.
 */
import type { TimelineEvent } from '../protocol/index.js';
import type { LiveRegion } from '../ui/index.js';
import { announcement, type Audible, type VideoNews } from './announcements.js';
import { chatEvent } from './chat-event.js';
import type { ChatStrings } from './en.js';

export class News {
  private readonly page: EventTarget;
  private readonly region: LiveRegion;
  private before: Audible | undefined;

  constructor(page: EventTarget, region: LiveRegion) {
    this.page = page;
    this.region = region;
  }

  /** Call after each update. The first moment is a beginning, not news. */
  tell(after: Audible, contactId: string | undefined, strings: ChatStrings, video?: VideoNews): void {
    const before = this.before;
    this.before = after;
    if (before === undefined) return;
    const said = announcement(before, after, strings, video);
    if (said !== undefined) this.region.say(said.text, said.urgency);
    if (before.call !== after.call && contactId !== undefined) {
      this.page.dispatchEvent(chatEvent('segue-call', { contactId, state: after.call === 'none' ? 'ended' : after.call }));
    }
  }

  /** A new event of the contact's timeline. */
  event(event: TimelineEvent): void {
    const { contactId } = event;
    if (event.kind === 'message') {
      const by = event.actor.kind === 'customer' || event.actor.kind === 'agent' ? event.actor.kind : 'flow';
      this.page.dispatchEvent(chatEvent('segue-message', { contactId, messageId: event.data.messageId, by }));
    }
    if (event.kind === 'upgrade.asked') {
      this.page.dispatchEvent(chatEvent('segue-upgrade', { contactId, upgradeId: event.data.upgradeId, state: 'asked' }));
    }
    if (event.kind === 'upgrade.ended') {
      const { upgradeId, result } = event.data;
      this.page.dispatchEvent(chatEvent('segue-upgrade', { contactId, upgradeId, state: 'ended', result }));
    }
  }
}
