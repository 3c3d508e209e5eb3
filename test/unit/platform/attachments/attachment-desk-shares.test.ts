/** Unsent files of many, over HTTP: who gets room, and who has to wait for it. */
import { afterEach, describe, expect, it } from 'vitest';
import { unsentMs } from '../../../../src/platform/attachments/attachment-desk.js';
import type { Person } from '../core/person.js';
import { Office } from './office.js';
import { png } from './samples.js';

let office: Office;
afterEach(() => office.close());

const picture = png();
const [here, there] = ['203.0.113.1', '198.51.100.1'];
/** Room for so many pictures of everybody. */
const roomFor = (pictures: number) => ({ limits: { unsentBytes: pictures * picture.length } });
const upload = async (who: Person, address: string): Promise<number> => (await office.upload(who, picture, { address })).status;
const rows = () => office.world.store.transaction((tx) => tx.all('SELECT state, address FROM attachments ORDER BY id'));

describe('files that no message takes', () => {
  it('of guests keep no agent from theirs, who get all that is left, and then have to wait', async () => {
    office = await Office.open(roomFor(16));
    const { customer, ana } = await office.chat();
    for (let n = 1; n <= 20; n += 1) await upload(await office.world.customer(), `198.51.100.${n}`);
    expect((await rows()).length).toBe(12);
    for (let n = 0; n < 4; n += 1) expect((await office.upload(ana, picture, { contactId: customer.contactId })).status).toBe(200);
    const refused = await office.upload(ana, picture, { contactId: customer.contactId });
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('of one household are of one address, whatever the last parts of theirs', async () => {
    office = await Office.open(roomFor(16));
    const { customer } = await office.chat();
    const statuses: number[] = [];
    for (let n = 1; n <= 6; n += 1) statuses.push(await upload(await office.world.customer(), `2001:db8:1:2::${n}`));
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    expect(await upload(customer, '2001:db8:1:3::1')).toBe(200);
  });

  it('make room when they are sent, and when their time is over', async () => {
    office = await Office.open(roomFor(4));
    const { customer } = await office.chat();
    const { attachmentId } = (await office.upload(customer, picture, { address: here })).body;
    expect(await upload(customer, here)).toBe(429);
    await customer.do({ type: 'message.send', contactId: customer.contactId, text: '', attachments: [attachmentId] });
    expect(await rows()).toEqual([{ state: 'sent', address: null }]);
    expect(await upload(customer, here)).toBe(200);
    expect(await upload(customer, here)).toBe(429);
    const stranger = await office.world.customer();
    expect(await upload(stranger, here)).toBe(429);
    await office.world.pass(unsentMs + 1_000);
    expect(await upload(stranger, here)).toBe(200);
  });

  it('are held against their address after a restart too', async () => {
    office = await Office.open(roomFor(4));
    const { customer } = await office.chat();
    expect(await upload(customer, here)).toBe(200);
    expect(await rows()).toEqual([{ state: 'kept', address: here }]);
    const { folder, world: { clock } } = office;
    await office.stop();
    office = await Office.open({ folder, clock, ...roomFor(4) });
    await office.world.again(customer);
    expect(await upload(await office.world.customer(), here)).toBe(429);
    expect(await upload(await office.world.customer(), there)).toBe(200);
  });
});
