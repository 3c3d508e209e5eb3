/** The words of the shared parts as the desk says them: in English. */
import { enCall, type CallStrings } from '../ui/call-parts.js';
import { enInCall, type InCallStrings } from '../ui/in-call-parts.js';
import { enContent, type ContentStrings } from '../ui/en-content.js';
import { enFiles, type FileStrings } from '../ui/en-files.js';
import { en, spoken, type UiStrings } from '../ui/index.js';

export const uiWords: UiStrings = spoken(en);
export const callWords: CallStrings = spoken(enCall);
export const inCallWords: InCallStrings = spoken(enInCall);
export const contentWords: ContentStrings = spoken(enContent);
export const fileWords: FileStrings = spoken(enFiles);
