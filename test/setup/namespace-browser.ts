/**
 * Browsers at a place of the lab: executables that enter its namespace, with a home of their own that trusts a CA.
 *
 * Chromium takes a CA from the home's NSS database, Firefox from the profile's; both databases are made with certutil.
 * Knows nothing of tests; flags and preferences are browsers.ts.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumPath, firefoxPath } from './browsers.js';
import type { Network, Place } from './network.js';

export interface NamespaceBrowsers {
  /** For `executablePath`: starts Chromium at this place. */
  readonly chromium: (at: Place) => string;
  /** For `executablePath`: starts Firefox at this place. */
  readonly firefox: (at: Place) => string;
  /** A new Firefox profile that trusts the CA, for a persistent context. */
  readonly firefoxProfile: () => string;
  /** Removes homes, profiles and executables. */
  readonly remove: () => void;
}

/** @param caFile PEM of the CA that the browsers trust; absent: none beyond their own. */
export function namespaceBrowsers(network: Network, caFile?: string): NamespaceBrowsers {
  const folder = mkdtempSync(join(tmpdir(), 'segue-browsers-'));
  const home = join(folder, 'home');
  mkdirSync(join(home, '.pki/nssdb'), { recursive: true });
  if (caFile !== undefined) trust(join(home, '.pki/nssdb'), caFile);
  let profiles = 0;

  const wrapper = (name: string, command: readonly string[]): string => {
    const path = join(folder, name);
    // `exec` keeps the process id and the pipes that Playwright speaks through.
    writeFileSync(path, `#!/bin/sh\nexport HOME=${quoted(home)}\nexec ${command.map(quoted).join(' ')} "$@"\n`);
    chmodSync(path, 0o755);
    return path;
  };
  return {
    chromium: (at) => wrapper(`chromium-${at}`, [...network.command(at), there('Chromium', chromiumPath())]),
    firefox: (at) => wrapper(`firefox-${at}`, [process.execPath, firefoxRunner, network.namespace(at), there('Firefox', firefoxPath())]),
    firefoxProfile: () => {
      const profile = join(folder, `profile-${String((profiles += 1))}`);
      mkdirSync(profile);
      if (caFile !== undefined) trust(profile, caFile);
      return profile;
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

const firefoxRunner = fileURLToPath(new URL('firefox-in-namespace.mjs', import.meta.url));

function there(name: string, path: string | undefined): string {
  if (path === undefined) throw new Error(`${name} is not installed`);
  return path;
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

function trust(database: string, caFile: string): void {
  certutil('-N', '-d', `sql:${database}`, '--empty-password');
  certutil('-A', '-d', `sql:${database}`, '-n', 'segue', '-t', 'C,,', '-i', caFile);
}

function certutil(...words: string[]): void {
  const { status, error, stderr } = spawnSync('certutil', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`certutil ${words.join(' ')}: ${error?.message ?? stderr}`);
}
