/** Text chat by two real people at two real browsers, over the durable store. */
import { expect, test } from './support/fixtures.js';
import { RecordReader } from './support/record.js';

test('a customer and an agent write to each other in one contact', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  await ana.signIn('Ana');
  const customer = await newCustomer();
  await customer.open();
  await customer.write('Is the Lira One in stock?');
  await ana.accept();
  await expect(ana.text('Is the Lira One in stock?').first()).toBeVisible();
  await ana.write('Yes, in all three colours.');
  await expect(customer.text('Yes, in all three colours.')).toBeVisible();
  await customer.write('I take the red one.');
  await expect(ana.text('I take the red one.').first()).toBeVisible();
  await expect(customer.text(/Read/)).toBeVisible();

  const ids = new Set([...(await customer.contactIds()), ...(await ana.contactIds())]);
  expect(ids.size).toBe(1);
  const [contactId = ''] = ids;
  const kinds = await (await RecordReader.open(platform.url)).kinds(contactId);
  expect(kinds.filter((kind) => kind === 'message').length).toBeGreaterThanOrEqual(3);
});

test('the platform is killed in mid-chat: both sides resume, nothing is lost or doubled', async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  await ana.signIn('Ana');
  const customer = await newCustomer();
  await customer.open();
  await customer.write('Before the fall');
  await ana.accept();
  await ana.write('I am here');
  await expect(customer.text('I am here')).toBeVisible();

  await platform.kill();
  await customer.composer().fill('Written while it was down');
  await customer.composer().press('Enter');
  await ana.composer().fill('I wrote too in the meantime');
  await ana.composer().press('Enter');
  await platform.restart();

  await expect(ana.text('Written while it was down').first()).toBeVisible({ timeout: 60_000 });
  await expect(customer.text('I wrote too in the meantime')).toBeVisible({ timeout: 60_000 });
  await customer.write('And after');
  await expect(ana.text('And after').first()).toBeVisible();

  const [contactId = ''] = await customer.contactIds();
  const events = await (await RecordReader.open(platform.url)).timeline(contactId);
  const texts = events.filter((event) => event.kind === 'message').map((event) => String(event.data['text']));
  for (const text of ['Before the fall', 'I am here', 'Written while it was down', 'I wrote too in the meantime', 'And after']) {
    expect(texts.filter((it) => it === text)).toHaveLength(1);
    await expect(customer.text(text)).toHaveCount(1);
  }
});

test('text from the wire is only text, on both sides', async ({ newCustomer, newAgent }) => {
  const hostile = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>${alert(1)} javascript:alert(1)';
  const ana = await newAgent();
  await ana.signIn('Ana');
  const customer = await newCustomer();
  await customer.open();
  await customer.write(hostile);
  await ana.accept();
  await expect(ana.text(hostile).first()).toBeVisible();
  await ana.write(`${hostile} back`);
  await expect(customer.text(`${hostile} back`)).toBeVisible();
  for (const page of [customer.page, ana.page]) {
    expect(await page.evaluate(() => (window as unknown as { pwned?: number }).pwned)).toBeUndefined();
    await expect(page.locator('segue-chat img[src="x"], segue-desk img[src="x"]')).toHaveCount(0);
  }
});

test('a message that is too long is refused in a plain sentence and stays in the field', async ({ newCustomer }) => {
  const customer = await newCustomer();
  await customer.open();
  await customer.composer().fill('x'.repeat(4_010));
  await customer.composer().press('Enter');
  await expect(customer.text('Your message is too long by 10 characters.')).toBeVisible();
  await expect(customer.composer()).toHaveValue('x'.repeat(4_010));
});

test('a reload resumes the same contact with its whole transcript', async ({ newCustomer }) => {
  const customer = await newCustomer();
  await customer.open();
  await customer.write('Remember me');
  await expect(customer.text(/^Sent$|· Sent/).first()).toBeVisible();
  const [before] = await customer.contactIds();
  await customer.page.reload();
  const launcher = customer.launcher();
  if (await launcher.isVisible()) await launcher.click();
  await expect(customer.text('Remember me')).toBeVisible();
  expect(await customer.contactIds()).toEqual([before]);
});

test('a part of the chat that is lost on its way comes with the next try, of the same press', async ({ newCustomer, customerBrowser }) => {
  test.skip(customerBrowser === 'firefox', 'Firefox remembers that a module did not come for as long as the page lives');
  const customer = await newCustomer();
  let asked = 0;
  await customer.page.route('**/chat-room.*.js', (route) => (++asked === 1 ? route.abort('connectionreset') : route.continue()));
  await customer.open();
  expect(asked).toBeGreaterThan(1);
});

test('a chat that comes between the press and its release still opens', async ({ newCustomer, platform }) => {
  const { page, launcher, composer } = await newCustomer();
  await page.goto(platform.url);
  const button = await launcher().boundingBox();
  if (!button) throw new Error('no launcher');
  const came = page.waitForResponse(/chat-room\./);
  await page.mouse.move(button.x + button.width / 2, button.y + button.height / 2);
  await page.mouse.down();
  const room = (await came).url();
  await page.evaluate(async (url) => {
    await import(url);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, room);
  await page.mouse.up();
  await expect(composer()).toBeVisible();
  await expect(composer()).toBeFocused();
});
