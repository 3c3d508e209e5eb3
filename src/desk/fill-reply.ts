/**
 * A saved reply with its variables filled in. Pure. What is not known becomes the words after the bar of its variable; without
 * such words it stays as it is written, and is told as a gap for a person to fill.
 */
import type { CustomerCard } from '../protocol/index.js';

export interface ReplyFacts {
  readonly customer: Pick<CustomerCard, 'name' | 'attributes'>;
  readonly agent: string;
  readonly queue: string | undefined;
}

export interface FilledReply {
  readonly text: string;
  /** Where the first gap begins and ends in the text. */
  readonly gap: readonly [from: number, to: number] | undefined;
}

const variable = /\$\{([\w.-]+)(?:\|([^}]*))?\}/gu;
const attributes = 'customer.attributes.';

export function fillReply(text: string, facts: ReplyFacts): FilledReply {
  let filled = '';
  let gap: FilledReply['gap'];
  let from = 0;
  for (const match of text.matchAll(variable)) {
    const [whole, path = '', otherwise] = match;
    filled += text.slice(from, match.index);
    const value = valueOf(path, facts) ?? otherwise;
    if (value === undefined) gap ??= [filled.length, filled.length + whole.length];
    filled += value ?? whole;
    from = match.index + whole.length;
  }
  return { text: filled + text.slice(from), gap };
}

function valueOf(path: string, { customer, agent, queue }: ReplyFacts): string | undefined {
  const name = customer.name?.trim();
  const known = name === undefined || name === '' ? undefined : name;
  switch (path) {
    case 'customer.name':
      return known;
    case 'customer.firstName':
      return known?.split(/\s+/u)[0];
    case 'agent.name':
      return agent;
    case 'queue.name':
      return queue;
  }
  if (!path.startsWith(attributes)) return undefined;
  const key = path.slice(attributes.length);
  const all = customer.attributes ?? {};
  return Object.prototype.hasOwnProperty.call(all, key) ? String(all[key]) : undefined;
}
