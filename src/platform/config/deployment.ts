/**
 * A deployment: one widget on one or more sites, with its flow and its licence.
 *
 * Knows the schema. `widget` is the page's own JSON, unchanged; a page may later narrow it, never widen it.
 */
import * as v from 'valibot';
import { IdSchema, NameSchema, WidgetConfigSchema } from '../../protocol/index.js';
import { EntitlementSchema } from './agent.js';
import { AttachmentSettingsSchema } from './attachments.js';
import { IdentitySettingsSchema } from './customer-identity.js';
import { VisitSettingsSchema } from './visit-settings.js';

/**
 * An origin as browsers send it, or `self`: the platform's own. `null` is what sandboxed frames and local files send,
 * anybody's: it lets in every page that frames itself so.
 */
const OriginSchema = v.pipe(v.string(), v.regex(/^(self|null|https?:\/\/[^\s/?#]+)$/), v.maxLength(256));

export const defaultIdleMinutes = 30;

export const DeploymentSchema = v.strictObject({
  id: IdSchema,
  name: v.exactOptional(NameSchema),
  /** Pages that may use this deployment; exact origins. */
  origins: v.array(OriginSchema),
  flowId: IdSchema,
  /** Where a contact goes whose flow ended without an owner. Absent: lint reports an error. */
  defaultQueueId: v.exactOptional(IdSchema),
  /** Default none: chat works, video does not. */
  entitlements: v.optional(v.array(EntitlementSchema), []),
  /** Minutes without a message or a call after which a contact ends. Default 30. */
  idleMinutes: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(10_080)), defaultIdleMinutes),
  /** Signed-in customers of the site, known by a JWT of its backend. */
  identity: v.exactOptional(IdentitySettingsSchema),
  /** Files in the chat. Default: the usual kinds, up to 10 MB each. */
  attachments: v.optional(AttachmentSettingsSchema, {}),
  /** Where pictures on cards may come from, exact https origins. Default: the deployment’s own. */
  pictureOrigins: v.exactOptional(v.array(v.pipe(v.string(), v.regex(/^https:\/\/[^\s/?#@]+$/), v.maxLength(256)))),
  /** Consent, the form before the chat, hours, ratings. */
  visit: v.optional(VisitSettingsSchema, {}),
  widget: v.optional(WidgetConfigSchema, {}),
});
export type Deployment = v.InferOutput<typeof DeploymentSchema>;

/** The origins from which the deployment shows pictures. */
const pictureOrigins = ({ origins, pictureOrigins: own }: Deployment): readonly string[] => own ?? origins.filter((it) => it.startsWith('https:'));

/** Whether the deployment shows a picture from there. What looks like an address and is none is nowhere. */
export const showsPicture = (deployment: Deployment, address: string): boolean => URL.canParse(address) && pictureOrigins(deployment).includes(new URL(address).origin);
