/**
 * Saved replies: read them, and write the whole list.
 *
 * Knows the address. Whom a reply is for, and what is put in the place of its variables, is the desk's matter.
 */
import { SavedRepliesSchema } from '../../../protocol/saved-reply.js';
import type { Domain } from '../domain.js';
import { readBody, type Endpoint } from '../endpoint.js';

const common = { url: '/api/v2/saved-replies', answer: SavedRepliesSchema } as const;

export const savedReplies = ({ savedReplies: store }: Pick<Domain, 'savedReplies'>): readonly Endpoint[] => [
  {
    ...common,
    method: 'GET',
    summary: 'All saved replies.',
    access: 'reply:view',
    run: async () => ({ replies: await store.list() }),
  },
  {
    ...common,
    method: 'PUT',
    summary: 'The saved replies, all of them: those left out are gone.',
    access: 'reply:edit',
    body: SavedRepliesSchema,
    errors: ['bad-config'],
    async run(call) {
      await store.put(readBody(SavedRepliesSchema, call.body, 'bad-config').replies);
      return { replies: await store.list() };
    },
  },
];
