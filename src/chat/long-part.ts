/** A long transcript's window, in the chat: a chunk of its own, fetched when there are many rows. */
export { TranscriptWindow } from '../ui/transcript-window.js';
