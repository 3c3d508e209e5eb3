/** Formats of `Intl`, each made once: making one costs more than using it a hundred times. */

/** `make`, whose answers are kept, one for each of its few questions. */
export function kept<T, R extends readonly (string | undefined)[]>(make: (...of: R) => T): (...of: R) => T {
  const made = new Map<string, T>();
  return (...of) => {
    const key = of.join();
    const known = made.get(key) ?? make(...of);
    made.set(key, known);
    return known;
  };
}
