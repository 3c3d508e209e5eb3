import { describe, expect, it, vi } from 'vitest';
import { FakeBrowser } from './browser.js';
import { RecordingPlatform } from './recording-platform.js';
import { ShopPage, type PageOptions } from './shop-page.js';

const soon = 200;

function shop(): { readonly browser: FakeBrowser; readonly platform: RecordingPlatform; readonly open: (options?: PageOptions) => Promise<ShopPage> } {
  const browser = new FakeBrowser();
  const platform = new RecordingPlatform();
  return {
    browser, platform,
    open: async (options) => {
      const page = new ShopPage(browser.open(platform), options);
      await browser.rest(soon);
      return page;
    },
  };
}

describe('the tabs of one person', () => {
  it('have one socket and one token between them', async () => {
    const { platform, open } = shop();
    let asked = 0;
    const tokens = (): void => {
      asked += 1;
    };
    const [first, second, third] = [await open({ tokens }), await open({ tokens }), await open({ tokens })];
    expect([first, second, third].map((page) => page.session.state.kind)).toEqual(['connected', 'connected', 'connected']);
    expect(platform.connected).toEqual(['tab1']);
    expect(asked).toBe(1);
    expect(third.session.widget).toEqual({ allowMediaUpgrade: true });
  });

  it('show the same conversation, whoever writes', async () => {
    const { browser, platform, open } = shop();
    const first = await open();
    first.write('from the first');
    await browser.rest(soon);
    const second = await open();
    second.write('from the second');
    await browser.rest(soon);
    platform.say('from over there');
    await browser.rest(soon);
    expect(first.texts).toEqual(['from the first', 'from the second', 'from over there']);
    expect(second.texts).toEqual(first.texts);
    expect(second.pending).toEqual([]);
  });

  it('have read what one of them has read', async () => {
    const { browser, platform, open } = shop();
    const [first, second, third] = [await open(), await open(), await open()];
    platform.say('news');
    await browser.rest(soon);
    expect(first.session.contact?.unread).toBe(1);
    second.session.read('c_1', 1);
    await browser.rest(soon);
    expect([first, second, third].map((page) => page.session.contact?.unread)).toEqual([0, 0, 0]);
    expect(platform.read).toBe(1);
    platform.say('more news');
    await browser.rest(soon);
    first.session.read('c_1', 2);
    await browser.rest(soon);
    expect(third.session.contact?.unread).toBe(0);
  });

  it('let one speak', async () => {
    const { browser, open } = shop();
    const [first, second] = [await open(), await open()];
    expect([first.tabs.speaks, second.tabs.speaks]).toEqual([true, false]);
    first.crash();
    await browser.rest(soon);
    expect(second.tabs.speaks).toBe(true);
  });

  it('go on when the leader crashes, its unsent message with them', async () => {
    const { browser, platform, open } = shop();
    const [first, second, third] = [await open(), await open(), await open()];
    platform.breakAll();
    await browser.step(([way]) => way);
    first.write('last words');
    first.crash();
    second.write('are you there?');
    await browser.rest(20_000);
    expect(platform.connected).toHaveLength(1);
    expect(platform.record.map(({ text }) => text).sort()).toEqual(['are you there?', 'last words']);
    expect(third.texts).toEqual(second.texts);
    expect([second.pending, third.pending]).toEqual([[], []]);
  });

  it('hand the lead over without a break when another one is clicked', async () => {
    const { browser, platform, open } = shop();
    const [first, second, third] = [await open(), await open(), await open()];
    const states: string[] = [];
    for (const page of [first, second, third]) page.session.on('state', ({ kind }) => states.push(kind));
    first.startCall();
    await browser.rest(soon);
    expect([first, second, third].map((page) => page.tabs.callElsewhere)).toEqual([false, true, true]);
    second.startCall();
    await browser.rest(soon);
    expect([first.calling, second.calling]).toEqual([false, true]);
    expect([first, second, third].map((page) => page.tabs.callElsewhere)).toEqual([true, false, true]);
    expect(platform.connected).toEqual(['tab2']);
    expect(new Set(states)).toEqual(new Set(['connected']));
    for (const page of [first, second, third]) page.write(`from ${page.tab.id}`);
    await browser.rest(soon);
    expect(platform.record).toHaveLength(3);
    expect(first.texts).toEqual(third.texts);
  });

  it('let one lead that can do video where the leader can’t, before anybody clicks, and lose nothing by it', async () => {
    const { browser, platform, open } = shop();
    const first = await open({ video: false });
    first.write('one');
    await browser.rest(soon);
    const states: string[] = [];
    first.session.on('state', ({ kind }) => states.push(kind));
    const second = await open({ video: true });
    await browser.rest(soon);
    expect([first.tabs.speaks, second.tabs.speaks]).toEqual([false, true]);
    expect([first.tabs.callElsewhere, second.calling]).toEqual([false, false]);
    expect(platform.connected).toEqual(['tab2']);
    expect(platform.video).toBe(true);
    expect(new Set(states)).toEqual(new Set(['connected']));
    const third = await open({ video: true });
    for (const page of [first, second, third]) page.write(`from ${page.tab.id}`);
    await browser.rest(soon);
    expect(platform.connected).toEqual(['tab2']);
    expect(platform.record).toHaveLength(4);
    expect(first.texts).toEqual(second.texts);
  });

  it('let the leader lead that can do as much', async () => {
    const { browser, platform, open } = shop();
    for (const video of [true, false, true]) await open({ video });
    await browser.rest(soon);
    expect(platform.connected).toEqual(['tab1']);
  });

  it('take the lead from one that does not answer, as a last resort', async () => {
    const { browser, platform, open } = shop();
    const [first, second] = [await open(), await open()];
    first.startCall();
    await browser.rest(soon);
    // Hung: it hears nothing, says nothing, and keeps its lock.
    const hear = first.tab.hear.bind(first.tab);
    first.tab.hear = () => undefined;
    second.startCall();
    await browser.rest(10_000);
    expect(platform.connected).toContain('tab2');
    expect([first.calling, second.calling]).toEqual([false, true]);
    first.tab.hear = hear;
    second.write('is this on?');
    await browser.rest(30_000);
    expect(platform.connected).toEqual(['tab2']);
    expect(first.texts).toEqual(['is this on?']);
  });

  it('connect by themselves where nobody answers, and come together when somebody does', async () => {
    const { browser, platform, open } = shop();
    const first = await open();
    const hear = first.tab.hear.bind(first.tab);
    first.tab.hear = () => undefined;
    const second = await open();
    await browser.rest(5_000);
    expect(platform.connected).toEqual(['tab1', 'tab2']);
    expect(second.session.state.kind).toBe('connected');
    first.tab.hear = hear;
    const third = await open();
    await browser.rest(5_000);
    expect(platform.connected).toEqual(['tab1']);
    second.write('one line');
    await browser.rest(soon);
    expect([first, second, third].map(({ texts }) => texts)).toEqual([['one line'], ['one line'], ['one line']]);
  });

  it('leave the others when they are put away, and find them again', async () => {
    const { browser, platform, open } = shop();
    const [first, second] = [await open(), await open()];
    first.tab.hide();
    await browser.rest(soon);
    expect(platform.connected).toEqual(['tab2']);
    second.write('meanwhile');
    await browser.rest(soon);
    first.tab.show();
    await browser.rest(30_000);
    expect(platform.connected).toEqual(['tab2']);
    expect(first.session.state.kind).toBe('connected');
    expect(first.texts).toEqual(['meanwhile']);
  });

  it('say that the line is gone when the leader’s is', async () => {
    const { browser, platform, open } = shop();
    const [, second] = [await open(), await open()];
    const states: string[] = [];
    second.session.on('state', ({ kind }) => states.push(kind));
    platform.breakAll();
    await browser.rest(20_000);
    expect(states[0]).toBe('connecting');
    expect(second.session.state.kind).toBe('connected');
    expect(platform.connected).toEqual(['tab1']);
  });

  it.each<[string, PageOptions, PageOptions]>([
    ['of different people', { identity: jwt('mara') }, { identity: jwt('noah') }],
    ['of different deployments', { deploymentId: 'shop' }, { deploymentId: 'help' }],
    ['without locks or a channel', { ports: () => undefined }, { ports: () => undefined }],
    ['without the code for it', { chunkless: true }, { chunkless: true }],
  ])('%s go each on their own', async (_what, one, other) => {
    const { browser, platform, open } = shop();
    const pages = [await open(one), await open(other)];
    // The code that reads an identity comes on demand.
    await vi.waitFor(async () => {
      await browser.rest(soon);
      expect([...platform.connected].sort()).toEqual(['tab1', 'tab2']);
    });
    expect(pages.map((page) => page.tabs.speaks)).toEqual([true, true]);
  });

  it('survive a browser that forbids it', async () => {
    const { browser, platform } = shop();
    const page = new ShopPage(browser.open(platform), {
      ports: (tab) => ({
        ...tab.ports,
        channel: () => {
          throw new Error('denied');
        },
      }),
    });
    await browser.rest(soon);
    expect(page.session.state.kind).toBe('connected');
  });

  it('leave nothing behind when the session closes', async () => {
    const { browser, platform, open } = shop();
    const [first, second] = [await open(), await open()];
    first.session.close();
    second.session.close();
    await browser.rest(soon);
    expect(platform.connected).toEqual([]);
    expect(browser.clock.waiting).toBe(0);
    first.session.open();
    await browser.rest(soon);
    expect(platform.connected).toEqual(['tab1']);
  });
});

function jwt(sub: string): string {
  return `x.${btoa(JSON.stringify({ iss: 'https://shop.test', sub }))}.x`;
}
