import { describe, expect, it } from 'vitest';
import { commandOf, plainShortcuts, shortcuts, type Keys } from '../../../src/desk/shortcuts.js';

const keys = (changes: Partial<Keys>): Keys => ({ code: '', key: '', altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...changes });

describe('the desk’s keys', () => {
  it.each(shortcuts)('$label is $command', ({ code, shift, command }) => {
    expect(commandOf(keys({ code, altKey: true, shiftKey: shift }), 'other', true)).toBe(command);
  });

  it('leave AltGr to letters: Control with Alt is none of them', () => {
    for (const { code, shift } of shortcuts) expect(commandOf(keys({ code, altKey: true, ctrlKey: true, shiftKey: shift }), 'other', false)).toBeUndefined();
  });

  it('take Control Shift in place of Alt on macOS', () => {
    expect(commandOf(keys({ code: 'KeyA', ctrlKey: true, shiftKey: true }), 'mac', false)).toBe('accept');
    expect(commandOf(keys({ code: 'KeyA', altKey: true }), 'mac', false)).toBeUndefined();
  });

  it('show the list on "?" but not while somebody writes one', () => {
    expect(commandOf(keys({ code: 'Slash', key: '?', shiftKey: true }), 'other', false)).toBe('help');
    expect(commandOf(keys({ code: 'Slash', key: '?', shiftKey: true }), 'other', true)).toBeUndefined();
  });

  it('go to the search with Control K (Command K on macOS), in fields as well', () => {
    expect(commandOf(keys({ code: 'KeyK', key: 'k', ctrlKey: true }), 'other', true)).toBe('search');
    expect(commandOf(keys({ code: 'KeyK', key: 'k', metaKey: true }), 'mac', true)).toBe('search');
    expect(commandOf(keys({ code: 'KeyK', key: 'k', metaKey: true }), 'other', true)).toBeUndefined();
    expect(commandOf(keys({ code: 'KeyK', key: 'K', ctrlKey: true, shiftKey: true }), 'other', true)).toBeUndefined();
    expect(commandOf(keys({ code: 'KeyK', key: 'k', ctrlKey: true, altKey: true }), 'other', true)).toBeUndefined();
  });

  it('walk through the zones with F6', () => {
    expect(commandOf(keys({ code: 'F6', key: 'F6' }), 'other', true)).toBe('nextZone');
    expect(commandOf(keys({ code: 'F6', key: 'F6', shiftKey: true }), 'mac', true)).toBe('zoneBefore');
    expect(commandOf(keys({ code: 'F6', key: 'F6', ctrlKey: true }), 'other', false)).toBeUndefined();
  });

  it('are all told apart from one another', () => {
    const all = [...shortcuts, ...plainShortcuts].map(({ label }) => label);
    expect(new Set(all).size).toBe(all.length);
  });

  it('are no two alike', () => {
    expect(new Set(shortcuts.map(({ code, shift }) => `${code} ${shift ? 'shift' : ''}`)).size).toBe(shortcuts.length);
  });

  it('need a modifier for what answers or ends', () => {
    for (const code of ['KeyA', 'KeyX', 'KeyE']) expect(commandOf(keys({ code }), 'other', false)).toBeUndefined();
  });
});
