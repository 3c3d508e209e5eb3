import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfig, type SegueConfig } from '../../../../src/platform/config/index.js';
import { maxBlocks, parseFlow } from '../../../../src/platform/flows/index.js';
import { hasErrors, lint, lintFlow, rules, type RuleId } from '../../../../src/platform/lint/index.js';
import { askJson, flowJson, triggerJson, videoJson, wholeConfigJson } from '../config/fixtures/given.js';

type Draft = ReturnType<typeof wholeConfigJson>;
const configOf = (spoil: (draft: Draft) => void): SegueConfig => {
  const draft = wholeConfigJson();
  spoil(draft);
  return parseConfig(JSON.stringify(draft));
};
const withBlocks = (...blocks: unknown[]) => (it: Draft): void => {
  it.flows = [flowJson(...blocks)];
};
const timed = { ...(askJson as object), configuration: { ...(askJson as { configuration: object }).configuration, timeoutSeconds: 60 } };
const route = { id: 'route', type: 'route-to-queue', configuration: { queueId: 'support' } };
const say = (id: string, more: object = {}) => ({ id, type: 'send-message', configuration: { message: id }, ...more });
const video = (configuration: object) => ({ id: 'video', type: 'video-chat', configuration: { queueId: 'support', ...configuration } });
const question = { id: 'q', type: 'send-message', configuration: { message: '?', waitForResult: true, timeoutSeconds: 9 } };
const bye = { id: 'bye', type: 'disconnect' };
const decision = (on: object) => ({ id: 'd', type: 'decision', configuration: { condition: { exists: '${customer.name}' } }, on });
const offer = (id: string, content: object, more: object = {}) => ({ id, type: 'send-message', configuration: { message: id, content, ...more } });
const chips = (...ids: string[]) => ({ kind: 'quick-replies', choices: ids.map((id) => ({ id, title: id })) });
const card = (url: string) => ({ kind: 'card', title: 'Lira One', picture: { url, alt: '' } });
const chosen = (path: string, id: string) => ({ id: 'd', type: 'decision', configuration: { condition: { or: [{ exists: '${a}' }, { eq: [path, id] }] } }, on: {} });
const blocksPath = (n: number): string => `flows[0].blocks[${n}]`;

