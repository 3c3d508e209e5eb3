import { describe, expect, it } from 'vitest';
import type { CallNote } from '../../../src/ui/call-notes.js';
import { NoteBoard } from '../../../src/ui/note-board.js';

const stays: CallNote = { key: 'black', text: 'Your camera shows only black.' };
const passes: CallNote = { key: 'lost', text: 'Headset was unplugged.', passing: true };
const keys = (notes: readonly CallNote[]): readonly string[] => notes.map(({ key }) => key);

describe('the board of notes', () => {
  it('keeps what is true and lets go of what is past', () => {
    const board = new NoteBoard();
    expect(keys(board.take([stays, passes], 0))).toEqual(['black', 'lost']);
    expect(keys(board.take([stays, passes], 7_999))).toEqual(['black', 'lost']);
    expect(keys(board.take([stays, passes], 8_000))).toEqual(['black']);
  });

  it('shows two at most, the first ones', () => {
    const board = new NoteBoard();
    expect(keys(board.take([stays, { key: 'b', text: 'b' }, { key: 'c', text: 'c' }], 0))).toEqual(['black', 'b']);
  });

  it('tells for a while of what has happened, and again when it happens again', () => {
    const board = new NoteBoard();
    board.tell('back', 'Video is back');
    expect(keys(board.take([], 0))).toEqual(['back']);
    expect(keys(board.take([], 9_000))).toEqual([]);
    board.tell('back', 'Video is back');
    expect(keys(board.take([], 10_000))).toEqual(['back']);
  });

  it('forgets all of it with the call', () => {
    const board = new NoteBoard();
    board.tell('back', 'Video is back');
    board.take([passes], 0);
    board.clear();
    expect(keys(board.take([passes], 20_000))).toEqual(['lost']);
  });
});
