/** Where the menu's further rows come from: a chunk of its own, fetched once there is a conversation. */
import type { TimelineEvent } from '../protocol/index.js';
import type { ChatLink } from './chat-link.js';
import type { MorePart } from './more-part.js';
import { OnceLoader } from './once-loader.js';
import type { SpokenHost } from './spoken-host.js';

export class MoreWay {
  part: MorePart | undefined;
  private readonly chunk = new OnceLoader(
    () => import('./more-part.js'),
    (chunk) => {
      const changed = (): void => this.host.requestUpdate();
      this.part = new chunk.MorePart(changed);
      changed();
    },
  );

  constructor(private readonly host: SpokenHost) {}

  /** After each update: a chunk that could not be fetched is fetched again. */
  follow(link: ChatLink | undefined): void {
    if (this.part === undefined && link?.contact !== undefined && link.contact.events.length > 0) this.chunk.load().catch(() => undefined);
  }

  /** @param seen The visitor looks at the transcript. */
  heard(event: TimelineEvent, link: ChatLink | undefined, seen: boolean, now: number): void {
    if (!seen || document.visibilityState === 'hidden') this.part?.unseen(event, { link, now });
  }
}
