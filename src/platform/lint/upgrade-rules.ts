/**
 * Rules on what a flow does with a video request: the traps that lose a customer's session.
 *
 * Knows one flow's graph. What a queue or a deployment allows is in reference-rules.ts and deployment-rules.ts.
 */
import { asksForMedium, endsContact, mayWait, routes, takesMessage, upgradeEntry, wholePath, type AskingBlock, type Block, type BlockOf } from '../flows/index.js';
import { finding, type Finding, type Keys } from './finding.js';
import { reach, type FlowGraph, type Follow } from './flow-graph.js';
import { settingsOf } from './flow-variables.js';
import { decided, knownBehind } from './known-answer.js';

const takesVideo = (block: Block): boolean => block.type === 'video-chat';
/** What would take the contact to somebody who gets no video with it. */
const leadsAway = (block: Block): boolean => routes(block) || takesMessage(block);

export function upgradeRules(graph: FlowGraph, path: Keys): readonly Finding[] {
  const perBlock = graph.flow.blocks.flatMap((block, at) => [
    ...(asksForMedium(block) ? afterAccepted(graph, block, at, path) : []),
    ...waits(graph, block, at, path),
    ...(block.type === 'video-chat' ? contactId(graph, block, at, path) : []),
  ]);
  return [...perBlock, ...entry(graph, path)];
}

/** Behind "accepted", nothing but a video-chat may take the contact on. */
function afterAccepted(graph: FlowGraph, block: AskingBlock, at: number, path: Keys): readonly Finding[] {
  const here = [...path, 'blocks', at];
  if (block.configuration.mediaType === 'voice') {
    return [finding('medium-not-offered', [...here, 'configuration', 'mediaType'], `Block “${block.id}” asks for voice.`, graph.flow.id)];
  }
  const known = knownBehind(graph.flow, block);
  const oneWay: Follow = (it, n) => {
    const way = it.type === 'decision' ? decided(it.configuration.condition, known) : undefined;
    return way === undefined ? undefined : [graph.target(n, String(way))];
  };
  const ahead = reach(graph, [graph.target(at, 'accepted')], (it) => takesVideo(it) || leadsAway(it) || endsContact(it), oneWay);
  const blocks = [...ahead].flatMap((it) => (typeof it === 'number' ? [{ at: it, block: graph.flow.blocks[it] }] : []));
  const lost = blocks.flatMap((it) =>
    it.block && leadsAway(it.block)
      ? [finding('route-after-upgrade', [...path, 'blocks', it.at], `After “${block.id}” was accepted, block “${it.block.id}” (${it.block.type}) can run before any video-chat.`, graph.flow.id)]
      : []);
  const ends = ahead.has('end') || blocks.some((it) => it.block && endsContact(it.block) && !leadsAway(it.block));
  return ends ? [...lost, finding('upgrade-without-video-chat', here, `After “${block.id}” was accepted, the flow can end without a video-chat block.`, graph.flow.id)] : lost;
}

/** Blocks whose wait has a default: a queue's bound and a search's are said elsewhere or have their own. */
const timed = new Set<Block['type']>(['send-message', 'wait-for-message']);

function waits(graph: FlowGraph, block: Block, at: number, path: Keys): readonly Finding[] {
  const here = [...path, 'blocks', at, 'configuration'];
  const asks = asksForMedium(block);
  const stated = asks ? (block.configuration.waitForResult ?? block.configuration.waitForResponse) : undefined;
  return [
    ...(timed.has(block.type) && mayWait(block) && settingsOf(block)['timeoutSeconds'] === undefined
      ? [finding('wait-without-timeout', here, `Block “${block.id}” waits and names no timeoutSeconds.`, graph.flow.id)]
      : []),
    ...(asks && stated === false ? [finding('wait-ignored', [...here, 'waitForResult'], `Block “${block.id}” asks for a medium without waiting for the result.`, graph.flow.id)] : []),
  ];
}

function contactId(graph: FlowGraph, block: BlockOf<'video-chat'>, at: number, path: Keys): readonly Finding[] {
  const given = block.configuration.contactId;
  if (given !== undefined && wholePath(given) === 'contact.id') return [];
  const what = given === undefined ? 'has no contact id' : given === '' ? 'has an empty contact id' : `names another contact than the flow’s: “${given}”`;
  return [finding('video-chat-contact', [...path, 'blocks', at, 'configuration', 'contactId'], `Block “${block.id}” ${what}.`, graph.flow.id)];
}

/** An entry of its own should neither be fallen into nor lead the contact away from its agent. */
function entry(graph: FlowGraph, path: Keys): readonly Finding[] {
  const { flow } = graph;
  const start = upgradeEntry(flow);
  const at = start.flow === flow && !start.at.confined ? graph.index.get(start.at.blockId) : undefined;
  if (at === undefined) return [];
  const before = flow.blocks[at - 1];
  const fallsIn = before !== undefined && before.next === undefined && !endsContact(before) && before.type !== 'web-messaging-trigger';
  const away = [...reach(graph, [at])].flatMap((it) => (typeof it === 'number' ? (flow.blocks[it] ?? []) : [])).find(leadsAway);
  return [
    ...(fallsIn ? [finding('falls-into-entry', [...path, 'blocks', at - 1], `Block “${before.id}” falls into “${start.at.blockId}”, the entry of upgrade requests.`, flow.id)] : []),
    ...(away ? [finding('upgrade-run-routes', [...path, 'entries', 'upgrade-request'], `From “${start.at.blockId}” the flow can go on to “${away.id}” (${away.type}).`, flow.id)] : []),
  ];
}
