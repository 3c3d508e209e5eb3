/** All of the chat's Japanese words, as one chunk. */
import { call } from './ja/call.js';
import { chat } from './ja/chat.js';
import { content } from './ja/content.js';
import { files } from './ja/files.js';
import { more } from './ja/more.js';
import { results } from './ja/results.js';
import { video } from './ja/video.js';
import { visit } from './ja/visit.js';

export const words = { ...call, ...content, ...files, ...more, ...results, ...video, ...visit, ...chat };
