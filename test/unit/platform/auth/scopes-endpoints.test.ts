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

  it.each(ofContacts)('is not told to an agent who took no part: $name', async ({ method, url, row }) => {
    if (!row.ownOnly?.includes('agent')) return;
    const token = await desk.token('colleague');
    const foreign = await desk.ask(method, pathOf(url, row), token, row.body, row.fileType);
    const absent = await desk.ask(method, pathOf(url, row).replace(desk.contactId, 'c_none'), token, row.body, row.fileType);
    expect(foreign).toMatchObject({ status: 404, body: { code: 'not-your-contact' } });
    // Not even whether it exists.
    expect(absent).toEqual(foreign);
  });
});
