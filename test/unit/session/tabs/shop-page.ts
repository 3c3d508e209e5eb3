/** A page of the shop in one tab of a fake browser: its session on a shared line, and the clicks of a person. */
import { connect, createTabs, type Session, type TabPorts, type Tabs } from '../../../../src/session/index.js';
import { Team } from '../../../../src/session/tabs/team.js';
import { videoManifest } from '../../../../src/testing/index.js';
import type { FakeTab } from './browser.js';

export interface PageOptions {
  readonly deploymentId?: string;
  readonly identity?: string;
  /** The chunk for several tabs cannot be had. */
  readonly chunkless?: boolean;
  readonly tokens?: () => void;
  /** Whether this page can do video; by default it does not say. */
  readonly video?: boolean;
  /** In place of the tab's own; undefined where the browser has none. */
  readonly ports?: (tab: FakeTab) => TabPorts | undefined;
}

export class ShopPage {
  readonly session: Session;
  readonly tabs: Tabs;
  /** This page's camera is on. */
  calling = false;
  readonly texts: string[] = [];
  private static ids = 0;

  constructor(readonly tab: FakeTab, { ports = (it) => it.ports, deploymentId = 'shop', identity, chunkless = false, tokens, video }: PageOptions = {}) {
    this.tabs = createTabs({
      platform: 'https://platform.test', deploymentId, identity,
      ports: ports(tab),
      load: () => (chunkless ? Promise.reject(new Error('offline')) : Promise.resolve({ Team })),
    });
    this.session = connect({
      platform: 'https://platform.test',
      tokens: {
        known: true,
        get: () => {
          tokens?.();
          return Promise.resolve({ token: 'token', contactId: 'c_1', widget: { allowMediaUpgrade: true } });
        },
        forget: () => undefined,
      },
      clock: tab.clock, dial: tab.dial, random: () => 0.5, newId: () => `f${String((ShopPage.ids += 1))}`, storage: undefined,
      network: () => () => undefined, share: this.tabs.share,
      ...(video === undefined ? {} : { manifest: () => (video ? videoManifest : { media: { ...videoManifest.media, video: { supported: false, reason: 'not-enabled' } } }) }),
    });
    this.session.on('call.moved', () => {
      this.calling = false;
      this.session.setInCall(false);
    });
    this.session.on('event', (event) => event.kind === 'message' && this.texts.push(event.data.text));
    this.session.open();
  }

  /** What the person wrote and the timeline does not have. */
  get pending(): readonly string[] {
    return this.session.contact?.pending.map(({ text }) => text) ?? [];
  }

  write(text: string): boolean {
    if (!this.session.contact) return false;
    this.session.send('c_1', text);
    return true;
  }

  startCall(): void {
    this.calling = true;
    this.session.setInCall(true);
  }

  endCall(): void {
    this.calling = false;
    this.session.setInCall(false);
  }

  crash(): void {
    this.calling = false;
    this.tab.crash();
  }
}
