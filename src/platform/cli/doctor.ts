/**
 * `segue-platform doctor`: what keeps a platform from starting, or calls from connecting, as far as this machine can see.
 *
 * Says what it checked and what it could not: a customer's network is another one. Changes nothing, but for a store of an
 * older version, which it brings up to date as a start would.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SegueError } from '../../protocol/error.js';
import { probe, type ProbeTarget } from '../calls/turn-probe.js';
import { createMintTurn } from '../calls/turn.js';
import type { SegueConfig } from '../config/index.js';
import { migrations } from '../core.js';
import { lint } from '../lint/index.js';
import { openStore } from '../store/store.js';
import { systemClock } from '../system-clock.js';
import { readConfigFile } from './config-file.js';
import { defaultPort } from './options.js';
import { exitCodes, Obstacle, type ExitCode, type Terminal } from './terminal.js';

export const doctorHelp = `segue-platform doctor [segue.config.json] [--store FOLDER] [--port N]

  Checks Node, the configuration, the store, the port, and each STUN and TURN server with a real allocation.
  Ends with 0, or with 1 when something would not work.`;

/** `unknown`: could not be checked, and why. */
interface Check {
  readonly what: string;
  readonly state: 'good' | 'bad' | 'unknown';
  readonly detail: string;
}

const good = (what: string, detail: string): Check => ({ what, state: 'good', detail });
const bad = (what: string, detail: string): Check => ({ what, state: 'bad', detail });
const unknown = (what: string, detail: string): Check => ({ what, state: 'unknown', detail });

export async function doctor(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const options = { store: { type: 'string' }, port: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
  const [file = 'segue.config.json'] = positionals;
  const { check, config } = await checkConfig(file);
  const checks = [
    checkNode(),
    check,
    await checkStore(values.store ?? './.segue'),
    await checkPort(Number(values.port ?? defaultPort(process.env))),
    ...(config ? await checkIce(config) : []),
    unknown('customers’ networks', 'not checked: only a call from there shows what they let through'),
  ];
  const marks = { good: 'ok  ', bad: 'FAIL', unknown: ' ?  ' };
  for (const { what, state, detail } of checks) terminal.say(`${marks[state]}  ${what}: ${detail}`);
  return checks.some((it) => it.state === 'bad') ? exitCodes.findings : exitCodes.done;
}

function checkNode(): Check {
  const [major = 0] = process.versions.node.split('.').map(Number);
  return major >= 20 ? good('Node', process.versions.node) : bad('Node', `${process.versions.node}; 20 or newer is needed`);
}

async function checkConfig(file: string): Promise<{ check: Check; config?: SegueConfig }> {
  if (!existsSync(file)) return { check: unknown('configuration', `there is no ${file}; a store that has one needs no file`) };
  try {
    const config = await readConfigFile(file);
    const findings = lint(config);
    const errors = findings.filter((it) => it.severity === 'error').length;
    const detail = `${file}, ${errors} errors and ${findings.length - errors} warnings of lint`;
    return { check: errors > 0 ? bad('configuration', detail) : good('configuration', detail), config };
  } catch (error) {
    if (error instanceof Obstacle) return { check: bad('configuration', error.message) };
    throw error;
  }
}

async function checkStore(folder: string): Promise<Check> {
  if (!existsSync(join(folder, 'segue.db'))) return good('store', `${folder} is empty; serve makes it`);
  try {
    const store = await openStore({ folder, migrations });
    await store.close();
    return good('store', `${folder} opens`);
  } catch (error) {
    if (error instanceof SegueError && error.code === 'store-locked') return unknown('store', `${folder} is held by a running platform`);
    return bad('store', error instanceof Error ? error.message : String(error));
  }
}

async function checkPort(port: number): Promise<Check> {
  const server = createServer();
  try {
    server.listen(port);
    await once(server, 'listening');
    return good('port', `${port} is free`);
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    return bad('port', taken ? `${port} is taken (by a running platform?)` : `${port}: ${String(error)}`);
  } finally {
    server.close();
  }
}

async function checkIce({ ice }: SegueConfig): Promise<Check[]> {
  const targets: ProbeTarget[] = ice.stun.map((url) => ({ url }));
  for (const server of ice.turn) {
    const { iceServers } = createMintTurn(() => ({ stun: [], turn: [server] }), systemClock)('doctor', 'preflight');
    for (const { urls, username = '', credential = '' } of iceServers) {
      for (const url of [urls].flat()) targets.push({ url, username, credential });
    }
  }
  if (ice.turn.length === 0) return [unknown('TURN', 'none configured: calls through firewalls will fail'), ...(await Promise.all(targets.map(checkServer)))];
  return Promise.all(targets.map(checkServer));
}

async function checkServer(target: ProbeTarget): Promise<Check> {
  const result = await probe(target);
  return result.status === 'serves' ? good(target.url, 'serves from here') : bad(target.url, `${result.status}: ${result.detail}`);
}
