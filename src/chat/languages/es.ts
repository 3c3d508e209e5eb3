/** All of the chat's Spanish words, as one chunk. */
import { call } from './es/call.js';
import { chat } from './es/chat.js';
import { content } from './es/content.js';
import { files } from './es/files.js';
import { more } from './es/more.js';
import { results } from './es/results.js';
import { video } from './es/video.js';
import { visit } from './es/visit.js';

export const words = { ...call, ...content, ...files, ...more, ...results, ...video, ...visit, ...chat };
