/**
 * `segue-platform doctor`: what keeps a platform from starting, or calls from connecting, as far as this machine can see.
 *
 * Says what it checked and what it could not: a customer's network is another one. Changes nothing, but for a store of an
 * older version, which it brings up to date as a start would.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Clock } from '../../protocol/clock.js';
import { systemClock } from '../system-clock.js';
import { version } from '../version.js';
import { checkTlsFiles } from './doctor-certificate.js';
import { unknown, type Finding } from './doctor-finding.js';
import { checkConfig, checkNode, checkPort, checkStore } from './doctor-machine.js';
import { checkOrigins } from './doctor-origins.js';
import { checkRelays } from './doctor-relays.js';
import { defaultPort } from './options.js';
import { exitCodes, Obstacle, type ExitCode, type Terminal } from './terminal.js';

export const doctorHelp = `segue-platform doctor [segue.config.json]

  Checks Node, the configuration, the store, the port, the deployments' origins, and each STUN and TURN server by its own
  transport with a real allocation: reachable, credentials, certificate, the address it relays at, whom it lets through, its
  release. Says of each what is wrong, and what mends it.

  --store FOLDER      the store (default ./.segue)
  --port N            the port that serve would use (default $PORT, else 8080)
  --tls-cert FILE --tls-key FILE
                      the files that serve would load: do they fit, and for how long
  --public-origin URL the origin under which browsers reach the platform: does the certificate name it
  --ca FILE           an authority of your own (PEM) that is believed for TURN over TLS
  --json              the findings as JSON: { segue, at, ok, findings: [{ state, check, what, detail, mend? }] }

  Ends with 0, also with warnings; with 1 when something would not work; with 64 for arguments that make no sense.`;

const flags = {
  store: { type: 'string' }, port: { type: 'string' }, json: { type: 'boolean' }, ca: { type: 'string' },
  'tls-cert': { type: 'string' }, 'tls-key': { type: 'string' }, 'public-origin': { type: 'string' },
} as const;

export async function doctor(words: readonly string[], terminal: Terminal, clock: Clock = systemClock): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args: [...words], options: flags, allowPositionals: true });
  const [file = 'segue.config.json'] = positionals;
  const { 'tls-cert': certFile, 'tls-key': keyFile, 'public-origin': publicOrigin } = values;
  if ((certFile === undefined) !== (keyFile === undefined)) throw new Obstacle(exitCodes.usage, '--tls-cert and --tls-key come together.');
  if (publicOrigin !== undefined && !URL.canParse(publicOrigin)) throw new Obstacle(exitCodes.usage, `“${publicOrigin}” is no origin such as https://chat.example.com.`);
  const authorities = values.ca === undefined ? undefined : await readAuthorities(values.ca);
  const { finding, config } = await checkConfig(file);
  const findings: readonly Finding[] = [
    checkNode(),
    finding,
    await checkStore(values.store ?? './.segue'),
    await checkPort(Number(values.port ?? defaultPort(process.env))),
    ...(certFile === undefined || keyFile === undefined ? [] : await checkTlsFiles({ certFile, keyFile, publicOrigin }, clock)),
    ...(config ? checkOrigins(config.deployments) : []),
    ...(config ? await checkRelays(config.ice, { clock, authorities }) : []),
    unknown('customer-networks', 'customers’ networks', 'not checked: only a call from there shows what they let through'),
  ];
  const ok = findings.every(({ state }) => state !== 'bad');
  if (values.json === true) terminal.say(JSON.stringify({ segue: version, at: new Date(clock.now()).toISOString(), ok, findings }, undefined, 2));
  else for (const line of findings.flatMap(linesOf)) terminal.say(line);
  return ok ? exitCodes.done : exitCodes.findings;
}

async function readAuthorities(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Obstacle(exitCodes.usage, `--ca: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const marks = { good: 'ok  ', warn: 'warn', bad: 'FAIL', unknown: ' ?  ' } as const;

const linesOf = ({ state, what, detail, mend }: Finding): readonly string[] => [`${marks[state]}  ${what}: ${detail}`, ...(mend === undefined ? [] : [`      ${mend}`])];
