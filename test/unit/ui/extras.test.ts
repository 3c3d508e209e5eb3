import { describe, expect, it } from 'vitest';
import { withFiles } from '../../../src/ui/extras.js';
import type { Extra } from '../../../src/ui/transcript.js';

const only = (key: string, extra: Extra) => (asked: string): Extra | undefined => (asked === key ? extra : undefined);
const content = only('m', { inPlace: false, content: 'choices' });
const card = only('m', { inPlace: true, content: 'card' });
const files = only('m', { inPlace: false, content: 'nothing', above: 'files' });
const bare = only('m', { inPlace: true, content: 'nothing', above: 'files' });

describe('what stands around a message', () => {
  it.each([
    ['choices alone', content, undefined, { inPlace: false, content: 'choices' }],
    ['files alone', undefined, files, { inPlace: false, content: 'nothing', above: 'files' }],
    ['both', content, files, { inPlace: false, content: 'choices', above: 'files' }],
    ['a card, and files above it', card, files, { inPlace: true, content: 'card', above: 'files' }],
    ['choices, and files without a word', content, bare, { inPlace: true, content: 'choices', above: 'files' }],
    ['nothing', undefined, undefined, undefined],
  ])('is %s', (_, one, other, expected) => {
    expect(withFiles(one, other)?.('m', 'text')).toEqual(expected);
  });

  it('is nothing for another message', () => {
    expect(withFiles(content, files)?.('n', 'text')).toBeUndefined();
  });
});
