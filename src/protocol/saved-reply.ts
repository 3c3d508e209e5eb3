/**
 * Saved replies: texts that agents put into a conversation, as `GET /api/v2/saved-replies` tells them.
 *
 * Knows the shape. `${customer.name}`, `${customer.firstName}`, `${agent.name}`, `${queue.name}` and `${customer.attributes.KEY}` in a
 * text are filled in by the desk; what stands after a bar, as in `${customer.firstName|there}`, where nothing is known. Nothing of it is
 * sent by itself.
 */
import * as v from 'valibot';
import { TextSchema } from './client-frame.js';
import { IdSchema, NameSchema } from './id.js';

/** Most saved replies of a platform. */
const most = 1_000;

export const SavedReplySchema = v.strictObject({
  id: IdSchema,
  /** What agents find it by. */
  title: NameSchema,
  text: TextSchema,
  /** Queues whose contacts it is for. Default: all. */
  queueIds: v.exactOptional(v.array(IdSchema)),
});
export type SavedReply = v.InferOutput<typeof SavedReplySchema>;

export const SavedRepliesSchema = v.strictObject({ replies: v.pipe(v.array(SavedReplySchema), v.maxLength(most)) });