/** Each rule with a configuration that has its trap and nothing else that is an error, and the path it must name. */
const traps: readonly [RuleId, string, (draft: Draft) => void, string][] = [
  ['media-upgrade-off', 'allowMediaUpgrade missing', (it) => delete (it.deployments[0]!['widget'] as Record<string, unknown>)['allowMediaUpgrade'], 'deployments[0].widget.allowMediaUpgrade'],
  ['media-upgrade-off', 'no video in mediaTypes', (it) => Object.assign(it.deployments[0]!['widget'] as object, { mediaTypes: ['chat'] }), 'deployments[0].widget.mediaTypes'],
  ['deployment-entitlement', 'a deployment without the licence', (it) => Object.assign(it.deployments[0]!, { entitlements: [] }), 'deployments[0].entitlements'],
  ['route-after-upgrade', 'route-to-queue in place of video-chat', withBlocks(triggerJson, timed, route), blocksPath(2)],
  ['route-after-upgrade', 'transfer in place of video-chat', withBlocks(triggerJson, timed, { ...route, type: 'transfer' }), blocksPath(2)],
  ['route-after-upgrade', 'route-to-queue some blocks later', withBlocks(triggerJson, timed, say('a'), say('b'), route, videoJson), blocksPath(4)],
  ['upgrade-without-video-chat', 'nothing behind the request', withBlocks(triggerJson, timed), blocksPath(1)],
  ['upgrade-without-video-chat', 'disconnect behind the request', withBlocks(triggerJson, timed, { id: 'bye', type: 'disconnect' }), blocksPath(1)],
  ['video-chat-contact', 'no contact id', withBlocks(triggerJson, timed, video({})), `${blocksPath(2)}.configuration.contactId`],
  ['video-chat-contact', 'an empty contact id', withBlocks(triggerJson, timed, video({ contactId: '' })), `${blocksPath(2)}.configuration.contactId`],
  ['video-chat-contact', 'another contact id', withBlocks(triggerJson, timed, video({ contactId: 'c_2' })), `${blocksPath(2)}.configuration.contactId`],
  ['video-chat-contact', 'a path to something else', withBlocks(triggerJson, timed, video({ contactId: '${customer.id}' })), `${blocksPath(2)}.configuration.contactId`],
  ['queue-without-video', 'a queue without videoChat', (it) => Object.assign(it.queues[0]!, { mediaTypes: ['webChat'] }), `${blocksPath(2)}.configuration.queueId`],
  ['queue-without-video', 'a secondary queue without videoChat', (it) => {
    it.queues.push({ ...it.queues[0], id: 'other', mediaTypes: ['webChat'] });
    Object.assign(it.queues[0]!, { secondaryQueueId: 'other' });
  }, 'queues[0].secondaryQueueId'],
  ['queue-without-video', 'a default queue without it, where the flow never asks', (it) => {
    withBlocks(triggerJson)(it);
    Object.assign(it.queues[0]!, { mediaTypes: ['webChat'] });
  }, 'deployments[0].defaultQueueId'],
  ['nobody-qualified', 'members without the video skill', (it) => it.agents.forEach((agent) => Object.assign(agent, { skills: [{ id: 'skill-chat-support' }] })), 'queues[0].mediaTypes[1]'],
  ['nobody-qualified', 'members without the chat skill', (it) => it.agents.forEach((agent) => Object.assign(agent, { skills: [{ id: 'skill-video-support' }] })), 'queues[0].mediaTypes[0]'],
  ['nobody-qualified', 'members without the entitlement', (it) => it.agents.forEach((agent) => Object.assign(agent, { entitlements: [] })), 'queues[0].mediaTypes[1]'],
  ['nobody-qualified', 'no members', (it) => Object.assign(it.queues[0]!, { members: [] }), 'queues[0].mediaTypes[0]'],
  ['few-qualified', 'one member who qualifies', (it) => Object.assign(it.agents[0]!, { entitlements: [] }), 'queues[0].mediaTypes[1]'],
  ['video-widget-missing', 'a layout without the video widget', (it) => Object.assign(it, { layouts: [{ id: 'desk', widgets: [] }] }), 'layouts[0].widgets'],
  ['video-widget-closed', 'autoOpen false', (it) => Object.assign(it.layouts[0]!.widgets[1]!, { autoOpen: false }), 'layouts[0].widgets[1].autoOpen'],
  ['conversation-widget-missing', 'a layout without the conversation', (it) => it.layouts[0]!.widgets.shift(), 'layouts[0].widgets'],
  ['unknown-widget', 'a widget that no desk has', (it) => it.layouts[0]!.widgets.push({ type: 'weather' }), 'layouts[0].widgets[2].type'],
  ['unknown-zone', 'a column that no desk has', (it) => Object.assign(it.layouts[0]!, { zones: ['inbox', 'cellar'] }), 'layouts[0].zones[1]'],
  ['unknown-zone', 'a widget in a place that no desk has', (it) => it.layouts[0]!.widgets.push({ type: 'notes', zone: 'cellar' }), 'layouts[0].widgets[2].zone'],
  ['widget-twice', 'two of one widget', (it) => it.layouts[0]!.widgets.push({ type: 'video', autoOpen: true }), 'layouts[0].widgets[2]'],
  ['widget-twice', 'two panes of one element', (it) => it.layouts[0]!.widgets.push({ type: 'custom', element: 'acme-orders' }, { type: 'custom', element: 'acme-orders' }), 'layouts[0].widgets[3]'],
  ['widget-without-element', 'a custom pane of no element', (it) => it.layouts[0]!.widgets.push({ type: 'custom', title: 'Orders' }), 'layouts[0].widgets[2]'],
  ['wait-without-timeout', 'waitForResult without a timeout', () => undefined, `${blocksPath(1)}.configuration`],
  ['wait-without-timeout', 'waitForResponse without a timeout', withBlocks(triggerJson, { id: 'q', type: 'send-message', configuration: { message: '?', waitForResponse: true } }), `${blocksPath(1)}.configuration`],
  ['wait-ignored', 'a request that does not want to wait', withBlocks(triggerJson, { ...timed, configuration: { ...timed.configuration, waitForResult: false } }, videoJson), `${blocksPath(1)}.configuration.waitForResult`],
  ['no-turn', 'no TURN', (it) => Object.assign(it.ice, { turn: [] }), 'ice.turn'],
  ['turn-udp-only', 'TURN over UDP only', (it) => Object.assign(it.ice, { turn: [{ urls: ['turn:a', 'turn:b?transport=udp', 'turns:c?transport=udp'], secret: 's' }] }), 'ice.turn'],
  ['relay-without-turn', 'forced relay without TURN', (it) => Object.assign(it, { ice: { policy: 'relay' } }), 'ice.policy'],
  ['too-many-ice-urls', 'five URLs', (it) => Object.assign(it.ice, { stun: ['stun:a', 'stun:b', 'stun:c'] }), 'ice'],
  ['missing-default-queue', 'no default queue', (it) => delete it.deployments[0]!['defaultQueueId'], 'deployments[0]'],
  ['no-origins', 'no origins', (it) => Object.assign(it.deployments[0]!, { origins: [] }), 'deployments[0].origins'],
  ['deployment-id-differs', 'a widget of another deployment', (it) => Object.assign(it.deployments[0]!, { id: 'shop' }), 'deployments[0].widget.deploymentId'],
  ['dangling-target', 'a `next` to nowhere', withBlocks(triggerJson, { ...timed, next: 'gone' }, videoJson), `${blocksPath(1)}.next`],
  ['dangling-target', 'an `on` to nowhere', withBlocks(triggerJson, { ...timed, on: { 'permission-denied': 'gone' } }, videoJson), `${blocksPath(1)}.on["permission-denied"]`],
  ['dangling-target', 'a start at nothing', (it) => Object.assign(it.flows[0]!, { startBlock: 'gone' }), 'flows[0].startBlock'],
  ['dangling-target', 'an entry to nowhere', (it) => Object.assign(it.flows[0]!, { entries: { 'upgrade-request': 'gone' } }), 'flows[0].entries["upgrade-request"]'],
  ['duplicate-id', 'two blocks of one id', withBlocks(triggerJson, timed, videoJson, videoJson), `${blocksPath(3)}.id`],
  ['duplicate-id', 'two queues of one id', (it) => it.queues.push({ ...it.queues[0] }), 'queues[1].id'],
  ['duplicate-id', 'two agents of one login', (it) => Object.assign(it.agents[1]!, { login: 'ANA' }), 'agents[1].login'],
  ['unreachable-block', 'a block behind an end', withBlocks(triggerJson, timed, { ...(videoJson as object), next: null }, say('lost')), blocksPath(3)],
  ['unknown-outcome', 'a way for an outcome that never comes', withBlocks(triggerJson, timed, { ...(videoJson as object), on: { answered: 'trigger' } }), `${blocksPath(2)}.on.answered`],
  ['unknown-variable', 'a path to a variable that nothing sets', withBlocks(triggerJson, { id: 'm', type: 'send-message', configuration: { message: 'Hi ${flow.nobody}' } }, timed, videoJson), `${blocksPath(1)}.configuration`],
  ['unknown-variable', 'a condition on one', withBlocks(triggerJson, { id: 'd', type: 'decision', configuration: { condition: { and: [{ in: ['${typo.x}', [1]] }] } } }, timed, videoJson), `${blocksPath(1)}.configuration`],
  ['unknown-reference', 'an unknown flow', (it) => Object.assign(it.deployments[0]!, { flowId: 'gone' }), 'deployments[0].flowId'],
  ['unknown-reference', 'an unknown default queue', (it) => Object.assign(it.deployments[0]!, { defaultQueueId: 'gone' }), 'deployments[0].defaultQueueId'],
  ['unknown-reference', 'hours of no schedule', (it) => Object.assign(it.deployments[0]!, { visit: { scheduleId: 'gone' } }), 'deployments[0].visit.scheduleId'],
  ['unknown-reference', 'an unknown queue in a block', withBlocks(triggerJson, timed, video({ queueId: 'gone', contactId: '${contact.id}' })), `${blocksPath(2)}.configuration.queueId`],
  ['unknown-reference', 'an unknown skill in a queue', (it) => Object.assign(it, { skills: [{ id: 'skill-video-support' }] }), 'queues[0].skillRequirements.webChat.skills[0].skill.id'],
  ['unknown-reference', 'an unknown skill of an agent', (it) => it.agents[0]!['skills'] = [...(it.agents[0]!['skills'] as object[]), { id: 'gone' }], 'agents[0].skills[2].id'],
  ['unknown-reference', 'an unknown member', (it) => Object.assign(it.queues[0]!, { members: ['ana', 'chen', 'gone'] }), 'queues[0].members[2]'],
  ['unknown-reference', 'an unknown layout', (it) => Object.assign(it.agents[0]!, { layoutId: 'gone' }), 'agents[0].layoutId'],
  ['no-trigger', 'no trigger', withBlocks(timed, videoJson), 'flows[0].blocks'],
  ['endless-loop', 'blocks that chase each other', withBlocks(triggerJson, say('a'), say('b', { next: 'a' })), blocksPath(1)],
  ['loop-without-wait', 'blocks that may chase each other', withBlocks(triggerJson, say('a'), decision({ false: 'a' })), blocksPath(1)],
  ['loop-without-wait', 'a video-chat that nobody was asked for', withBlocks(triggerJson, { ...(videoJson as object), next: 'video' }), blocksPath(1)],
  ['no-way-out', 'a question asked for ever', withBlocks(triggerJson, question, say('b', { next: 'q' })), blocksPath(1)],
  ['ends-without-owner', 'a goodbye before anybody came', withBlocks(triggerJson, say('a'), bye), blocksPath(2)],
  ['ends-without-owner', 'a goodbye where nobody was found', withBlocks(triggerJson, { ...route, on: { 'no-agent': 'bye' }, next: null }, bye), blocksPath(2)],
  ['secondary-same', 'a queue that is its own second', (it) => Object.assign(it.queues[0]!, { secondaryQueueId: 'support' }), 'queues[0].secondaryQueueId'],
  ['secondary-same', 'a video-chat with one queue twice', withBlocks(triggerJson, timed, video({ contactId: '${contact.id}', secondaryQueueId: 'support' })), `${blocksPath(2)}.configuration.secondaryQueueId`],
  ['ring-longer-than-wait', 'a ring that outlasts the search', withBlocks(triggerJson, timed, video({ contactId: '${contact.id}', timeoutSeconds: 10 })), `${blocksPath(2)}.configuration.ringSeconds`],
  ['ring-longer-than-wait', 'a ring that outlasts a queue’s longest wait', (it) => Object.assign(it.queues[0]!, { maxWaitSeconds: 10 }), 'queues[0].ringSeconds'],
  ['secondary-other-media', 'a secondary queue for something else', (it) => {
    it.queues.push({ ...it.queues[0], id: 'chats', mediaTypes: ['webChat'], secondaryQueueId: 'videos' }, { ...it.queues[0], id: 'videos', mediaTypes: ['videoChat'] });
  }, 'queues[1].secondaryQueueId'],
  ['max-wait-nowhere', 'a wait that ends in no queue', (it) => Object.assign(it.queues[0]!, { maxWaitSeconds: 60, afterMaxWait: 'secondary-queue' }), 'queues[0].afterMaxWait'],
  ['relaxation-too-late', 'a step behind the longest wait', (it) => Object.assign(it.queues[0]!, { maxWaitSeconds: 60, relaxation: [{ afterSeconds: 60, skillRequirements: {} }] }), 'queues[0].relaxation[0].afterSeconds'],
  ['schedule-never-open', 'a schedule without hours', (it) => Object.assign(it, { schedules: [{ id: 'never', timeZone: 'UTC', weekly: { monday: [] } }] }), 'schedules[0].weekly'],
  ['flows-in-circle', 'two flows that hand over to each other', (it) => it.flows.push(
    { ...flowJson(triggerJson, { id: 'b', type: 'transfer', configuration: { flowId: 'second' } }), id: 'first' }, { ...flowJson(triggerJson, { id: 'a', type: 'transfer', configuration: { flowId: 'first' } }), id: 'second' },
  ), 'flows[1].blocks[1].configuration.flowId'],
  ['flows-in-circle', 'a flow that hands over to itself', withBlocks(triggerJson, { id: 'b', type: 'transfer', configuration: { flowId: 'shop' } }), `${blocksPath(1)}.configuration.flowId`],
  ['media-upgrade-off', 'another flow that asks, to which the deployment’s hands over', (it) => {
    withBlocks(triggerJson, say('a'), { id: 'b', type: 'transfer', configuration: { flowId: 'second' } })(it);
    it.flows.push({ ...flowJson(triggerJson, timed, videoJson), id: 'second' });
    it.deployments[0]!['widget'] = {};
  }, 'deployments[0].widget.allowMediaUpgrade'],
  ['route-after-upgrade', 'leave-a-message in place of video-chat', withBlocks(triggerJson, timed, { id: 'l', type: 'leave-a-message', configuration: { queueId: 'support', message: '?' } }), blocksPath(2)],
  ['route-after-upgrade', 'a transfer to an agent in place of video-chat', withBlocks(triggerJson, timed, { id: 't', type: 'transfer', configuration: { agentId: 'ana' } }), blocksPath(2)],
  ['wait-without-timeout', 'wait-for-message without a timeout', withBlocks(triggerJson, { id: 'w', type: 'wait-for-message', configuration: {} }), `${blocksPath(1)}.configuration`],
  ['unknown-reference', 'an unknown schedule in a block', withBlocks(triggerJson, { id: 'h', type: 'business-hours', configuration: { scheduleId: 'gone' } }), `${blocksPath(1)}.configuration.scheduleId`],
  ['unknown-reference', 'an unknown agent in a block', withBlocks(triggerJson, { id: 't', type: 'transfer', configuration: { agentId: 'gone' } }), `${blocksPath(1)}.configuration.agentId`],
  ['unknown-reference', 'an unknown flow in a block', withBlocks(triggerJson, { id: 't', type: 'transfer', configuration: { flowId: 'gone' } }), `${blocksPath(1)}.configuration.flowId`],
  ['unknown-reference', 'an unknown skill in a step', (it) => Object.assign(it.queues[0]!, { relaxation: [{ afterSeconds: 9, skillRequirements: { webChat: { skills: [{ skill: { id: 'gone' } }] } } }] }), 'queues[0].relaxation[0].skillRequirements.webChat.skills[0].skill.id'],
  ['banned-name', 'a flow with an id of the platform’s own', (it) => {
    it.flows[0]!.id = 'segue:upgrade';
    it.deployments[0]!['flowId'] = 'segue:upgrade';
  }, 'flows[0].id'],
  ['unknown-reference', 'a variable that always names an unknown queue', (it) => it.flows = [{ ...flowJson(triggerJson, { ...route, configuration: { queueId: '${where}' } }), variables: { where: 'gone' } }], `${blocksPath(1)}.configuration.queueId`],
  ['unknown-reference', 'a variable that is always empty', (it) => it.flows = [{ ...flowJson(triggerJson, { ...route, configuration: { queueId: '${flow.where}' } }), variables: { where: null } }], `${blocksPath(1)}.configuration.queueId`],
  ['falls-into-entry', 'a flow that falls into the upgrade', (it) => it.flows = [{ ...flowJson(triggerJson, say('hi'), timed, videoJson), entries: { 'upgrade-request': 'send-message-upgrade' } }], blocksPath(1)],
  ['upgrade-run-routes', 'an upgrade that ends in a queue', (it) => it.flows = [{ ...flowJson(triggerJson, timed, videoJson, route), entries: { 'upgrade-request': 'send-message-upgrade' } }], 'flows[0].entries["upgrade-request"]'],
  ['medium-not-offered', 'a request for voice', withBlocks(triggerJson, { ...timed, configuration: { ...timed.configuration, mediaType: 'voice' } }, videoJson), `${blocksPath(1)}.configuration.mediaType`],
  ['picture-from-elsewhere', 'a card with a picture of nobody we know', withBlocks(triggerJson, offer('card', card('https://cdn.elsewhere.example/a.png'))), `${blocksPath(1)}.configuration.content.picture.url`],
  ['form-too-long', 'five fields without a bound of their own', (it) => {
    it.deployments[0]!['visit'] = { preChat: { fields: ['a', 'b', 'c', 'd', 'e'].map((key) => ({ type: 'text', key, label: key })) } };
  }, 'deployments[0].visit.preChat.fields'],
  ['content-ignored', 'choices beside a request for video', withBlocks(triggerJson, { ...timed, configuration: { ...timed.configuration, content: chips('a') } }, videoJson), `${blocksPath(1)}.configuration.content`],
  ['unknown-choice', 'a decision on a choice that nothing offers', withBlocks(triggerJson, offer('ask', chips('order', 'repair'), { waitForResult: true, timeoutSeconds: 9, resultVariableName: 'a' }), chosen('${a.id}', 'repairs')), `${blocksPath(2)}.configuration.condition`],
];

