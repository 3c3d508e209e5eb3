import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { otherLanguages } from '../../../../src/chat/languages/language-choice.js';
import { loadLanguage } from '../../../../src/chat/languages/load-language.js';
import type { Template, Words } from '../../../../src/ui/words.js';

const room = (name: string): URL => new URL(`../../../../src/${name}/`, import.meta.url);
const files = ['chat', 'ui'].flatMap((name) => readdirSync(room(name)).flatMap((file) => (/^en\b.*\.ts$/u.test(file) ? [new URL(file, room(name)).href] : [])));
const modules = await Promise.all(files.map(async (file): Promise<Record<string, unknown>> => (await import(file)) as Record<string, unknown>));

const isWords = (value: unknown): value is Words => typeof value === 'object' && value !== null;
const isTemplate = (value: Template | Words): value is Template => typeof value === 'string' || ('other' in value && typeof value.other === 'string') || 'ordinal' in value;

/** Sentences by their path: `results.no-agent.title`. */
function sentences(words: Words, above = ''): [path: string, template: Template][] {
  return Object.entries(words).flatMap(([key, value]): [string, Template][] => (isTemplate(value) ? [[above + key, value]] : sentences(value, `${above}${key}.`)));
}

const sets = modules.flatMap((module) => Object.entries(module).flatMap(([name, value]) => (/^en[A-Z]?/u.test(name) && isWords(value) ? [value] : [])));
const english = new Map(sets.flatMap((set) => sentences(set)));

const forms = (template: Template): string[] => (typeof template === 'string' ? [template] : Object.values<string>({ ...('ordinal' in template ? template.ordinal : template) }));
const placesOf = (text: string): string[] => (text.match(/\{\w+\}/gu) ?? []).sort();
const places = (template: Template): string => [...new Set(forms(template).flatMap(placesOf))].sort().join(' ');

/** Words that are the same in the language, and only these; `nameless` and others without a letter of their own need no entry. */
const alike: Readonly<Record<string, readonly string[]>> = {
  de: ['chat', 'controls', 'kilobytes', 'megabytes'],
  es: ['chat', 'kilobytes', 'megabytes'],
  pt: ['chat', 'kilobytes', 'megabytes'],
  ja: ['kilobytes', 'megabytes'],
};
const hasLetters = (text: string): boolean => /\p{L}/u.test(text.replace(/\{\w+\}/gu, ''));

describe('the English words', () => {
  it('say the same under the same key in every part', () => {
    for (const set of sets) for (const [path, template] of sentences(set)) expect(template, path).toEqual(english.get(path));
  });

  it('are found', () => {
    expect(english.size).toBeGreaterThan(200);
  });
});

describe.each(otherLanguages)('the words of %s', (language) => {
  const load = async (): Promise<Map<string, Template>> => new Map((await loadLanguage(language)).words.flatMap((words) => sentences(words)));

  it('are there for every English key, and for no other', async () => {
    const there = await load();
    const missing = [...english.keys()].filter((path) => !there.has(path));
    expect(missing, `A new key of an en-*.ts file needs its words in all of src/chat/languages/*: ${otherLanguages.join(', ')}.`).toEqual([]);
    expect([...there.keys()].filter((path) => !english.has(path)), 'No part says these any more.').toEqual([]);
  });

  it('have the same places to fill', async () => {
    for (const [path, template] of await load()) expect(places(template), path).toBe(places(english.get(path) ?? ''));
  });

  it('fill every form of a plural', async () => {
    for (const [path, template] of await load()) {
      // A form for one or two may do without the number.
      for (const form of forms(template)) expect(placesOf(form).filter((place) => place !== '{n}').join(' '), path).toBe(placesOf(forms(template)[0] ?? '').filter((place) => place !== '{n}').join(' '));
    }
  });

  it('leave no English', async () => {
    for (const [path, template] of await load()) {
      const key = path.split('.').pop() ?? '';
      if (alike[language]?.includes(key) === true || !forms(template).some(hasLetters)) continue;
      expect(template, path).not.toEqual(english.get(path));
    }
  });

  it('mark what is bold in pairs, as the English does', async () => {
    const stars = (template: Template): number => forms(template).join('').split('**').length;
    for (const [path, template] of await load()) expect(stars(template), path).toBe(stars(english.get(path) ?? ''));
  });

  it('know the plural forms of the language', async () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [path, template] of await load()) {
      if (typeof template === 'string' || 'ordinal' in template) continue;
      // Millions are written like the rest.
      for (const category of needed) if (category !== 'many' || needed.includes('few')) expect(Object.keys(template), `${path} of ${language}`).toContain(category === 'zero' ? 'other' : category);
    }
  });
});
