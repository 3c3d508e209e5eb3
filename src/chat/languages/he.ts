/** All of the chat's Hebrew words, as one chunk. */
import { call } from './he/call.js';
import { chat } from './he/chat.js';
import { content } from './he/content.js';
import { files } from './he/files.js';
import { more } from './he/more.js';
import { results } from './he/results.js';
import { video } from './he/video.js';
import { visit } from './he/visit.js';

export const words = { ...call, ...content, ...files, ...more, ...results, ...video, ...visit, ...chat };
