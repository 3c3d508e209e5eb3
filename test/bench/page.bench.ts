/** What the chat costs the page that it is put into, and how it bears a long conversation. */
import { readFileSync } from 'node:fs';
import { chromium as chromiumType, firefox as firefoxType, test, type Browser } from '@playwright/test';
import { chromium, firefox } from '../setup/browsers.js';
import { startPlatform, type Config } from '../setup/platform.js';
import { converse, open, scrollBack } from './page/history.js';
import { openHost, type Host, type Subject } from './page/host.js';
import { load, type Load, type Pace } from './page/load.js';
import { pageReport, type Histories, type Loads } from './page/report.js';

/** A tenth of everything, to see that it runs. */
const small = process.env['BENCH_SMALL'] === '1';
const rounds = small ? 2 : 7;
const messages = small ? 1_000 : 10_000;
const pixelsPerFrame = 400;
/** A bench writes faster than people do. */
const lifted = ['framesPerSecond', 'frameBurst', 'messagesPerSecond', 'messageBurst', 'durableFramesPerSecond', 'durableFrameBurst', 'requestsPerMinute', 'waitingFrames'];

async function loads(browser: Browser, host: Host, make: string, pace: Pace): Promise<Loads> {
  const done: Record<Subject, Load[]> = { with: [], without: [] };
  // What a browser does only once is no part of any round.
  for (const subject of ['with', 'without'] as const) await load(browser, host, subject, pace);
  for (let round = 0; round < rounds; round += 1) {
    for (const subject of round % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const)) done[subject].push(await load(browser, host, subject, pace));
  }
  console.log(`${make}, ${pace}: ${String(rounds)} loads with the tag, as many without`);
  return { make, pace, loads: done };
}

test('a page', async () => {
  test.setTimeout(0);
  let url = '';
  const host = await openHost(() => url);
  const config = JSON.parse(readFileSync(new URL('../../demo/segue.config.json', import.meta.url), 'utf8')) as Config;
  for (const deployment of config.deployments) deployment['origins'] = ['self', host.origin];
  const platform = await startPlatform({ config, args: lifted.flatMap((name) => ['--limit', `${name}=1000000`]) });
  url = platform.url;
  const measured: { loads: Loads[]; histories: Histories[] } = { loads: [], histories: [] };
  try {
    for (const [make, start] of [['Chromium', () => chromiumType.launch(chromium())], ['Firefox', () => firefoxType.launch(firefox())]] as const) {
      const browser = await start();
      measured.loads.push(await loads(browser, host, make, 'a desktop'));
      if (make === 'Chromium') measured.loads.push(await loads(browser, host, make, 'a phone, 4 times slower'));
      const page = await converse(browser, host, platform, messages);
      const opened = await open(page, messages);
      measured.histories.push({ make, count: messages, pixelsPerFrame, opened, scrolled: await scrollBack(page, pixelsPerFrame) });
      console.log(`${make}: ${String(messages)} messages, opened and scrolled back`);
      await browser.close();
    }
    console.log(`\n${pageReport(measured).join('\n')}\n`);
  } finally {
    await platform.stop();
    await host.close();
  }
});
