/**
 * The traps that lose customers, each with the smallest configuration that has it and the same one without it.
 */
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src/platform/config/index.js';
import { lint, rules, type RuleId } from '../../../../src/platform/lint/index.js';

interface Trap {
  readonly trap: string;
  readonly rule: RuleId;
  readonly severity: 'error' | 'warning';
  readonly at: string;
  readonly with: object;
  readonly without: object;
}

const widget = { allowMediaUpgrade: true, mediaTypes: ['chat', 'video'] };
const ask = { id: 'ask', type: 'send-message', configuration: { mediaType: 'video', message: 'Video?', timeoutSeconds: 60 } };
const video = { id: 'video', type: 'video-chat', configuration: { queueId: 'q', contactId: '${contact.id}' } };
const flow = (...blocks: object[]) => ({ flows: [{ id: 'f', startBlock: 'ask', blocks }] });
const asks = flow(ask, video);
const deployment = (more: object) => ({ ...asks, deployments: [{ id: 'd', origins: ['self'], flowId: 'f', defaultQueueId: 'q', entitlements: ['video'], widget, ...more }] });
const agent = (id: string, more: object = {}) => ({ id, name: id, login: id, ...more });
const able = { skills: [{ id: 'video' }], entitlements: ['video'] };
const needs = { videoChat: { skills: [{ skill: { id: 'video' } }] }, webChat: { skills: [{ skill: { id: 'chat' } }] } };
const queue = (...agents: { id: string }[]) => ({ agents, queues: [{ id: 'q', mediaTypes: ['videoChat'], skillRequirements: { videoChat: needs.videoChat }, members: agents.map(({ id }) => id) }] });
const chatQueue = (...agents: { id: string }[]) => ({ agents, queues: [{ id: 'q', mediaTypes: ['webChat'], skillRequirements: { webChat: needs.webChat }, members: agents.map(({ id }) => id) }] });
const layout = (...widgets: object[]) => ({ agents: [agent('a', { ...able, layoutId: 'l' })], layouts: [{ id: 'l', widgets }] });
const ice = (more: object) => ({ queues: [{ id: 'q', mediaTypes: ['videoChat'] }], ice: more });
const turn = (...urls: string[]) => ice({ turn: [{ urls, secret: 's' }] });

