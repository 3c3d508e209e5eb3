/** What files a contact's deployment takes. Knows the configuration alone; who may send any is attachment-desk's. */
import type { AttachmentRules } from '../../protocol/attachment.js';
import type { Config } from '../contacts/config-store.js';

/** What the deployment takes; undefined: nothing. */
export function rulesOf(config: Config, deploymentId: string): AttachmentRules | undefined {
  const rules = config.deployment(deploymentId)?.attachments;
  return rules === undefined || rules === false ? undefined : rules;
}
