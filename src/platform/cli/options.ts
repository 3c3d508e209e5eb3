/**
 * The command line of `serve`, as options.
 *
 * Knows flags and their defaults, and that `--demo` may stand alone. Does not know what the options do.
 */
import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { edgeLimits, isEdgeLimit, type EdgeLimits } from '../edge/edge-limits.js';
import { exitCodes, Obstacle } from './terminal.js';

export interface ServeOptions {
  readonly configFile?: string;
  readonly port: number;
  readonly host: string;
  readonly store: string;
  readonly apply: boolean;
  readonly https: boolean;
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
  /** `true`: the demo that was built beside the platform. */
  readonly demo: string | boolean;
  /** Folder with segue.js; default: the one that came with the platform. */
  readonly dist?: string;
  readonly deskOrigins: readonly string[];
  readonly publicOrigin?: string;
  readonly trustProxy: readonly string[];
  /** Limits other than the default ones. */
  readonly limits: Partial<EdgeLimits>;
  readonly logLevel?: 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

export const serveHelp = `segue-platform serve [segue.config.json]

  --port N            port, 0 for a free one (default $PORT, else 8080)
  --host ADDRESS      address to listen on (default 0.0.0.0, all)
  --store FOLDER      where contacts are kept (default ./.segue)
  --apply             write the configuration over the one in the store (default: only into an empty store)
  --https             serve HTTPS with a self-signed certificate, so that a phone in your network can call
  --tls-cert FILE --tls-key FILE
                      serve HTTPS with your own certificate (PEM)
  --public-origin URL the origin under which browsers reach the platform, such as https://chat.example.com
  --desk-origin URL   another origin whose pages may host a desk; may be given several times
  --trust-proxy ADDR  a proxy whose X-Forwarded-* is believed; may be given several times
  --limit NAME=N      another value for a limit, such as messagesPerSecond=10; may be given several times (edge/README.md has all)
  --dist FOLDER       folder with segue.js and its chunks
  --demo [FOLDER]     also serve the demo: shop at /, desk at /desk, one-click sign-in. Never outside a trial.
  --log-level LEVEL   error, warn, info, debug or silent`;

const flags = {
  port: { type: 'string' }, host: { type: 'string' }, store: { type: 'string' }, apply: { type: 'boolean' }, https: { type: 'boolean' },
  'tls-cert': { type: 'string' }, 'tls-key': { type: 'string' }, 'public-origin': { type: 'string' }, 'desk-origin': { type: 'string', multiple: true },
  'trust-proxy': { type: 'string', multiple: true }, limit: { type: 'string', multiple: true }, dist: { type: 'string' }, demo: { type: 'string' }, 'log-level': { type: 'string' },
} as const;

const besideItself = 'beside the platform';
const isFolder = (path: string | undefined): boolean => path !== undefined && existsSync(path) && statSync(path).isDirectory();

/** `--demo` alone gets a value, since a flag of parseArgs has one or none. */
const fillDemo = (words: readonly string[]): string[] =>
  words.flatMap((word, at) => (word === '--demo' && !isFolder(words[at + 1]) ? [`--demo=${besideItself}`] : [word]));

/** Options from the words after `serve`. Throws an Obstacle for what makes no sense. */
export function readServeOptions(words: readonly string[], environment: Readonly<Record<string, string | undefined>>): ServeOptions {
  const { values, positionals } = parse(words);
  const [configFile, ...rest] = positionals;
  if (rest.length > 0) throw usage(`One configuration at a time: what is ${rest.join(' ')}?`);
  const { 'tls-cert': certFile, 'tls-key': keyFile } = values;
  if ((certFile === undefined) !== (keyFile === undefined)) throw usage('--tls-cert and --tls-key come together.');
  const logLevel = values['log-level'];
  const publicOrigin = values['public-origin'];
  return {
    ...(configFile === undefined ? {} : { configFile }),
    port: readPort(values.port ?? defaultPort(environment)),
    host: values.host ?? '0.0.0.0',
    store: values.store ?? './.segue',
    apply: values.apply ?? false,
    https: (values.https ?? false) || certFile !== undefined,
    ...(certFile === undefined || keyFile === undefined ? {} : { tls: { certFile, keyFile } }),
    demo: values.demo === besideItself ? true : (values.demo ?? false),
    ...(values.dist === undefined ? {} : { dist: values.dist }),
    deskOrigins: (values['desk-origin'] ?? []).map(readOrigin),
    ...(publicOrigin === undefined ? {} : { publicOrigin: readOrigin(publicOrigin) }),
    trustProxy: values['trust-proxy'] ?? [],
    limits: Object.fromEntries((values.limit ?? []).map(readLimit)),
    ...(logLevel === undefined ? {} : { logLevel: readLevel(logLevel) }),
  };
}

/** An empty variable is as good as none. */
export const defaultPort = ({ PORT }: Readonly<Record<string, string | undefined>>): string => (PORT === undefined || PORT === '' ? '8080' : PORT);

const usage = (message: string): Obstacle => new Obstacle(exitCodes.usage, `${message}\n\n${serveHelp}`);

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: fillDemo(words), options: flags, allowPositionals: true });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : 'These arguments make no sense.');
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || text.trim() === '') throw usage(`“${text}” is no port.`);
  return port;
}

function readOrigin(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  if (!/^https?:/.test(origin)) throw usage(`“${text}” is no origin such as https://chat.example.com.`);
  return origin;
}

function readLimit(text: string): [keyof EdgeLimits, number] {
  const [name = '', value = ''] = text.split('=');
  if (!isEdgeLimit(name)) throw usage(`“${name}” is no limit; there are ${Object.keys(edgeLimits).join(', ')}.`);
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number <= 0) throw usage(`“${text}” needs a number above 0, such as ${name}=${edgeLimits[name]}.`);
  return [name, number];
}

const levels = ['error', 'warn', 'info', 'debug', 'silent'] as const;
function readLevel(text: string): (typeof levels)[number] {
  const level = levels.find((it) => it === text);
  if (level === undefined) throw usage(`“${text}” is no log level.`);
  return level;
}
