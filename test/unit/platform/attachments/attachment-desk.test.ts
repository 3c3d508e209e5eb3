/** Files that come and are sent, over HTTP, on a real store and a real disk. */
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { limits } from '../../../../src/protocol/limits.js';
import { unsentMs } from '../../../../src/platform/attachments/attachment-desk.js';
import type { Files } from '../../../../src/platform/attachments/file-store.js';
import { removalMs } from '../../../../src/platform/attachments/unsent.js';
import { interactionOf, transcriptOf } from '../../../../src/platform/record/index.js';
import { SegueError } from '../../../../src/protocol/error.js';
import { Office } from './office.js';
import { pdf, png, text } from './samples.js';

let office: Office;
afterEach(() => office.close());

const picture = png();
/** Until there is nothing: for what follows an answer. */
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
};

const rows = () => office.world.store.transaction((tx) => tx.all('SELECT id, state FROM attachments ORDER BY id'));

describe('a file on its way in', () => {
  it('is kept as what its content says, beside the store, for its owner alone', async () => {
    office = await Office.open();
    const { customer } = await office.chat();
    const { status, body } = await office.upload(customer, picture, { name: '../Größe\u202E.png', type: 'image/png' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Größe.png', type: 'image/png', size: picture.length, width: 640, height: 480, sha256: expect.stringMatching(/^[\da-f]{64}$/) as string });
    const file = join(office.folder, 'attachments', body.attachmentId);
    expect(await readFile(file)).toEqual(picture);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await office.lies()).toEqual([body.attachmentId]);
  });

  it.each([
    ['too large by its own account', 'file-too-large', 413, Buffer.alloc(2_000), {}],
    ['empty', 'file-empty', 422, '', {}],
    ['a page', 'file-type-refused', 415, '<html>', { name: 'a.html', type: 'text/html' }],
    ['a page that says it is text', 'file-type-refused', 415, '<html>', { name: 'a.txt', type: 'text/plain' }],
    ['not what it says', 'file-type-refused', 415, pdf, { name: 'a.png', type: 'image/png' }],
    ['of a page that the token is not for', 'origin-refused', 403, picture, { origin: 'https://evil.test' }],
    ['for a contact of others', 'not-your-contact', 404, picture, { contactId: 'c_other' }],
  ] as const)('is refused and leaves nothing: %s', async (_what, code, status, body, how) => {
    office = await Office.open({ attachments: { maxBytes: 1_000, types: ['image/png', 'text/plain'] } });
    const { customer } = await office.chat();
    expect(await office.upload(customer, body, how)).toMatchObject({ status, body: { code } });
    expect(await office.lies()).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  it('is refused while it comes, once it is too large, without a length told before', async () => {
    office = await Office.open({ attachments: { maxBytes: 1_000, types: ['image/png'] } });
    const { customer } = await office.chat();
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(Buffer.alloc(500));
      },
    });
    const answer = await office.upload(customer, endless, { name: 'a.png' }).catch((error: unknown) => error);
    // A client that does not listen while it sends may find the connection closed.
    if (!(answer instanceof TypeError)) expect(answer).toMatchObject({ status: 413, body: { code: 'file-too-large' } });
    expect(sent).toBeGreaterThan(2);
    await until(async () => (await office.lies()).length === 0);
    expect(await rows()).toEqual([]);
  });

  it('leaves nothing where it breaks off', async () => {
    office = await Office.open();
    const { customer } = await office.chat();
    const { port } = new URL(office.origin);
    const sending = request({ port, method: 'POST', path: `/api/v2/contacts/${customer.contactId}/attachments`, headers: { authorization: `Bearer ${await office.token(customer)}`, origin: office.origin, 'content-type': 'image/png', 'content-length': 5_000 } });
    sending.on('error', () => undefined);
    sending.write(Buffer.alloc(2_000));
    await until(async () => (await office.lies()).length === 1);
    expect((await office.lies())[0]).toMatch(/\.part$/);
    sending.destroy();
    await until(async () => (await office.lies()).length === 0);
    await until(async () => (await rows()).length === 0);
  });

  it('is cut where nothing of it comes', async () => {
    office = await Office.open({ limits: { uploadSilenceMs: 50 } });
    const { customer } = await office.chat();
    const sending = request({ port: new URL(office.origin).port, method: 'POST', path: `/api/v2/contacts/${customer.contactId}/attachments`, headers: { authorization: `Bearer ${await office.token(customer)}`, origin: office.origin, 'content-length': 5_000 } });
    sending.write('x');
    await once(sending, 'error');
    await until(async () => (await office.lies()).length === 0);
  });

  it('is cut where it does not come on, though something of it always comes', async () => {
    office = await Office.open({ limits: { uploadSilenceMs: 500 } });
    const { customer } = await office.chat();
    const sending = request({ port: new URL(office.origin).port, method: 'POST', path: `/api/v2/contacts/${customer.contactId}/attachments`, headers: { authorization: `Bearer ${await office.token(customer)}`, origin: office.origin, 'content-length': 1_000_000 } });
    const trickle = setInterval(() => sending.write('x'), 10);
    await once(sending, 'error').finally(() => clearInterval(trickle));
    await until(async () => (await office.lies()).length === 0);
  });

  it('holds no connection where it was refused before anybody looked at it', async () => {
    office = await Office.open({ limits: { requestsPerMinute: 1 } });
    const { customer } = await office.chat();
    expect((await office.upload(customer, picture)).status).toBe(200);
    const sending = request({ port: new URL(office.origin).port, method: 'POST', path: `/api/v2/contacts/${customer.contactId}/attachments`, headers: { authorization: `Bearer ${await office.token(customer)}`, origin: office.origin, 'content-length': 5_000 } });
    sending.on('error', () => undefined);
    sending.write('x');
    const [socket] = (await once(sending, 'socket')) as [Socket];
    const [closed, response] = [once(socket, 'close'), once(sending, 'response')];
    const [answer] = (await response) as [IncomingMessage];
    answer.resume();
    expect(answer.statusCode).toBe(429);
    await closed;
  });

  it('finds a full disk', async () => {
    const full = () => Promise.reject(new SegueError('storage-full'));
    office = await Office.open({ files: (files) => ({ ...files, receive: full }) });
    const { customer } = await office.chat();
    expect(await office.upload(customer, picture)).toMatchObject({ status: 507, body: { code: 'storage-full' } });
    expect(await rows()).toEqual([]);
  });

  it('is one of so many at once, and in a minute, of one participant', async () => {
    office = await Office.open({ limits: { uploadsAtOnce: 1, uploadBurst: 3, uploadsPerMinute: 1 } });
    const { customer, ana } = await office.chat();
    const answers = await Promise.all([office.upload(customer, picture), office.upload(customer, picture)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429]);
    expect((await office.upload(customer, picture)).status).toBe(200);
    expect(await office.upload(customer, picture)).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
    expect((await office.upload(ana, picture, { contactId: customer.contactId })).status).toBe(200);
  });

  it('is one of so many of its contact', async () => {
    office = await Office.open();
    const { customer } = await office.chat();
    const insert = 'INSERT INTO attachments (id, contact_id, by_id, state, name, type, size, sha256, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)';
    const fill = (id: string, size: number) => office.world.store.transaction((tx) => tx.run(insert, [id, customer.contactId, 'x', 'sent', 'a', 'b', size, '']));
    await fill('f_large', limits.attachmentBytesPerContact - picture.length + 1);
    expect(await office.upload(customer, picture)).toMatchObject({ status: 409, body: { code: 'too-many-files' } });
    await office.world.store.transaction((tx) => tx.run('DELETE FROM attachments'));
    for (let count = 0; count < limits.attachmentsPerContact; count += 1) await fill(`f_${count}`, 1);
    expect(await office.upload(customer, picture)).toMatchObject({ status: 409, body: { code: 'too-many-files' } });
  });

  it('is not taken where the deployment takes none, and the snapshot says so', async () => {
    office = await Office.open({ attachments: false });
    const { customer } = await office.chat();
    expect(await office.upload(customer, picture)).toMatchObject({ status: 403, body: { code: 'files-off' } });
    const again = await office.world.again(customer);
    expect(again.last('welcome')?.contact).not.toHaveProperty('attachments');
  });

  it('may come before the first message, which begins the contact', async () => {
    office = await Office.open({ attachments: { maxBytes: 5_000, types: ['image/png'] } });
    const customer = await office.world.customer();
    expect(customer.last('welcome')?.contact?.attachments).toEqual({ maxBytes: 5_000, types: ['image/png'] });
    const { body } = await office.upload(customer, picture, { name: 'leak.png' });
    expect(await office.world.timeline(customer.contactId)).toEqual([]);
    expect(await customer.do({ type: 'message.send', contactId: customer.contactId, text: '', attachments: [body.attachmentId] })).toMatchObject({ type: 'ack' });
    expect(await office.world.kinds(customer.contactId)).toContain('message');
  });
});

