/**
 * Parts shared by the chat and the desk: render functions over plain views, a few reactive controllers, styles, words.
 * Nothing here knows a session or a call, and nothing here is exported by the package.
 * Icons are imported from their own files (icons, call-icons, desk-icons), so that each bundle holds only its own.
 */
export { renderAttach } from './attach-button.js';
export { avatarPair, initials, renderAvatar, type AvatarView } from './avatar.js';
export { baseStyles } from './base-styles.js';
export { Composer, type ComposerActions, type ComposerOptions } from './composer.js';
export { composerStyles } from './composer-styles.js';
export { en, type UiStrings } from './en.js';
export { Found, type DrawnHost } from './found.js';
export { givenFiles } from './given-files.js';
export { icon, type IconOptions } from './icon.js';
export { renderLinkedText, splitLinks, type TextPart } from './linked-text.js';
export { LiveRegion, type Urgency } from './live-region.js';
export { saidWith } from './said.js';
export { dayKey, dayLabel, elapsed, hourMs, minuteMs, minutesAndSeconds, timeOfDay } from './time-words.js';
export { tokens } from './tokens.js';
export { renderTranscriptRows, renderTyping, type Extra, type RunRow, type TranscriptOptions } from './transcript.js';
export { transcriptRows, type BubbleView, type Delivery, type RowOptions, type TranscriptItem, type TranscriptRow } from './transcript-rows.js';
export { plainEnglish, spoken, type Language, type Spoken, type Words } from './words.js';
export { transcriptStyles } from './transcript-styles.js';
