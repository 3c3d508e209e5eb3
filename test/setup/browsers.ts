/**
 * Where the browsers are and how they are started: real Chromium and stock Firefox with fake devices.
 *
 * Knows the flags and preferences for each state that a visitor's devices can be in. Knows nothing of pages or tests.
 * A device that is busy can't be had from a browser: that one needs an init script in the test.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { LaunchOptions } from '@playwright/test';

/** What asking for camera and microphone leads to. */
export type Devices =
  /** Fake devices, granted without a prompt. */
  | 'granted'
  /** Fake devices, and a visitor who says no. */
  | 'denied'
  /** No camera and no microphone. */
  | 'none';

export interface BrowserOptions {
  /** Default `granted`. */
  readonly devices?: Devices;
  /** Autoplay as strict as the browser can be; default false. */
  readonly strictAutoplay?: boolean;
  /** Origins without TLS that count as secure, as for a page in a network namespace. */
  readonly secureOrigins?: readonly string[];
  /** Replaces the browser's own executable, such as a wrapper that enters a network namespace. */
  readonly executablePath?: string;
  /** More Chromium arguments. */
  readonly args?: readonly string[];
  /** More Firefox preferences. */
  readonly preferences?: Readonly<Record<string, string | number | boolean>>;
}

/** Path of the first of these commands that can be run; undefined if there is none. */
export function findExecutable(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}

/** `SEGUE_CHROMIUM` names another executable. */
export const chromiumPath = (): string | undefined =>
  process.env['SEGUE_CHROMIUM'] ?? findExecutable('chromium', 'chromium-browser', 'google-chrome');

/** `SEGUE_FIREFOX` names another executable. */
export const firefoxPath = (): string | undefined =>
  process.env['SEGUE_FIREFOX'] ?? findExecutable('firefox-esr', 'firefox');

const quiet = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const chromiumDevices: Readonly<Record<Devices, readonly string[]>> = {
  granted: ['--use-fake-device-for-media-stream=fps=10', '--use-fake-ui-for-media-stream'],
  denied: ['--use-fake-device-for-media-stream=fps=10', '--use-fake-ui-for-media-stream=deny'],
  none: ['--use-fake-device-for-media-stream=device-count=0', '--use-fake-ui-for-media-stream'],
};

/** Launch options of Chromium; without an installed one, Playwright's own is used. */
export function chromium(options: BrowserOptions = {}): LaunchOptions {
  const { devices = 'granted', secureOrigins = [] } = options;
  const executablePath = options.executablePath ?? chromiumPath();
  const args = [...quiet, ...chromiumDevices[devices], ...(options.args ?? [])];
  // Chromium's sandbox does not work for root.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  if (secureOrigins.length > 0) args.push(`--unsafely-treat-insecure-origin-as-secure=${secureOrigins.join(',')}`);
  args.push(`--autoplay-policy=${options.strictAutoplay ? 'document-user-activation-required' : 'no-user-gesture-required'}`);
  return { headless: true, args, ...(executablePath === undefined ? {} : { executablePath }) };
}

const firefoxDevices: Readonly<Record<Devices, Readonly<Record<string, number | boolean>>>> = {
  granted: { 'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true },
  denied: {
    'media.navigator.streams.fake': true,
    'permissions.default.camera': 2,
    'permissions.default.microphone': 2,
  },
  none: { 'media.navigator.streams.fake': false, 'media.navigator.permission.disabled': true },
};

/** Launch options of stock Firefox, driven over WebDriver BiDi. */
export function firefox(options: BrowserOptions = {}): LaunchOptions {
  const { devices = 'granted', secureOrigins = [] } = options;
  const executablePath = options.executablePath ?? firefoxPath();
  const firefoxUserPrefs: Record<string, string | number | boolean> = {
    ...firefoxDevices[devices],
    'media.autoplay.default': options.strictAutoplay ? 1 : 0,
    ...(options.strictAutoplay ? { 'media.autoplay.blocking_policy': 2 } : {}),
    // A page that uses a real camera shows its addresses to its peer; fake ones don't count, and a name of mDNS leads nowhere from another network.
    ...(devices === 'granted' ? { 'media.peerconnection.ice.obfuscate_host_addresses': false } : {}),
    ...options.preferences,
  };
  const hosts = secureOrigins.map((origin) => new URL(origin).hostname);
  if (hosts.length > 0) firefoxUserPrefs['dom.securecontext.allowlist'] = hosts.join(',');
  return {
    headless: true,
    channel: 'moz-firefox',
    firefoxUserPrefs,
    ...(executablePath === undefined ? {} : { executablePath }),
  };
}
