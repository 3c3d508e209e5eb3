/**
 * A contact's timeline as one participant has heard of it, held to what the wire promises.
 *
 * Every event follows one that was heard before (`prev`), and one that comes again, as after a resume, is the same.
 */
import { expect } from 'vitest';
import type { PlatformFrameOf } from '../../../../src/protocol/platform-frame.js';

type EventFrame = PlatformFrameOf<'event'>;

export class Mirror {
  readonly events = new Map<number, EventFrame>();
  last = 0;

  constructor(readonly who: string) {}

  hear(event: EventFrame): void {
    const { contactId, seq, prev, kind } = event;
    const before = this.events.get(seq);
    if (before) {
      expect(content(event), `${this.who} hears ${contactId} ${seq} (${kind}) again, otherwise than before`).toEqual(content(before));
      return;
    }
    if (prev !== 0 && !this.events.has(prev)) throw new Error(`${this.who} hears ${contactId} ${seq} (${kind}) after ${prev}, which never came; the last was ${this.last}`);
    this.events.set(seq, event);
    this.last = Math.max(this.last, seq);
  }
}

export const content = ({ seq, at, kind, actor, data }: Pick<EventFrame, 'seq' | 'at' | 'kind' | 'actor' | 'data'>): unknown => ({ seq, at, kind, actor, data });
