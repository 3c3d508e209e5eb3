/**
 * What a timeline's messages offer to choose, what was chosen, and what can still be. Pure; draws nothing.
 */
import { openContents, readContent, type Content, type Reply, type TimelineEvent } from '../protocol/index.js';

export interface ContentView {
  readonly content: Content;
  /** It may still be answered. */
  readonly open: boolean;
  /** Ids of what was chosen. */
  readonly chosen: readonly string[];
}

const kindOf = (content: unknown): string | undefined => {
  if (typeof content !== 'object' || content === null || !('kind' in content)) return undefined;
  return typeof content.kind === 'string' ? content.kind : undefined;
};

/**
 * By message id. `pending`: the customer's messages that the timeline does not have yet, of which those that failed choose
 * nothing and stand in nobody's way; `over`: nobody is there to answer to.
 */
export function contentViews(
  events: readonly TimelineEvent[],
  pending: readonly { readonly state: 'sending' | 'failed'; readonly reply?: Reply }[] = [],
  over = false,
): ReadonlyMap<string, ContentView> {
  const under = pending.filter(({ state }) => state !== 'failed');
  const messages = events.flatMap((event) => (event.kind === 'message' ? [event] : []));
  const replies = new Map<string, readonly string[]>();
  for (const reply of [...messages.map(({ data }) => data.reply), ...under.map((it) => it.reply)]) if (reply !== undefined) replies.set(reply.to, reply.ids);
  const said = messages.map(({ actor, data }) => ({ byCustomer: actor.kind === 'customer', kind: kindOf(data.content) }));
  const open = new Set(over || under.length > 0 ? [] : openContents(said));
  const views = new Map<string, ContentView>();
  messages.forEach(({ data: { messageId, content } }, index) => {
    const read = content === undefined ? undefined : readContent(content);
    if (read !== undefined) views.set(messageId, { content: read, open: open.has(index), chosen: replies.get(messageId) ?? [] });
  });
  return views;
}
