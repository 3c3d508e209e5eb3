import { describe, expect, it } from 'vitest';
import { createLinks, linkMs, type LinkQuery } from '../../../../src/platform/attachments/links.js';
import { ManualClock } from '../core/manual-clock.js';

const clock = new ManualClock();
const links = createLinks(new TextEncoder().encode('0123456789abcdef0123456789abcdef'), clock);

function read(path: string): { readonly id: string; readonly query: LinkQuery } {
  const { pathname, searchParams } = new URL(path, 'https://chat.test');
  return { id: pathname.replace('/attachments/', ''), query: { as: searchParams.get('as') === 'picture' ? 'picture' : 'file', until: Number(searchParams.get('until')), sign: searchParams.get('sign') ?? '' } };
}

describe('a link to a file', () => {
  it('is good for a while', async () => {
    const { url, pictureUrl, expiresAt } = links.to({ attachmentId: 'f_1', type: 'image/png' });
    const { id, query } = read(url);
    expect(id).toBe('f_1');
    const left = links.check(id, query);
    expect(left).toBeGreaterThan(linkMs - 1_000);
    expect(left).toBeLessThanOrEqual(linkMs);
    expect(Date.parse(expiresAt)).toBe(query.until * 1000);
    expect(read(pictureUrl ?? '').query.as).toBe('picture');
    await clock.advance(linkMs, () => Promise.resolve());
    expect(() => links.check(id, query)).toThrow(expect.objectContaining({ code: 'file-gone' }));
  });

  it('shows pictures only', () => {
    expect(links.to({ attachmentId: 'f_1', type: 'application/pdf' }).pictureUrl).toBeUndefined();
    expect(links.to({ attachmentId: 'f_1', type: 'image/heic' }).pictureUrl).toBeUndefined();
  });

  it('is for this file, this way, this long, and of this platform', () => {
    const { id, query } = read(links.to({ attachmentId: 'f_1', type: 'image/png' }).url);
    const others: readonly (readonly [string, LinkQuery])[] = [
      ['f_2', query], [id, { ...query, as: 'picture' }], [id, { ...query, until: query.until + 1 }], [id, { ...query, sign: '' }], [id, { ...query, sign: query.sign.slice(0, -2) }],
      [id, { ...query, sign: Buffer.alloc(32).toString('base64url') }],
      [id, read(createLinks(new TextEncoder().encode('another secret, just as long as this'), clock).to({ attachmentId: id, type: 'image/png' }).url).query],
    ];
    for (const [other, changed] of others) expect(() => links.check(other, changed), JSON.stringify(changed)).toThrow(expect.objectContaining({ code: 'file-gone' }));
    expect(() => links.check(id, query)).not.toThrow();
  });
});
