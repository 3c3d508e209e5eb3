/**
 * `POST /api/v2/contacts/{contactId}/attachments`: a file on its way to the disk.
 *
 *   token, scope, page -> rate -> room in the contact -> bytes -> judged by content -> kept
 *
 * Knows the order, and that whatever goes wrong leaves neither file nor row. Not an endpoint like the others, because its body
 * is a file of any type. Does not know who may send files (contacts) nor where they are (attachments/file-store.ts).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { KeptAttachmentSchema, type KeptAttachment } from '../../protocol/attachment.js';
import type { Clock } from '../../protocol/clock.js';
import { SegueError } from '../../protocol/error.js';
import type { Asker, Room } from '../attachments/attachment-desk.js';
import type { Files } from '../attachments/file-store.js';
import { judge } from '../attachments/judge.js';
import type { UnsentShares } from '../attachments/shares.js';
import type { Domain } from './domain.js';
import type { EdgeLimits } from './edge-limits.js';
import { networkOf } from './network.js';
import { routeSchema } from './openapi.js';
import { watchedElsewhere } from './request-time.js';
import { TokenBuckets } from './token-bucket.js';

export interface UploadOptions {
  readonly core: Pick<Domain, 'attachments'>;
  readonly files: Files;
  readonly clock: Clock;
  readonly limits: EdgeLimits;
  /** Who asks, from token and Origin. Rejects with token codes, `scope-missing`, `origin-refused`. */
  readonly askerOf: (request: FastifyRequest) => Promise<Asker>;
}

export const uploadPath = '/api/v2/contacts/:contactId/attachments';

const schema = routeSchema({
  summary: 'A file for a message: the body is the file, `Content-Type` what it is, `X-File-Name` its name, percent-encoded. Whoever may write in the contact may.',
  access: 'webchat:send',
  answer: KeptAttachmentSchema,
  errors: ['origin-refused', 'not-your-contact', 'relation-refused', 'contact-closed', 'consent-missing', 'files-off', 'file-too-large', 'file-type-refused', 'file-empty', 'file-gone', 'too-many-files', 'storage-full'],
});

/** Files on their way, by participant. */
class UnderWay {
  readonly #counts = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** @throws SegueError `rate-limited` */
  enter(key: string): void {
    const count = this.#counts.get(key) ?? 0;
    if (count >= this.most) throw new SegueError('rate-limited', 'Too many files on their way at once.', { retryAfterMs: 2_000 });
    this.#counts.set(key, count + 1);
  }

  leave(key: string): void {
    const count = (this.#counts.get(key) ?? 1) - 1;
    if (count > 0) this.#counts.set(key, count);
    else this.#counts.delete(key);
  }
}

export function addUploads(app: FastifyInstance, options: UploadOptions): void {
  const { clock, limits, askerOf } = options;
  const rates = new TokenBuckets(clock, limits.uploadsPerMinute / 60, limits.uploadBurst);
  const underWay = new UnderWay(limits.uploadsAtOnce);
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    // Nothing is parsed and nothing is read before it is known whose it is.
    scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload));
    scope.post<{ Params: { contactId: string } }>(uploadPath, { config: { rateLimit: { max: limits.requestsPerMinute, timeWindow: 60_000 } }, schema }, async (request, reply) => {
      try {
        const asker = await askerOf(request);
        const key = `${asker.kind} ${asker.id}`;
        const retryAfterMs = rates.take(key);
        if (retryAfterMs > 0) throw new SegueError('rate-limited', 'Too many files at once.', { retryAfterMs });
        underWay.enter(key);
        return await take(options, request, asker).finally(() => underWay.leave(key));
      } catch (error) {
        endWith(request, reply);
        throw error;
      }
    });
    done();
  });
}

/** The rest of a refused file is of no use: it is read away while the answer is heard, and then it is over (request-time.ts). */
function endWith(request: FastifyRequest, reply: FastifyReply): void {
  if (request.raw.complete) return;
  void reply.header('connection', 'close');
  request.raw.resume();
}

const lengthOf = (request: FastifyRequest): number | undefined => {
  const length = Number(request.headers['content-length']);
  return Number.isSafeInteger(length) && length >= 0 ? length : undefined;
};

/** @throws SegueError `bad-frame` */
function nameOf(request: FastifyRequest): string {
  const header = request.headers['x-file-name'];
  try {
    return typeof header === 'string' ? decodeURIComponent(header) : '';
  } catch {
    throw new SegueError('bad-frame', 'X-File-Name is not percent-encoded UTF-8.');
  }
}

const sharesOf = ({ unsentBytes: bytes, unsentGuestPercent: guestPercent, unsentAddressPercent: addressPercent }: EdgeLimits): UnsentShares => ({ bytes, guestPercent, addressPercent });

async function take({ core, files, limits }: UploadOptions, request: FastifyRequest, asker: Asker): Promise<KeptAttachment> {
  const { contactId } = request.params as { readonly contactId: string };
  const [name, declared] = [nameOf(request), request.headers['content-type'] ?? ''];
  const room = await core.attachments.begin(asker, contactId, { size: lengthOf(request), address: networkOf(request.ip), shares: sharesOf(limits) });
  try {
    return await keep({ core, files }, room, within(request, limits), { name, declared });
  } catch (error) {
    await files.drop(room.attachmentId);
    // Where even that cannot be written, the row's deadline sees to it.
    await core.attachments.abandon(room.attachmentId).catch(() => undefined);
    throw error;
  }
}

async function keep({ core, files }: Pick<UploadOptions, 'core' | 'files'>, { attachmentId, maxBytes, types }: Room, body: AsyncIterable<Buffer>, said: { readonly name: string; readonly declared: string }): Promise<KeptAttachment> {
  const { size, sha256, content, picture } = await files.receive(attachmentId, body, maxBytes);
  const { type, name } = judge(content, said.declared, said.name, types);
  await files.keep(attachmentId);
  const attachment = { attachmentId, name, type, size, ...picture, sha256 };
  const expiresAt = await core.attachments.keep(attachment);
  return { ...attachment, expiresAt: new Date(expiresAt).toISOString() };
}

/** Bytes a second under which a file does not come, but holds a connection: a tenth of what the slowest phone does. */
const leastPerSecond = 1_024;

/** The body, for as long as it comes on. A request that breaks off ends this with an error. */
async function* within({ raw }: FastifyRequest, { uploadMs, uploadSilenceMs }: EdgeLimits): AsyncGenerator<Buffer> {
  watchedElsewhere(raw);
  const cut = (): void => {
    raw.destroy(new SegueError('unreachable', 'The file took too long.'));
  };
  const least = (leastPerSecond * uploadSilenceMs) / 1_000;
  let recent = 0;
  const whole = setTimeout(cut, uploadMs);
  const progress = setInterval(() => {
    if (recent < least) cut();
    recent = 0;
  }, uploadSilenceMs);
  try {
    for await (const chunk of raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      recent += chunk.length;
      yield chunk;
    }
  } finally {
    clearTimeout(whole);
    clearInterval(progress);
  }
}
