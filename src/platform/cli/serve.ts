/**
 * `segue-platform serve`: a platform until somebody stops it.
 *
 * Knows what a person at a terminal wants to hear: where things are, what the lint found, why it cannot start. The platform
 * itself is put together in ../platform.ts.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SegueError, type ErrorCode } from '../../protocol/error.js';
import type { SegueConfig } from '../config/index.js';
import { formatFindings, lint } from '../lint/index.js';
import { startPlatform, type Platform } from '../platform.js';
import { version } from '../version.js';
import { alertLine } from './alert-line.js';
import { readConfigFile } from './config-file.js';
import { announceDemo } from './demo-announcement.js';
import type { ServeOptions } from './options.js';
import { networkAddresses, selfSigned, type Certificate } from './self-signed.js';
import { exitCodes, Obstacle, type ExitCode, type Terminal } from './terminal.js';

/** Serves until SIGTERM or SIGINT, then stops in good order. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<ExitCode> {
  const stopped = stopSignal();
  terminal.say(`Segue platform ${version}`);
  const config = options.configFile === undefined ? undefined : await readConfigFile(options.configFile);
  const demo = demoFolder(options);
  const sentences = new AlertSentences(options, demo, terminal);
  const platform = await start(options, config, demo, sentences);
  if (platform.config.deployments.length === 0) {
    await platform.close();
    throw new Obstacle(exitCodes.usage, `The store in ${options.store} is empty: name a configuration, such as segue-platform serve segue.config.json.`);
  }
  announce(platform, options, terminal);
  sentences.tell(platform);
  if (demo !== undefined) announceDemo(demo, addressesOf(options, platform.port), terminal);
  const signal = await stopped;
  terminal.say(`\n${signal}: telling clients to come again, finishing what is under way …`);
  endUnlessStopped(terminal);
  await platform.close();
  terminal.say('Stopped.');
  return exitCodes.done;
}

/** Longer than every step of a stop may take together. What was acknowledged is on disk by then, so a hard end loses nothing. */
const longestStopMs = 20_000;

/** A disk that hangs must not keep the process for ever: whoever starts it again waits for its end. */
function endUnlessStopped(terminal: Terminal): void {
  setTimeout(() => {
    terminal.complain(`The platform did not stop within ${longestStopMs / 1_000} s; it ends now.`);
    process.exit(exitCodes.fault);
  }, longestStopMs).unref();
}

const levelOf = ({ logLevel }: ServeOptions, demo: string | undefined): NonNullable<ServeOptions['logLevel']> => logLevel ?? (demo === undefined ? 'info' : 'warn');

/** Tells alerts in sentences where a person reads along: at a terminal, or in the demo. Until it can, the log has them. */
class AlertSentences {
  readonly #terminal: Terminal;
  readonly #wanted: boolean;
  #telling = false;

  constructor(options: ServeOptions, demo: string | undefined, terminal: Terminal) {
    const level = levelOf(options, demo);
    this.#terminal = terminal;
    this.#wanted = (demo !== undefined || terminal.attended) && level !== 'error' && level !== 'silent';
  }

  /** Whether the log's line with this message is told here instead. */
  readonly instead = (message: string): boolean => this.#telling && message === 'alert';

