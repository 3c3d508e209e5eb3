/** English words of a long transcript. Every key needs its words in src/chat/languages. */
import type { Words } from '../ui/words.js';

export const enLong = {
  earlier: 'Loading earlier messages',
} as const satisfies Words;
