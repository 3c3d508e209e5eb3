/** All of the chat's French words, as one chunk. */
import { call } from './fr/call.js';
import { chat } from './fr/chat.js';
import { content } from './fr/content.js';
import { files } from './fr/files.js';
import { more } from './fr/more.js';
import { results } from './fr/results.js';
import { video } from './fr/video.js';
import { visit } from './fr/visit.js';

export const words = { ...call, ...content, ...files, ...more, ...results, ...video, ...visit, ...chat };