  tell({ core, config }: Platform): void {
    if (!this.#wanted) return;
    core.on('alert', (alert) => this.#terminal.complain(alertLine(alert, config)));
    this.#telling = true;
  }
}

async function start(options: ServeOptions, config: SegueConfig | undefined, demo: string | undefined, sentences: AlertSentences): Promise<Platform> {
  const cdn = options.dist ?? besides('cdn');
  const https = certificateFor(options);
  try {
    return await startPlatform({
      folder: options.store, port: options.port, host: options.host, apply: options.apply, deskOrigins: options.deskOrigins, limits: options.limits,
      log: { level: levelOf(options, demo), leftOut: sentences.instead },
      pages: { ...(cdn === undefined ? {} : { cdn }), ...(demo === undefined ? {} : { demo }) },
      ...(config ? { config } : {}),
      ...(https ? { https } : {}),
      ...(options.publicOrigin === undefined ? {} : { publicOrigin: options.publicOrigin }),
      ...(options.trustProxy.length > 0 ? { trustProxy: options.trustProxy } : {}),
    });
  } catch (error) {
    throw obstacleOf(error, options);
  }
}

const codes: Partial<Record<ErrorCode, ExitCode>> = { 'store-locked': exitCodes.unavailable, 'storage-full': exitCodes.cannotWrite, 'bad-config': exitCodes.badConfig };

/** The reason in plain words, where there is one that the user can do something about. */
function obstacleOf(error: unknown, { port, host, store }: ServeOptions): unknown {
  if (error instanceof SegueError) return new Obstacle(codes[error.code] ?? exitCodes.fault, error.message);
  if (!(error instanceof Error) || !('code' in error)) return error;
  switch (error.code) {
    case 'EADDRINUSE':
      return new Obstacle(exitCodes.unavailable, `Port ${port} is taken by another program. Choose another one with --port.`);
    case 'EACCES':
      return new Obstacle(exitCodes.unavailable, `Not allowed: port ${port} or the folder ${store} needs more rights than you have.`);
    case 'EADDRNOTAVAIL':
      return new Obstacle(exitCodes.unavailable, `${host} is no address of this machine.`);
    case 'ENOSPC':
    case 'EROFS':
      return new Obstacle(exitCodes.cannotWrite, `The folder ${store} cannot be written.`);
    default:
      return error;
  }
}

function certificateFor({ https, tls, store }: ServeOptions): Certificate | undefined {
  if (!https) return undefined;
  if (!tls) return selfSigned(store);
  const read = (file: string): string => {
    if (!existsSync(file)) throw new Obstacle(exitCodes.badConfig, `There is no file ${file}.`);
    return readFileSync(file, 'utf8');
  };
  return { key: read(tls.keyFile), cert: read(tls.certFile) };
}

/** What was built beside the platform: in its package (./cdn) or in the repository's dist (../cdn). */
function besides(name: string): string | undefined {
  return ['.', '..'].map((up) => fileURLToPath(new URL(`${up}/${name}`, import.meta.url))).find((path) => existsSync(path));
}

function demoFolder({ demo }: ServeOptions): string | undefined {
  if (demo === false) return undefined;
  const folder = demo === true ? besides('demo') : demo;
  if (folder === undefined || !existsSync(folder)) throw new Obstacle(exitCodes.badConfig, 'The demo is not built: run `npm run build`, or name its folder.');
  return folder;
}

/** Addresses to open, this machine's first. */
function addressesOf({ https, publicOrigin }: ServeOptions, port: number): readonly string[] {
  const scheme = https ? 'https' : 'http';
  const others = https ? networkAddresses() : [];
  return [...(publicOrigin === undefined ? [] : [publicOrigin]), ...['localhost', ...others].map((host) => `${scheme}://${host}:${port}`)];
}

function announce(platform: Platform, options: ServeOptions, terminal: Terminal): void {
  const findings = lint(platform.config);
  const errors = findings.filter((it) => it.severity === 'error');
  if (errors.length > 0) terminal.complain(`\n${formatFindings(errors, { colour: terminal.colour })}\n`);
  const warnings = findings.length - errors.length;
  terminal.say(`  store    ${options.store}${options.configFile !== undefined && !options.apply ? ` (${options.configFile} seeds an empty one; --apply writes it over)` : ''}`);
  terminal.say(`  lint     ${errors.length} errors, ${warnings} warnings${warnings > 0 && options.configFile !== undefined ? ` (segue-platform lint ${options.configFile} tells them)` : ''}`);
  for (const address of addressesOf(options, platform.port)) terminal.say(`  open     ${address}/`);
}

/**
 * Resolves with the first signal to stop; listened for from the beginning, so that a start is not torn either.
 * A terminal's Ctrl+C reaches a child twice where its parent passes it on, so only a later one ends the process the hard way.
 */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      let impatient = false;
      process.on(signal, () => {
        if (impatient) process.exit(130);
        resolve(signal);
        setTimeout(() => (impatient = true), 1_000).unref();
      });
    }
  });
}
