/**
 * `deployments[].visit`: what a visitor is shown and asked around the conversation.
 *
 * Knows the schema; beside `widget` and not in it, because no page may change it and it is needed before any token. Does
 * not know how hours stand now, nor whom the form still has to ask.
 */
import * as v from 'valibot';
import { IdSchema, PreChatSchema, consentEntries, ratedThings } from '../../protocol/index.js';

export const VisitSettingsSchema = v.strictObject({
  /** Schedule by whose hours the widget says that nobody is there. The flow decides by its own business-hours block. */
  scheduleId: v.exactOptional(IdSchema),
  /** Nobody gets a token without having agreed to this. Another text is asked anew. */
  consent: v.exactOptional(v.strictObject(consentEntries)),
  preChat: v.exactOptional(PreChatSchema),
  /** What customers are asked to rate. Default: nothing. */
  rating: v.exactOptional(v.array(v.picklist(ratedThings))),
});
export type VisitSettings = v.InferOutput<typeof VisitSettingsSchema>;
