/**
 * The same work without a platform: echoes of a bare socket, inserts into a bare database; its numbers stand beside ours.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { openDatabase, type Database, type Statement } from '../../../src/platform/store/driver.js';
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

/** A database as durable as the platform's store. */
class BareDatabase {
  #seq = 0;

  private constructor(
    private readonly database: Database,
    private readonly insert: Statement,
    private readonly folder: string,
  ) {}

  static async open(): Promise<BareDatabase> {
    const folder = mkdtempSync(join(tmpdir(), 'segue-bench-'));
    const database = await openDatabase(join(folder, 'bare.db'));
    database.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE events (contact_id TEXT, seq INTEGER, at INTEGER, kind TEXT, actor TEXT, data TEXT, PRIMARY KEY (contact_id, seq)) WITHOUT ROWID;');
    return new BareDatabase(database, database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)'), folder);
  }

  /** One insert of an event's size. */
  write(): void {
    this.insert.run('c_00000000000000000000000', (this.#seq += 1), 1_700_000_000_000, 'message', '{"kind":"customer","id":"g_0000"}', text);
  }

  /** So many transactions of so many inserts each, per second. */
  transactions(rounds: number, writes: number): number {
    const start = performance.now();
    for (let round = 0; round < rounds; round += 1) {
      this.database.exec('BEGIN IMMEDIATE');
      for (let it = 0; it < writes; it += 1) this.write();
      this.database.exec('COMMIT');
    }
    return (rounds / (performance.now() - start)) * 1_000;
  }

  close(): void {
    this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Inserts, one by one, and 64 to a COMMIT. */
export async function inserts(rounds: number): Promise<{ readonly times: readonly number[]; readonly groupedRate: number }> {
  const database = await BareDatabase.open();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    database.write();
    times.push(performance.now() - start);
  }
  const groupedRate = 64 * database.transactions(Math.ceil(rounds / 4), 64);
  database.close();
  return { times, groupedRate };
}

/** Transactions per second, each of so many inserts and a COMMIT of its own. */
export async function transactions(rounds: number, writes: number): Promise<number> {
  const database = await BareDatabase.open();
  const rate = database.transactions(rounds, writes);
  database.close();
  return rate;
}
