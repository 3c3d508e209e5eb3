/**
 * What an agent has begun and not sent, over a reload of the tab: drafts by contact and reader, and which contact was
 * chosen. In this tab's storage, bounded, for one agent at one platform; whoever signs out leaves nothing.
 *
 *   signed in --something drawn, a pause--> kept --the page goes--> kept --signed in again--> given back, once
 *
 * Knows keys of drafts and no contacts: whoever gives a draft back to its field sees to it that it is the same contact.
 */
import * as v from 'valibot';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CancelTimer, Clock } from '../protocol/index.js';
import { storedValue, type KeyValueStorage, type StoredValue } from '../session/index.js';

const AudienceSchema = v.picklist(['customer', 'agents']);
const UnsentSchema = v.object({
  /** By contact and reader. */
  drafts: v.record(v.string(), v.string()),
  /** Who reads, by contact and what the agent is to it, where it was chosen. */
  readers: v.record(v.string(), AudienceSchema),
});
const KeptSchema = v.object({ platform: v.string(), agentId: v.string(), selected: v.optional(v.string()), ...UnsentSchema.entries });

export type Unsent = Readonly<v.InferOutput<typeof UnsentSchema>>;
export type BegunWork = Unsent & { readonly selected?: string | undefined };

const key = 'segue.desk.begun';
/** More is the work of no one day; the latest stay. UTF-16 code units. */
const mostDrafts = 40;
const mostText = 100_000;
/** A pause in typing that is worth a write. Milliseconds. */
const pauseMs = 500;
const idle: CancelTimer = () => undefined;

export interface KeptWorkOptions {
  readonly clock: () => Clock;
  /** What there is now. */
  readonly now: () => BegunWork;
}

export class KeptWork implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: KeptWorkOptions;
  #of: { readonly stored: StoredValue; readonly platform: string; readonly agentId: string } | undefined;
  #cancel: CancelTimer = idle;
  #written: string | undefined;

  constructor(host: ReactiveControllerHost, options: KeptWorkOptions) {
    this.#host = host;
    this.#options = options;
    this.#host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('pagehide', this.#keep);
  }
  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.#keep);
    this.#keep();
    this.end();
  }
  hostUpdated(): void {
    if (this.#of === undefined || this.#cancel !== idle) return;
    this.#cancel = this.#options.clock().after(pauseMs, this.#keep);
  }

  /** An agent has signed in: what this tab keeps of them. */
  begin(storage: KeyValueStorage | undefined, platform: string, agentId: string): BegunWork | undefined {
    const stored = storedValue(storage, key);
    this.#of = { stored, platform, agentId };
    this.#written = stored.read();
    return read(this.#written, platform, agentId);
  }
  /** Nothing more is kept; what is, stays for the same agent. */
  end(): void {
    this.#cancel();
    this.#cancel = idle;
    this.#of = undefined;
  }

  readonly #keep = (): void => {
    this.#cancel();
    this.#cancel = idle;
    if (this.#of === undefined) return;
    const { stored, platform, agentId } = this.#of;
    const { selected, drafts, readers } = this.#options.now();
    const latest = bounded(drafts);
    const text = JSON.stringify({ platform, agentId, ...(selected === undefined ? {} : { selected }), drafts: latest, readers: readersOf(latest, readers) });
    if (text !== this.#written) stored.write(text);
    this.#written = text;
  };
}

/** The agent has signed out. */
export const forgetWork = (storage: KeyValueStorage | undefined): void => storedValue(storage, key).write(undefined);

function read(text: string | undefined, platform: string, agentId: string): BegunWork | undefined {
  if (text === undefined) return undefined;
  try {
    const kept = v.safeParse(KeptSchema, JSON.parse(text));
    return kept.success && kept.output.platform === platform && kept.output.agentId === agentId ? kept.output : undefined;
  } catch {
    return undefined;
  }
}

/** The latest of them, as many as fit. */
function bounded(drafts: Unsent['drafts']): Unsent['drafts'] {
  let left = mostText;
  const kept = Object.entries(drafts)
    .reverse()
    .slice(0, mostDrafts)
    .filter(([, text]) => {
      left -= text.length;
      return left >= 0;
    });
  return Object.fromEntries(kept.reverse());
}

const contactOf = (key: string): string | undefined => key.split(' ')[0];
/** Of what is kept alone. */
function readersOf(drafts: Unsent['drafts'], readers: Unsent['readers']): Unsent['readers'] {
  const contacts = new Set(Object.keys(drafts).map(contactOf));
  return Object.fromEntries(Object.entries(readers).filter(([key]) => contacts.has(contactOf(key))));
}