describe('lint', () => {
  test('has no error for the JSON that users already write, and warns of its missing timeout alone', () => {
    expect(lint(configOf(() => undefined)).map((it) => it.rule)).toEqual(['wait-without-timeout']);
    expect(lint(configOf(withBlocks(triggerJson, timed, videoJson)))).toEqual([]);
  });

  test.each(traps)('finds %s: %s', (rule, _name, spoil, path) => {
    const clean = lint(configOf(withBlocks(triggerJson, timed, videoJson)));
    expect(clean.filter((it) => it.rule === rule)).toEqual([]);
    const found = lint(configOf(spoil)).filter((it) => it.rule === rule);
    expect(found.map((it) => it.path)).toContain(path);
    expect(found[0]).toMatchObject({ severity: rules[rule].severity, why: rules[rule].why, mend: rules[rule].mend });
  });

  test('has a test for each of its rules', () => {
    // What does not fit the schema is found in the text: lint-text.test.ts.
    expect([...new Set<string>([...traps.map(([rule]) => rule), 'bad-schema'])].sort()).toEqual(Object.keys(rules).sort());
  });

  test('has nothing to say of a form whose answers have room: short ones, choices, ticks, a name', () => {
    const fields = [
      { type: 'text', key: 'name', label: 'n' }, ...['a', 'b', 'c'].map((key) => ({ type: 'text', key, label: key })), { type: 'text', key: 'd', label: 'd', maxLength: 800 },
      { type: 'select', key: 'e', label: 'e', options: [{ value: 'x'.repeat(100), label: 'x' }] }, { type: 'checkbox', key: 'f', label: 'f' },
    ];
    const config = configOf((it) => Object.assign(it.deployments[0]!, { visit: { preChat: { fields } } }));
    expect(lint(config).filter(({ rule }) => rule === 'form-too-long')).toEqual([]);
  });

  test('says what the members of a queue lack', () => {
    const config = configOf((it) => {
      Object.assign(it.agents[0]!, { entitlements: [] });
      Object.assign(it.agents[1]!, { skills: [{ id: 'skill-chat-support' }], capacity: { videoChat: 0 } });
    });
    const found = lint(config).find((it) => it.rule === 'nobody-qualified');
    expect(found?.message).toBe('Queue “Support - Video Enabled”, videoChat: 0 of 2 members qualify (ANA lacks the video entitlement; CHEN lacks skill skill-video-support at level 1 and a videoChat slot).');
  });

  test('only warns when a secondary queue has who the first one lacks', () => {
    const config = configOf((it) => {
      it.queues.push({ ...it.queues[0], id: 'experts' });
      Object.assign(it.queues[0]!, { secondaryQueueId: 'experts', members: ['ben', 'dot'] });
      for (const id of ['ben', 'dot']) it.agents.push({ id, name: id, login: id, skills: [{ id: 'skill-chat-support' }] });
    });
    expect(lint(config).filter((it) => it.path === 'queues[0].mediaTypes[1]').map((it) => it.rule)).toEqual(['few-qualified']);
    expect(hasErrors(lint(config))).toBe(false);
  });

  test('says nothing of TURN where no queue takes video, nor of video where the widget leaves it off', () => {
    const config = configOf((it) => {
      withBlocks(triggerJson)(it);
      Object.assign(it.ice, { turn: [] });
      Object.assign(it.queues[0]!, { mediaTypes: ['webChat'] });
      Object.assign(it.deployments[0]!, { widget: {}, entitlements: [] });
    });
    expect(lint(config)).toEqual([]);
  });

  test('leaves references by path to run time', () => {
    const config = configOf(withBlocks(triggerJson, timed, video({ queueId: '${contact.queueId}', contactId: '${contact.id}' })));
    expect(lint(config)).toEqual([]);
  });

  test.each([
    ['its variable', { eq: ['${videoUpgradeResult.status}', 'accepted'] }],
    ['its variable under flow', { in: ['${flow.videoUpgradeResult.status}', ['accepted', 'completed']] }],
    ['the upgrade', { eq: ['${upgrade.accepted}', true] }],
    ['the upgrade and more', { or: [{ eq: ['${upgrade.status}', 'accepted'] }, { eq: ['${customer.name}', 'Mia'] }] }],
    ['what it is not', { not: { ne: ['${videoUpgradeResult.status}', 'accepted'] } }],
  ])('knows that a decision on the answer leads no accepted request astray: by %s', (_what, condition) => {
    const fork = (on: object) => ({ id: 'd', type: 'decision', configuration: { condition }, on });
    expect(lint(configOf(withBlocks(triggerJson, timed, fork({ false: 'route' }), { ...(videoJson as object), next: null }, route)))).toEqual([]);
    expect(lint(configOf(withBlocks(triggerJson, timed, fork({ false: 'video', true: 'route' }), videoJson, route))).map((it) => it.rule)).toEqual(['route-after-upgrade']);
  });

  test.each([
    ['something else', { eq: ['${customer.name}', 'Mia'] }],
    ['the answer and something else', { and: [{ eq: ['${upgrade.accepted}', true] }, { eq: ['${customer.name}', 'Mia'] }] }],
    ['a text with the answer in it', { eq: ['x${videoUpgradeResult.status}', 'xaccepted'] }],
  ])('counts both ways of a decision on %s', (_what, condition) => {
    const fork = { id: 'd', type: 'decision', configuration: { condition }, on: { false: 'route' } };
    expect(lint(configOf(withBlocks(triggerJson, timed, fork, { ...(videoJson as object), next: null }, route))).map((it) => it.rule)).toEqual(['route-after-upgrade']);
  });

  test('does not trust an answer that is overwritten', () => {
    const fork = { id: 'd', type: 'decision', configuration: { condition: { eq: ['${videoUpgradeResult.status}', 'accepted'] } }, on: { false: 'route' } };
    const set = { id: 's', type: 'set-variable', configuration: { name: 'videoUpgradeResult', value: {} } };
    expect(lint(configOf(withBlocks(triggerJson, timed, set, fork, { ...(videoJson as object), next: null }, route))).map((it) => it.rule)).toEqual(['route-after-upgrade']);
  });

  test('has nothing against business hours with a message left out of them', () => {
    const hours = { id: 'h', type: 'business-hours', configuration: { scheduleId: 'office' }, on: { closed: 'l', holiday: 'l', refused: 'route' }, next: 'route' };
    const leave = { id: 'l', type: 'leave-a-message', configuration: { queueId: 'support', message: 'We are closed. What is it about?' }, next: 'bye' };
    const spoil = (it: Draft): void => {
      withBlocks(triggerJson, hours, { ...route, next: null }, leave, bye)(it);
      Object.assign(it, { schedules: [{ id: 'office', timeZone: 'Europe/Berlin', weekly: { monday: [{ from: '09:00', to: '17:00' }] } }] });
    };
    expect(lint(configOf(spoil))).toEqual([]);
  });

  test('only warns where somebody qualifies once less is asked for', () => {
    const config = configOf((it) => {
      it.agents.forEach((agent) => Object.assign(agent, { skills: [] }));
      Object.assign(it.queues[0]!, { relaxation: [{ afterSeconds: 30, skillRequirements: { webChat: { skills: [] }, videoChat: { skills: [] } } }] });
    });
    expect(lint(config).map((it) => it.rule).sort()).toEqual(['few-qualified', 'few-qualified', 'wait-without-timeout']);
  });

  test('knows that variables go along to another flow', () => {
    const set = { id: 's', type: 'set-variable', configuration: { name: 'where', value: 'support' } };
    const go = { id: 't', type: 'transfer', configuration: { flowId: 'second' } };
    const spoil = (it: Draft): void => {
      it.flows = [flowJson(triggerJson, set, go), { ...flowJson(triggerJson, say('hi', { configuration: { message: '${where}' } }), { ...route, configuration: { queueId: '${where}' } }), id: 'second', variables: { where: 'gone' } }];
    };
    expect(lint(configOf(spoil))).toEqual([]);
  });

  test('trusts a variable that some block sets', () => {
    const set = { id: 's', type: 'set-variable', configuration: { name: 'where', value: 'support' } };
    const spoil = (it: Draft): void => void (it.flows = [{ ...flowJson(triggerJson, set, { ...route, configuration: { queueId: '${where}' } }), variables: { where: 'gone' } }]);
    expect(lint(configOf(spoil))).toEqual([]);
  });

  test('has nothing against a goodbye to a customer whom an agent had', () => {
    const served = { ...route, on: { completed: 'bye' }, next: null };
    expect(lint(configOf(withBlocks(triggerJson, served, bye)))).toEqual([]);
  });

  test('tells a way that never ends once, as the loop or as the blocks that nothing leaves', () => {
    const rulesOf = (...blocks: unknown[]) => lint(configOf(withBlocks(triggerJson, ...blocks))).map((it) => it.rule);
    expect(rulesOf(question, say('a'), say('b', { next: 'a' }))).toEqual(['endless-loop']);
    expect(rulesOf(question, { ...question, id: 'q2', next: 'q' })).toEqual(['no-way-out']);
  });

  test('lists errors before warnings', () => {
    const severities = lint(configOf((it) => {
      Object.assign(it.ice, { turn: [] });
      delete it.deployments[0]!['defaultQueueId'];
    })).map((it) => it.severity);
    expect(severities).toEqual([...severities].sort());
    expect(new Set(severities).size).toBe(2);
  });

  test('reads the largest flow, and any ways through it, to an end', () => {
    const ways = fc.array(fc.nat({ max: maxBlocks - 1 }), { minLength: maxBlocks, maxLength: maxBlocks });
    fc.assert(fc.property(ways, (targets) => {
      const blocks = targets.map((target, n) => ({ ...(n % 7 === 0 ? timed : say('x')), id: `b${n}`, next: `b${target}` }));
      expect(Array.isArray(lint(configOf(withBlocks(triggerJson, ...blocks.slice(1)))))).toBe(true);
    }), { numRuns: 3 });
  });
});

