/**
 * A desk on a real session, with the test at the platform's end of the wire, a clock that stands still and a call that
 * does what it is told. Nothing of the desk itself is replaced.
 */
import { page } from 'vitest/browser';
import '../../../src/desk/define.js';
import type { Tones } from '../../../src/desk/bell.js';
import type { Seats } from '../../../src/desk/desk-seat.js';
import type { DeskPorts, SegueDesk } from '../../../src/desk/index.js';
import type { PlatformFrameOf, Profile } from '../../../src/protocol/index.js';
import { connect } from '../../../src/session/index.js';
import { agentPresence, agentWelcome, manualClock, scriptedPlatform, videoManifest, type ManualClock, type ScriptedLine, type ScriptedPlatform } from '../../../src/testing/index.js';
import { FakeFiles } from '../ui/fake-files.js';
import { FakeUpgrade } from './fake-upgrade.js';
import { HeardTones } from './heard-tones.js';

export const noon = Date.UTC(2026, 10, 22, 14, 10, 0);
export const moment = (ms = 0): string => new Date(noon + ms).toISOString();

export const profile: Profile = {
  agentId: 'agent-ana',
  name: 'Ana Ruiz',
  roles: ['agent'],
  scopes: ['webchat:send', 'videochat:send'],
  layout: { id: 'standard', widgets: [{ type: 'conversation' }, { type: 'video', autoOpen: true }, { type: 'customer' }, { type: 'timeline' }, { type: 'notes' }] },
  joinOnUpgrade: 'auto',
  joinDelaySeconds: 0,
  wrapUpCodes: ['Repair', 'Advice', 'Order'],
};

export interface RigOptions {
  readonly profile?: Partial<Profile>;
  readonly welcome?: Partial<PlatformFrameOf<'welcome'>>;
  /** Whether camera and microphone open without the browser asking. Default false. */
  readonly permitted?: boolean;
  /** What the platform answers over HTTP, by the path. */
  readonly answers?: Readonly<Record<string, () => unknown>>;
  /** What outlives a reload. */
  readonly storage?: DeskPorts['storage'];
  /** What outlives a sign-in. */
  readonly preferences?: DeskPorts['preferences'];
  /** Where its sounds go. Default: nowhere. */
  readonly tones?: Tones;
  /** Who may be the agent's desk; default: every one. */
  readonly seats?: Seats;
  /** CSS pixels; default 1440 x 900. */
  readonly size?: readonly [width: number, height: number];
}

export interface Rig {
  readonly desk: SegueDesk;
  readonly root: ShadowRoot;
  readonly clock: ManualClock;
  readonly platform: ScriptedPlatform;
  readonly line: ScriptedLine;
  readonly files: FakeFiles;
  readonly asked: readonly string[];
  upgrade(contactId: string): FakeUpgrade;
  /** Engines that nobody has ended, by their contacts. */
  engines(): readonly string[];
  /** Sends frames to the desk and waits until they are drawn. */
  tell(...frames: Parameters<ScriptedLine['tell']>): Promise<void>;
  /** Everything that is ready to be drawn, is. */
  settle(): Promise<void>;
  /** By role and accessible name as written in the markup. */
  button(name: string): HTMLButtonElement;
  has(name: string): boolean;
  remove(): void;
}

interface Loose {
  /** Paths that were asked over HTTP and answered by `answers`, in order. */
  readonly asked: readonly string[];
  readonly desk: SegueDesk;
  readonly clock: ManualClock;
  readonly platform: ScriptedPlatform;
  readonly upgrades: Map<string, FakeUpgrade>;
  readonly files: FakeFiles;
}

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** A desk that nobody has signed in to. Its platform knows the password `right`. */
export function looseDesk(options: RigOptions = {}): Loose {
  const clock = manualClock(noon);
  const platform = scriptedPlatform();
  const upgrades = new Map<string, FakeUpgrade>();
  const files = new FakeFiles();
  const asked: string[] = [];
  const ports: DeskPorts = {
    clock,
    storage: options.storage,
    preferences: options.preferences,
    fetch: (url, init) => {
      const path = url.replace('https://platform.example', '');
      const answer = options.answers?.[path];
      if (answer !== undefined) {
        asked.push(path);
        return Promise.resolve(json(answer()));
      }
      if (url.endsWith('/api/v2/me')) return Promise.resolve(json({ ...profile, ...options.profile }));
      const right = typeof init.body === 'string' && init.body.includes('password=right');
      return Promise.resolve(
        right
          ? json({ access_token: 'token', token_type: 'Bearer', expires_in: 3600, scope: '' })
          : json({ code: 'login-failed', message: 'Login and password do not match.' }, 401),
      );
    },
    connect: (given) => connect({ ...given, dial: platform.dial, storage: undefined }),
    createUpgrade: (given) => {
      const upgrade = new FakeUpgrade();
      upgrades.set(given.contactId() ?? '', upgrade);
      return upgrade;
    },
    attachments: () => files,
    seats: options.seats,
    tones: () => options.tones ?? new HeardTones(),
    manifest: () => videoManifest,
    permitted: () => Promise.resolve(options.permitted ?? false),
  };
  const desk = document.createElement('segue-desk');
  const [width, height] = options.size ?? [1440, 900];
  desk.style.cssText = `position:absolute;top:0;left:0;width:${width}px;height:${height}px`;
  desk.platform = 'https://platform.example';
  desk.locale = 'en-GB';
  desk.ports = ports;
  document.body.append(desk);
  return { desk, clock, platform, upgrades, files, asked };
}

/** A signed-in desk, welcomed by the platform. */
export async function signedIn(options: RigOptions = {}): Promise<Rig> {
  // A press needs what it presses to be in view.
  await page.viewport(...(options.size ?? [1440, 900]));
  const { desk, clock, platform, upgrades, files, asked } = looseDesk(options);
  await desk.updateComplete;
  const line = platform.line();
  await desk.signIn('ana', 'right');
  const open = await line;
  await open.greet(agentWelcome({ now: moment(), presence: agentPresence({ since: moment(-60_000) }), ...options.welcome }));
  const root = desk.shadowRoot;
  if (root === null) throw new Error('The desk has no shadow root.');
  const named = (name: string): HTMLButtonElement | undefined =>
    [...root.querySelectorAll('button')].find((it) => (it.getAttribute('aria-label') ?? it.firstChild?.parentElement?.innerText.split('\n')[0]?.trim()) === name);
  const settle = async (): Promise<void> => {
    await new Promise((done) => setTimeout(done, 0));
    while (!(await desk.updateComplete));
  };
  const rig: Rig = {
    desk, root, clock, platform, files, asked, line: open, settle,
    upgrade: (contactId) => {
      const upgrade = upgrades.get(contactId);
      if (upgrade === undefined) throw new Error(`No call engine for ${contactId}.`);
      return upgrade;
    },
    engines: () => [...upgrades].flatMap(([id, { asked }]) => (asked.includes('destroy') ? [] : [id])),
    tell: async (...frames) => {
      open.tell(...frames);
      await settle();
    },
    button: (name) => {
      const button = named(name);
      if (button === undefined) throw new Error(`No button "${name}".`);
      return button;
    },
    has: (name) => named(name) !== undefined,
    remove: () => desk.remove(),
  };
  await settle();
  return rig;
}
