import { describe, expect, it } from 'vitest';
import { kept } from '../../../src/ui/kept.js';

describe('What is kept', () => {
  it('is made once for each question, however often it is asked', () => {
    const asked: unknown[][] = [];
    const format = kept((locale: string | undefined, type: 'cardinal' | 'ordinal') => {
      asked.push([locale, type]);
      return { locale, type };
    });
    const german = format('de', 'cardinal');
    expect([format('de', 'cardinal'), format('de', 'cardinal')].every((it) => it === german)).toBe(true);
    expect([format('de', 'ordinal'), format(undefined, 'cardinal')]).toEqual([
      { locale: 'de', type: 'ordinal' },
      { locale: undefined, type: 'cardinal' },
    ]);
    expect(asked).toEqual([['de', 'cardinal'], ['de', 'ordinal'], [undefined, 'cardinal']]);
  });
});
