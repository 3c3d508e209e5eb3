/**
 * What files a deployment takes.
 *
 * Knows the schema. Only types of the platform's own table can be allowed (attachments/file-kind.ts): none that a browser or a
 * system runs.
 */
import * as v from 'valibot';
import { limits } from '../../protocol/index.js';
import { fileTypes, usualTypes } from '../attachments/file-kind.js';

const mostBytes = limits.attachmentBytesPerContact;

/** `false`: no files. */
export const AttachmentSettingsSchema = v.union([
  v.literal(false),
  v.strictObject({
    /** Largest file. Default 10 MB. */
    maxBytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostBytes)), limits.attachmentBytes),
    /** Default: pictures, PDF, text, office documents, sound and film. */
    types: v.optional(v.pipe(v.array(v.picklist(fileTypes)), v.minLength(1)), [...usualTypes]),
  }),
]);
