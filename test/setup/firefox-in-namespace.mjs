/**
 * Runs Firefox in a network namespace so that it can be driven from outside.
 *
 *   node firefox-in-namespace.mjs <namespace> <firefox> [argument …]
 *
 * Firefox takes its driver's WebSocket on the loopback of its namespace alone. This listens on the same port of this
 * side's loopback and carries each connection over, through the pipes of a process inside.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const [namespace, firefox, ...words] = process.argv.slice(2);
const flag = '--remote-debugging-port';
const inside = ['netns', 'exec', namespace];
const bridge = (port) => `const it = require('node:net').connect(${port}, '127.0.0.1'); process.stdin.pipe(it); it.pipe(process.stdout); it.on('error', () => process.exit(1)); it.on('close', () => process.exit(0));`;

const server = createServer((socket) => {
  const { port } = server.address();
  const carrier = spawn('ip', [...inside, process.execPath, '-e', bridge(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
  socket.pipe(carrier.stdin);
  carrier.stdout.pipe(socket);
  for (const it of [socket, carrier.stdin, carrier.stdout]) it.on('error', () => undefined);
  carrier.on('exit', () => socket.destroy());
  socket.on('close', () => carrier.kill());
});

server.listen(0, '127.0.0.1', () => {
  // The port is checked against the request's Host, so it has to be the same on both sides.
  const { port } = server.address();
  const ported = words.map((word, at) => (word.startsWith(`${flag}=`) ? `${flag}=${port}` : words[at - 1] === flag ? String(port) : word));
  const child = spawn('ip', [...inside, firefox, ...ported], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
});
