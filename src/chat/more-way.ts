/** Where the menu's further rows come from: a chunk of its own, fetched once there is a conversation. */
import type { TimelineEvent } from '../protocol/index.js';
import { addStyles } from './add-styles.js';
import type { MorePart, MoreSetting } from './more-part.js';
import { OnceLoader } from './once-loader.js';
import type { RoomHost } from './room-host.js';

export class MoreWay {
  part: MorePart | undefined;
  private readonly chunk = new OnceLoader(
    () => import('./more-part.js'),
    (chunk) => {
      this.part = new chunk.MorePart(this.host);
      addStyles(this.host, chunk.MorePart.styles);
      this.host.requestUpdate();
    },
  );

  constructor(private readonly host: RoomHost) {}

  /** After each update: a chunk that could not be fetched is fetched again. */
  follow(link: MoreSetting['link']): void {
    if (this.part === undefined && link?.contact !== undefined && link.contact.events.length > 0) this.chunk.load().catch(() => undefined);
  }

  /** @param seen The visitor looks at the transcript. */
  heard(event: TimelineEvent, seen: boolean, setting: Pick<MoreSetting, 'link' | 'now' | 'shop'>): void {
    if (!seen || document.visibilityState === 'hidden') this.part?.unseen(event, setting);
  }
}
