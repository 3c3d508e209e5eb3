import { describe, expect, it } from 'vitest';
import { plainEnglish, spoken, type Language, type Words } from '../../../src/ui/words.js';

const english = {
  open: 'Open',
  invites: '{agent} invites you at {time}',
  unread: { one: 'A message', other: '{n} messages' },
  place: { ordinal: { one: '{n}st', two: '{n}nd', few: '{n}rd', other: '{n}th' } },
  kinds: { camera: 'Camera', held: '{who} holds it' },
} as const satisfies Words;

const inLanguage = (words: readonly Words[], more: Partial<Language> = {}): Language => ({ locale: 'de', dir: 'ltr', words, ...more });

describe('words', () => {
  it('are text where nothing varies and fill in what does', () => {
    const strings = spoken(english);
    expect(strings.open).toBe('Open');
    expect(strings.invites({ agent: 'Ana', time: '9:41' })).toBe('Ana invites you at 9:41');
    expect(strings.kinds.held({ who: 'Ana' })).toBe('Ana holds it');
  });

  it.each([
    [1, 'A message'],
    [2, '2 messages'],
    [0, '0 messages'],
  ])('count %i', (n, words) => {
    expect(spoken(english).unread({ n })).toBe(words);
  });

  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [11, '11th'],
    [21, '21st'],
    [112, '112th'],
  ])('give %i its place', (n, words) => {
    expect(spoken(english).place({ n })).toBe(words);
  });

  it('choose the form by the rules of the language', () => {
    const arabic = inLanguage([{ unread: { zero: '0', one: '1', two: '2', few: 'few {n}', many: 'many {n}', other: 'other {n}' } }], { locale: 'ar-EG', dir: 'rtl' });
    expect([1, 2, 3, 11, 100].map((n) => spoken(english, arabic).unread({ n }))).toEqual(['1', '2', 'few ٣', 'many ١١', 'other ١٠٠']);
  });

  it('write numbers in the language’s own way', () => {
    expect(spoken(english, inLanguage([])).unread({ n: 12_345 })).toBe('12.345 messages');
  });

  it('take the first that has the key, and English where none has', () => {
    const strings = spoken(english, inLanguage([{ open: 'Los' }, { open: 'Auf', invites: '{agent} lädt ein', kinds: { camera: 'Kamera' } }]));
    expect(strings.open).toBe('Los');
    expect(strings.invites({ agent: 'Ana', time: '' })).toBe('Ana lädt ein');
    expect(strings.kinds.camera).toBe('Kamera');
    expect(strings.kinds.held({ who: 'Ana' })).toBe('Ana holds it');
  });

  it('keep a name apart in a right-to-left sentence', () => {
    expect(spoken(english, inLanguage([], { locale: 'ar', dir: 'rtl' })).kinds.held({ who: 'Ana' })).toBe('\u2068Ana\u2069 holds it');
  });

  it('leave a place that has no value as it is, and what is in a value too', () => {
    const strings = spoken(english, inLanguage([{ invites: '{agent} {nobody}' }]));
    expect(strings.invites({ agent: '{time}', time: '9:41' })).toBe('{time} {nobody}');
  });

  it('are the same object each time, so that a guard holds', () => {
    const language = inLanguage([]);
    expect(spoken(english, language)).toBe(spoken(english, language));
    expect(spoken(english)).toBe(spoken(english, plainEnglish));
    expect(spoken(english, language)).not.toBe(spoken(english));
  });

  it('hold against what a page gives in the place of words', () => {
    const odd = JSON.parse('[{ "open": 5, "invites": null, "unread": { "one": 3 }, "kinds": "flat" }]') as readonly Words[];
    const strings = spoken(english, inLanguage(odd));
    expect(strings.open).toBe('Open');
    expect(strings.invites({ agent: 'Ana', time: '1' })).toBe('Ana invites you at 1');
    expect(strings.unread({ n: 1 })).toBe('A message');
    expect(strings.kinds.camera).toBe('Camera');
  });
});
