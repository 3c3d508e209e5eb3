/** The platform by itself: sockets, messages, assignments and binds, beside what bare parts do in the same run. */
import { test } from '@playwright/test';
import { echoRate, echoTimes, idleSockets, inserts, transactions } from './platform/bare.js';
import { writesOfAssignment } from './platform/writes.js';
import { assignments, binds, durableMessages, idleGuests } from './platform/measures.js';
import { platformReport } from './platform/report.js';
import { BareEcho, memoryOf, Served } from './platform/stage.js';

/** A tenth of everything, to see that it runs. */
const small = process.env['BENCH_SMALL'] === '1';
const size = (whole: number): number => Math.max(1, Math.round(small ? whole / 10 : whole));

test('the platform', async () => {
  test.setTimeout(0);
  const [served, bare] = [await Served.start(), await BareEcho.start()];
  try {
    const load = { underWay: 8, ms: size(10_000) };
    // First, while both processes are fresh: what others have left behind would be taken up again.
    const count = size(10_000);
    const { bytesEach, open } = await idleGuests(served, count);
    const before = memoryOf(bare.pid);
    const idle = await idleSockets(bare.port, count);
    const bareBytesEach = (memoryOf(bare.pid) - before) / count;
    const bareOpen = idle.filter((socket) => socket.readyState === socket.OPEN).length;
    for (const socket of idle) socket.terminate();
    const bindTimes = await binds(served.port, size(300));
    const bareEchoTimes = await echoTimes(bare.port, size(1_000));
    const inserted = await inserts(size(2_000));
    const rate = await durableMessages(served, { ...load, people: size(200) });
    const bareEchoes = await echoRate(bare, { ...load, sockets: size(200) });
    const contacts = size(2_000);
    const assigned = await assignments(served, contacts);
    const writes = await writesOfAssignment();
    const bareAssignments = await transactions(size(2_000), writes);
    console.log(`\n${platformReport({
      idle: { count, bytesEach, open, bareBytesEach, bareOpen }, messages: { rate, bareEchoes }, inserts: inserted,
      assignments: { rate: assigned, contacts, writes, bare: bareAssignments }, binds: { times: bindTimes, bareEchoTimes },
    }).join('\n')}\n`);
  } finally {
    await served.stop();
    await bare.stop();
  }
});
