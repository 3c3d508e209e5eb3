/** All of the chat's Arabic words, as one chunk. */
import { call } from './ar/call.js';
import { chat } from './ar/chat.js';
import { content } from './ar/content.js';
import { files } from './ar/files.js';
import { more } from './ar/more.js';
import { results } from './ar/results.js';
import { video } from './ar/video.js';
import { visit } from './ar/visit.js';

export const words = { ...call, ...content, ...files, ...more, ...results, ...video, ...visit, ...chat };
