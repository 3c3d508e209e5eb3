/**
 * Files for messages, and links to those that came.
 *
 *   sending --> kept            (goes along in `session.send`)
 *      |  \--> waiting --> sending   the network is away: again when it is back, and by and by
 *      \-----> failed           refused, or tried too often: `retry`
 *
 * Knows the HTTP calls and when to try again. Apart from the session, so that a page pays only for what it uses; it needs the same
 * platform and tokens. Does not know what a deployment takes: the contact's snapshot says so, and the platform judges.
 */
import * as v from 'valibot';
import { AttachmentLinkSchema, ErrorBodySchema, KeptAttachmentSchema, SegueError, type AttachmentLink, type CancelTimer, type Clock, type ErrorCode, type KeptAttachment } from '../protocol/index.js';
import { watchNetwork, type WatchNetwork } from './network-hints.js';
import { postFile, type PostFile } from './post-file.js';
import { refusalError } from './refusal.js';
import { systemClock } from './system-clock.js';
import type { TokenSource } from './token-source.js';

export type UploadState =
  | { readonly kind: 'sending'; readonly sent: number }
  /** The network is away; it goes on by itself. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'kept'; readonly attachment: KeptAttachment }
  | { readonly kind: 'failed'; readonly code: ErrorCode }
  | { readonly kind: 'cancelled' };

/** One file on its way. */
export interface Upload {
  readonly contactId: string;
  readonly name: string;
  readonly size: number;
  readonly state: UploadState;
  /** Begins anew after `failed`. */
  retry(): void;
  /** Gives it up, whatever its state; what the platform has of it, it removes by itself. */
  cancel(): void;
}

export interface Attachments {
  /** Begins to upload; `changed` hears of every change of the upload's state. */
  attach(contactId: string, file: Blob & { readonly name?: string }, changed: (upload: Upload) => void): Upload;
  /** Where a file of a message can be had for some minutes: absolute addresses. Rejects with `file-gone`, `not-your-contact`, `unreachable`. */
  link(contactId: string, attachmentId: string): Promise<AttachmentLink>;
}

export interface AttachmentsOptions {
  /** Both as for `connect`. */
  readonly platform: string;
  readonly tokens: Pick<TokenSource, 'get'>;
  readonly clock?: Clock;
  readonly network?: WatchNetwork;
  /** Default: the browser's XMLHttpRequest. */
  readonly post?: PostFile;
  readonly fetch?: typeof fetch;
}

/** Refusals of a token, after which a fresh one is tried once. */
const stale = new Set<ErrorCode>(['token-expired', 'token-invalid']);
const mostTries = 6;
const firstWaitMs = 2_000;

/** A refusal in the body, else what `schema` says; `unreachable` for what is no answer of the platform's. */
function read<S extends v.GenericSchema>(schema: S, body: string | undefined): v.InferOutput<S> | SegueError {
  let value: unknown;
  try {
    value = JSON.parse(body ?? '');
  } catch {
    return new SegueError('unreachable');
  }
  const answer = v.safeParse(schema, value);
  if (answer.success) return answer.output;
  const refusal = v.safeParse(ErrorBodySchema, value);
  return refusal.success ? refusalError(refusal.output) : new SegueError('unreachable');
}

/** Asks with a token, and once more with a fresh one where it was stale. */
async function withToken<T>(tokens: AttachmentsOptions['tokens'], ask: (token: string) => Promise<T | SegueError>): Promise<T | SegueError> {
  const first = await ask((await tokens.get(false)).token);
  return first instanceof SegueError && stale.has(first.code) ? ask((await tokens.get(true)).token) : first;
}

class LiveUpload implements Upload {
  state: UploadState = { kind: 'sending', sent: 0 };
  readonly name: string;
  readonly size: number;
  private tries = 0;
  private stop: (() => void) | undefined;
  private cancelTimer: CancelTimer | undefined;
  private unwatch: (() => void) | undefined;

  constructor(private readonly options: AttachmentsOptions, readonly contactId: string, private readonly file: Blob & { readonly name?: string }, private readonly changed: (upload: Upload) => void) {
    this.name = file.name ?? '';
    this.size = file.size;
    void this.run();
  }

  retry(): void {
    if (this.state.kind !== 'failed') return;
    this.tries = 0;
    this.again();
  }

  cancel(): void {
    this.turn({ kind: 'cancelled' });
    this.stop?.();
  }

  private get over(): boolean {
    return this.state.kind === 'cancelled';
  }

  private readonly again = (): void => {
    this.turn({ kind: 'sending', sent: 0 });
    void this.run();
  };

  private turn(state: UploadState): void {
    if (this.over) return;
    this.cancelTimer?.();
    this.unwatch?.();
    this.state = state;
    this.changed(this);
  }

  private async run(): Promise<void> {
    const { tokens } = this.options;
    const answer = await withToken(tokens, (token) => this.post(token)).catch((error: unknown) => (error instanceof SegueError ? error : new SegueError('unreachable')));
    this.stop = undefined;
    if (!(answer instanceof SegueError)) this.turn({ kind: 'kept', attachment: answer });
    else if (answer.retry && ++this.tries < mostTries) this.wait(answer);
    else this.turn({ kind: 'failed', code: answer.code });
  }

  private async post(token: string): Promise<KeptAttachment | SegueError> {
    if (this.over) return new SegueError('closed');
    const { platform, post = postFile } = this.options;
    const type = this.file.type === '' ? 'application/octet-stream' : this.file.type;
    const body = await post({
      url: new URL(`/api/v2/contacts/${this.contactId}/attachments`, platform).href,
      headers: { 'authorization': `Bearer ${token}`, 'content-type': type, 'x-file-name': encodeURIComponent(wellFormed(this.name)) },
      file: this.file,
      progress: (sent) => {
        if (this.state.kind === 'sending') this.turn({ kind: 'sending', sent: Math.min(sent, this.size) });
      },
      stoppable: (stop) => {
        this.stop = stop;
      },
    });
    return read(KeptAttachmentSchema, body);
  }

  private wait({ retryAfterMs }: SegueError): void {
    const { clock = systemClock, network = watchNetwork } = this.options;
    this.turn({ kind: 'waiting' });
    if (this.over) return;
    this.cancelTimer = clock.after(retryAfterMs ?? firstWaitMs * 2 ** (this.tries - 1), this.again);
    this.unwatch = network(this.again);
  }
}

/** Half of a character cannot be encoded. */
const wellFormed = (text: string): string => text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '$1');

async function link({ platform, tokens, fetch: ask = fetch }: AttachmentsOptions, contactId: string, attachmentId: string): Promise<AttachmentLink> {
  const url = new URL(`/api/v2/contacts/${contactId}/attachments/${attachmentId}/link`, platform).href;
  const answer = await withToken(tokens, async (token) => {
    const response = await ask(url, { method: 'POST', headers: { authorization: `Bearer ${token}` }, credentials: 'omit' }).catch(() => undefined);
    return read(AttachmentLinkSchema, await response?.text().catch(() => undefined));
  });
  if (answer instanceof SegueError) throw answer;
  const absolute = (path: string): string => new URL(path, platform).href;
  return { ...answer, url: absolute(answer.url), ...(answer.pictureUrl !== undefined && { pictureUrl: absolute(answer.pictureUrl) }) };
}

/** The files of a session's contacts. */
export const attachments = (options: AttachmentsOptions): Attachments => ({
  attach: (contactId, file, changed) => new LiveUpload(options, contactId, file, changed),
  link: (contactId, attachmentId) => link(options, contactId, attachmentId),
});
