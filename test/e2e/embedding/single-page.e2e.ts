/** Pages that change under the chat: routers that swap the body, frameworks that mount twice, an element that moves, a call all the while. */
import { chats, expect, tagPage, test } from '../support/site.js';

const router = `<script>
  // As Turbo does it: what was there is kept as a copy, and another body takes its place.
  const copies = {};
  window.visit = (name) => {
    copies[document.title] = document.body.cloneNode(true);
    document.title = name;
    const next = copies[name] ?? document.createElement('body');
    if (!copies[name]) next.append(Object.assign(document.createElement('h1'), { textContent: name }));
    document.documentElement.replaceChild(next, document.body);
  };
</script>`;

test('a call goes on while a router swaps the body and the page moves the chat about', async ({ site, visit, ana }) => {
  test.slow();
  const customer = await visit(site.serve('/router', tagPage('<button onclick="Segue.startVideo()">Call us</button>', router)));
  await chats(customer, 'It drips from the left side.');
  await ana.accept();
  await expect(customer.button('Start video')).toBeVisible();
  await customer.button('Call us').click();
  await ana.joinVideo();
  await customer.seesAndHears();
  expect((await customer.captures()).map(({ inClick }) => inClick)).toEqual([true]);
  const { page } = customer;
  const connections = (): Promise<number[]> => page.evaluate(() => [window.observed.pcs.length, window.observed.sockets.length, window.observed.tracks.filter(({ readyState }) => readyState === 'live').length]);
  const before = await connections();

  for (const name of ['Grinders', 'A shop']) {
    await page.evaluate((next) => (window as unknown as { visit: (name: string) => void }).visit(next), name);
    await expect(page.locator('segue-chat')).toHaveCount(1);
    await customer.seesAndHears();
  }
  await page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('div'));
    const chat = document.querySelector('segue-chat');
    if (chat) frame.append(chat);
  });
  await customer.seesAndHears();
  expect(await connections()).toEqual(before);
  await customer.write('I still see you');
  await customer.button('End video').click();
  await customer.hasNoMedia();
});

test('a chat that is mounted, taken off and mounted again, as in React’s StrictMode, is one chat', async ({ site, visit }) => {
  const customer = await visit(site.serve('/strict', tagPage()));
  await customer.page.evaluate(() => {
    document.querySelector('segue-chat')?.remove();
    const { Segue } = window as unknown as { Segue: { destroy(): void } };
    Segue.destroy();
    const chat = Object.assign(document.createElement('segue-chat'), { deploymentId: 'demo', platform: new URL(document.querySelector('script')?.src ?? '').origin });
    document.body.append(chat);
    chat.remove();
    document.body.append(chat);
  });
  await chats(customer);
  expect(await customer.page.evaluate(() => window.observed.sockets.length)).toBe(1);
  const ids = await customer.contactIds();
  // Away for longer than a task: hung up. Back: the same contact.
  await customer.page.evaluate(async () => {
    const chat = document.querySelector('segue-chat');
    chat?.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (chat) document.body.append(chat);
  });
  await expect(customer.text('Does this chat work here?')).toBeVisible();
  expect(await customer.contactIds()).toEqual(ids);
});
