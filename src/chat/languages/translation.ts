/** What a language has words for: the keys of all the English that the chat shows. `test/unit/chat/languages/load-language.test.ts` finds what is missing. */
import type { enCall } from '../../ui/en-call.js';
import type { enCheckSheet } from '../../ui/en-check-sheet.js';
import type { enContent } from '../../ui/en-content.js';
import type { enFiles } from '../../ui/en-files.js';
import type { enInCall } from '../../ui/en-in-call.js';
import type { en } from '../../ui/en.js';
import type { Translation } from '../../ui/words.js';
import type { enElsewhere } from '../en-elsewhere.js';
import type { enLong } from '../en-long.js';
import type { enMore } from '../en-more.js';
import type { enResults } from '../en-results.js';
import type { enSteps } from '../en-steps.js';
import type { enVideo } from '../en-video.js';
import type { enVisit } from '../en-visit.js';
import type { enChat } from '../en.js';

/** Of the chat without video. */
export type ChatTranslation = Translation<typeof enChat & typeof en>;
/** Of video before and after the call. */
export type VideoTranslation = Translation<Omit<typeof enVideo, keyof typeof enChat>>;
export type StepTranslation = Translation<typeof enResults & typeof enSteps>;
/** Of what stands around the conversation. */
export type VisitTranslation = Translation<typeof enVisit>;
/** Of the call and of the self-check. */
export type CallTranslation = Translation<typeof enCall & typeof enInCall & typeof enCheckSheet & Omit<typeof enElsewhere, 'closeChat'>>;
/** Of what messages offer to choose. */
export type ContentTranslation = Translation<typeof enContent>;
/** Of files, sent and to be sent; `tryAgain` is the chat's. */
export type FilesTranslation = Translation<Omit<typeof enFiles, 'tryAgain'>>;
/** Of the menu's further rows, and of a long transcript. */
export type MoreTranslation = Translation<typeof enMore & typeof enLong>;
