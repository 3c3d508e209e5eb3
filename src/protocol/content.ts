/**
 * Content of a message: what there is to choose beside its text.
 *
 * Knows the kinds and their limits. A message always has a text too: the question above the choices, and what is read where
 * a kind is not known. A choice is answered by an ordinary message that carries a `reply`. Does not know who may send content
 * (platform), when it is still open (content-state.ts) nor how it looks (src/ui).
 */
import * as v from 'valibot';
import { IdSchema, MomentSchema } from './id.js';
import { limits } from './limits.js';

export const contentKinds = ['quick-replies', 'card', 'date-picker', 'list-picker'] as const;
export type ContentKind = (typeof contentKinds)[number];

/** https, a host with nobody's name or password in front of it, no blanks and nothing unseen. */
const httpsAddress = /^https:\/\/[^\s/?#@\\\p{C}]+(?:[/?#][^\s\p{C}]*)?$/iu;

/** Whether an address may be opened from a message. */
export const isHttps = (address: string): boolean => httpsAddress.test(address);

const Words = v.pipe(v.string(), v.regex(/\S/), v.maxLength(limits.choiceLength));
const Url = v.pipe(v.string(), v.maxLength(limits.urlLength), v.regex(httpsAddress));
// Without spreads: a bundler can't tell that one has no effect, and a chat that shows no content would load these schemas.
const Choice = v.object({ id: IdSchema, title: Words });

/** A day by itself, or a moment with how long it takes. */
export const DateSlotSchema = v.union([
  v.object({ id: IdSchema, at: MomentSchema, minutes: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_440))) }),
  v.object({ id: IdSchema, day: v.pipe(v.string(), v.isoDate()) }),
]);
export type DateSlot = v.InferOutput<typeof DateSlotSchema>;

export const CardButtonSchema = v.variant('kind', [
  v.object({ kind: v.literal('reply'), id: IdSchema, title: Words }),
  v.object({ kind: v.literal('link'), title: Words, url: Url }),
]);

const Section = v.object({
  title: v.exactOptional(Words),
  choices: v.pipe(v.array(v.object({ id: IdSchema, title: Words, description: v.exactOptional(Words) })), v.minLength(1), v.maxLength(limits.choices)),
});

const schemas = {
  'quick-replies': v.object({ kind: v.literal('quick-replies'), choices: v.pipe(v.array(Choice), v.minLength(1), v.maxLength(limits.quickReplies)) }),
  /** Stands in its text's place. */
  card: v.object({
    kind: v.literal('card'),
    title: Words,
    text: v.exactOptional(v.pipe(v.string(), v.maxLength(limits.cardTextLength))),
    /** Only from where the deployment's pictures may come; `alt` empty: it says nothing that the words don't. */
    picture: v.exactOptional(v.object({ url: Url, alt: v.pipe(v.string(), v.maxLength(limits.choiceLength)) })),
    buttons: v.exactOptional(v.pipe(v.array(CardButtonSchema), v.maxLength(limits.cardButtons))),
  }),
  'date-picker': v.object({ kind: v.literal('date-picker'), slots: v.pipe(v.array(DateSlotSchema), v.minLength(1), v.maxLength(limits.choices)) }),
  'list-picker': v.object({
    kind: v.literal('list-picker'),
    /** Several may be chosen. Default false. */
    multiple: v.exactOptional(v.boolean()),
    sections: v.pipe(v.array(Section), v.minLength(1), v.maxLength(limits.listSections)),
  }),
} as const;

const AnyContent = v.variant('kind', [schemas['quick-replies'], schemas.card, schemas['date-picker'], schemas['list-picker']]);
export type Content = v.InferOutput<typeof AnyContent>;
export type ContentOf<K extends ContentKind> = Extract<Content, { kind: K }>;

/** Any content; keys that are not known are dropped. */
export const ContentSchema = v.pipe(
  AnyContent,
  v.check((content) => choiceIds(content).length <= limits.choices, 'no more choices than the limit'),
  v.check((content) => new Set(choiceIds(content)).size === choiceIds(content).length, 'a different id for each choice'),
);

/** The ids that a reply to this content may have. */
export function choiceIds(content: Content): readonly string[] {
  switch (content.kind) {
    case 'quick-replies':
      return content.choices.map(({ id }) => id);
    case 'card':
      return (content.buttons ?? []).flatMap((button) => (button.kind === 'reply' ? [button.id] : []));
    case 'date-picker':
      return content.slots.map(({ id }) => id);
    case 'list-picker':
      return content.sections.flatMap(({ choices }) => choices.map(({ id }) => id));
  }
}

/** Whether these ids answer this content: known, each once, and one alone where only one may be chosen. */
export function answers(content: Content, ids: readonly string[]): boolean {
  const several = content.kind === 'list-picker' && content.multiple === true;
  const known = choiceIds(content);
  return (several || ids.length === 1) && new Set(ids).size === ids.length && ids.every((id) => known.includes(id));
}

/** A message's content; undefined for a kind that this version does not know: then the text says it. */
export function readContent(value: unknown): Content | undefined {
  const parsed = v.safeParse(ContentSchema, value);
  return parsed.success ? parsed.output : undefined;
}
