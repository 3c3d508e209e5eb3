/**
 * The same work without a platform: echoes of a bare socket, inserts into a bare database; its numbers stand beside ours.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { openDatabase } from '../../../src/platform/store/driver.js';
import type { Server } from './measures.js';
import { measured, type Rate } from './stage.js';

/** A message as a customer sends it: about 200 bytes. */
const text = JSON.stringify({ type: 'message.send', id: 'f-1', contactId: 'c_00000000000000000000000', text: 'x'.repeat(110) });

async function dialed(port: number): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}`, { perMessageDeflate: false });
  await once(socket, 'open');
  return socket;
}

/** Echoes per second by so many sockets, each with so many under way. */
export async function echoRate({ port, pid }: Server, { sockets, underWay, ms }: { readonly sockets: number; readonly underWay: number; readonly ms: number }): Promise<Rate> {
  const all = await Promise.all(Array.from({ length: sockets }, () => dialed(port)));
  let count = 0;
  const end = measured(pid);
  let over = false;
  for (const socket of all) {
    socket.on('message', () => {
      count += 1;
      if (!over) socket.send(text);
    });
    for (let it = 0; it < underWay; it += 1) socket.send(text);
  }
  await new Promise((resolve) => setTimeout(resolve, ms));
  over = true;
  const rate = end(count);
  for (const socket of all) socket.terminate();
  return rate;
}

/** Milliseconds there and back, one after the other. */
export async function echoTimes(port: number, rounds: number): Promise<number[]> {
  const socket = await dialed(port);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    socket.send(text);
    await once(socket, 'message');
    times.push(performance.now() - start);
  }
  socket.terminate();
  return times;
}

/** Sockets that do nothing. */
export const idleSockets = async (port: number, count: number): Promise<readonly WebSocket[]> => {
  const all: WebSocket[] = [];
  while (all.length < count) all.push(...(await Promise.all(Array.from({ length: Math.min(100, count - all.length) }, () => dialed(port)))));
  return all;
};

/** Inserts of an event's size, durable as the platform's store is: one by one, and 64 to a COMMIT. */
export async function inserts(rounds: number): Promise<{ readonly times: readonly number[]; readonly groupedRate: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'segue-bench-'));
  const database = await openDatabase(join(folder, 'bare.db'));
  database.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE events (contact_id TEXT, seq INTEGER, at INTEGER, kind TEXT, actor TEXT, data TEXT, PRIMARY KEY (contact_id, seq)) WITHOUT ROWID;');
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)');
  let seq = 0;
  const once = (): void => void insert.run('c_00000000000000000000000', (seq += 1), 1_700_000_000_000, 'message', '{"kind":"customer","id":"g_0000"}', text);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    once();
    times.push(performance.now() - start);
  }
  const start = performance.now();
  for (let group = 0; group < rounds / 4; group += 1) {
    database.exec('BEGIN IMMEDIATE');
    for (let it = 0; it < 64; it += 1) once();
    database.exec('COMMIT');
  }
  const groupedRate = ((Math.ceil(rounds / 4) * 64) / (performance.now() - start)) * 1_000;
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return { times, groupedRate };
}
