/**
 * Links to files: short-lived, for one file and one way of having it, signed.
 *
 * Knows the address and its signature (HMAC-SHA-256 under a key of its own, derived from the platform's secret). Whoever holds a
 * link may have the file until it runs out; who gets one is not decided here.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { AttachmentLink } from '../../protocol/attachment.js';
import type { Clock } from '../../protocol/clock.js';
import { SegueError } from '../../protocol/error.js';
import { isPicture } from './file-kind.js';

/** Long enough for a large file to begin, and for a picture that is opened after a look at the others. */
export const linkMs = 10 * 60_000;

export const linkWays = ['file', 'picture'] as const;
export type LinkWay = (typeof linkWays)[number];

/** What follows the `?` of a link. */
export interface LinkQuery {
  readonly as: LinkWay;
  /** Epoch seconds. */
  readonly until: number;
  readonly sign: string;
}

export interface Links {
  /** Paths of the platform. */
  to(file: { readonly attachmentId: string; readonly type: string }): AttachmentLink;
  /** Milliseconds that a link is still good for. @throws SegueError `file-gone` for one that was not made here, or has run out */
  check(attachmentId: string, query: LinkQuery): number;
}

export function createLinks(secret: Uint8Array, clock: Clock): Links {
  const key = Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), 'segue attachments', 32));
  const sign = (attachmentId: string, as: LinkWay, until: number): Buffer => createHmac('sha256', key).update(`${attachmentId}\n${as}\n${until}`).digest();
  const path = (attachmentId: string, as: LinkWay, until: number): string =>
    `/attachments/${attachmentId}?as=${as}&until=${until}&sign=${sign(attachmentId, as, until).toString('base64url')}`;
  return {
    to({ attachmentId, type }) {
      const until = Math.floor((clock.now() + linkMs) / 1000);
      const picture = isPicture(type) ? { pictureUrl: path(attachmentId, 'picture', until) } : {};
      return { url: path(attachmentId, 'file', until), ...picture, expiresAt: new Date(until * 1000).toISOString() };
    },
    check(attachmentId, { as, until, sign: given }) {
      const [mine, theirs] = [sign(attachmentId, as, until), Buffer.from(given, 'base64url')];
      const left = until * 1000 - clock.now();
      if (mine.length !== theirs.length || !timingSafeEqual(mine, theirs) || left <= 0) throw new SegueError('file-gone');
      return left;
    },
  };
}
