/** Files between two sessions on the real platform. */
import { describe, expect, it, vi } from 'vitest';
import { attachments, customerTokens, type PostFile, type Upload } from '../../../src/session/index.js';
import { memoryStorage } from './harness.js';
import { ana, idOf, Shop, soon } from './shop.js';

/** As a page of the platform's own origin posts, with what Node has. */
const postFrom = (origin: string): PostFile => async ({ url, headers, file, stoppable }) => {
  const stopping = new AbortController();
  stoppable(() => stopping.abort());
  return fetch(url, { method: 'POST', headers: { ...headers, origin }, body: file, signal: stopping.signal }).then((answer) => answer.text(), () => undefined);
};

describe('files of two sessions on a platform', { timeout: 60_000 }, () => {
  it('go along with a message, also while the platform restarts', async () => {
    const shop = await Shop.open();
    const { origin } = shop;
    const storage = memoryStorage();
    const [agent, customer] = [await ana(shop), shop.customer(storage)];
    const contactId = await idOf(customer);
    expect(customer.contact?.snapshot.attachments).toMatchObject({ maxBytes: 10_485_760 });
    const withOrigin: typeof fetch = (url, init) => fetch(url, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), origin } });
    const tokens = customerTokens({ platform: origin, deploymentId: 'demo', storage, fetch: withOrigin });
    const files = attachments({ platform: origin, tokens, post: postFrom(origin), fetch: withOrigin, network: () => () => undefined });
    await shop.stop();
    const upload: Upload = files.attach(contactId, Object.assign(new Blob(['%PDF-1.7 hello'], { type: 'application/pdf' }), { name: 'Invoice.pdf' }), () => undefined);
    await vi.waitFor(() => expect(upload.state.kind).toBe('waiting'), soon);
    await shop.start();
    await vi.waitFor(() => expect(upload.state.kind).toBe('kept'), soon);
    if (upload.state.kind !== 'kept') return;
    customer.send(contactId, '', { attachments: [upload.state.attachment] });
    expect(customer.contact?.pending[0]?.attachments?.[0]?.name).toBe('Invoice.pdf');
    const told = () => (agent.contacts.get(contactId)?.events ?? []).flatMap((event) => (event.kind === 'message' ? (event.data.attachments ?? []) : []));
    await vi.waitFor(() => expect(told()).toMatchObject([{ name: 'Invoice.pdf', type: 'application/pdf', size: 14 }]), soon);
    const { url } = await files.link(contactId, upload.state.attachment.attachmentId);
    expect(await (await fetch(url)).text()).toBe('%PDF-1.7 hello');
    await vi.waitFor(() => expect(customer.contact?.pending).toEqual([]), soon);
  });
});
