/**
 * Attachments: files that belong to a message, as the wire names them.
 *
 * Knows the shapes: what a message says of its files, what a deployment takes, and what the platform answers to an upload and
 * to somebody who wants to see one. Does not know bytes, nor where they are.
 */
import * as v from 'valibot';
import { IdSchema, MomentSchema } from './id.js';

/** A file of a message. Its name is text like any other: cleaned by the platform, shown as text. */
export const AttachmentSchema = v.object({
  attachmentId: IdSchema,
  name: v.string(),
  /** Media type, as its content says. */
  type: v.string(),
  /** Bytes. */
  size: v.number(),
  /** Of a picture, where its file tells them. */
  width: v.exactOptional(v.number()),
  height: v.exactOptional(v.number()),
  /** Of the content, in hexadecimal. */
  sha256: v.exactOptional(v.string()),
});
export type Attachment = v.InferOutput<typeof AttachmentSchema>;

/** What files a contact's deployment takes. */
export const AttachmentRulesSchema = v.object({ maxBytes: v.number(), types: v.array(v.string()) });
export type AttachmentRules = v.InferOutput<typeof AttachmentRulesSchema>;

/** The answer to an upload; unsent by `expiresAt`, the file is removed. */
export const KeptAttachmentSchema = /* @__PURE__ */ (() => v.object({ ...AttachmentSchema.entries, expiresAt: MomentSchema }))();
export type KeptAttachment = v.InferOutput<typeof KeptAttachmentSchema>;

/** Where one file can be had for a while, by whoever has the address: paths of the platform. */
export const AttachmentLinkSchema = v.object({
  /** Downloads. */
  url: v.string(),
  /** Shows, for pictures that every browser can show safely. */
  pictureUrl: v.exactOptional(v.string()),
  expiresAt: MomentSchema,
});
export type AttachmentLink = v.InferOutput<typeof AttachmentLinkSchema>;
