/**
 * What a tier needs of the machine: browsers, a TURN server, network namespaces. Finds it, installs it where it may
 * (root on Debian or Ubuntu), or says in a sentence what is missing.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../../build/prepare.mjs';

/** Commands by need; one of them is enough. `package` is Debian's. */
const needs = {
  chromium: { env: 'SEGUE_CHROMIUM', commands: ['chromium', 'chromium-browser', 'google-chrome'], package: 'chromium', called: 'Chromium' },
  firefox: { env: 'SEGUE_FIREFOX', commands: ['firefox-esr', 'firefox'], package: 'firefox-esr', called: 'Firefox' },
  turn: { commands: ['turnserver'], package: 'coturn', called: 'coturn' },
  webkit: { commands: ['WebKitWebDriver'], package: 'webkit2gtk-driver', called: 'WebKitGTK' },
  xvfb: { commands: ['Xvfb'], package: 'xvfb', called: 'Xvfb' },
  nginx: { commands: ['nginx'], package: 'nginx-light', called: 'nginx' },
  ip: { commands: ['ip'], package: 'iproute2', called: 'ip' },
  nft: { commands: ['nft'], package: 'nftables', called: 'nft' },
  openssl: { commands: ['openssl'], package: 'openssl', called: 'openssl' },
  certutil: { commands: ['certutil'], package: 'libnss3-tools', called: 'certutil' },
};

const tiers = {
  element: { required: ['chromium', 'firefox'], welcome: [] },
  e2e: { required: ['chromium', 'firefox'], welcome: ['turn', 'webkit', 'xvfb', 'nginx'] },
  network: { required: ['chromium', 'firefox', 'turn', 'ip', 'nft', 'openssl', 'certutil'], welcome: [], namespaces: true },
};

const isRoot = process.getuid?.() === 0;

function find(commands) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  if (isRoot) folders.push('/usr/sbin', '/sbin');
  return commands.some((command) =>
    folders.some((folder) => {
      try {
        accessSync(join(folder, command), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }),
  );
}

const isThere = (need) => Boolean(needs[need].env && process.env[needs[need].env]) || find(needs[need].commands);

/** Installs what is missing; each package is tried alone, since one that can't be had must not cost the others. */
async function fetchPackages(missing, say) {
  if (!isRoot || !find(['apt-get'])) return;
  const packages = missing.map((need) => needs[need].package);
  say(`Installing ${packages.join(', ')} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  for (const name of packages) await run('apt-get', ['install', '-qq', '-y', '--no-install-recommends', name], { env });
}

/** Why the lab of the network tests (network.ts) can't be built here: a namespace, a pair of interfaces and a router's rules are tried. */
async function namespaceObstacle() {
  if (!isRoot) return 'network namespaces need root';
  const name = `segue-${process.pid}-probe`;
  const rules = 'add table ip t; add chain ip t f { type filter hook forward priority 0; }; add rule ip t f ct state new numgen random mod 100 < 5 drop; add chain ip t n { type nat hook postrouting priority 100; }; add rule ip t n masquerade fully-random';
  const steps = [
    ['network namespaces are not allowed', ['netns', 'add', name]],
    ['virtual interfaces are not allowed', ['-n', name, 'link', 'add', 'probe0', 'type', 'veth', 'peer', 'name', 'probe1']],
    ['nftables does not work in a network namespace', ['netns', 'exec', name, 'nft', rules]],
  ];
  try {
    for (const [obstacle, words] of steps) if ((await run('ip', words)).code !== 0) return obstacle;
    return undefined;
  } finally {
    await run('ip', ['netns', 'del', name]);
  }
}

/** Why this tier can't run here; undefined if it can. */
export async function missingFor(tier, say) {
  const wanted = tiers[tier];
  if (!wanted) return undefined;
  const missing = [...wanted.required, ...wanted.welcome].filter((need) => !isThere(need));
  if (missing.length > 0) await fetchPackages(missing, say);
  const still = wanted.required.filter((need) => !isThere(need)).map((need) => needs[need].called);
  if (still.length > 0) return `${still.join(' and ')} not found and not installable here${hint(wanted.required)}`;
  return wanted.namespaces ? namespaceObstacle() : undefined;
}

const hint = (required) => {
  const variables = required.filter((need) => needs[need].env && !isThere(need)).map((need) => needs[need].env);
  return variables.length > 0 ? ` (${variables.join(' and ')} can name the executable)` : '';
};
