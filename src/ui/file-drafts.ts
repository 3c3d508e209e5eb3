/**
 * Files that wait for their message, by contact: each belongs to the contact it was given for, and goes to no other.
 *
 *   queued -> sending | waiting -> kept       (taken along by the message)
 *      \              \-> failed              can be tried again; holds the message back
 *       \------------------> refused          never goes; does not hold the message back
 *
 * Knows what can be said of a file before it is sent: size, and whether it can be read. What it is, the platform judges.
 * Draws nothing; `changed` hears of every change.
 */
import { limits, type AttachmentRules, type ErrorCode, type KeptAttachment } from '../protocol/index.js';
import type { Attachments, Upload, UploadState } from '../session/index.js';

export type Refusal = ErrorCode | 'unreadable';
export type DraftState = { readonly kind: 'queued' } | Exclude<UploadState, { readonly kind: 'cancelled' }> | { readonly kind: 'refused'; readonly why: Refusal };

export interface DraftFile {
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly file: File;
  readonly state: DraftState;
}

/** What a contact's files say to a press on Send. */
export type Standing = 'none' | 'ready' | 'under-way' | 'to-mend';

export interface FileDraftsOptions {
  readonly attach: Attachments['attach'];
  /** The platform's now, milliseconds since the epoch. */
  readonly now: () => number;
  readonly changed: (contactId: string, file: DraftFile) => void;
}

interface Draft extends DraftFile {
  state: DraftState;
  upload?: Upload;
}

/** A platform takes four of one person's at once, and another page may have some too. */
const atOnce = 3;
/** Trying again helps with none of these. */
const final = new Set<ErrorCode>(['file-too-large', 'file-type-refused', 'file-empty', 'too-many-files', 'files-off', 'contact-closed', 'not-your-contact', 'relation-refused']);
/** Kinds by which a browser and the platform mean the same: of no such kind, a file need not be sent to be refused. */
const families = ['image/', 'video/', 'audio/'];

export class FileDrafts {
  private readonly drafts = new Map<string, readonly Draft[]>();

  constructor(private readonly options: FileDraftsOptions) {}

  of(contactId: string | undefined): readonly DraftFile[] {
    return this.list(contactId);
  }

  /** Takes as many as a message may have; `left`: how many were too many. Those refused at once are not told of by `changed`. */
  add(contactId: string, files: readonly File[], rules: AttachmentRules): { readonly added: readonly DraftFile[]; readonly left: number } {
    const before = this.list(contactId);
    const room = limits.attachmentsPerMessage - before.filter(({ state }) => state.kind !== 'refused').length;
    const added: Draft[] = files.slice(0, Math.max(0, room)).map((file) => ({ name: file.name, size: file.size, type: file.type, file, state: firstState(file, rules) }));
    this.drafts.set(contactId, [...before, ...added]);
    this.next(contactId);
    return { added, left: files.length - added.length };
  }

  retry(contactId: string, file: DraftFile): void {
    const draft = this.list(contactId).find((it) => it === file);
    if (draft?.state.kind === 'failed') draft.upload?.retry();
  }

  /** Gives a file up, wherever it is. */
  remove(contactId: string, file: DraftFile): void {
    const draft = this.list(contactId).find((it) => it === file);
    this.drafts.set(contactId, this.list(contactId).filter((it) => it !== file));
    draft?.upload?.cancel();
    this.next(contactId);
  }

  /** Of all that can go along; one that was kept for too long begins anew. */
  standing(contactId: string | undefined): Standing {
    if (contactId === undefined) return 'none';
    for (const draft of this.list(contactId)) if (draft.state.kind === 'kept' && Date.parse(draft.state.attachment.expiresAt) <= this.options.now()) draft.state = { kind: 'queued' };
    this.next(contactId);
    const kinds = this.list(contactId).map(({ state }) => state.kind).filter((kind) => kind !== 'refused');
    if (kinds.includes('failed')) return 'to-mend';
    if (kinds.some((kind) => kind !== 'kept')) return 'under-way';
    return kinds.length === 0 ? 'none' : 'ready';
  }

  /** What goes along now; nothing of it is a draft any more. */
  take(contactId: string): readonly KeptAttachment[] {
    const kept = this.list(contactId).flatMap(({ state }) => (state.kind === 'kept' ? [state.attachment] : []));
    this.drafts.delete(contactId);
    return kept;
  }

  /** Gives up all of a contact, or everything. */
  drop(contactId?: string): void {
    for (const id of contactId === undefined ? [...this.drafts.keys()] : [contactId]) {
      const gone = this.list(id);
      this.drafts.delete(id);
      for (const { upload } of gone) upload?.cancel();
    }
  }

  private list(contactId: string | undefined): readonly Draft[] {
    return (contactId === undefined ? undefined : this.drafts.get(contactId)) ?? [];
  }

  /** Begins what may begin. */
  private next(contactId: string): void {
    const busy = [...this.drafts.values()].flat().filter(({ state }) => state.kind === 'sending' || state.kind === 'waiting').length;
    const first = this.list(contactId).find(({ state }) => state.kind === 'queued');
    if (first === undefined || busy >= atOnce) return;
    void this.begin(contactId, first);
    this.next(contactId);
  }

  private async begin(contactId: string, draft: Draft): Promise<void> {
    this.turn(contactId, draft, { kind: 'sending', sent: 0 });
    // A folder, or a file that is no longer where it was.
    const readable = await draft.file.slice(0, 1).arrayBuffer().then(() => true, () => false);
    if (!this.list(contactId).includes(draft)) return;
    if (readable) draft.upload = this.options.attach(contactId, draft.file, ({ state }) => this.follow(contactId, draft, state));
    else this.turn(contactId, draft, { kind: 'refused', why: 'unreadable' });
  }

  private follow(contactId: string, draft: Draft, state: UploadState): void {
    if (state.kind === 'cancelled' || !this.list(contactId).includes(draft)) return;
    this.turn(contactId, draft, state.kind === 'failed' && final.has(state.code) ? { kind: 'refused', why: state.code } : state);
  }

  private turn(contactId: string, draft: Draft, state: DraftState): void {
    draft.state = state;
    this.options.changed(contactId, draft);
    if (state.kind !== 'sending' && state.kind !== 'waiting') for (const id of this.drafts.keys()) this.next(id);
  }
}

function firstState({ size, type }: File, { maxBytes, types }: AttachmentRules): DraftState {
  if (size === 0) return { kind: 'refused', why: 'file-empty' };
  if (size > maxBytes) return { kind: 'refused', why: 'file-too-large' };
  const family = families.find((it) => type.startsWith(it));
  if (family !== undefined && !types.some((it) => it.startsWith(family))) return { kind: 'refused', why: 'file-type-refused' };
  return { kind: 'queued' };
}
