/** All of the chat's Portuguese words, as one chunk. */
import { call } from './pt/call.js';
import { chat } from './pt/chat.js';
import { content } from './pt/content.js';
import { files } from './pt/files.js';
import { more } from './pt/more.js';
import { results } from './pt/results.js';
import { video } from './pt/video.js';
import { visit } from './pt/visit.js';

export const words = { ...call, ...content, ...files, ...more, ...results, ...video, ...visit, ...chat };