const traps: readonly Trap[] = [
  { trap: 'allowMediaUpgrade missing', rule: 'media-upgrade-off', severity: 'error', at: 'deployments[0].widget.allowMediaUpgrade', with: deployment({ widget: { mediaTypes: ['chat', 'video'] } }), without: deployment({}) },
  { trap: 'video not in mediaTypes', rule: 'media-upgrade-off', severity: 'error', at: 'deployments[0].widget.mediaTypes', with: deployment({ widget: { allowMediaUpgrade: true, mediaTypes: ['chat'] } }), without: deployment({}) },
  ...['route-to-queue', 'transfer'].map((type): Trap => ({
    trap: `${type} after the request instead of video-chat`, rule: 'route-after-upgrade', severity: 'error', at: 'flows[0].blocks[1]',
    with: flow(ask, { id: 'away', type, configuration: { queueId: 'q' } }), without: flow(ask, video),
  })),
  ...[undefined, '', 'default', '${customer.id}', 'c_2'].map((contactId): Trap => ({
    trap: `video-chat with the contact id ${String(contactId)}`, rule: 'video-chat-contact', severity: 'error', at: 'flows[0].blocks[1].configuration.contactId',
    with: flow(ask, { ...video, configuration: { queueId: 'q', ...(contactId === undefined ? {} : { contactId }) } }), without: asks,
  })),
  { trap: 'a queue without videoChat', rule: 'queue-without-video', severity: 'error', at: 'flows[0].blocks[1].configuration.queueId', with: { ...asks, queues: [{ id: 'q', mediaTypes: ['webChat'] }] }, without: { ...asks, queues: [{ id: 'q', mediaTypes: ['videoChat'] }] } },
  { trap: 'agents with chat but no video skill', rule: 'nobody-qualified', severity: 'error', at: 'queues[0].mediaTypes[0]', with: queue(agent('a', { ...able, skills: [{ id: 'chat' }] }), agent('b', { ...able, skills: [{ id: 'chat' }] })), without: queue(agent('a', able), agent('b', able)) },
  { trap: 'agents with video but no chat skill', rule: 'nobody-qualified', severity: 'error', at: 'queues[0].mediaTypes[0]', with: chatQueue(agent('a', able), agent('b', able)), without: chatQueue(agent('a', { skills: [{ id: 'chat' }] }), agent('b', { skills: [{ id: 'chat' }] })) },
  { trap: 'agents without the entitlement', rule: 'nobody-qualified', severity: 'error', at: 'queues[0].mediaTypes[0]', with: queue(agent('a', { skills: able.skills }), agent('b', { skills: able.skills })), without: queue(agent('a', able), agent('b', able)) },
  { trap: 'few who qualify', rule: 'few-qualified', severity: 'warning', at: 'queues[0].mediaTypes[0]', with: queue(agent('a', able), agent('b')), without: queue(agent('a', able), agent('b', able)) },
  { trap: 'a deployment without the licence', rule: 'deployment-entitlement', severity: 'error', at: 'deployments[0].entitlements', with: deployment({ entitlements: [] }), without: deployment({}) },
  { trap: 'no video widget in the layout of a video-capable agent', rule: 'video-widget-missing', severity: 'warning', at: 'layouts[0].widgets', with: layout({ type: 'timeline' }), without: layout({ type: 'video', autoOpen: true }) },
  { trap: 'autoOpen: false', rule: 'video-widget-closed', severity: 'warning', at: 'layouts[0].widgets[0].autoOpen', with: layout({ type: 'video', autoOpen: false }), without: layout({ type: 'video', autoOpen: true }) },
  { trap: 'waitForResult without a timeout', rule: 'wait-without-timeout', severity: 'warning', at: 'flows[0].blocks[0].configuration', with: flow({ ...ask, configuration: { mediaType: 'video', message: 'Video?', waitForResult: true } }, video), without: asks },
  { trap: 'no TURN', rule: 'no-turn', severity: 'warning', at: 'ice.turn', with: ice({}), without: turn('turns:a:443?transport=tcp') },
  { trap: 'TURN over UDP only', rule: 'turn-udp-only', severity: 'warning', at: 'ice.turn', with: turn('turn:a', 'turn:a?transport=udp'), without: turn('turn:a', 'turn:a?transport=tcp') },
  { trap: 'a way to nowhere', rule: 'dangling-target', severity: 'error', at: 'flows[0].blocks[1].next', with: flow(ask, { ...video, next: 'gone' }), without: flow(ask, { ...video, next: null }) },
  { trap: 'a contact that could end without an owner', rule: 'missing-default-queue', severity: 'error', at: 'deployments[0]', with: { deployments: [{ id: 'd', origins: ['self'], flowId: 'f' }] }, without: { deployments: [{ id: 'd', origins: ['self'], flowId: 'f', defaultQueueId: 'q' }] } },
];

const found = (config: object, rule: RuleId) => lint(parseConfig(JSON.stringify(config))).filter((it) => it.rule === rule);

describe('a trap is told where it is, and not where it is not', () => {
  test.each(traps)('$trap', ({ rule, severity, at, with: trapped, without }) => {
    expect(found(trapped, rule)).toEqual([expect.objectContaining({ severity, path: at, why: rules[rule].why, mend: rules[rule].mend })]);
    expect(found(without, rule)).toEqual([]);
  });

  test('the request and what it needs, side by side, has none of them', () => {
    const whole = { ...deployment({}), ...queue(agent('a', able), agent('b', able)), skills: [{ id: 'video', name: 'Video' }], ice: turn('turns:a:443').ice };
    expect(lint(parseConfig(JSON.stringify(whole)))).toEqual([]);
  });
});
