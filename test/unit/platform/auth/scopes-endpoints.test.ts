/** Every endpoint x every role, about a contact of one's own and about one of others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleScopes, roles } from '../../../../src/platform/auth/scopes.js';
import { openDesk, type Desk } from '../access/desk.js';
import { endpointTable, type Caller, type EndpointRow } from '../access/endpoint-table.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const callers: readonly Caller[] = ['nobody', ...roles];
const rows = Object.entries(endpointTable).map(([name, row]) => ({ name, row, method: name.split(' ')[0] ?? '', url: name.split(' ')[1] ?? '' }));
const pathOf = (url: string, { at = url, query = '' }: EndpointRow): string => `${at.replace('CONTACT', desk.contactId).replace('GUEST', desk.guestId)}${query}`;
const mayCall = (row: EndpointRow, caller: Caller): boolean => row.who === 'everybody' || (caller !== 'nobody' && row.who.includes(caller));

describe('the table of endpoints', () => {
  it('has every endpoint of the platform, and no other', () => {
    expect(Object.keys(endpointTable).sort()).toEqual(desk.endpoints.map(({ name }) => name).sort());
  });

  it('says of each who has its scope', () => {
    const byScope = desk.endpoints.map(({ name, scope }) => [name, scope === undefined ? 'everybody' : roles.filter((role) => roleScopes[role].some((it) => it === scope))] as const);
    const told = rows.map(({ name, row }) => [name, row.who === 'everybody' ? row.who : roles.filter((role) => row.who.includes(role))] as const);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(byScope));
  });
});

describe.each(rows)('$name', ({ name, method, url, row }) => {
  it.each(callers)('answers %s', async (caller) => {
    const answer = await desk.ask(method, pathOf(url, row), await desk.token(caller), row.body, row.fileType);
    if (row.elsewhere?.some((role) => role === caller)) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-your-contact' } });
    } else if (mayCall(row, caller)) {
      expect(answer).toMatchObject({ status: row.status ?? 200 });
    } else if (caller === 'nobody') {
      expect(answer).toMatchObject({ status: 401, body: { code: 'token-missing' } });
    } else {
      const scope = desk.endpoints.find((it) => it.name === name)?.scope;
      expect(answer).toMatchObject({ status: 403, body: { code: 'scope-missing', message: expect.stringContaining(String(scope)) as string } });
    }
  });

  if (row.who !== 'everybody') {
    it('takes no forged token, and none that was made for sockets of a page as an agent’s', async () => {
      const [head = '', , signature = ''] = ((await desk.token('administrator')) ?? '').split('.');
      const forged = [head, Buffer.from(JSON.stringify({ kind: 'agent', sub: 'ada', iss: 'segue', exp: 4_000_000_000 })).toString('base64url'), signature].join('.');
      expect(await desk.ask(method, pathOf(url, row), forged, row.body, row.fileType)).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
    });
  }
});

describe('another address of the same thing', () => {
  it.each(['/api/v2/routing/queues', '/api/v2/routing/queues/support'])('has the same doors: %s', async (path) => {
    for (const caller of callers) {
      const expected = await desk.ask('GET', path.replace('/routing', ''), await desk.token(caller));
      expect([caller, await desk.ask('GET', path, await desk.token(caller))]).toEqual([caller, expected]);
    }
  });
});

describe('what is about one contact', () => {
  const ofContacts = rows.filter(({ row }) => row.at?.includes('CONTACT'));

  it('is told by endpoints with a parameter for it', () => {
    expect(ofContacts.length).toBeGreaterThan(2);
    expect(ofContacts.map(({ name }) => name).sort()).toEqual(rows.filter(({ url }) => url.includes(':contactId')).map(({ name }) => name).sort());
  });

  /** Who may ask, of contacts of their own, and has nothing to do with this one. */
  const outsiders = ofContacts.flatMap((it) => [
    ...(it.row.ownOnly?.includes('agent') ? [{ ...it, outsider: 'colleague' as const }] : []),
    ...(mayCall(it.row, 'guest') ? [{ ...it, outsider: 'stranger' as const }] : []),
  ]);

  it('is asked for by guests and agents from outside', () => {
    const askedBy = (who: string): number => outsiders.filter(({ outsider }) => outsider === who).length;
    expect([askedBy('colleague'), askedBy('stranger')]).toEqual([ofContacts.filter(({ row }) => row.ownOnly).length, ofContacts.filter(({ row }) => mayCall(row, 'guest')).length]);
    expect(askedBy('stranger')).toBeGreaterThan(1);
  });

  it.each(outsiders)('is not told to a $outsider who took no part: $name', async ({ method, url, row, outsider }) => {
    const token = await desk.token(outsider);
    const before = await desk.world.timeline(desk.contactId);
    const foreign = await desk.ask(method, pathOf(url, row), token, row.body, row.fileType);
    const absent = await desk.ask(method, pathOf(url, row).replace(desk.contactId, 'c_none'), token, row.body, row.fileType);
    expect(foreign).toMatchObject({ status: 404, body: { code: 'not-your-contact' } });
    // Not even whether it exists.
    expect(absent).toEqual(foreign);
    expect(await desk.world.timeline(desk.contactId)).toEqual(before);
  });
});

describe('what is for everybody', () => {
  it.each(rows.filter(({ row }) => row.who === 'everybody'))('tells a stranger of no contact and no guest: $name', async ({ method, url, row }) => {
    const answer = await desk.ask(method, pathOf(url, row), await desk.token('stranger'), row.body);
    expect(answer.status).toBe(row.status ?? 200);
    for (const foreign of [desk.contactId, desk.guestId, desk.otherId, desk.people.stranger.who.id]) expect(answer.text).not.toContain(foreign);
  });
});

describe('a file of a contact', () => {
  const linkOf = (contactId: string, attachmentId: string): string => `/api/v2/contacts/${contactId}/attachments/${attachmentId}/link`;

  it('is had by its guest, and by a stranger neither there nor by way of a contact of their own; nor is one put there', async () => {
    const { contactId, otherId, people } = desk;
    const [guest, stranger] = [await desk.token('guest'), await desk.token('stranger')];
    const kept = JSON.parse((await desk.ask('POST', `/api/v2/contacts/${contactId}/attachments`, guest, 'Hello', 'text/plain')).text) as { attachmentId: string };
    expect(await people.stranger.do({ type: 'message.send', contactId: otherId, text: 'Mine', attachments: [kept.attachmentId] })).toMatchObject({ type: 'nack', code: 'file-gone' });
    expect(await people.customer.do({ type: 'message.send', contactId, text: '', attachments: [kept.attachmentId] })).toMatchObject({ type: 'ack' });
    expect(await desk.ask('POST', linkOf(contactId, kept.attachmentId), guest)).toMatchObject({ status: 200 });
    expect(await desk.ask('POST', linkOf(contactId, kept.attachmentId), stranger)).toMatchObject({ status: 404, body: { code: 'not-your-contact' } });
    expect(await desk.ask('POST', linkOf(otherId, kept.attachmentId), stranger)).toMatchObject({ status: 410, body: { code: 'file-gone' } });
    // Their own contact takes files of theirs: it is not the way that is closed.
    expect(await desk.ask('POST', `/api/v2/contacts/${otherId}/attachments`, stranger, 'Hello', 'text/plain')).toMatchObject({ status: 200 });
  });
});
