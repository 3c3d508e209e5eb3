/**
 * The network tests' world: one lab with a TURN server for all tests of a worker, browsers at their places, and for each
 * test a platform with a fresh store and two people.
 *
 * A project names the make of browser. After each test the network is whole again and the report has a row more.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium as chromiumType, firefox as firefoxType, test as base, type Browser, type BrowserContext } from '@playwright/test';
import { Agent } from '../../e2e/support/agent.js';
import { Customer } from '../../e2e/support/customer.js';
import { installObserver } from '../../e2e/support/observer.js';
import { chromium, firefox } from '../../setup/browsers.js';
import { namespaceBrowsers, type NamespaceBrowsers } from '../../setup/namespace-browser.js';
import { openNetwork, type Network } from '../../setup/network.js';
import { startPlatform, type Config, type RunningPlatform } from '../../setup/platform.js';
import { prepareTurn, type Turn } from '../../setup/turn.js';
import { addRow } from './report.js';
import { Scene } from './scene.js';
import { installWitness } from './witness.js';

export interface Make {
  /** What both people use. */
  make: 'chromium' | 'firefox';
}

export interface Lab {
  readonly network: Network;
  readonly turn: Turn;
  readonly browsers: NamespaceBrowsers;
  /** A fresh context of a browser at this place, for pages of this origin. */
  readonly context: (make: Make['make'], at: 'customer' | 'agent', origin: string) => Promise<BrowserContext>;
}

export interface SceneOptions {
  /** Who hides behind relays; default is the platform's: the agent. */
  readonly policy?: 'all' | 'relay';
  /** How far the platform's clock is behind everybody else's, in seconds. */
  readonly clockBehind?: number;
}

interface Fixtures {
  /** Two people and a platform, nobody has said anything yet. */
  scene: Scene;
  /** For `test.use`. */
  sceneOptions: SceneOptions;
}

const viewport = { width: 1280, height: 800 };

export const test = base.extend<Make & Fixtures, { lab: Lab }>({
  make: ['chromium', { option: true }],
  sceneOptions: [{}, { option: true }],

  lab: [
    async ({}, use) => {
      const network = openNetwork();
      const turn = prepareTurn(network);
      const browsers = namespaceBrowsers(network, turn.caFile);
      const running = new Map<string, Promise<Browser>>();
      const chromiumAt = (at: 'customer' | 'agent', origin: string): Promise<Browser> => {
        const known = running.get(at);
        if (known) return known;
        const started = chromiumType.launch(chromium({ executablePath: browsers.chromium(at), secureOrigins: [origin] }));
        running.set(at, started);
        return started;
      };
      await use({
        network,
        turn,
        browsers,
        context: async (make, at, origin) =>
          make === 'chromium'
            ? (await chromiumAt(at, origin)).newContext({ viewport })
            : // A CA is trusted by a profile, and a profile comes with a browser of its own.
              firefoxType.launchPersistentContext(browsers.firefoxProfile(), { ...firefox({ executablePath: browsers.firefox(at), secureOrigins: [origin] }), viewport }),
      });
      for (const browser of running.values()) await (await browser).close();
      await turn.stop();
      browsers.remove();
      network.tearDown();
    },
    { scope: 'worker' },
  ],

  scene: async ({ lab, make, sceneOptions }, use, testInfo) => {
    const { network, turn } = lab;
    await turn.start();
    const platform = await platformIn(lab, sceneOptions);
    const contexts = [await lab.context(make, 'customer', platform.url), await lab.context(make, 'agent', platform.url)] as const;
    const [customerPage, agentPage] = [await contexts[0].newPage(), await contexts[1].newPage()];
    const notes = { customer: await installWitness(customerPage), agent: await installWitness(agentPage) };
    await installObserver(customerPage);
    await installObserver(agentPage);
    const scene = new Scene({ network, turn, platform, customer: new Customer(customerPage, platform.url), agent: new Agent(agentPage, platform.url), notes });
    await use(scene);
    const failed = testInfo.status !== testInfo.expectedStatus;
    network.restore();
    try {
      if (!failed) await scene.expectOneContact();
    } finally {
      // The path begins with the file.
      addRow({ scenario: testInfo.titlePath.slice(1).join(' '), make, passed: !failed, ...(await scene.account()) }, scene.trace());
      for (const context of contexts) await context.close();
      await platform.stop();
    }
  },
});

/** Port 443, so that it is reached where nothing else is. */
async function platformIn({ network, turn }: Lab, { policy, clockBehind }: SceneOptions): Promise<RunningPlatform> {
  const config = JSON.parse(readFileSync(fileURLToPath(new URL('../../../demo/segue.config.json', import.meta.url)), 'utf8')) as Config;
  config['ice'] = { ...(policy === undefined ? {} : { policy }), stun: [], turn: [turn.config] };
  const shift = `const now = Date.now; Date.now = () => now() - ${String((clockBehind ?? 0) * 1000)};`;
  return startPlatform({
    config,
    command: network.command('platform'),
    host: network.addressOf('platform'),
    port: 443,
    ...(clockBehind === undefined ? {} : { env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(shift)}` } }),
  });
}

export { expect } from '@playwright/test';
