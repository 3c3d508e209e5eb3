/**
 * What an agent has chosen and written of each wrap-up, and what of it the platform has: kept as it is typed.
 *
 *   clean --typed--> waiting --a pause--> saving --the platform has it--> saved
 *                       ^                   | typed meanwhile, or refused
 *                       +-------------------+
 *
 * Begins with what the platform kept for a page before this one. Draws nothing.
 */
import { readWrapDraft, type CancelTimer, type Clock } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';

export interface WrapNotes {
  readonly codes: readonly string[];
  readonly note: string;
}

/** What is known of the platform's copy. `at`: milliseconds since the epoch. */
export type Saving = { readonly kind: 'clean' } | { readonly kind: 'waiting' } | { readonly kind: 'saving' } | { readonly kind: 'saved'; readonly at: number };

export interface WrapDraftsOptions {
  readonly clock: () => Clock;
  /** Resolves once the platform has it. */
  readonly save: (contactId: string, notes: WrapNotes) => Promise<void>;
  readonly changed: () => void;
}

interface Draft {
  notes: WrapNotes;
  saving: Saving;
  cancel: CancelTimer;
}

/** A pause in typing that is worth a save. Milliseconds. */
const pauseMs = 1_000;
const idle: CancelTimer = () => undefined;

export class WrapDrafts {
  readonly #options: WrapDraftsOptions;
  readonly #drafts = new Map<string, Draft>();

  constructor(options: WrapDraftsOptions) {
    this.#options = options;
  }

  of(model: ContactModel): { readonly notes: WrapNotes; readonly saving: Saving } {
    const known = this.#drafts.get(model.contactId);
    if (known !== undefined) return known;
    const kept = readWrapDraft(model.snapshot.draft);
    return { notes: { codes: kept?.codes ?? [], note: kept?.note ?? '' }, saving: kept === undefined ? { kind: 'clean' } : { kind: 'saved', at: Date.parse(kept.savedAt) } };
  }

  change(contactId: string, notes: WrapNotes): void {
    this.#drafts.get(contactId)?.cancel();
    const cancel = this.#options.clock().after(pauseMs, () => void this.#save(contactId));
    this.#drafts.set(contactId, { notes, saving: { kind: 'waiting' }, cancel });
    this.#options.changed();
  }

  /** What waits for a pause is saved at once: the agent goes elsewhere. */
  flush(contactId: string): void {
    if (this.#drafts.get(contactId)?.saving.kind === 'waiting') void this.#save(contactId);
  }

  /** It is done, or nobody's here any more. */
  drop(contactId: string): void {
    this.#drafts.get(contactId)?.cancel();
    this.#drafts.delete(contactId);
  }
  clear(): void {
    for (const contactId of [...this.#drafts.keys()]) this.drop(contactId);
  }

  async #save(contactId: string): Promise<void> {
    const draft = this.#drafts.get(contactId);
    if (draft === undefined) return;
    draft.cancel();
    draft.cancel = idle;
    draft.saving = { kind: 'saving' };
    this.#options.changed();
    const saving = await this.#options.save(contactId, draft.notes).then(
      (): Saving => ({ kind: 'saved', at: this.#options.clock().now() }),
      // The contact went elsewhere, or its time ran out first: the agent keeps what they see.
      (): Saving => ({ kind: 'waiting' }),
    );
    // What was typed meanwhile has a draft, and a pause, of its own.
    if (this.#drafts.get(contactId) !== draft) return;
    draft.saving = saving;
    this.#options.changed();
  }
}
