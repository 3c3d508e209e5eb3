/**
 * Which panes show only their head: as the agent left them, else as the layout has them. Knows keys of panes and where
 * the choice is kept; what is kept and does not fit is treated as none.
 */
import * as v from 'valibot';
import type { StoredValue } from '../session/index.js';
import type { LayoutPane } from './desk-layout.js';

const KeptSchema = v.record(v.string(), v.boolean());
type Kept = v.InferOutput<typeof KeptSchema>;

export class FoldedPanes {
  readonly #stored: StoredValue;
  #kept: Kept | undefined;

  constructor(stored: StoredValue) {
    this.#stored = stored;
  }

  has({ key, collapsed }: Pick<LayoutPane, 'key' | 'collapsed'>): boolean {
    return this.#choices[key] ?? collapsed;
  }

  set(key: string, folded: boolean): void {
    this.#kept = { ...this.#choices, [key]: folded };
    this.#stored.write(JSON.stringify(this.#kept));
  }

  get #choices(): Kept {
    return (this.#kept ??= read(this.#stored));
  }
}

function read(stored: StoredValue): Kept {
  try {
    const kept = v.safeParse(KeptSchema, JSON.parse(stored.read() ?? '{}'));
    return kept.success ? kept.output : {};
  } catch {
    return {};
  }
}
