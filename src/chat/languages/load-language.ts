/**
 * The chat's other languages, each a chunk of its own. English is beside the parts, in their `en-*.ts`; every key there has its words
 * in each of these, and a test compares them.
 */
import type { Words } from '../../ui/words.js';
import type { OtherLanguage } from '../language-choice.js';

const languages: Readonly<Record<OtherLanguage, () => Promise<{ readonly words: Words }>>> = {
  de: () => import('./de.js'),
  fr: () => import('./fr.js'),
  es: () => import('./es.js'),
  pt: () => import('./pt.js'),
  ja: () => import('./ja.js'),
  ar: () => import('./ar.js'),
  he: () => import('./he.js'),
};

export async function loadLanguage(language: OtherLanguage): Promise<Words> {
  return (await languages[language]()).words;
}
