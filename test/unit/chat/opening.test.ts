import { describe, expect, it } from 'vitest';
import { Opening } from '../../../src/chat/opening.js';
import type { TranscriptItem } from '../../../src/ui/index.js';

const line = (text: string): TranscriptItem => ({ kind: 'line', key: text, at: 0, text });
const greet = (): TranscriptItem => line('Hi there');
const now = 1_000;
const above = (opening: Opening, contactId: string | undefined, ...said: string[]): readonly string[] => opening.above(contactId, said.map(line), now, greet).map((item) => item.text);

describe('above what was said', () => {
  it('stands the greeting, from before the contact is there to after its first words', () => {
    const opening = new Opening();
    expect(above(opening, undefined)).toEqual(['Hi there']);
    expect(above(opening, 'a')).toEqual(['Hi there']);
    expect(above(opening, 'a', 'Hello')).toEqual(['Hi there']);
    expect(above(opening, 'a', 'Hello', 'Hi')).toEqual(['Hi there']);
  });

  it('stands the greeting with its moment, in the words and under the name that are known by now', () => {
    const opening = new Opening();
    const greeted = (at: number, author: string): TranscriptItem => ({ kind: 'message', key: 'g', side: 'other', author, text: 'Hi there', at });
    opening.above(undefined, [], 1_000, (at) => greeted(at, 'Chat'));
    opening.above('a', [], 2_000, (at) => greeted(at, 'Halden'));
    expect(opening.above('a', [line('Hello')], 9_000, (at) => greeted(at, 'Halden'))).toEqual([greeted(1_000, 'Halden')]);
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
