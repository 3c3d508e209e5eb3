/**
 * Rules on deployments: a flow that asks for video needs a widget, a licence and a queue that let it; a form, room for its answers.
 *
 * Knows a deployment together with its flow.
 */
import { limits, longestOf, videoSettings } from '../../protocol/index.js';
import type { Deployment, SegueConfig } from '../config/index.js';
import { asksForMedium, type Flow } from '../flows/index.js';
import { finding, type Finding, type Keys } from './finding.js';
import { flowsFrom } from './handover-rules.js';

export const deploymentRules = (config: SegueConfig): readonly Finding[] =>
  config.deployments.flatMap((deployment, at) => {
    const path: Keys = ['deployments', at];
    const flows = flowsFrom(config, deployment.flowId);
    return [...basics(deployment, path), ...(flows.length > 0 ? videoOf(config, deployment, flows, path) : [])];
  });

/** Characters of the longest answers that a form takes, as the attributes that they become. */
function longestAnswers({ visit: { preChat } }: Deployment): number {
  const answered = (preChat?.fields ?? []).filter(({ key }) => key !== 'name').map((field) => {
    if (field.type === 'checkbox') return [field.key, false] as const;
    return [field.key, 'x'.repeat(field.type === 'select' ? Math.max(...field.options.map(({ value }) => value.length)) : longestOf(field))] as const;
  });
  return JSON.stringify(Object.fromEntries(answered)).length;
}

function basics(deployment: Deployment, path: Keys): readonly Finding[] {
  const { id, widget } = deployment;
  const longest = longestAnswers(deployment);
  return [
    ...(longest > limits.attributesLength
      ? [finding('form-too-long', [...path, 'visit', 'preChat', 'fields'], `The form of deployment “${id}” takes answers of ${longest} characters in all.`)]
      : []),
    ...(deployment.defaultQueueId === undefined ? [finding('missing-default-queue', path, `Deployment “${id}” has no default queue.`)] : []),
    ...(deployment.origins.length === 0 ? [finding('no-origins', [...path, 'origins'], `Deployment “${id}” allows no origin.`)] : []),
    ...(widget.deploymentId !== undefined && widget.deploymentId !== id
      ? [finding('deployment-id-differs', [...path, 'widget', 'deploymentId'], `The widget says “${widget.deploymentId}”, the deployment is “${id}”.`)]
      : []),
  ];
}

/** A contact that is handed over to another flow is still this deployment's. */
function videoOf(config: SegueConfig, deployment: Deployment, flows: readonly Flow[], path: Keys): readonly Finding[] {
  const { id, widget } = deployment;
  const asking = flows.find((flow) => flow.blocks.some((block) => asksForMedium(block) || block.type === 'video-chat'));
  const flow = asking ?? flows[0];
  const asks = asking !== undefined;
  const enabled = videoSettings(widget).enabled;
  if (!asks && !enabled) return [];
  const licensed = deployment.entitlements.includes('video');
  const who = asking ? `Flow “${asking.id}” asks for video` : 'The widget offers video';
  const key = widget.allowMediaUpgrade === true ? 'mediaTypes' : 'allowMediaUpgrade';
  return [
    ...(enabled ? [] : [finding('media-upgrade-off', [...path, 'widget', key], `${who}, but the widget of deployment “${id}” does not enable it.`, flow?.id)]),
    ...(licensed ? [] : [finding('deployment-entitlement', [...path, 'entitlements'], `${who}, but deployment “${id}” is not entitled to it.`, flow?.id)]),
    ...(asks ? [] : builtInQueue(config, deployment, path)),
  ];
}

/** Without blocks of its own the flow upgrades on the contact's queue, which is the default one for most. */
function builtInQueue(config: SegueConfig, deployment: Deployment, path: Keys): readonly Finding[] {
  const queue = config.queues.find((it) => it.id === deployment.defaultQueueId);
  if (!queue || queue.mediaTypes.includes('videoChat')) return [];
  return [finding('queue-without-video', [...path, 'defaultQueueId'], `The widget of “${deployment.id}” offers video, but its default queue “${queue.id}” does not take videoChat.`)];
}
