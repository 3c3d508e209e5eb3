/** What was made last, for as long as what it was made of is the very same. */
export class Remembered<T> {
  #made: { readonly from: readonly unknown[]; readonly value: T } | undefined;

  of(from: readonly unknown[], make: () => T): T {
    const made = this.#made;
    if (made !== undefined && made.from.length === from.length && made.from.every((it, index) => it === from[index])) return made.value;
    const value = make();
    this.#made = { from, value };
    return value;
  }
}
