/**
 * The language an element speaks: from its `lang`, the configuration or the page, with the words that the configuration puts in the place
 * of others. Everything but English comes as a chunk, the choice included; until it is here, and if it can't be had, English speaks.
 */
import { plainEnglish, type Language, type Words } from '../ui/words.js';

/** English tags that Intl takes without a look. */
const english = /^en(-[a-z]{2})?$/iu;

export class Tongue {
  language: Language = plainEnglish;
  /** Resolves when the words for what was wanted last are there, or can't be had. */
  ready: Promise<unknown> = Promise.resolve();
  private base: Language = plainEnglish;
  private own: readonly Words[] = [];
  private readonly known = new Map<string, Language>();

  /** `changed` hears when other words are there. */
  constructor(private readonly changed: () => void) {}

  /** Says what is wanted now; cheap when nothing changed. `tag`: BCP 47, empty where nobody says one. `own`: the configuration's words, the nearest first. */
  want(tag: string, own: readonly Words[]): void {
    const base = this.known.get(tag) ?? this.meet(tag);
    if (base === this.base && own.length === this.own.length && own.every((it, index) => it === this.own[index])) return;
    this.base = base;
    this.own = own;
    this.language = own.length === 0 ? base : { ...base, words: [...own, ...base.words] };
  }

  /** The language until its words are there. */
  private meet(tag: string): Language {
    // Nobody says one: the browser's own English counts, or else no other than this.
    const isSilent = tag === '' && /^en\b/iu.test(navigator.language);
    const language = isSilent ? plainEnglish : { ...plainEnglish, locale: english.test(tag) ? tag : 'en' };
    this.known.set(tag, language);
    if (tag !== '' && !english.test(tag)) this.ready = this.fetch(tag).catch(() => undefined);
    return language;
  }

  private async fetch(tag: string): Promise<void> {
    const { loadLanguage } = await import('./languages/load-language.js');
    this.known.set(tag, await loadLanguage(tag));
    this.changed();
  }
}
