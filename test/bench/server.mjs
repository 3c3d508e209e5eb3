/**
 * The bench's server, which runs where the platform runs: the bare call's page with a relay for its messages, and two
 * doors with a delay, one to that page and one to the platform. So both calls meet the same way to their server.
 *
 *   node server.mjs <host> <delay in ms, each way> <platform's port> <bare call's door> <platform's door>
 *
 * Says `ready` once everything listens. The page is bare-call.html; what is relayed is not looked at.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { WebSocketServer } from 'ws';

const [host, delay, platform, bareDoor, platformDoor] = process.argv.slice(2);
const page = readFileSync(new URL('bare-call.html', import.meta.url));

const http = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(page);
});
const sockets = new Set();
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('message', (data) => {
    for (const other of sockets) if (other !== socket) other.send(data.toString());
  });
});

/** Everything takes `delay` longer each way, in order. */
function door(port, target) {
  const server = createTcpServer((near) => {
    const far = connect({ host, port: target });
    for (const [from, to] of [[near, far], [far, near]]) {
      from.setNoDelay(true);
      from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), Number(delay)));
      from.on('end', () => setTimeout(() => to.end(), Number(delay)));
      from.on('error', () => to.destroy());
      from.on('close', () => setTimeout(() => to.destroy(), Number(delay)));
    }
  });
  return new Promise((resolve) => server.listen(Number(port), host, resolve));
}

http.listen(0, host, async () => {
  await door(bareDoor, http.address().port);
  await door(platformDoor, Number(platform));
  process.stdout.write('ready\n');
});
