/** English words of what there is to choose in a message. */
import type { Spoken, Words } from './words.js';

export const enContent = {
  chosen: 'Chosen',
  chooseSeveral: 'Send choice',
  showAll: 'Show all {n}',
  timesIn: 'Times in {zone}',
  opensNewTab: 'opens in a new tab',
} as const satisfies Words;

export type ContentStrings = Spoken<typeof enContent>;
