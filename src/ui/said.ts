/** What a message says, in text alone: its words, and the names of its files. */
import type { Attachment } from '../protocol/index.js';

export const saidWith = (text: string, attachments: readonly Attachment[] = []): string => [...(text === '' ? [] : [text]), ...attachments.map(({ name }) => name)].join('\n');
