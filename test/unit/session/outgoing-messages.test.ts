import { describe, expect, it } from 'vitest';
import { contactSnapshot, customer, customerWelcome, messageFrame, scriptedPlatform } from '../../../src/testing/index.js';
import { harness, hostileStorage, memoryStorage } from './harness.js';

const unsent = 'segue.unsent.https://platform.test';

describe('a message on its way', () => {
  it('is pending at once and leaves when its event arrives, not before', async () => {
    const { session, connect, clock, settle } = harness();
    const line = await connect();
    const id = session.send('c_1', 'hello');
    expect(session.contact?.pending).toEqual([{ id, text: 'hello', at: clock.now(), state: 'sending' }]);
    expect(await line.next('message.send')).toEqual({ type: 'message.send', id, contactId: 'c_1', text: 'hello' });
    line.ack(id, { seq: 1 });
    await settle();
    expect(session.contact?.pending).toHaveLength(1);
    line.tell(messageFrame(1, 'hello', { messageId: id, actor: customer }));
    await settle();
    expect(session.contact?.pending).toEqual([]);
    expect(session.contact?.events).toHaveLength(1);
  });

  it('takes files along, by their ids, and may then be without words; they are shown and kept with it', async () => {
    const storage = memoryStorage();
    const { session, connect } = harness({ storage });
    const line = await connect();
    const file = { attachmentId: 'f_1', name: 'a.png', type: 'image/png', size: 4 };
    expect(() => session.send('c_1', '', { attachments: [] })).toThrow(expect.objectContaining({ code: 'bad-frame' }));
    const id = session.send('c_1', '', { attachments: [file] });
    expect(session.contact?.pending).toMatchObject([{ id, text: '', attachments: [file] }]);
    expect(await line.next('message.send')).toEqual({ type: 'message.send', id, contactId: 'c_1', text: '', attachments: ['f_1'] });
    const later = harness({ storage });
    const next = await later.connect();
    expect(await next.next('message.send')).toMatchObject({ id, attachments: ['f_1'] });
    expect(later.session.contact?.pending).toMatchObject([{ id, attachments: [file] }]);
  });

  it('says that it is left as it is, out of hours, after a reload too', async () => {
    const storage = memoryStorage();
    const { session, connect } = harness({ storage });
    const line = await connect();
    const id = session.send('c_1', 'Call me', { left: true });
    expect(await line.next('message.send')).toEqual({ type: 'message.send', id, contactId: 'c_1', text: 'Call me', left: true });
    const next = await harness({ storage }).connect();
    expect(await next.next('message.send')).toMatchObject({ id, left: true });
  });

  it('is not taken for sent by somebody else’s event of the same id', async () => {
    const { session, connect, settle } = harness();
    const line = await connect();
    const id = session.send('c_1', 'hello');
    line.tell(messageFrame(1, 'hello', { messageId: id }));
    await settle();
    expect(session.contact?.pending).toHaveLength(1);
  });

  it('waits for a line, and goes out with the same id on each one until it is acknowledged', async () => {
    const { session, connect, again, clock, settle } = harness();
    const first = await connect();
    await clock.run(6_000);
    first.drop();
    await settle();
    const id = session.send('c_1', 'written offline');
    const second = await again();
    expect(await second.next('message.send')).toMatchObject({ id });
    await clock.run(6_000);
    second.drop();
    const third = await again();
    expect(await third.next('message.send')).toMatchObject({ id, text: 'written offline' });
    third.ack(id);
    await clock.run(6_000);
    third.drop();
    const fourth = await again();
    await settle();
    expect(fourth.frames).toEqual([]);
  });

  it('is not sent again when the event has come, even if the ack was lost', async () => {
    const { session, connect, again, clock } = harness();
    const line = await connect();
    const id = session.send('c_1', 'once');
    line.tell(messageFrame(1, 'once', { messageId: id, actor: customer }));
    await clock.run(6_000);
    line.drop();
    const second = await again();
    await clock.run(0);
    expect(second.frames).toEqual([]);
  });

  it('keeps its order behind one that is rate-limited', async () => {
    const { session, connect, clock, settle } = harness();
    const line = await connect();
    const [a, b] = [session.send('c_1', 'a'), session.send('c_1', 'b')];
    line.nack((await line.next('message.send')).id, 'rate-limited', 800);
    await clock.run(799);
    expect(line.frames).toHaveLength(1);
    expect(session.contact?.pending.map(({ state }) => state)).toEqual(['sending', 'sending']);
    await clock.run(1);
    expect((await line.next('message.send')).id).toBe(a);
    line.ack(a);
    expect((await line.next('message.send')).id).toBe(b);
    await settle();
  });

  it('fails with the platform’s code, and can be tried again or given up', async () => {
    const { session, connect, settle } = harness();
    const line = await connect();
    const id = session.send('c_1', 'hello');
    line.nack(id, 'scope-missing');
    await settle();
    expect(session.contact?.pending).toMatchObject([{ id, state: 'failed', code: 'scope-missing' }]);
    session.retry(id);
    expect(session.contact?.pending).toMatchObject([{ id, state: 'sending' }]);
    await settle();
    expect(line.frames.map(({ type }) => type)).toEqual(['message.send', 'message.send']);
    session.discard(id);
    expect(session.contact?.pending).toEqual([]);
  });

  it('of too much text fails at once and is never sent', async () => {
    const { session, connect, settle } = harness();
    const line = await connect();
    const id = session.send('c_1', 'x'.repeat(4_001));
    expect(session.contact?.pending).toMatchObject([{ id, state: 'failed', code: 'text-too-long' }]);
    await settle();
    expect(line.frames).toEqual([]);
  });

  it('holds to the platform’s own limit where that is lower', async () => {
    const { session, connect } = harness();
    await connect(customerWelcome({ limits: { frameBytes: 65_536, textLength: 10, sdpLength: 100 } }));
    session.send('c_1', 'x'.repeat(11));
    expect(session.contact?.pending).toMatchObject([{ code: 'text-too-long' }]);
  });

  it('of no text, or to nobody, is the caller’s mistake', async () => {
    const { session, connect } = harness();
    await connect();
    expect(() => session.send('c_1', '')).toThrow(expect.objectContaining({ code: 'bad-frame' }));
    expect(() => session.send('c_2', 'x')).toThrow(expect.objectContaining({ code: 'not-your-contact' }));
  });
});

