/** All of the chat's German words, as one chunk. */
import { call } from './call.js';
import { chat } from './chat.js';
import { content } from './content.js';
import { results } from './results.js';
import { video } from './video.js';

export const words = { ...call, ...content, ...results, ...video, ...chat };
