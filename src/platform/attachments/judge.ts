/**
 * Whether a file is taken, and as what: content, what the sender says and the name must agree.
 *
 *   content    said            ending              taken as
 *   any        unsaid, same    its own             itself
 *   any        unsaid, same    none, an unknown    itself, with its ending added
 *   picture    a picture       another picture's   itself, its ending mended: messengers and phones get these wrong
 *   text       unsaid, text    text's, unknown     plain text or CSV, as said or as the name ends
 *   anything   otherwise                           not at all
 *
 * Knows the rule only.
 */
import { SegueError } from '../../protocol/error.js';
import { declaredType, isPicture, typeOfEnding, type FileType } from './file-kind.js';
import { cleanName, endingOf, nameFor } from './file-name.js';
import type { Sniffed } from './sniff.js';

export interface Judged {
  readonly type: FileType;
  readonly name: string;
}

const texts: readonly FileType[] = ['text/plain', 'text/csv'];

const agrees = (said: FileType | 'unsaid' | 'other', type: FileType): boolean => said === 'unsaid' || said === type || (isPicture(type) && said !== 'other' && isPicture(said));

/** @throws SegueError `file-type-refused` */
export function judge(content: Sniffed, declared: string, givenName: string, allowed: readonly string[]): Judged {
  const clean = cleanName(givenName);
  const said = declaredType(declared);
  const ending = typeOfEnding(endingOf(clean)) ?? 'unsaid';
  const type = content === 'text' ? [said, ending, 'text/plain' as const].find((it): it is FileType => texts.some((text) => text === it)) : content;
  if (type === undefined || type === 'other' || !allowed.includes(type)) throw new SegueError('file-type-refused');
  if (!agrees(said, type) || !agrees(ending, type)) throw new SegueError('file-type-refused', 'The content is not what name or type say.');
  return { type, name: nameFor(clean, type) };
}
