/**
 * Content of a flow's message, as it is configured: the wire's kinds with `${a.b}` paths in their texts.
 *
 * Knows what may be configured (strict about keys, so that a misspelt one is named) and how a template becomes content at run
 * time. Where pictures may come from is not known here (contacts/content.ts).
 */
import * as v from 'valibot';
import { ContentSchema, IdSchema, MomentSchema, isHttps, limits, type Content } from '../../protocol/index.js';
import { fillText, resolveOperand, type Scope } from './template.js';
import { isJsonObject, type Json } from './json.js';

const Words = v.pipe(v.string(), v.regex(/\S/), v.maxLength(limits.choiceLength));
/** An https address; or a path that leads to one, looked at when it is there. */
const Url = v.pipe(v.string(), v.maxLength(limits.urlLength), v.check((url) => (isHttps(url) && URL.canParse(url)) || url.startsWith('${'), 'Expected an https address'));
const Path = v.pipe(v.string(), v.regex(/^\$\{[^{}]+\}$/));
const Choice = { id: IdSchema, title: Words };

/** Choices that can be counted before a run. */
const ids = (content: ContentTemplate): readonly string[] => {
  switch (content.kind) {
    case 'quick-replies':
      return content.choices.map(({ id }) => id);
    case 'card':
      return (content.buttons ?? []).flatMap((button) => (button.kind === 'reply' ? [button.id] : []));
    case 'date-picker':
      return typeof content.slots === 'string' ? [] : content.slots.map(({ id }) => id);
    case 'list-picker':
      return content.sections.flatMap(({ choices }) => choices.map(({ id }) => id));
  }
};

const Template = v.variant('kind', [
  v.strictObject({ kind: v.literal('quick-replies'), choices: v.pipe(v.array(v.strictObject(Choice)), v.minLength(1), v.maxLength(limits.quickReplies)) }),
  v.strictObject({
    kind: v.literal('card'),
    title: Words,
    text: v.exactOptional(v.pipe(v.string(), v.maxLength(limits.cardTextLength))),
    picture: v.exactOptional(v.strictObject({ url: Url, alt: v.pipe(v.string(), v.maxLength(limits.choiceLength)) })),
    buttons: v.exactOptional(
      v.pipe(
        v.array(v.variant('kind', [v.strictObject({ kind: v.literal('reply'), ...Choice }), v.strictObject({ kind: v.literal('link'), title: Words, url: Url })])),
        v.maxLength(limits.cardButtons),
      ),
    ),
  }),
  v.strictObject({
    kind: v.literal('date-picker'),
    /** Or a `${variable}` that holds them. */
    slots: v.union([
      v.pipe(
        v.array(
          v.union([
            v.strictObject({ id: IdSchema, at: MomentSchema, minutes: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_440))) }),
            v.strictObject({ id: IdSchema, day: v.pipe(v.string(), v.isoDate()) }),
          ]),
        ),
        v.minLength(1),
        v.maxLength(limits.choices),
      ),
      Path,
    ]),
  }),
  v.strictObject({
    kind: v.literal('list-picker'),
    multiple: v.exactOptional(v.boolean()),
    sections: v.pipe(
      v.array(
        v.strictObject({
          title: v.exactOptional(Words),
          choices: v.pipe(v.array(v.strictObject({ ...Choice, description: v.exactOptional(Words) })), v.minLength(1), v.maxLength(limits.choices)),
        }),
      ),
      v.minLength(1),
      v.maxLength(limits.listSections),
    ),
  }),
]);
export type ContentTemplate = v.InferOutput<typeof Template>;

export const ContentTemplateSchema: v.GenericSchema<ContentTemplate> = v.pipe(
  Template,
  v.check((content) => ids(content).length <= limits.choices, `Expected at most ${String(limits.choices)} choices`),
  v.check((content) => new Set(ids(content)).size === ids(content).length, 'Expected a different id for each choice'),
);

/** Whether a template offers a choice that a run can wait for. */
export const offersChoice = (content: ContentTemplate): boolean => ids(content).length > 0 || (content.kind === 'date-picker' && typeof content.slots === 'string');

/** Words that a path made too long are cut; ids and addresses are not. */
const cuts: Readonly<Record<string, number>> = { title: limits.choiceLength, description: limits.choiceLength, alt: limits.choiceLength, text: limits.cardTextLength };

function fill(scope: Scope, value: Json, key = ''): Json {
  if (typeof value === 'string') return key === 'slots' ? (resolveOperand(scope, value) ?? null) : fillText(scope, value).slice(0, cuts[key]);
  if (Array.isArray(value)) return value.map((item: Json) => fill(scope, item));
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fill(scope, inner, name)])) : value;
}

/** The content with its paths filled in; undefined where that is none, such as a title that became empty. */
export function fillContent(scope: Scope, template: ContentTemplate): Content | undefined {
  const parsed = v.safeParse(ContentSchema, fill(scope, template));
  return parsed.success ? parsed.output : undefined;
}
