/**
 * The way in for a backup from this machine, while the platform holds its store: a Unix socket in the store's folder.
 *
 * Whoever may open the folder may copy it, so the folder's mode is the only permission asked for. One request on a
 * connection: `{"file": "/absolute/path"}` and a newline; one answer: `{"ok": true}` or `{"code", "message"}`. Does not know HTTP.
 */
import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import { isErrorCode, SegueError } from '../../protocol/error.js';

/** Where the socket is; Windows has none. */
const socketIn = (folder: string): string => join(folder, 'backup.sock');

const RequestSchema = v.strictObject({ file: v.pipe(v.string(), v.check(isAbsolute, 'The path must be absolute.')) });
const AnswerSchema = v.union([v.object({ ok: v.literal(true) }), v.object({ code: v.string(), message: v.string() })]);

/** Longest request; a path is at most 4,096 bytes where it is longest. */
const mostBytes = 8_192;

export interface BackupSocket {
  close(): Promise<void>;
}

/** Listens. Rejects where the system has no such sockets, or the folder's path is too long for one (about 100 characters). */
export async function openBackupSocket(folder: string, backup: (file: string) => Promise<void>): Promise<BackupSocket> {
  const path = socketIn(folder);
  // Whoever opens this holds the store, so a socket that is there is a dead platform's.
  await rm(path, { force: true });
  const server = createServer((socket) => void serve(socket, backup));
  server.listen(path);
  await once(server, 'listening');
  await chmod(path, 0o600);
  server.unref();
  return {
    async close() {
      server.close();
      await rm(path, { force: true });
    },
  };
}

async function serve(socket: Socket, backup: (file: string) => Promise<void>): Promise<void> {
  socket.on('error', () => undefined);
  let answer: v.InferOutput<typeof AnswerSchema>;
  try {
    const { file } = v.parse(RequestSchema, JSON.parse(await lineFrom(socket)));
    await backup(file);
    answer = { ok: true };
  } catch (error) {
    answer = { code: error instanceof SegueError ? error.code : 'internal', message: error instanceof Error ? error.message : String(error) };
  }
  socket.end(`${JSON.stringify(answer)}\n`);
}

async function lineFrom(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes('\n') || text.length > mostBytes) break;
  }
  return text;
}

/**
 * Asks the platform that holds a folder's store for a copy, to an absolute path of a file that is not there yet. Rejects with
 * `unreachable` when none answers there, else with what kept it from making the copy.
 */
export async function askForBackup(folder: string, file: string): Promise<void> {
  const socket = connect(socketIn(folder));
  try {
    await once(socket, 'connect');
  } catch (error) {
    throw new SegueError('unreachable', `No platform answers in ${folder}.`, { origin: error });
  }
  socket.write(`${JSON.stringify({ file })}\n`);
  const text = await lineFrom(socket).finally(() => socket.destroy());
  const answer = v.safeParse(AnswerSchema, text === '' ? undefined : JSON.parse(text));
  if (!answer.success) throw new SegueError('unreachable', 'The platform went before the copy was made.');
  if ('ok' in answer.output) return;
  const { code, message } = answer.output;
  throw new SegueError(isErrorCode(code) ? code : 'internal', message);
}
