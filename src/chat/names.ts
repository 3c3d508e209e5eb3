/** What people are called in the chat: the contact's agent, the shop, and first names for sentences. Pure. */
import type { ContactSnapshot } from '../protocol/index.js';

export interface Person {
  /** Full name. */
  readonly name: string;
  readonly title?: string | undefined;
  /** A person rather than the shop's assistant. */
  readonly isAgent: boolean;
}

/** Who the header names: the owner, else the shop. */
export function talkingTo(snapshot: ContactSnapshot | undefined, shop: string): Person {
  const owner = snapshot?.owner;
  return owner === undefined ? { name: shop, isAgent: false } : { name: owner.name, title: owner.title, isAgent: true };
}

/** First word of a name; the whole name where there is only one. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? name;
}
