/**
 * What the platform's bench runs on: the real `serve` as a process, a bare `ws` echo as another, and people who dial them.
 *
 * The load comes from the test's own process, so server and load have a processor each where there are two. Rates are
 * lifted by option; everything else is as it is served.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '../../../src/platform/auth/password.js';
import { bundleCommand, freePort, ServeProcess, type Program } from '../../unit/platform/storm/serve-process.js';

export const password = 'bench';
export const agentCount = 100;
export const agentOf = (at: number): string => `agent-${at}`;

const rates = ['framesPerSecond', 'frameBurst', 'messagesPerSecond', 'messageBurst', 'durableFramesPerSecond', 'durableFrameBurst', 'socketsPerMinute', 'guestTokensPerMinute', 'guestTokensPerSecond', 'guestTokenBurst', 'requestsPerMinute', 'waitingFrames'];

async function configuration(): Promise<string> {
  const passwordHash = await hashPassword(password, { N: 1_024, r: 8, p: 1 });
  const agents = Array.from({ length: agentCount }, (_, at) => ({
    id: agentOf(at), name: agentOf(at), login: agentOf(at), passwordHash, capacity: { webChat: 25, videoChat: 1 }, entitlements: ['video'], joinOnUpgrade: 'ask',
  }));
  const queue = (id: string, members: readonly string[]) => ({ id, mediaTypes: ['webChat', 'videoChat'], members });
  const flow = (id: string) => ({ id, version: 1, blocks: [{ id: 'start', type: 'web-messaging-trigger' }, { id: 'route', type: 'route-to-queue', configuration: { queueId: id } }] });
  const deployment = (id: string) => ({ id, origins: ['self'], flowId: id, defaultQueueId: id, entitlements: ['video'], widget: { allowMediaUpgrade: true, mediaTypes: ['chat', 'video'] } });
  // Nobody is in `line`: its contacts wait, and what is measured there is messages alone.
  return JSON.stringify({
    deployments: [deployment('line'), deployment('served'), deployment('video')], flows: [flow('line'), flow('served'), flow('video')],
    queues: [queue('line', []), queue('served', agents.slice(1).map(({ id }) => id)), queue('video', [agentOf(0)])], agents,
  });
}

/** Resident memory of a process, in bytes. */
export const memoryOf = (pid: number): number => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? Number.NaN) * 1_024;

/** Seconds of a processor that a process has used so far; the kernel counts hundredths. */
export function processorOf(pid: number): number {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** So much work in so long, and of the server's processor alone: what others take of a shared machine counts for the first only. */
export interface Rate {
  readonly perSecond: number;
  readonly perProcessorSecond: number;
}

/** Begins to measure a server at work; the answer ends it. */
export function measured(pid: number): (count: number) => Rate {
  const [start, used] = [performance.now(), processorOf(pid)];
  return (count) => ({ perSecond: (count / (performance.now() - start)) * 1_000, perProcessorSecond: count / (processorOf(pid) - used) });
}

/** The platform, served from its source in a store of its own. */
export class Served {
  private constructor(
    private readonly program: Program,
    private readonly process: ServeProcess,
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async start(): Promise<Served> {
    const program = await bundleCommand();
    const folder = mkdtempSync(join(tmpdir(), 'segue-bench-'));
    const config = join(folder, 'segue.config.json');
    writeFileSync(config, await configuration());
    const port = await freePort();
    const words = rates.flatMap((name) => ['--limit', `${name}=100000000`]);
    const process = new ServeProcess({ program: program.file, port, store: join(folder, 'store'), config, words });
    await process.ready();
    return new Served(program, process, folder, port);
  }

  get pid(): number {
    return this.process.pid;
  }

  async stop(): Promise<void> {
    await this.process.stop();
    await this.program.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const echo = `
import { WebSocketServer } from 'ws';
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('listening', () => process.stdout.write(String(server.address().port)));
server.on('connection', (socket) => socket.on('message', (data) => socket.send(data.toString())));
`;

/** What the same sockets cost without a platform behind them. */
export class BareEcho {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async start(): Promise<BareEcho> {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', echo], { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return new BareEcho(child, Number(line.toString()));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await once(this.child, 'close');
  }
}
