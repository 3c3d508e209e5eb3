/** What a browser keeps, as a map. */
import type { KeyValueStorage } from '../../../src/session/index.js';

export function storageInMemory(held: Readonly<Record<string, string>> = {}): KeyValueStorage {
  const kept = new Map(Object.entries(held));
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value), removeItem: (name) => void kept.delete(name) };
}
