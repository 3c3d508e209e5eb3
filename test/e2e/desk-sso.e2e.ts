/** The desk behind nginx with TLS, signed in to at a real OpenID Connect provider; a customer comes through the same nginx. */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { startChild } from '../setup/child.js';
import { nginxPath, startNginx } from '../setup/nginx.js';
import { freePort, startPlatform } from '../setup/platform.js';
import { Agent } from './support/agent.js';
import { Customer } from './support/customer.js';
import { expect, test as base } from './support/fixtures.js';
import { installObserver } from './support/observer.js';

const issuerFile = fileURLToPath(new URL('../setup/issuer.mjs', import.meta.url));
const nginx = nginxPath();

interface House {
  /** The one origin that browsers see. */
  readonly origin: string;
  readonly issuer: string;
  /** What the provider has granted so far. */
  readonly granted: () => string;
  newPage(browser: Browser): Promise<Page>;
}

const test = base.extend<{ tokenSeconds: number; house: House }>({
  tokenSeconds: [300, { option: true }],
  house: async ({ tokenSeconds }, use) => {
    const [port, issuerPort] = [await freePort(), await freePort()];
    const [origin, issuer] = [`https://127.0.0.1:${port}`, `http://127.0.0.1:${issuerPort}`];
    const provider = await startChild(process.execPath, [issuerFile, String(issuerPort), `${origin}/desk`, String(tokenSeconds)], (output) => Promise.resolve(output().includes('ready')));
    const platform = await startPlatform({ args: ['--public-origin', origin, '--trust-proxy', '127.0.0.1'] });
    const signIn = { clientId: 'segue-desk', authorizationUrl: `${issuer}/auth?resource=urn:segue:platform`, tokenUrl: `${issuer}/token` };
    await platform.replaceConfig({ ...platform.config(), issuers: [{ issuer, jwksUrl: `${issuer}/jwks`, audience: 'urn:segue:platform', loginClaim: 'email', signIn }] });
    const stopNginx = await startNginx(nginx ?? '', port, platform.port);
    const closing: (() => Promise<void>)[] = [];
    await use({
      origin,
      issuer,
      granted: provider.output,
      newPage: async (browser) => {
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ignoreHTTPSErrors: true });
        closing.push(() => context.close());
        const page = await context.newPage();
        await installObserver(page);
        return page;
      },
    });
    for (const close of closing) await close();
    await stopNginx();
    await platform.stop();
    await provider.end();
  },
});
test.skip(nginx === undefined, 'nginx is not installed here');

/** To the provider's page by the desk's button. */
async function goToProvider(page: Page, { origin, issuer }: House, path = '/desk'): Promise<void> {
  await page.goto(`${origin}${path}`);
  await page.getByRole('button', { name: 'Continue with single sign-on' }).click();
  await page.waitForURL(`${issuer}/login/**`);
}

async function signInAs(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('an agent signs in at the provider, and chats with a customer through the same proxy', async ({ launch, house, agentBrowser, customerBrowser }) => {
  const page = await house.newPage(await launch(agentBrowser));
  await goToProvider(page, house, '/desk?team=blue');
  await signInAs(page, 'ana@halden.example');
  const ana = new Agent(page, house.origin);
  await ana.queueSwitch('Go on queue').click();
  await expect(ana.queueSwitch('Go off queue')).toBeVisible();
  expect(page.url()).toBe(`${house.origin}/desk?team=blue`);
  await expect(page.getByText('Account of Ana Ruiz')).toHaveCount(1);

  const customer = new Customer(await house.newPage(await launch(customerBrowser)), house.origin);
  await customer.open();
  await customer.write('Is the Lira One in stock?');
  await ana.accept();
  await ana.write('Yes, in all three colours.');
  await expect(customer.text('Yes, in all three colours.')).toBeVisible();
  await customer.write('I take the red one.');
  await expect(ana.text('I take the red one.').first()).toBeVisible();

  await page.reload();
  await expect(page.getByText('Account of Ana Ruiz')).toHaveCount(1);
});

test('who says no at the provider, or is nobody here, is told so and can try again', async ({ launch, house, agentBrowser }) => {
  const page = await house.newPage(await launch(agentBrowser));
  await goToProvider(page, house);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('alert')).toContainText('did not sign you in: it was cancelled or refused.');
  expect(page.url()).toBe(`${house.origin}/desk`);

  await goToProvider(page, house);
  await signInAs(page, 'stranger@halden.example');
  await expect(page.getByRole('alert')).toContainText('nobody here goes by that name');
});

test.describe('with tokens that last for seconds', () => {
  test.use({ tokenSeconds: 5 });

  test('the desk renews its token at the provider, and goes on', async ({ launch, house, agentBrowser }) => {
    const page = await house.newPage(await launch(agentBrowser));
    await goToProvider(page, house);
    await signInAs(page, 'ana@halden.example');
    await expect.poll(house.granted).toContain('granted refresh_token');
    const ana = new Agent(page, house.origin);
    await ana.queueSwitch('Go on queue').click();
    await expect(ana.queueSwitch('Go off queue')).toBeVisible();
  });
});
