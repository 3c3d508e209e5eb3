/** What to call a customer: their name where one is known, else a word for a visitor that tells them from others. */

/** A few letters that tell one contact from another: the first four of its id, without the kind before them. */
export function contactMark(contactId: string): string {
  return contactId.replace(/^c_/u, '').replace(/[^a-z0-9]/giu, '').slice(0, 4).toUpperCase();
}

/** Full name; blank names count as none. */
export function fullName(name: string | undefined, visitor: string): string {
  const trimmed = name?.trim() ?? '';
  return trimmed === '' ? visitor : trimmed;
}

/** The first word of the name, for sentences; a visitor's word stays whole. */
export function firstName(name: string | undefined, visitor: string): string {
  const trimmed = name?.trim() ?? '';
  return trimmed === '' ? visitor : (trimmed.split(/\s+/u)[0] ?? visitor);
}
