/**
 * A small internet on one machine: customer, agent, platform and TURN server, each in a network namespace of its own, and
 * a router between them that drops, cuts, loses and translates.
 *
 *     const network = openNetwork();
 *     network.dropUdp('customer');                                  // … the rest of a test
 *     spawn(...network.command('turn'), 'turnserver', …)            // a program at a place
 *     network.restore();                                            // as at the start
 *     network.tearDown();
 *
 * Needs root, iproute2 and nftables. Names hold this process's id, so runs don't meet; what a run made goes with it, also
 * when it ends by a signal, and what a killed run left is swept by the next one. Knows nothing of browsers (namespace-browser.ts)
 * or TURN (turn.ts).
 */
import { setTimeout } from 'node:timers/promises';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { routerRules, untreated, type Place, type Treatment } from './router-rules.js';

export type { Place } from './router-rules.js';

const places: readonly Place[] = ['customer', 'agent', 'platform', 'turn'];

/** A place's first address within the lab's /24: a /28 for each, whose first address is the router's. */
const blockOf: Readonly<Record<Place | 'host', number>> = { customer: 0, agent: 16, platform: 32, turn: 48, host: 64 };

export interface Network {
  /** The address at which a place is reached now, IPv4. The test's own process reaches each of them, too. */
  readonly addressOf: (place: Place) => string;
  /** What comes before a command that is to run at a place. */
  readonly command: (place: Place) => readonly [string, ...string[]];
  /** Its namespace, as `ip netns` knows it. */
  readonly namespace: (place: Place) => string;
  /** Makes a name known to programs started at a place from now on. */
  readonly nameHost: (at: Place, host: string, address: string) => void;

  /** UDP is dropped in both directions. */
  readonly dropUdp: (who: Place) => void;
  /** Everything but TCP with the far port 443 is dropped; IPv6 doesn't exist here. */
  readonly onlyTcp443: (who: Place) => void;
  /** A NAT with a new port for every flow, which nobody gets through from outside. */
  readonly symmetricNat: (who: Place) => void;
  /** Nothing passes any more; with `from`, nothing between the two. No one is told: packets vanish. */
  readonly cut: (who: Place, from?: Place) => void;
  /** A cut that lasts so many milliseconds, and is mended when this resolves. */
  readonly cutFor: (ms: number, who: Place, from?: Place) => Promise<void>;
  /** Loses this percentage of the packets, in each direction. */
  readonly loss: (who: Place, percent: number) => void;
  /** Lifts all of the above from one place, or from all. Addresses stay. */
  readonly restore: (who?: Place) => void;
  /** The place loses its address and gets another one, as a phone does that changes networks. Returns the new one. */
  readonly changeAddress: (who: Place) => string;
  /** Ends every process at a place, then removes all that was made. */
  readonly tearDown: () => void;
}

/** Builds the lab. Throws with the command's own words where the machine does not allow it. */
export function openNetwork(): Network {
  sweep();
  const id = `segue-${String(process.pid)}-${Math.random().toString(36).slice(2, 6)}`;
  const lab = new Lab(id, freeSubnet());
  lab.guard();
  try {
    lab.build();
  } catch (error) {
    lab.tearDown();
    throw error;
  }
  return lab;
}

class Lab implements Network {
  private readonly treatments = new Map<Place, Treatment>();
  private readonly hosts = new Map<Place, string[]>();
  /** Which address of its block each place has: the router's is 1. */
  private readonly suffix = new Map<Place, number>(places.map((place) => [place, 2]));

  constructor(
    private readonly id: string,
    private readonly subnet: string,
  ) {}

