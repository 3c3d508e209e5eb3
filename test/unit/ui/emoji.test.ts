import { describe, expect, it } from 'vitest';
import { isOnlyEmoji } from '../../../src/ui/emoji.js';

describe('a message of nothing but emoji', () => {
  it.each(['👍', '👍🏽', '❤️', '❤️‍🔥', '👩‍👩‍👧‍👦', '🏳️‍🌈', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🇩🇪', '1️⃣', '🎉🎉🎉', '😀 😀', '☕'])('is %s', (text) => {
    expect(isOnlyEmoji(text)).toBe(true);
  });

  it.each(['', ' ', 'a', '👍 thanks', '1', '12', '#', '©', '™', '🇩', '\u200D', '\uFE0F', '👍\n👍', '😀😀😀😀😀😀', '<b>👍</b>'])('is not %j', (text) => {
    expect(isOnlyEmoji(text)).toBe(false);
  });
});