describe('lint of one flow', () => {
  test('tells what publishing it would bring, with paths into the flow', () => {
    const config = configOf(() => undefined);
    const flow = parseFlow(flowJson(triggerJson, timed, route));
    const found = lintFlow(config, flow);
    expect(hasErrors(found)).toBe(true);
    expect(found.map((it) => [it.rule, it.path])).toEqual([['route-after-upgrade', 'blocks[2]']]);
  });

  test('tells who is missing in the queues that it names, for the media that it needs there', () => {
    const config = configOf((it) => it.agents.forEach((agent) => Object.assign(agent, { entitlements: [] })));
    expect(lintFlow(config, parseFlow(flowJson(triggerJson, timed, videoJson))).map((it) => [it.rule, it.path])).toEqual([['nobody-qualified', 'queues[0].mediaTypes[1]']]);
    expect(lintFlow(config, parseFlow(flowJson(triggerJson, route)))).toEqual([]);
  });

  test('includes the deployments that would run it, and nothing of other flows', () => {
    const config = configOf((it) => {
      it.flows.push({ ...flowJson(triggerJson, timed, route), id: 'other' });
      it.deployments[0]!['widget'] = {};
    });
    expect(lintFlow(config, parseFlow(flowJson(triggerJson, timed, videoJson))).map((it) => it.path)).toEqual(['deployments[0].widget.allowMediaUpgrade']);
    expect(lintFlow(config, parseFlow({ ...flowJson(triggerJson, timed, videoJson), id: 'third' }))).toEqual([]);
  });
});