describe('a reload', () => {
  it('sends what the page before could not, with the same id', async () => {
    const storage = memoryStorage();
    const before = harness({ storage, newId: () => 'same-id' });
    await before.connect();
    before.session.send('c_1', 'do not lose me');
    before.session.close();
    const after = harness({ storage });
    const line = await after.connect();
    expect(await line.next('message.send')).toMatchObject({ id: 'same-id', text: 'do not lose me' });
    expect(after.session.contact?.pending).toMatchObject([{ id: 'same-id', state: 'sending' }]);
    line.ack('same-id');
    await after.settle();
    expect(storage.items.size).toBe(0);
  });

  it('does not send what was refused', async () => {
    const storage = memoryStorage();
    const { session, connect, settle } = harness({ storage });
    const line = await connect();
    line.nack(session.send('c_1', 'hello'), 'scope-missing');
    await settle();
    expect(storage.items.size).toBe(0);
  });

  it('offers what was meant for a contact that is over, without sending it', async () => {
    const storage = memoryStorage({ [unsent]: JSON.stringify([{ id: 'old', contactId: 'c_0', text: 'late', at: 1 }]) });
    const { session, connect, settle } = harness({ storage });
    const line = await connect();
    await settle();
    expect(session.contact?.pending).toMatchObject([{ id: 'old', text: 'late', state: 'failed', code: 'contact-closed' }]);
    expect(line.frames).toEqual([]);
  });

  it.each(['', '{', '[{"id":1}]', '{}'])('survives that somebody wrote %j into the storage', async (rubbish) => {
    const { session, connect } = harness({ storage: memoryStorage({ [unsent]: rubbish }) });
    await connect();
    expect(session.contact?.pending).toEqual([]);
  });

  it('stores nothing before a message is written, and survives a storage that throws', async () => {
    const storage = memoryStorage();
    const quiet = harness({ storage });
    await quiet.connect();
    expect(storage.items.size).toBe(0);
    const denied = harness({ storage: hostileStorage }, scriptedPlatform());
    const line = await denied.connect();
    const id = denied.session.send('c_1', 'hello');
    expect(await line.next('message.send')).toMatchObject({ id });
  });
});

