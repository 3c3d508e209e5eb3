/**
 * Storage that never throws: what the session keeps across a reload, where the browser lets it.
 *
 * Knows that a browser may refuse storage altogether (blocked cookies, sandboxed frames), refuse a write (full, private
 * mode) or have none (Node). Does not know what is kept, nor when keeping is allowed: nothing here is called before the
 * visitor has acted.
 */

/** The part of the DOM's `Storage` that the session uses. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** One key of a storage that may be missing or hostile; a value that cannot be stored lives as long as the page. */
export interface StoredValue {
  read(): string | undefined;
  write(value: string | undefined): void;
}

/** The browser's own storage, or undefined where there is none or its mere mention throws. */
export function browserStorage(kind: 'localStorage' | 'sessionStorage'): KeyValueStorage | undefined {
  try {
    return globalThis[kind];
  } catch {
    return undefined;
  }
}

/** `storage`'s value under `key`; reads what was written last, even when the storage refused it. */
export function storedValue(storage: KeyValueStorage | undefined, key: string): StoredValue {
  let kept: string | undefined;
  return {
    read() {
      try {
        return storage?.getItem(key) ?? kept;
      } catch {
        return kept;
      }
    },
    write(value) {
      kept = value;
      try {
        if (value === undefined) storage?.removeItem(key);
        else storage?.setItem(key, value);
      } catch {
        // A refusal is the visitor's choice; the page goes on without.
      }
    },
  };
}
