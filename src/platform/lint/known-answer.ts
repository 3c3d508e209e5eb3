/**
 * Decisions behind an accepted request: which way they go, as far as that is known from the answer alone.
 *
 * "Was it accepted? then video-chat, else the queue" is how people write flows: the way to the queue is never taken with an
 * accepted request in hand. Knows the answer's paths (`${variable.status}`, `${upgrade.accepted}`); whatever else a condition
 * asks stays open, and both ways count.
 */
import { asksForMedium, holds, operandsOf, pathsIn, wholePath, type AskingBlock, type Condition, type Flow, type Json } from '../flows/index.js';
import { namesSetBy } from './flow-variables.js';

type Known = ReadonlyMap<string, Json>;

/** What every run knows that comes from the block's way out `accepted`. */
export function knownBehind(flow: Flow, block: AskingBlock): Known {
  const known = new Map<string, Json>();
  const name = block.configuration.resultVariableName;
  // Set elsewhere too, it may say something else by then.
  if (name !== undefined && flow.blocks.every((it) => it === block || !namesSetBy(it).includes(name))) {
    for (const path of [`${name}.status`, `flow.${name}.status`]) known.set(path, 'accepted');
  }
  if (flow.blocks.filter(asksForMedium).length === 1) {
    known.set('upgrade.accepted', true);
    known.set('upgrade.status', 'accepted');
  }
  return known;
}

/** A plain operand or a known path; a text with paths in it is neither. */
const isKnown = (operand: Json, known: Known): boolean => {
  if (typeof operand === 'string' && pathsIn(operand).length > 0) return known.has(wholePath(operand) ?? '');
  return typeof operand !== 'object' || !JSON.stringify(operand).includes('${');
};

/** Whether the condition holds; undefined where that is not known. */
export function decided(condition: Condition, known: Known): boolean | undefined {
  if ('not' in condition) {
    const inner = decided(condition.not, known);
    return inner === undefined ? undefined : !inner;
  }
  if ('and' in condition || 'or' in condition) {
    const decides = 'or' in condition;
    const parts = ('or' in condition ? condition.or : condition.and).map((it) => decided(it, known));
    if (parts.includes(decides)) return decides;
    return parts.includes(undefined) ? undefined : !decides;
  }
  if (!operandsOf(condition).every((it) => isKnown(it, known))) return undefined;
  return holds(condition, (operand) => (typeof operand === 'string' ? (known.get(wholePath(operand) ?? '') ?? operand) : operand));
}