describe('a message to a contact that is over', () => {
  it('begins the next contact with a fresh token and goes there', async () => {
    const { session, connect, again, settle } = harness();
    const line = await connect();
    line.tell({ type: 'contact', contact: contactSnapshot({ state: 'closed' }) });
    await settle();
    const id = session.send('c_1', 'one more thing');
    const second = await again(customerWelcome({ contact: contactSnapshot({ contactId: 'c_2', state: 'new' }) }));
    expect(await second.next('message.send')).toMatchObject({ id, contactId: 'c_2', text: 'one more thing' });
    expect(session.contact).toMatchObject({ contactId: 'c_2', pending: [{ id }] });
    expect(session.contacts.get('c_1')?.pending).toEqual([]);
  });

  it('fails when the contact ended while it was on its way, and begins the next one when tried again', async () => {
    const { session, connect, again, settle } = harness();
    const line = await connect();
    const id = session.send('c_1', 'crossing');
    line.nack(id, 'contact-closed');
    line.tell({ type: 'contact', contact: contactSnapshot({ state: 'closed' }) });
    await settle();
    expect(session.contact?.pending).toMatchObject([{ state: 'failed', code: 'contact-closed' }]);
    session.retry(id);
    const second = await again(customerWelcome({ contact: contactSnapshot({ contactId: 'c_2', state: 'new' }) }));
    expect(await second.next('message.send')).toMatchObject({ id, contactId: 'c_2' });
  });

  it('says that it was not sent where files went with it, which are of the contact before, and keeps its words', async () => {
    const file = { attachmentId: 'f_1', name: 'a.png', type: 'image/png', size: 4 };
    const { session, connect, again, settle } = harness();
    const line = await connect();
    line.tell({ type: 'contact', contact: contactSnapshot({ state: 'closed' }) });
    await settle();
    const [id, bare] = [session.send('c_1', 'one more thing', { attachments: [file] }), session.send('c_1', '', { attachments: [file] })];
    const second = await again(customerWelcome({ contact: contactSnapshot({ contactId: 'c_2', state: 'new' }) }));
    await settle();
    expect(second.frames.filter(({ type }) => type === 'message.send')).toEqual([]);
    const [words, files] = session.contact?.pending ?? [];
    expect(words).toEqual({ id, text: 'one more thing', at: expect.any(Number) as number, state: 'failed', code: 'file-gone' });
    expect(files).toMatchObject({ id: bare, text: '', attachments: [file], state: 'failed', code: 'file-gone' });
    session.retry(id);
    expect(await second.next('message.send')).toEqual({ type: 'message.send', id, contactId: 'c_2', text: 'one more thing' });
  });

  it('left by a page that is gone keeps its words without the files of a contact that is over', async () => {
    const file = { attachmentId: 'f_1', name: 'a.png', type: 'image/png', size: 4 };
    const { session, connect, settle } = harness({ storage: memoryStorage({ [unsent]: JSON.stringify([{ id: 'old', contactId: 'c_0', text: 'late', at: 1, attachments: [file] }]) }) });
    const line = await connect();
    await settle();
    session.retry('old');
    expect(await line.next('message.send')).toEqual({ type: 'message.send', id: 'old', contactId: 'c_1', text: 'late' });
  });
});
