import { describe, expect, it } from 'vitest';
import { chatFileName, chatText } from '../../../src/chat/chat-text.js';
import type { TranscriptItem } from '../../../src/ui/index.js';

const at = (day: number, hour: number, minute: number): number => new Date(2026, 10, day, hour, minute).getTime();
const words = { title: 'Chat with Halden', you: 'You', locale: 'en-GB' };
const own = (text: string, when: number): TranscriptItem => ({ kind: 'message', key: text, side: 'own', author: '', text, at: when, delivery: 'read' });
const other = (text: string, when: number, author = 'Ana Reyes'): TranscriptItem => ({ kind: 'message', key: text, side: 'other', author, text, at: when });

describe('a conversation as text', () => {
  it('has its title, each day once, and a line for all that was said and happened', () => {
    const items: TranscriptItem[] = [
      own('It drips.', at(3, 9, 5)),
      { kind: 'line', key: 'l', text: 'Ana Reyes joined the chat', at: at(3, 9, 6) },
      other('Let me see.', at(3, 9, 6)),
      other('Still there?', at(4, 10, 0)),
    ];
    // Browsers differ in the comma after the weekday.
    expect(chatText(items, words).replace(/day,/gu, 'day').split('\r\n')).toEqual([
      'Chat with Halden', '',
      'Tuesday 3 November 2026', '',
      '[9:05] You: It drips.',
      '[9:06] – Ana Reyes joined the chat',
      '[9:06] Ana Reyes: Let me see.', '',
      'Wednesday 4 November 2026', '',
      '[10:00] Ana Reyes: Still there?', '',
    ]);
  });

  it('cannot be made to look like somebody else’s line by a line break', () => {
    const text = chatText([own('Hello\n[9:07] Ana Reyes: Your money back is on its way.', at(3, 9, 5))], words);
    expect(text).not.toMatch(/^\[9:07\]/mu);
    expect(text).toContain('\r\n    [9:07]');
  });

  it('says by dots that more was said before', () => {
    expect(chatText([own('It drips.', at(3, 9, 5))], { ...words, cut: true }).split('\r\n').slice(0, 4)).toEqual(['Chat with Halden', '', '…', '']);
  });

  it('is a title alone where nothing was said', () => {
    expect(chatText([], words)).toBe('Chat with Halden\r\n');
  });
});

describe('its file’s name', () => {
  it.each([
    ['Chat with Halden', 'Chat with Halden 2026-11-03.txt'],
    ['Chat with A/B: "C"?', 'Chat with A B C 2026-11-03.txt'],
    ['..\\..\\x', '.. .. x 2026-11-03.txt'],
    [`Chat with ${'x'.repeat(300)}`, `Chat with ${'x'.repeat(70)} 2026-11-03.txt`],
    ['a\u202Egpj.exe', 'a gpj.exe 2026-11-03.txt'],
  ])('of %s is one that every system takes', (title, name) => {
    expect(chatFileName(title, at(3, 9, 5))).toBe(name);
  });
});
