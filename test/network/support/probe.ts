/**
 * An echo at one place and questions from another: what passes the router, and as whom one arrives.
 *
 * Small Node programs inside the namespaces. Knows TCP and UDP; nothing of browsers.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Network, Place } from '../../setup/network.js';

/** Answers on these ports, by TCP and by UDP, with the address and port that it sees. */
const echo = `
const seen = (it) => it.address + ' ' + it.port;
const ports = process.argv.slice(1).map(Number);
for (const port of ports) {
  require('node:net').createServer((it) => it.end(it.remoteAddress + ' ' + it.remotePort)).listen(port, '0.0.0.0');
  const udp = require('node:dgram').createSocket('udp4');
  udp.on('message', (_, from) => udp.send(seen(from), from.port, from.address)).bind(port);
}
setTimeout(() => console.log('ready'), 50);`;

/** Asks once by TCP; prints the answer. */
const askTcp = `
const [host, port] = process.argv.slice(1);
require('node:net').connect(port, host).on('data', (it) => { console.log(String(it)); process.exit(0); }).on('error', () => process.exit(1));
setTimeout(() => process.exit(1), 700);`;

/** Sends this many datagrams from one socket to each of the ports; prints every answer. */
const askUdp = `
const [host, count, ...ports] = process.argv.slice(1);
const udp = require('node:dgram').createSocket('udp4');
udp.on('message', (it) => console.log(String(it)));
for (let sent = 0; sent < count; sent += 1) for (const port of ports) setTimeout(() => udp.send('?', Number(port), host), sent * 2);
setTimeout(() => process.exit(0), 700 + count * 2);`;

export class Probe {
  private constructor(
    private readonly network: Network,
    private readonly to: Place,
    private readonly server: ChildProcess,
  ) {}

  static async open(network: Network, to: Place, ports: readonly number[]): Promise<Probe> {
    const [wrapper, ...rest] = network.command(to);
    const server = spawn(wrapper, [...rest, process.execPath, '-e', echo, ...ports.map(String)]);
    await once(server.stdout, 'data');
    return new Probe(network, to, server);
  }

  /** As whom the place is seen by TCP; undefined if it does not get through. */
  tcp(from: Place, port: number): string | undefined {
    return this.ask(from, askTcp, [String(port)])[0];
  }

  /** As whom the place is seen by UDP, an entry for each datagram that came back. */
  udp(from: Place, ports: readonly number[], count = 1): string[] {
    return this.ask(from, askUdp, [String(count), ...ports.map(String)]);
  }

  close(): void {
    this.server.kill('SIGKILL');
  }

  private ask(from: Place, program: string, words: readonly string[]): string[] {
    const [wrapper, ...rest] = this.network.command(from);
    const { stdout } = spawnSync(wrapper, [...rest, process.execPath, '-e', program, this.network.addressOf(this.to), ...words], { encoding: 'utf8' });
    return stdout.split('\n').filter(Boolean);
  }
}
