/** All of the chat's German words, as one chunk. */
import { call } from './de/call.js';
import { chat } from './de/chat.js';
import { content } from './de/content.js';
import { files } from './de/files.js';
import { more } from './de/more.js';
import { results } from './de/results.js';
import { video } from './de/video.js';
import { visit } from './de/visit.js';

export const words = { ...call, ...content, ...files, ...more, ...results, ...video, ...visit, ...chat };
