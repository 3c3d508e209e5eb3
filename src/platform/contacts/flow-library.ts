/**
 * Flows as they are worked on: one draft of each, and every version that was published.
 *
 * Knows the rows. The newest published version is what new contacts run; runs under way stay with theirs. A draft is any
 * JSON object: it may be wrong, and is judged when it is to be published (src/platform/lint), not here.
 */
import type { Flow, Json } from '../flows/index.js';
import type { Row, Tx } from '../store/sql.js';
import { int, json, maybeInt, maybeText, text } from './columns.js';
import type { Config } from './config-store.js';
import type { Transact, Unit } from './unit.js';

/** A flow that is being worked on. */
export interface FlowDraft {
  readonly id: string;
  readonly body: Json;
  /** Epoch milliseconds. */
  readonly savedAt: number;
  /** An agent's or an API client's id. */
  readonly savedBy?: string;
}

/** When a version was published, and by whom; what the configuration's file brought has neither. */
export interface FlowVersion {
  readonly version: number;
  readonly publishedAt?: number;
  readonly publishedBy?: string;
}

/** A flow to publish. `draft`: the moment at which the draft that it came from was saved; that draft is gone with it. */
export interface Publishing {
  readonly flow: Flow;
  readonly draft?: number;
}

export interface FlowLibrary {
  /** What new contacts run. */
  get(id: string): Promise<Flow | undefined>;
  /** The published version of each flow. */
  list(): Promise<readonly Flow[]>;
  version(id: string, version: number): Promise<Flow | undefined>;
  /** The newest first. */
  versions(id: string): Promise<readonly FlowVersion[]>;
  /** Publishes the next version; runs under way stay with theirs. */
  put(flow: Flow, who?: string): Promise<Flow>;
  /** Publishes several at once, all or none. */
  publish(list: readonly Publishing[], who?: string): Promise<readonly Flow[]>;
  draft(id: string): Promise<FlowDraft | undefined>;
  drafts(): Promise<readonly FlowDraft[]>;
  saveDraft(id: string, body: Json, who?: string): Promise<FlowDraft>;
}

function toDraft(row: Row): FlowDraft {
  const savedBy = maybeText(row, 'saved_by');
  // Written by `saveDraft` from JSON.
  return { id: text(row, 'id'), body: json(row, 'body') as Json, savedAt: int(row, 'saved_at'), ...(savedBy === undefined ? {} : { savedBy }) };
}

function toVersion(row: Row): FlowVersion {
  const [publishedAt, publishedBy] = [maybeInt(row, 'published_at'), maybeText(row, 'published_by')];
  return { version: int(row, 'version'), ...(publishedAt === undefined ? {} : { publishedAt }), ...(publishedBy === undefined ? {} : { publishedBy }) };
}

async function draftOf(tx: Tx, id: string): Promise<FlowDraft | undefined> {
  const row = await tx.get('SELECT id, body, saved_at, saved_by FROM flow_drafts WHERE id = ?', [id]);
  return row && toDraft(row);
}

/** `write`: a transaction after which the configuration is read anew. */
export function flowLibrary(config: Config, transact: Transact, write: <T>(work: (unit: Unit) => Promise<T>) => Promise<T>): FlowLibrary {
  const publish = (list: readonly Publishing[], who?: string): Promise<readonly Flow[]> =>
    write(async ({ tx, now }) => {
      const published: Flow[] = [];
      for (const { flow, draft } of list) {
        published.push(await config.putFlow(tx, flow, { at: now, ...(who === undefined ? {} : { who }) }));
        if (draft !== undefined) await tx.run('DELETE FROM flow_drafts WHERE id = ? AND saved_at = ?', [flow.id, draft]);
      }
      return published;
    });
  return {
    publish,
    get: (id) => Promise.resolve(config.flow(id)),
    list: () => Promise.resolve(config.flows()),
    version: (id, version) => Promise.resolve(config.flow(id, version)),
    versions: (id) =>
      transact(async ({ tx }) => (await tx.all('SELECT version, published_at, published_by FROM flows WHERE id = ? ORDER BY version DESC', [id])).map(toVersion)),
    async put(flow, who) {
      const [stored] = await publish([{ flow }], who);
      if (!stored) throw new Error('A flow was not published.');
      return stored;
    },
    draft: (id) => transact(({ tx }) => draftOf(tx, id)),
    drafts: () => transact(async ({ tx }) => (await tx.all('SELECT id, body, saved_at, saved_by FROM flow_drafts ORDER BY id')).map(toDraft)),
    saveDraft: (id, body, who) =>
      transact(async ({ tx, now }) => {
        await tx.run(
          `INSERT INTO flow_drafts (id, body, saved_at, saved_by) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET body = excluded.body, saved_at = max(excluded.saved_at, flow_drafts.saved_at + 1), saved_by = excluded.saved_by`,
          [id, JSON.stringify(body), now, who ?? null],
        );
        const draft = await draftOf(tx, id);
        if (!draft) throw new Error('A draft was not kept.');
        return draft;
      }),
  };
}
