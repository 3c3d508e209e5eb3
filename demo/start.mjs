/**
 * `npm start`: installs, builds and serves the demo, each only if it is due. Needs no account and no network beyond
 * installing. Arguments are handed on to `segue-platform serve`, such as `npm start -- --https`.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { constants } from 'node:os';
import { join } from 'node:path';
import { Obstacle, buildIfStale, checkNode, install, root } from '../build/prepare.mjs';

const port = Number(process.env.PORT ?? 8080);
const say = (line) => process.stdout.write(`${line} …\n`);

/** Told before minutes of building, not after. */
function checkPort() {
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Obstacle(`PORT is "${process.env.PORT}", which is no port.`);
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      const why = error.code === 'EACCES' ? 'needs more rights than you have' : 'is taken by another program';
      reject(new Obstacle(`Port ${port} ${why}. Choose another one:\n  PORT=${port < 1024 ? 8080 : port + 1} npm start`));
    });
    server.listen(port, () => server.close(resolve));
  });
}

function serve() {
  const cli = join(root, 'dist/platform/cli.js');
  const args = [cli, 'serve', join(root, 'demo/segue.config.json'), '--demo', '--port', String(port), ...process.argv.slice(2)];
  const platform = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => platform.kill(signal));
  platform.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

try {
  checkNode();
  await checkPort();
  await install(say);
  await buildIfStale(say);
  serve();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
