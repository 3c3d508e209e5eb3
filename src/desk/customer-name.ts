/** What to call a customer: their name where one is known, else a word for a visitor. */

/** Full name; blank names count as none. */
export function fullName(name: string | undefined, visitor: string): string {
  const trimmed = name?.trim() ?? '';
  return trimmed === '' ? visitor : trimmed;
}

/** The first word of the name, for sentences. */
export function firstName(name: string | undefined, visitor: string): string {
  return fullName(name, visitor).split(/\s+/u)[0] ?? visitor;
}
