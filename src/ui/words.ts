/**
 * Words a person reads, as data: sentences with `{places}`, plurals and ordinals. English is written beside each part (`en-*.ts`); a
 * language, and a page with words of its own, put others in the place of the same keys. `spoken()` makes of both what a part calls.
 *
 * Knows plural rules, numbers and the isolation of names in right-to-left sentences from Intl and Unicode; knows no language by name.
 */
import { kept } from './kept.js';

const numbers = kept((locale: string | undefined) => new Intl.NumberFormat(locale));
const plurals = kept((locale: string | undefined, type: 'ordinal' | 'cardinal') => new Intl.PluralRules(locale, { type }));

/** Forms by plural category of `{n}`; `other` is always there. */
export interface Plural {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}
/** Forms by ordinal category of `{n}`: 1st, 2nd. */
export interface Ordinal {
  readonly ordinal: Plural;
}
export type Template = string | Plural | Ordinal;
export interface Words {
  readonly [key: string]: Template | Words;
}

type Places<T extends string> = T extends `${string}{${infer Place}}${infer Rest}` ? Place | Places<Rest> : never;
/** What a sentence's places are filled with; `n` decides the plural. Numbers are written in the language's own way. */
type Values<T extends string> = { readonly [Place in Places<T>]: Place extends 'n' ? number : string | number };
type Counted<T> = T extends string ? Values<T> & { readonly n: number } : never;

/** What a part calls: text where nothing varies, else a function of what does. */
export type Spoken<W> = {
  readonly [K in keyof W]: W[K] extends string
    ? [Places<W[K]>] extends [never]
      ? string
      : (values: Values<W[K]>) => string
    : W[K] extends { readonly other: infer Other }
      ? (values: Counted<Other>) => string
      : W[K] extends { readonly ordinal: { readonly other: infer Other } }
        ? (values: Counted<Other>) => string
        : Spoken<W[K]>;
};

/** The same keys in another language. */
export type Translation<W> = {
  readonly [K in keyof W]?: W[K] extends string ? string : W[K] extends Plural | Ordinal ? Template : Translation<W[K]>;
};

export interface Language {
  /** For Intl; undefined: the browser's own. */
  readonly locale: string | undefined;
  readonly dir: 'ltr' | 'rtl';
  /** In the place of English ones; the first that has a key counts. */
  readonly words: readonly Words[];
}

export const plainEnglish: Language = { locale: undefined, dir: 'ltr', words: [] };

const made = new WeakMap<Language, Map<Words, unknown>>();

/** The words of one part in this language; the same object each time. */
export function spoken<const W extends Words>(english: W, language: Language = plainEnglish): Spoken<W> {
  const sets = made.get(language) ?? new Map<Words, unknown>();
  made.set(language, sets);
  const set = sets.get(english) ?? speak(english, language.words, language);
  sets.set(english, set);
  // `speak` follows the same rule as the type, key by key.
  return set as Spoken<W>;
}

const isTemplate = (value: Template | Words): value is Template =>
  typeof value === 'string' || ('other' in value && typeof value.other === 'string') || ('ordinal' in value && typeof value.ordinal === 'object');
const isWords = (value: Template | Words): value is Words => !isTemplate(value);
/** A page's words come unchecked: what is neither of the two is left out. */
const isEither = (value: unknown): value is Template | Words => typeof value === 'string' || (typeof value === 'object' && value !== null);

function speak(english: Words, others: readonly Words[], language: Language): unknown {
  return Object.fromEntries(
    Object.entries(english).map(([key, given]) => {
      const found = others.map((words) => words[key]).filter(isEither);
      if (isWords(given)) return [key, speak(given, found.filter(isWords), language)];
      const template = found.find(isTemplate) ?? given;
      return [key, varies(given) ? (values: Readonly<Record<string, string | number>>) => say(template, values, language) : template];
    }),
  );
}

/** Whether a sentence has anything to fill in. English decides: a part calls what English made it. */
export const varies = (template: Template): boolean => typeof template !== 'string' || template.includes('{');

/** One sentence. A place without a value stays as it is written. */
function say(template: Template, values: Readonly<Record<string, string | number>>, { locale, dir }: Language): string {
  return form(template, values['n'], locale).replace(/\{(\w+)\}/gu, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    if (typeof value === 'number') return numbers(locale).format(value);
    // A name in another script must not turn the sentence around.
    return dir === 'rtl' ? `\u2068${value}\u2069` : value;
  });
}

function form(template: Template, n: string | number | undefined, locale: string | undefined): string {
  if (typeof template === 'string') return template;
  const [forms, type] = 'ordinal' in template ? ([template.ordinal, 'ordinal'] as const) : ([template, 'cardinal'] as const);
  return forms[plurals(locale, type).select(Number(n))] ?? forms.other;
}
