/**
 * Which of the chat's languages a tag of the page asks for, and in which way times and numbers are written. Pure. A region keeps its own
 * way of writing them (`de-CH`); a language that the chat doesn't speak is answered in English.
 */

/** Languages with words of their own; English is built in. */
export const otherLanguages = ['de', 'fr', 'es', 'pt', 'ja', 'ar', 'he'] as const;
export type OtherLanguage = (typeof otherLanguages)[number];

export interface LanguageChoice {
  readonly language: OtherLanguage | 'en';
  /** For Intl. */
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
}

/** `tag`: BCP 47, as in `lang`. */
export function chooseLanguage(tag: string): LanguageChoice {
  const [first = ''] = tag.trim().toLowerCase().split(/[-_]/u);
  // The old name of Hebrew.
  const name = first === 'iw' ? 'he' : first;
  const language = otherLanguages.find((known) => known === name);
  if (language === undefined) return { language: 'en', locale: (name === 'en' ? valid(tag) : undefined) ?? 'en', dir: 'ltr' };
  return { language, locale: valid(tag) ?? language, dir: language === 'ar' || language === 'he' ? 'rtl' : 'ltr' };
}

/** Intl throws at a tag that is none. */
function valid(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.trim().replace(/_/gu, '-'))[0];
  } catch {
    return undefined;
  }
}
