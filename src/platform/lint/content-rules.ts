/**
 * Rules on what a flow offers to choose: pictures that will not be shown, content that never is, choices that nobody offers.
 *
 * Knows flows with the deployments that run them. How content must be written is its schema's matter.
 */
import { choiceIds, isHttps, readContent } from '../../protocol/index.js';
import { showsPicture, type Deployment, type SegueConfig } from '../config/index.js';
import { asksForMedium, waitsForAnswer, wholePath, type BlockOf, type Condition, type Flow, type Json } from '../flows/index.js';
import { finding, type Finding, type Keys } from './finding.js';
import { variableIn } from './flow-variables.js';
import { flowsFrom } from './handover-rules.js';

type Saying = BlockOf<'send-message'>;

export const contentRules = (config: SegueConfig): readonly Finding[] => [
  ...config.flows.flatMap((flow, at) => [...unshown(flow, ['flows', at, 'blocks']), ...unknownChoices(flow, ['flows', at, 'blocks'])]),
  ...config.deployments.flatMap((deployment) => flowsFrom(config, deployment.flowId).flatMap((flow) => pictures(deployment, flow, ['flows', config.flows.indexOf(flow), 'blocks']))),
];

const sayings = (flow: Flow): readonly (readonly [number, Saying])[] => flow.blocks.flatMap((block, at) => (block.type === 'send-message' ? [[at, block] as const] : []));

const unshown = (flow: Flow, path: Keys): readonly Finding[] =>
  sayings(flow).flatMap(([at, block]) =>
    asksForMedium(block) && block.configuration.content !== undefined
      ? [finding('content-ignored', [...path, at, 'configuration', 'content'], `Block “${block.id}” asks for ${block.configuration.mediaType} and has content beside it.`, flow.id)]
      : []);

function pictures(deployment: Deployment, flow: Flow, path: Keys): readonly Finding[] {
  return sayings(flow).flatMap(([at, { id, configuration: { content } }]) => {
    const url = content?.kind === 'card' ? content.picture?.url : undefined;
    if (url === undefined || !isHttps(url) || showsPicture(deployment, url)) return [];
    return [finding('picture-from-elsewhere', [...path, at, 'configuration', 'content', 'picture', 'url'], `Deployment “${deployment.id}” shows no pictures from where the card of block “${id}” has its own.`, flow.id)];
  });
}

/** Ids that a reply can bring; undefined where a variable holds them. */
function offered(flow: Flow): ReadonlySet<string> | undefined {
  const ids = new Set<string>();
  for (const [, { configuration: { content } }] of sayings(flow)) {
    if (content === undefined) continue;
    if (content.kind === 'date-picker' && typeof content.slots === 'string') return undefined;
    // A path in a card's address makes it no content yet; its ids are there all the same.
    const plain = content.kind === 'card' ? { ...content, picture: undefined, buttons: (content.buttons ?? []).filter((it) => it.kind === 'reply') } : content;
    const read = readContent(JSON.parse(JSON.stringify(plain)));
    for (const id of read === undefined ? [] : choiceIds(read)) ids.add(id);
  }
  return ids;
}

/** Names of variables that only messages of the customer set. */
function answersOf(flow: Flow): ReadonlySet<string> {
  const names = new Set<string>();
  for (const block of flow.blocks) {
    const waits = block.type === 'wait-for-message' || (block.type === 'send-message' && !asksForMedium(block) && waitsForAnswer(block.configuration));
    if (waits && block.configuration.resultVariableName !== undefined) names.add(block.configuration.resultVariableName);
  }
  for (const block of flow.blocks) if (block.type === 'set-variable') names.delete(block.configuration.name);
  return names;
}

/** What is compared for being the same. */
function comparisons(condition: Condition): readonly (readonly [Json, Json])[] {
  if ('and' in condition) return condition.and.flatMap(comparisons);
  if ('or' in condition) return condition.or.flatMap(comparisons);
  if ('not' in condition) return comparisons(condition.not);
  if ('eq' in condition) return [condition.eq];
  return 'ne' in condition ? [condition.ne] : [];
}

function unknownChoices(flow: Flow, path: Keys): readonly Finding[] {
  const ids = offered(flow);
  const names = answersOf(flow);
  if (ids === undefined || ids.size === 0 || names.size === 0) return [];
  const isChoice = (operand: unknown): boolean => {
    const dotted = typeof operand === 'string' ? wholePath(operand) : undefined;
    return dotted !== undefined && /^(?:flow\.)?[^.]+\.id$/.test(dotted) && names.has(variableIn(dotted) ?? '');
  };
  return flow.blocks.flatMap((block, at) => {
    if (block.type !== 'decision') return [];
    return comparisons(block.configuration.condition).flatMap(([left, right]) => {
      const operand = isChoice(left) ? right : isChoice(right) ? left : undefined;
      if (typeof operand !== 'string' || operand.includes('${') || ids.has(operand)) return [];
      return [finding('unknown-choice', [...path, at, 'configuration', 'condition'], `Block “${block.id}” compares an answer with “${operand}”, which nothing in the flow offers.`, flow.id)];
    });
  });
}
