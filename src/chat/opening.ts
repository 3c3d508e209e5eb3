/**
 * What opens the transcript of a contact in which nothing was said yet: the shop's greeting, or the conversation that
 * ended before it. The greeting stays above what follows it; the earlier conversation goes with the contact's first word.
 */
import type { TranscriptItem } from '../ui/index.js';

type Said = readonly TranscriptItem[];

export class Opening {
  /** When the visitor was greeted; what the greeting says, and whose it is, may be known only later. */
  private at: number | undefined;
  /** The contact under the greeting; undefined as long as none is there. */
  private greeted: string | undefined;
  /** What was said in the contact that had words last: a timeline never shrinks, so an empty one is another contact's. */
  private last: Said | undefined;
  /** The contact that the visitor left behind for a new one. */
  private over: string | undefined;

  /** What was said before is not shown above what comes: the visitor asked for a new chat. */
  forget(contactId: string | undefined): void {
    this.over = contactId;
    this.last = undefined;
  }

  /** Items to put above `said`, what the timeline of the contact holds. A contact that comes with words needs no greeting. */
  above(contactId: string | undefined, said: Said, now: number, greet: (at: number) => TranscriptItem): Said {
    if (contactId === undefined) this.last = undefined;
    else if (said.length > 0 && contactId !== this.over) this.last = said;
    if (said.length === 0) {
      if (this.last !== undefined) return this.last;
      this.at ??= now;
      this.greeted = contactId;
    } else if (this.greeted !== contactId) {
      this.at = undefined;
    }
    return this.at === undefined ? [] : [greet(this.at)];
  }
}
