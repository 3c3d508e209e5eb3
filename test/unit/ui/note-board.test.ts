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

  it('tells of a second unplugging as of the first, and of what lasts once', () => {
    const board = new NoteBoard();
    board.take([stays, passes], 0);
    expect(keys(board.take([stays, passes], 9_000))).toEqual(['black']);
    board.take([], 10_000);
    expect(keys(board.take([stays, passes], 11_000))).toEqual(['black', 'lost']);
    expect(keys(board.take([stays, passes], 19_000))).toEqual(['black']);
  });

  it('says the same words twice in a row so that both are heard', () => {
    const board = new NoteBoard();
    const said = (): unknown => board.renderRegion().values[0];
    board.take([passes], 0);
    const first = said();
    board.take([], 9_000);
    board.take([passes], 10_000);
    expect(said()).not.toBe(first);
    expect(String(said()).trim()).toBe(passes.text);
  });

  it('has not forgotten a note that could not be told for a while', () => {
    const board = new NoteBoard();
    board.take([passes], 0);
    board.take(undefined, 9_000);
    expect(keys(board.take([passes], 10_000))).toEqual([]);
  });

  it('tells that the camera is back from its pause, during the live call alone', () => {
    const health = (adaptation: 'audio-only' | 'full') => ({ adaptation, quality: undefined, troubles: [], keepVideo: () => undefined }) as const;
    const words = { videoIsBack: 'Video is back' };
    const board = new NoteBoard();
    board.watchPause(health('audio-only'), true, words);
    board.watchPause(health('full'), false, words);
    expect(keys(board.take([], 0))).toEqual([]);
    board.watchPause(health('audio-only'), true, words);
    board.watchPause(health('full'), true, words);
    expect(keys(board.take([], 0))).toEqual(['back']);
  });

  it('forgets all of it with the call', () => {
    const board = new NoteBoard();
    board.tell('back', 'Video is back');
    board.take([passes], 0);
    board.clear();
    expect(keys(board.take([passes], 20_000))).toEqual(['lost']);
  });
});
