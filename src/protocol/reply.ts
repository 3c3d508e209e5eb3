/** What of a message's content another message chose. Apart from content.ts, whose schemas a page that shows none does not need. */
import * as v from 'valibot';
import { IdSchema } from './id.js';
import { limits } from './limits.js';

/** Which of a message's choices another message chose. */
export const ReplySchema = v.object({ to: IdSchema, ids: v.pipe(v.array(IdSchema), v.minLength(1), v.maxLength(limits.choices)) });
export type Reply = v.InferOutput<typeof ReplySchema>;
