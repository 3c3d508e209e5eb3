/**
 * The chat's other languages, each a chunk of its own. English is beside the parts, in their `en-*.ts`; every key there has its words
 * in each of these, and a test compares them.
 */
import type { Language, Words } from '../../ui/words.js';
import { chooseLanguage, type OtherLanguage } from './language-choice.js';

const languages: Readonly<Record<OtherLanguage, () => Promise<{ readonly words: Words }>>> = {
  de: () => import('./de.js'),
  fr: () => import('./fr.js'),
  es: () => import('./es.js'),
  pt: () => import('./pt.js'),
  ja: () => import('./ja.js'),
  ar: () => import('./ar.js'),
  he: () => import('./he.js'),
};

/** The language that is nearest to this tag, with its words. */
export async function loadLanguage(tag: string): Promise<Language> {
  const { language, locale, dir } = chooseLanguage(tag);
  return { locale, dir, words: language === 'en' ? [] : [(await languages[language]()).words] };
}
