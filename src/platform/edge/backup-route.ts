/**
 * `GET /api/v2/platform/backup`: a consistent copy of the store, for an administrator, while everything goes on.
 *
 * Not an endpoint like the others, because its answer is a file. Knows that one copy is made at a time and that the file is
 * gone once it was sent. Does not know the store.
 */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SegueError } from '../../protocol/error.js';

export interface BackupRouteOptions {
  /** Writes a copy to a file that does not exist yet. */
  readonly to: (file: string) => Promise<void>;
  /** Where a copy lies until it is sent: a folder with room for one. Default: the system's for temporary files. */
  readonly folder?: string;
  /** Throws unless the request's token has the scope. */
  readonly mayBackUp: (request: FastifyRequest) => Promise<void>;
  readonly perMinute: number;
}

const schema = {
  summary: 'A copy of the store, as an SQLite file.',
  tags: ['platform'],
  security: [{ bearer: ['platform:backup'] }],
  produces: ['application/vnd.sqlite3'],
} as const;

export function addBackup(app: FastifyInstance, { to, folder = tmpdir(), mayBackUp, perMinute }: BackupRouteOptions): void {
  let busy = false;
  app.get('/api/v2/platform/backup', { config: { rateLimit: { max: perMinute, timeWindow: 60_000 } }, schema }, async (request, reply) => {
    await mayBackUp(request);
    if (busy) throw new SegueError('rate-limited', 'A copy is being made already.', { retryAfterMs: 10_000 });
    busy = true;
    // A folder of its own is for its owner alone, wherever it is.
    const own = await mkdtemp(join(folder, 'backup-')).catch((error: unknown) => {
      busy = false;
      throw error;
    });
    const done = (): void => {
      busy = false;
      void rm(own, { recursive: true, force: true });
    };
    try {
      const file = join(own, 'segue.db');
      await to(file);
      const { size } = await stat(file);
      const stream = createReadStream(file).once('close', done);
      return await reply
        .header('content-type', 'application/vnd.sqlite3')
        .header('content-length', String(size))
        .header('content-disposition', 'attachment; filename="segue.db"')
        .header('cache-control', 'no-store')
        .send(stream);
    } catch (error) {
      done();
      throw error;
    }
  });
}
