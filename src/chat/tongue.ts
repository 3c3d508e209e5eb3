/**
 * The language an element speaks: from its `lang`, the configuration or the page, with the words that the configuration puts in the place
 * of others. Words that are not English come as a chunk; until they are here, and if they can't be had, English speaks.
 */
import { plainEnglish, type Language, type Words } from '../ui/words.js';
import { chooseLanguage, type OtherLanguage } from './language-choice.js';

export interface Wanted {
  readonly tag: string | undefined;
  /** The configuration's own words, the nearest first. */
  readonly own: readonly Words[];
}

export class Tongue {
  language: Language = plainEnglish;
  private key = '';
  private own: readonly Words[] = [];
  private readonly words = new Map<OtherLanguage, Words | 'coming'>();

  /** `changed` hears when other words are there. */
  constructor(private readonly changed: () => void) {}

  /** Resolves when the words for what was wanted last are there, or can't be had. */
  ready: Promise<unknown> = Promise.resolve();

  /** Says what is wanted now; cheap when nothing changed. */
  want({ tag, own }: Wanted): void {
    const { language, locale, dir } = chooseLanguage(tag, navigator.language);
    if (language !== 'en') this.fetch(language);
    const words = language === 'en' ? undefined : this.words.get(language);
    const known = typeof words === 'object';
    const key = [language, locale, known].join();
    if (key === this.key && own.length === this.own.length && own.every((it, index) => it === this.own[index])) return;
    this.key = key;
    this.own = own;
    this.language = known || language === 'en' ? { locale, dir, words: known ? [...own, words] : own } : { locale: 'en', dir, words: own };
  }

  private fetch(language: OtherLanguage): void {
    if (this.words.has(language)) return;
    this.words.set(language, 'coming');
    this.ready = import('./languages/load-language.js').then(({ loadLanguage }) => loadLanguage(language)).then(
      (words) => {
        this.words.set(language, words);
        this.changed();
      },
      // A later change of the language tries again.
      () => this.words.delete(language),
    );
  }
}
