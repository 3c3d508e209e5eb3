/**
 * `GET /attachments/{attachmentId}`: a file, for whoever holds a link to it.
 *
 * Knows how a file leaves so that no browser takes it for anything but what it is: a download, or a picture that can be nothing
 * else; never a page, never guessed at, without any right of its own. The bytes and ranges of them are @fastify/static's matter.
 */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { SegueError } from '../../protocol/error.js';
import { dispositionOf } from '../attachments/file-name.js';
import { isPicture } from '../attachments/file-kind.js';
import type { Files } from '../attachments/file-store.js';
import { linkWays, type Links } from '../attachments/links.js';
import type { Domain } from './domain.js';

export interface DownloadOptions {
  readonly core: Pick<Domain, 'attachments'>;
  readonly files: Files;
  readonly links: Links;
  /** For one address, of all files together. */
  readonly perMinute: number;
}

const QuerySchema = v.object({ as: v.picklist(linkWays), until: v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number)), sign: v.pipe(v.string(), v.maxLength(64)) });

/** Nothing inside a file may load, run or be framed. */
const filePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

export async function addDownloads(app: FastifyInstance, { core, files, links, perMinute }: DownloadOptions): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: files.folder, serve: false, cacheControl: false, lastModified: false, contentType: false });
    scope.get<{ Params: { attachmentId: string } }>(
      '/attachments/:attachmentId',
      { config: { rateLimit: { max: perMinute, timeWindow: 60_000 } }, schema: { hide: true } },
      async (request, reply) => {
        const { attachmentId } = request.params;
        const query = v.safeParse(QuerySchema, request.query);
        if (!query.success) throw new SegueError('file-gone');
        const leftMs = links.check(attachmentId, query.output);
        const file = await core.attachments.find(attachmentId);
        if (file?.state !== 'sent' || !(await files.has(attachmentId))) throw new SegueError('file-gone');
        const shown = query.output.as === 'picture' && isPicture(file.type);
        return reply
          .header('content-type', file.type.startsWith('text/') ? `${file.type}; charset=utf-8` : file.type)
          .header('content-disposition', dispositionOf(shown ? 'inline' : 'attachment', file.name))
          .header('content-security-policy', filePolicy)
          .header('x-content-type-options', 'nosniff')
          .header('referrer-policy', 'no-referrer')
          // Pages of other origins show and fetch it; the link is the permission.
          .header('cross-origin-resource-policy', 'cross-origin')
          .header('access-control-allow-origin', '*')
          .header('cache-control', `private, max-age=${Math.floor(leftMs / 1000)}`)
          .sendFile(attachmentId);
      },
    );
  });
}
