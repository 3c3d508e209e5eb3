import { describe, expect, it } from 'vitest';
import { chooseLanguage } from '../../../../src/chat/languages/language-choice.js';

describe('the language', () => {
  it.each([
    ['de', 'de', 'de', 'ltr'],
    ['de-CH', 'de', 'de-CH', 'ltr'],
    ['DE_at', 'de', 'de-AT', 'ltr'],
    ['pt-BR', 'pt', 'pt-BR', 'ltr'],
    ['ja', 'ja', 'ja', 'ltr'],
    ['ar-EG', 'ar', 'ar-EG', 'rtl'],
    ['he', 'he', 'he', 'rtl'],
    // The old name.
    ['iw-IL', 'he', 'he-IL', 'rtl'],
    ['en-GB', 'en', 'en-GB', 'ltr'],
    ['en', 'en', 'en', 'ltr'],
    // Nobody here speaks these.
    ['nl-NL', 'en', 'en', 'ltr'],
    ['fa', 'en', 'en', 'ltr'],
    // Not a tag at all.
    ['de-', 'de', 'de', 'ltr'],
    ['<b>', 'en', 'en', 'ltr'],
  ])('for %j is %s, written as in %s', (tag, language, locale, dir) => {
    expect(chooseLanguage(tag)).toEqual({ language, locale, dir });
  });
});
