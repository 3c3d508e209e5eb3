import { describe, expect, it } from 'vitest';
import { Opening } from '../../../src/chat/opening.js';
import type { TranscriptItem } from '../../../src/ui/index.js';

const line = (text: string): TranscriptItem => ({ kind: 'line', key: text, at: 0, text });
const greet = (): TranscriptItem => line('Hi there');
const above = (opening: Opening, contactId: string | undefined, ...said: string[]): readonly string[] => opening.above(contactId, said.map(line), greet).map((item) => item.text);

describe('above what was said', () => {
  it('stands the greeting, from before the contact is there to after its first words', () => {
    const opening = new Opening();
    expect(above(opening, undefined)).toEqual(['Hi there']);
    expect(above(opening, 'a')).toEqual(['Hi there']);
    expect(above(opening, 'a', 'Hello')).toEqual(['Hi there']);
    expect(above(opening, 'a', 'Hello', 'Hi')).toEqual(['Hi there']);
  });

  it('stands nothing where the contact comes with its words', () => {
    const opening = new Opening();
    expect(above(opening, undefined)).toEqual(['Hi there']);
    expect(above(opening, 'a', 'Hello')).toEqual([]);
  });

  it('stands the conversation before, until the new one has its first word', () => {
    const opening = new Opening();
    above(opening, 'a', 'Hello', 'The chat ended');
    expect(above(opening, 'b')).toEqual(['Hello', 'The chat ended']);
    expect(above(opening, 'b', 'Me again')).toEqual([]);
  });

  it('stands nothing of a contact that is gone altogether', () => {
    const opening = new Opening();
    above(opening, 'a', 'Hello');
    expect(above(opening, undefined)).toEqual(['Hi there']);
    expect(above(opening, 'b')).toEqual(['Hi there']);
  });
});