describe('a message with files', () => {
  it('names them, to everybody and in the record', async () => {
    office = await Office.open();
    const { customer, ana } = await office.chat();
    const { contactId } = customer;
    const [one, two] = [(await office.upload(customer, picture, { name: 'leak.png' })).body, (await office.upload(customer, pdf, { name: 'Invoice' })).body];
    await customer.do({ type: 'message.send', contactId, text: 'Look', attachments: [one.attachmentId, two.attachmentId] });
    const attachments = [
      { attachmentId: one.attachmentId, name: 'leak.png', type: 'image/png', size: picture.length, width: 640, height: 480, sha256: one.sha256 },
      { attachmentId: two.attachmentId, name: 'Invoice.pdf', type: 'application/pdf', size: pdf.length, sha256: two.sha256 },
    ];
    expect(ana.all('event').at(-1)).toMatchObject({ kind: 'message', data: { text: 'Look', attachments } });
    const events = await office.world.timeline(contactId);
    expect(transcriptOf(events).at(-1)).toMatchObject({ text: 'Look', attachments });
    expect(interactionOf(events, office.world.clock.now())?.attachments).toEqual(attachments.map((it) => ({ ...it, seq: events.at(-1)?.seq, at: expect.any(String) as string, by: 'customer' })));
  });

  it('is known by their names where it has no words', async () => {
    office = await Office.open();
    const { customer } = await office.chat();
    const { body } = await office.upload(customer, text, { name: 'notes.txt' });
    await customer.do({ type: 'message.send', contactId: customer.contactId, text: '', attachments: [body.attachmentId] });
    expect((await office.world.core.contactRow(customer.contactId))?.lastText).toBe('notes.txt');
  });

  it('takes only files of its own sender and contact, each once', async () => {
    office = await Office.open();
    const { customer, ana } = await office.chat();
    const { contactId } = customer;
    const send = (who: typeof customer, attachmentId: string) => who.do({ type: 'message.send', contactId, text: 'x', attachments: [attachmentId] });
    const mine = (await office.upload(customer, picture)).body.attachmentId;
    const hers = (await office.upload(ana, picture, { contactId })).body.attachmentId;
    expect(await send(ana, mine)).toMatchObject({ type: 'nack', code: 'file-gone' });
    expect(await send(customer, hers)).toMatchObject({ type: 'nack', code: 'file-gone' });
    expect(await send(customer, 'f_none')).toMatchObject({ type: 'nack', code: 'file-gone' });
    expect(await send(customer, mine)).toMatchObject({ type: 'ack' });
    expect(await send(customer, mine)).toMatchObject({ type: 'nack', code: 'file-gone' });
    expect(await send(ana, hers)).toMatchObject({ type: 'ack' });
    // A refused message takes nothing: neither of its files is spent.
    const [first, stranger] = [(await office.upload(customer, picture)).body.attachmentId, 'f_none'];
    expect(await customer.do({ type: 'message.send', contactId, text: '', attachments: [first, stranger] })).toMatchObject({ code: 'file-gone' });
    expect(await send(customer, first)).toMatchObject({ type: 'ack' });
  });

  it('keeps its files when their deadline comes; one that no message took is removed, also after a crash', async () => {
    office = await Office.open();
    const { customer } = await office.chat();
    const { contactId } = customer;
    const sent = (await office.upload(customer, picture)).body.attachmentId;
    const unsent = (await office.upload(customer, picture)).body.attachmentId;
    await customer.do({ type: 'message.send', contactId, text: '', attachments: [sent] });
    expect(await office.lies()).toEqual([sent, unsent].sort());
    const { folder, world: { clock } } = office;
    await office.stop();
    office = await Office.open({ folder, clock });
    await office.world.pass(unsentMs + 1_000);
    await until(async () => (await office.lies()).length === 1);
    expect(await office.lies()).toEqual([sent]);
    await until(async () => (await rows()).length === 1);
    const [again] = [await office.world.again(customer)];
    expect(await again.do({ type: 'message.send', contactId, text: '', attachments: [unsent] })).toMatchObject({ type: 'nack' });
  });

  it('takes none whose time is over, whatever becomes of its removal, which is tried until it comes about', async () => {
    let broken = true;
    const drop = async (files: Files, id: string) => {
      await files.drop(id);
      if (broken) throw new Error('The disk has gone in the middle of it.');
    };
    office = await Office.open({ files: (files) => ({ ...files, drop: (id) => drop(files, id) }) });
    const { customer } = await office.chat();
    const { attachmentId } = (await office.upload(customer, picture)).body;
    // The contact goes on all the while.
    for (let part = 0; part < 3; part += 1) {
      await customer.say('Still here');
      await office.world.pass(unsentMs / 3 + 1_000);
    }
    await until(async () => (await office.lies()).length === 0);
    expect(await customer.do({ type: 'message.send', contactId: customer.contactId, text: '', attachments: [attachmentId] })).toMatchObject({ code: 'file-gone' });
    expect(await rows()).toMatchObject([{ state: 'gone' }]);
    broken = false;
    await office.world.pass(removalMs + 1_000);
    await until(async () => (await rows()).length === 0);
  });

  it('leaves nothing of a file whose upload a crash has cut', async () => {
    office = await Office.open();
    const { customer } = await office.chat();
    const sending = request({ port: new URL(office.origin).port, method: 'POST', path: `/api/v2/contacts/${customer.contactId}/attachments`, headers: { authorization: `Bearer ${await office.token(customer)}`, origin: office.origin, 'content-length': 5_000 } });
    sending.on('error', () => undefined);
    sending.write(Buffer.alloc(100));
    await until(async () => (await office.lies()).length === 1);
    // The process is gone before it can tidy up: a row and half a file are left.
    expect(await rows()).toMatchObject([{ state: 'arriving' }]);
    await office.world.pass(unsentMs);
    await until(async () => (await office.lies()).length === 0);
    sending.destroy();
  });
});

describe('a page of another origin', () => {
  it('may ask for files where its deployment allows the origin, and nowhere else', async () => {
    office = await Office.open();
    const ask = (path: string, origin: string) => fetch(`${office.origin}${path}`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization, content-type, x-file-name' } });
    const { deployments, ...rest } = await office.world.core.config();
    await office.world.core.seed({ ...rest, deployments: deployments.map((it) => ({ ...it, origins: ['https://shop.test'] })) }, 'apply');
    for (const path of ['/api/v2/contacts/c_1/attachments', '/api/v2/contacts/c_1/attachments/f_1/link']) {
      const allowed = await ask(path, 'https://shop.test');
      expect([allowed.headers.get('access-control-allow-origin'), allowed.headers.get('access-control-allow-headers')]).toEqual(['https://shop.test', expect.stringContaining('x-file-name')]);
      expect((await ask(path, 'https://evil.test')).headers.get('access-control-allow-origin')).toBeNull();
    }
    expect((await ask('/api/v2/contacts', 'https://shop.test')).headers.get('access-control-allow-origin')).toBeNull();
    expect((await ask('/api/v2/interactions/c_1/attachments/f_1/link', 'https://shop.test')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