  build(): void {
    for (const place of places) ip('netns', 'add', this.namespace(place));
    ip('netns', 'add', this.namespace('router'));
    for (const place of places) this.connect(place);
    this.connectHost();
    // Each namespace has its own; a new one does not forward.
    run([...this.at('router'), 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward']);
    this.apply();
  }

  addressOf = (place: Place): string => this.address(place, this.suffix.get(place) ?? 2);
  command = (place: Place): readonly [string, ...string[]] => this.at(place);

  namespace = (place: Place | 'router'): string => `${this.id}-${place}`;

  nameHost = (at: Place, host: string, address: string): void => {
    const lines = [...(this.hosts.get(at) ?? ['127.0.0.1 localhost']), `${address} ${host}`];
    this.hosts.set(at, lines);
    // `ip netns exec` lays the files of this folder over those of /etc.
    mkdirSync(this.etc(at), { recursive: true });
    writeFileSync(join(this.etc(at), 'hosts'), `${lines.join('\n')}\n`);
    writeFileSync(join(this.etc(at), 'resolv.conf'), '');
  };

  dropUdp = (who: Place): void => this.treat(who, { passes: 'no-udp' });
  onlyTcp443 = (who: Place): void => this.treat(who, { passes: 'tcp-443' });
  symmetricNat = (who: Place): void => this.treat(who, { symmetricNat: true });
  loss = (who: Place, percent: number): void => this.treat(who, { loss: percent });
  cut = (who: Place, from?: Place): void => this.treat(who, { cut: new Set([...this.treatment(who).cut, from ?? 'all']) });
  cutFor = async (ms: number, who: Place, from?: Place): Promise<void> => {
    this.cut(who, from);
    await setTimeout(ms);
    this.restore(who);
  };

  restore = (who?: Place): void => {
    if (who === undefined) this.treatments.clear();
    else this.treatments.delete(who);
    this.apply();
  };

  changeAddress = (who: Place): string => {
    const before = this.addressOf(who);
    const next = ((this.suffix.get(who) ?? 2) - 1) % 13 + 2;
    this.suffix.set(who, next);
    this.ipAt(who, 'addr', 'del', `${before}/28`, 'dev', 'eth0');
    this.ipAt(who, 'addr', 'add', `${this.addressOf(who)}/28`, 'dev', 'eth0');
    this.ipAt(who, 'route', 'replace', 'default', 'via', this.address(who, 1));
    return this.addressOf(who);
  };

  /** Goes with its process, however that ends; SIGKILL is left to the next run's sweep. */
  guard(): void {
    process.once('exit', this.tearDown);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, this.onSignal);
  }

  private readonly onSignal = (signal: NodeJS.Signals): void => {
    this.tearDown();
    // Where somebody else listens, they decide on the process; otherwise it ends as it would have without us.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };

  tearDown = (): void => {
    process.removeListener('exit', this.tearDown);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, this.onSignal);
    removeNamespaces((name) => name.startsWith(`${this.id}-`));
  };

  private at(place: Place | 'router'): [string, ...string[]] {
    return ['ip', 'netns', 'exec', this.namespace(place)];
  }

  private etc(place: Place): string {
    return join('/etc/netns', this.namespace(place));
  }

  private address(place: Place | 'host', suffix: number): string {
    return `${this.subnet}.${String(blockOf[place] + suffix)}`;
  }

  private ipAt(place: Place | 'router', ...words: string[]): void {
    ip('-n', this.namespace(place), ...words);
  }

  private connect(place: Place): void {
    this.ipAt('router', 'link', 'add', place, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', this.namespace(place));
    this.ipAt('router', 'addr', 'add', `${this.address(place, 1)}/28`, 'dev', place);
    this.ipAt('router', 'link', 'set', place, 'up');
    this.ipAt(place, 'link', 'set', 'lo', 'up');
    this.ipAt(place, 'addr', 'add', `${this.addressOf(place)}/28`, 'dev', 'eth0');
    this.ipAt(place, 'link', 'set', 'eth0', 'up');
    // Firefox gathers no candidates without a default route.
    this.ipAt(place, 'route', 'add', 'default', 'via', this.address(place, 1));
  }

  /** The test's process asks the platform, too: the whole subnet is reached through the router. */
  private connectHost(): void {
    const name = this.id.replace('segue-', 'sg').replace('-', '').slice(0, 15);
    this.ipAt('router', 'link', 'add', 'host', 'type', 'veth', 'peer', 'name', name, 'netns', String(process.pid));
    this.ipAt('router', 'addr', 'add', `${this.address('host', 1)}/28`, 'dev', 'host');
    this.ipAt('router', 'link', 'set', 'host', 'up');
    ip('addr', 'add', `${this.address('host', 2)}/28`, 'dev', name);
    ip('link', 'set', name, 'up');
    ip('route', 'add', `${this.subnet}.0/24`, 'via', this.address('host', 1));
  }

  private treatment(who: Place): Treatment {
    return this.treatments.get(who) ?? untreated;
  }

  private treat(who: Place, change: Partial<Treatment>): void {
    this.treatments.set(who, { ...this.treatment(who), ...change });
    this.apply();
  }

  private apply(): void {
    run([...this.at('router'), 'nft', '-f', '-'], routerRules(this.treatments));
  }
}

function run([command = '', ...words]: readonly string[], input = ''): string {
  const { status, error, stdout, stderr } = spawnSync(command, words, { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${error?.message ?? stderr.trim()}`);
  return stdout;
}

const ip = (...words: string[]): string => run(['ip', ...words]);

/** A /24 of those set aside for measurements (RFC 2544) that no interface of this machine has. */
function freeSubnet(): string {
  const taken = ip('-4', '-o', 'addr', 'show');
  const first = process.pid % 256;
  for (let step = 0; step < 256; step += 1) {
    const subnet = `198.18.${String((first + step) % 256)}`;
    if (!taken.includes(` ${subnet}.`)) return subnet;
  }
  throw new Error('no free subnet');
}

/** Removes what runs left that were killed: their namespaces name a process that is no more. */
function sweep(): void {
  removeNamespaces((name) => {
    const pid = /^segue-(\d+)-\w+-/.exec(name)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The interfaces of a namespace go with it, and so does the machine's end of the router's. */
function removeNamespaces(isOurs: (name: string) => boolean): void {
  for (const name of namespaces().filter(isOurs)) {
    for (const pid of spawnSync('ip', ['netns', 'pids', name], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean)) {
      try {
        process.kill(Number(pid), 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
    spawnSync('ip', ['netns', 'del', name]);
    rmSync(join('/etc/netns', name), { recursive: true, force: true });
  }
}

function namespaces(): string[] {
  try {
    return readdirSync('/run/netns');
  } catch {
    return [];
  }
}

/** The namespaces that hold this process's id: for a check that nothing is left. */
export const ownNamespaces = (): string[] => namespaces().filter((name) => name.startsWith(`segue-${String(process.pid)}-`));
