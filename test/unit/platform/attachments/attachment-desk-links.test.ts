/** Files that were sent, and who has them, over HTTP, on a real store and a real disk. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { linkMs } from '../../../../src/platform/attachments/links.js';
import { Person } from '../core/person.js';
import { Office } from './office.js';
import { png } from './samples.js';

let office: Office;
afterEach(() => office.close());

const picture = png();

describe('a file on its way out', () => {
  async function sentBy(how: { readonly file?: Buffer; readonly name?: string } = {}) {
    office = await Office.open();
    const { customer, ana } = await office.chat();
    const { attachmentId } = (await office.upload(customer, how.file ?? picture, { name: how.name ?? 'leak.png' })).body;
    await customer.do({ type: 'message.send', contactId: customer.contactId, text: '', attachments: [attachmentId] });
    return { customer, ana, attachmentId, contactId: customer.contactId };
  }
  const got = (path: string, headers: Record<string, string> = {}) => fetch(`${office.origin}${path}`, { headers });

  it('is had by those at the contact, and by readers of the record, without a token', async () => {
    const { customer, ana, attachmentId, contactId } = await sentBy();
    for (const who of [customer, ana]) {
      const { body } = await office.link(who, contactId, attachmentId);
      expect(Buffer.from(await (await got(body.url)).arrayBuffer())).toEqual(picture);
    }
    expect((await office.link('sue', contactId, attachmentId, 'interactions')).status).toBe(200);
    expect((await office.link(ana, contactId, attachmentId, 'interactions')).status).toBe(200);
  });

  it('stays its customer’s after the contact has ended, by when their token is of the next', async () => {
    const { customer, attachmentId, contactId } = await sentBy();
    await customer.do({ type: 'contact.close', contactId });
    const later = new Person(office.world.core, { ...customer.who, contactId: 'the-next' }, 'video', office.world.settled);
    const { body } = await office.link(later, contactId, attachmentId);
    expect(Buffer.from(await (await got(body.url)).arrayBuffer())).toEqual(picture);
    // To be read, and no more.
    expect(await office.upload(later, picture, { contactId })).toMatchObject({ status: 404, body: { code: 'not-your-contact' } });
  });

  it('is not had by anybody else', async () => {
    const { attachmentId, contactId } = await sentBy();
    const stranger = await office.world.customer();
    for (const who of [stranger, 'ben', 'sue'] as const) expect(await office.link(who, contactId, attachmentId)).toMatchObject({ status: 404, body: { code: 'not-your-contact' } });
    expect(await office.link('ben', contactId, attachmentId, 'interactions')).toMatchObject({ status: 404, body: { code: 'not-your-contact' } });
    // Neither by way of a contact of one's own.
    expect(await office.link(stranger, stranger.contactId, attachmentId)).toMatchObject({ status: 410, body: { code: 'file-gone' } });
  });

  it('is not had before it is sent, nor after the link has run out', async () => {
    const { customer, contactId, attachmentId } = await sentBy();
    const unsent = (await office.upload(customer, picture)).body.attachmentId;
    expect(await office.link(customer, contactId, unsent)).toMatchObject({ status: 410 });
    const { body } = await office.link(customer, contactId, attachmentId);
    expect((await got(body.url)).status).toBe(200);
    expect((await got(body.url.replace(attachmentId, unsent))).status).toBe(410);
    expect((await got(`/attachments/${attachmentId}`)).status).toBe(410);
    expect((await got(`/attachments/..%2Fsegue.db?${body.url.split('?')[1] ?? ''}`)).status).toBe(410);
    await office.world.clock.advance(linkMs, () => Promise.resolve());
    expect((await got(body.url)).status).toBe(410);
  });

  it('is said to be gone where it is not on the disk, as after a restore without it', async () => {
    const { customer, contactId, attachmentId } = await sentBy();
    const { body } = await office.link(customer, contactId, attachmentId);
    await rm(join(office.folder, 'attachments', attachmentId));
    const answer = await got(body.url);
    expect([answer.status, await answer.json()]).toMatchObject([410, { code: 'file-gone' }]);
  });

  it('is a download that no browser takes for a page', async () => {
    const { customer, contactId, attachmentId } = await sentBy({ file: Buffer.from('alert(1) & <b>bold</b>'), name: '"><script>.txt' });
    const { body } = await office.link(customer, contactId, attachmentId);
    expect(body.pictureUrl).toBeUndefined();
    const answer = await got(body.url);
    expect(Object.fromEntries(['content-type', 'content-disposition', 'content-security-policy', 'x-content-type-options', 'referrer-policy'].map((name) => [name, answer.headers.get(name)]))).toEqual({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="___script_.txt"; filename*=UTF-8''___script_.txt`,
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    // Nobody turns a download into something shown.
    expect((await got(body.url.replace('as=file', 'as=picture'))).status).toBe(410);
  });

  it('is shown only where it is a picture, to pages of other origins too', async () => {
    const { customer, contactId, attachmentId } = await sentBy();
    const { body } = await office.link(customer, contactId, attachmentId);
    const shown = await got(body.pictureUrl ?? '');
    expect([shown.headers.get('content-type'), shown.headers.get('content-disposition')?.split(';')[0], shown.headers.get('cross-origin-resource-policy')]).toEqual(['image/png', 'inline', 'cross-origin']);
    expect(shown.headers.get('content-security-policy')).toContain('sandbox');
    expect((await got(body.url)).headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('is had in parts', async () => {
    const { customer, contactId, attachmentId } = await sentBy();
    const { body } = await office.link(customer, contactId, attachmentId);
    const part = await got(body.url, { range: 'bytes=8-15' });
    expect([part.status, part.headers.get('content-range'), Buffer.from(await part.arrayBuffer())]).toEqual([206, `bytes 8-15/${picture.length}`, picture.subarray(8, 16)]);
    expect((await got(body.url, { range: 'bytes=99999-' })).status).toBe(400);
  });

  it('is had by an agent who was at the contact, and has the rest to note', async () => {
    const { customer, ana, attachmentId, contactId } = await sentBy();
    await customer.do({ type: 'contact.close', contactId });
    expect((await office.link(ana, contactId, attachmentId)).status).toBe(200);
    expect((await office.link(customer, contactId, attachmentId)).status).toBe(200);
    expect(await office.upload(customer, picture)).toMatchObject({ status: 409, body: { code: 'contact-closed' } });
    await ana.do({ type: 'contact.wrap', contactId, codes: [] });
    expect(await office.link(ana, contactId, attachmentId)).toMatchObject({ status: 404, body: { code: 'not-your-contact' } });
    // As a reader of the record she has it as long as she may read that.
    expect((await office.link(ana, contactId, attachmentId, 'interactions')).status).toBe(200);
    expect((await office.link(customer, contactId, attachmentId)).status).toBe(200);
  });

  it('is had by an agent who handed the contact on until they have noted it', async () => {
    const { ana, attachmentId, contactId } = await sentBy();
    const ben = await office.world.agent('ben');
    await ana.do({ type: 'contact.transfer', contactId, to: { kind: 'agent', agentId: 'ben' } });
    await ben.accept();
    for (const who of [ana, ben]) expect((await office.link(who, contactId, attachmentId)).status).toBe(200);
    await ana.do({ type: 'contact.wrap', contactId, codes: [] });
    expect(await office.link(ana, contactId, attachmentId)).toMatchObject({ status: 404, body: { code: 'not-your-contact' } });
    expect((await office.link(ben, contactId, attachmentId)).status).toBe(200);
  });
});
