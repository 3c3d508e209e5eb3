/**
 * Text from the wire as text and links. Pure splitting first, Lit text and anchor nodes second: no HTML string exists at
 * any point, and only http, https, mailto and tel addresses become links. What would make one look like another stays text:
 * names in front of a host, characters that turn the direction around.
 */
import { html, type TemplateResult } from 'lit';

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

/** Explicit schemes, `www.` names, mail addresses and `name.tld/path`. Every repetition is bounded or disjoint: linear time. */
const candidate =
  /(?:https?:\/\/|mailto:|tel:|www\.)[^\s<>"\u200E\u200F\u202A-\u202E\u2066-\u2069]+|[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,24}\/[^\s<>"\u200E\u200F\u202A-\u202E\u2066-\u2069]+/giu;

/** Splits a message into text and links; joining the parts' `text` gives the message back. */
export function splitLinks(message: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of message.matchAll(candidate)) {
    const start = match.index;
    if (start > 0 && /[\p{L}\p{N}@/.:_-]/u.test(message.charAt(start - 1))) continue;
    const text = trimEnd(match[0]);
    const href = hrefOf(text);
    if (href === undefined) continue;
    if (start > done) parts.push({ kind: 'text', text: message.slice(done, start) });
    parts.push({ kind: 'link', text, href });
    done = start + text.length;
  }
  if (done < message.length) parts.push({ kind: 'text', text: message.slice(done) });
  return parts;
}

/** A message's content for a bubble. Line breaks are kept by the bubble's `white-space`. */
export function renderLinkedText(message: string): readonly (string | TemplateResult)[] {
  return splitLinks(message).map((part) =>
    part.kind === 'text'
      ? part.text
      : html`<a href=${part.href} target="_blank" rel="noopener noreferrer nofollow">${part.text}</a>`,
  );
}

/** A sentence's own punctuation is not part of its link; a closing bracket is only when the link opened it. */
function trimEnd(text: string): string {
  const opened = text.split('(').length;
  let closed = text.split(')').length;
  let end = text.length;
  // Brackets are counted once and counted down: a message of nothing but brackets must cost no more than any other.
  while (end > 0) {
    const last = text.charAt(end - 1);
    if ((last === ')' && opened >= closed) || !/[.,;:!?'"’”)\]}…]/u.test(last)) break;
    if (last === ')') closed -= 1;
    end -= 1;
  }
  return text.slice(0, end);
}

/** The address to open, or undefined when it is not one of the four kinds. */
function hrefOf(text: string): string | undefined {
  if (/^(?:https?:\/\/.|mailto:.|tel:[+\d])/iu.test(text)) return parsed(text);
  if (/^[^\s/@:]+@[^\s/@:]+$/u.test(text)) return parsed(`mailto:${text}`);
  return parsed(`https://${text}`);
}

function parsed(address: string): string | undefined {
  try {
    const { protocol, username } = new URL(address);
    // `https://bank.example@elsewhere.example` leads elsewhere.
    return username === '' && ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}
