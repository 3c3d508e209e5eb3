/**
 * The whole platform in one process: store, domain and edge, opened in this order and closed in the reverse.
 *
 * Knows how the rooms are put together. Does not know command lines or files of configuration (cli/).
 */
import { openFiles } from './attachments/file-store.js';
import { sweepFiles } from './attachments/sweep.js';
import { loadSecret } from './auth/secret.js';
import { createMintTurn } from './calls/turn.js';
import type { IceConfig, SegueConfig } from './config/index.js';
import { migrations, openCore, type Core } from './core.js';
import { createEdge, type Edge, type EdgeOptions } from './edge/server.js';
import { createLog, type Logger, type LogOptions } from './log.js';
import { openBackupSocket, type BackupSocket } from './store/backup-socket.js';
import { openStore, type Store } from './store/store.js';
import { watchStore } from './store/watched-store.js';
import { systemClock } from './system-clock.js';

export interface PlatformOptions extends Pick<EdgeOptions, 'limits' | 'publicOrigin' | 'deskOrigins' | 'trustProxy' | 'https' | 'pages'> {
  /** Folder of the store and the platform's secret; `:memory:` keeps nothing. */
  readonly folder: string;
  /** Seeds an empty store. */
  readonly config?: SegueConfig;
  /** Writes `config` over what the store has. Default false. */
  readonly apply?: boolean;
  /** 0 for a free one. Default 8080. */
  readonly port?: number;
  /** Default 0.0.0.0. */
  readonly host?: string;
  readonly log?: LogOptions;
}

export interface Platform {
  readonly port: number;
  /** For embedding: the domain behind the port. */
  readonly core: Core;
  readonly edge: Edge;
  /** The configuration in force at the start. */
  readonly config: SegueConfig;
  /** A consistent copy of the store, to a file that does not exist yet. */
  backup(file: string): Promise<void>;
  /** Tells clients to come again, finishes what is under way, lets go of port and store. */
  close(): Promise<void>;
}

/** Starts a platform. Rejects with a SegueError: `store-locked`, `bad-config`, `storage-full`; or with the port's error. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { folder, config, apply = false, port = 8080, host = '0.0.0.0' } = options;
  const log = createLog(options.log);
  const opened: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (let last = opened.pop(); last; last = opened.pop()) await last();
  };
  try {
    const store = watchStore(await openStore({ folder, migrations }), (state) => {
      if (state === 'full') log.error({ folder }, 'the store cannot write: nothing is acknowledged until there is room');
      else log.warn({ folder }, 'the store can write again');
    });
    opened.push(() => store.close());
    const files = await openFiles(folder);
    opened.push(() => files.close());
    let ice: IceConfig = { stun: [], turn: [] };
    const core = await openCore({ store, clock: systemClock, log, files, mintTurn: createMintTurn(() => ice, systemClock) });
    opened.push(() => core.close());
    await sweepFiles({ files, desk: core.attachments, log });
    if (config) await core.seed(config, apply ? 'apply' : 'if-empty');
    const inForce = await core.config();
    ice = inForce.ice;
    const edge = await createEdge({ ...options, domain: core, secret: await loadSecret(folder), clock: systemClock, log, files, ready: () => store.ready(), backup: { to: (file) => store.backup(file), ...(folder === ':memory:' ? {} : { folder }) } });
    opened.push(() => edge.close());
    core.on('alert', (alert) => edge.metrics.alert(alert.kind, 'queueId' in alert ? alert.queueId : ''));
    core.on('measure', edge.metrics.measure);
    const socket = await backupSocket(folder, store, log);
    opened.push(() => socket?.close() ?? Promise.resolve());
    const bound = await edge.listen(port, host);
    log.info({ port: bound }, 'the platform listens');
    return { port: bound, core, edge, config: inForce, backup: (file) => store.backup(file), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** For `segue-platform backup` on this machine. Where there cannot be one the platform serves all the same. */
const backupSocket = async (folder: string, store: Store, log: Logger): Promise<BackupSocket | undefined> =>
  folder === ':memory:' || process.platform === 'win32'
    ? undefined
    : openBackupSocket(folder, (file) => store.backup(file)).catch((error: unknown) => {
        log.warn({ err: error, folder }, 'no backup by command while this runs: the socket in the store’s folder could not be made');
        return undefined;
      });
