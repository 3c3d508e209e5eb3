/**
 * Which content of a timeline can still be answered.
 *
 * Knows the one rule that platform and clients share: content is open until the customer says anything after it, or something
 * else to choose comes after it; cards that follow each other stay open together. Pure; does not know what was chosen.
 */

/** What the rule needs of a message. */
export interface Said {
  readonly byCustomer: boolean;
  /** Kind of its content, where it has any. */
  readonly kind?: string | undefined;
}

/** Of messages in order, the indices of those whose content is open. */
export function openContents(messages: readonly Said[]): readonly number[] {
  const open: number[] = [];
  let onlyCards = true;
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const said = messages[index];
    if (said === undefined || said.byCustomer) break;
    if (said.kind === undefined) continue;
    if (open.length > 0 && !(onlyCards && said.kind === 'card')) break;
    onlyCards &&= said.kind === 'card';
    open.unshift(index);
  }
  return open;
}
