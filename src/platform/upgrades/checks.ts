/**
 * What can be said about an upgrade before anybody rings: manifest, deployment, licence, queue.
 *
 * Knows the order of the checks and the result of each. Pure over the configuration. Whether an agent is there is
 * routing's question (src/platform/routing).
 */
import type { UpgradeOfferSchema } from '../../protocol/contact.js';
import type { Manifest } from '../../protocol/manifest.js';
import type { Result } from '../../protocol/result.js';
import { videoSettings } from '../../protocol/widget-config.js';
import type * as v from 'valibot';
import { moment } from '../contacts/columns.js';
import type { Queue } from '../config/index.js';
import type { Config } from '../contacts/config-store.js';
import { upgradeEntry } from '../flows/index.js';

/** Where a contact is, or would be, as far as an upgrade is concerned. */
export interface Prospect {
  readonly deploymentId: string;
  readonly flowId: string;
  readonly flowVersion: number;
  readonly queueId: string | undefined;
}

export type Offer = v.InferOutput<typeof UpgradeOfferSchema>;
type NotAllowed = Extract<Offer, { allowed: false }>['reason'];

/** Where a video-chat block looks for an agent. Without a secondary queue of its own, the queue's counts. */
export interface Destination {
  readonly queueId: string;
  readonly secondaryQueueId?: string;
}

/** The queues that an upgrade of this contact would look in, where its flow leaves no doubt. */
export function queuesAhead(config: Config, { flowId, flowVersion, queueId, deploymentId }: Prospect): Destination | undefined {
  const flow = config.flow(flowId, flowVersion);
  if (!flow) return undefined;
  const blocks = upgradeEntry(flow).flow.blocks.flatMap((block) => (block.type === 'video-chat' ? [block.configuration] : []));
  const [first, ...others] = blocks;
  if (!first || others.some((it) => it.queueId !== first.queueId)) return undefined;
  const found = first.queueId === '${contact.queueId}' ? (queueId ?? config.deployment(deploymentId)?.defaultQueueId) : first.queueId;
  if (found === undefined || found.includes('${')) return undefined;
  const secondary = first.secondaryQueueId;
  if (secondary?.includes('${') === true) return undefined;
  return { queueId: found, ...(secondary === undefined ? {} : { secondaryQueueId: secondary }) };
}

const takesVideo = (config: Config, queueId: string): boolean => config.queue(queueId)?.mediaTypes.includes('videoChat') === true;

/** The queues in which an agent for the video is sought, in their order: those that are there and take video. None: the upgrade is refused. */
export function videoQueues(config: Config, { queueId, secondaryQueueId }: Destination): Queue[] {
  const secondary = secondaryQueueId ?? config.queue(queueId)?.secondaryQueueId;
  return [queueId, ...(secondary === undefined ? [] : [secondary])].flatMap((id) => (takesVideo(config, id) ? (config.queue(id) ?? []) : []));
}

function notAllowed(config: Config, prospect: Prospect): NotAllowed | undefined {
  const deployment = config.deployment(prospect.deploymentId);
  if (!deployment || !videoSettings(deployment.widget).enabled) return 'deployment';
  if (!deployment.entitlements.includes('video')) return 'entitlement';
  const ahead = queuesAhead(config, prospect);
  return ahead && videoQueues(config, ahead).length === 0 ? 'queue' : undefined;
}

/** What a client is told about its chance of an upgrade, apart from agents. */
export function offerOf(config: Config, prospect: Prospect): Offer {
  const reason = notAllowed(config, prospect);
  return reason === undefined ? { allowed: true } : { allowed: false, reason };
}

/** Why an upgrade cannot be, or undefined. A client that said nothing of itself yet is asked, and checked when it answers. */
export function refusalOf(config: Config, prospect: Prospect, manifest: Manifest | undefined, now: number): Result | undefined {
  const by = { by: 'platform', at: moment(now) } as const;
  const video = manifest?.media.video;
  if (video?.supported === false) return { status: 'unsupported', reason: video.reason, ...by };
  const reason = notAllowed(config, prospect);
  return reason === undefined ? undefined : { status: 'not-allowed', reason, ...by };
}
