/**
 * Which of the chat's languages a tag of the page asks for, and in which way times and numbers are written. Pure. A region keeps its own
 * way of writing them (`de-CH`); a language that the chat doesn't speak is answered in English.
 */

/** Languages with words of their own; English is built in. */
export const otherLanguages = ['de', 'fr', 'es', 'pt', 'ja', 'ar', 'he'] as const;
export type OtherLanguage = (typeof otherLanguages)[number];

export interface LanguageChoice {
  readonly language: OtherLanguage | 'en';
  /** For Intl. Undefined: nobody said a language, and the browser's own English counts. */
  readonly locale: string | undefined;
  readonly dir: 'ltr' | 'rtl';
}

/** `tag`: BCP 47, as in `lang`; `browser`: the visitor's own. */
export function chooseLanguage(tag: string | undefined, browser: string): LanguageChoice {
  const asked = (tag ?? '').trim();
  const [first = ''] = asked.toLowerCase().split(/[-_]/u);
  // The old name of Hebrew.
  const name = first === 'iw' ? 'he' : first;
  const language = otherLanguages.find((known) => known === name);
  if (language === undefined) return { language: 'en', locale: englishOf(asked, name, browser), dir: 'ltr' };
  return { language, locale: valid(asked) ?? language, dir: language === 'ar' || language === 'he' ? 'rtl' : 'ltr' };
}

function englishOf(asked: string, name: string, browser: string): string | undefined {
  if (name === 'en') return valid(asked) ?? 'en';
  return asked === '' && /^en\b/iu.test(browser) ? undefined : 'en';
}

/** Intl throws at a tag that is none. */
function valid(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replace(/_/gu, '-'))[0];
  } catch {
    return undefined;
  }
}
