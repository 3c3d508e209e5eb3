/** Files in words: how large, of what kind, and why one is not taken. Pure. */
import type { AttachmentRules } from '../protocol/index.js';
import { limits } from '../protocol/index.js';
import type { FileStrings } from './en-files.js';
import type { Refusal } from './file-drafts.js';
import { fileIcon, fileTextIcon, filmIcon, imageIcon, musicIcon } from './file-icons.js';

const kB = 1_024;
/** Tenths of what is small, and no more than counts of what is large. */
const rounded = (n: number): number => (n < 10 ? Math.max(0.1, Math.round(n * 10) / 10) : Math.round(n));

export function fileSize(bytes: number, strings: FileStrings): string {
  const kilobytes = Math.max(1, Math.round(bytes / kB));
  return kilobytes < kB ? strings.kilobytes({ n: kilobytes }) : strings.megabytes({ n: rounded(bytes / kB ** 2) });
}

/** A name's ending, as people call the kind: `PDF`. */
export const fileKind = (name: string): string => /[^.]\.([\p{L}\p{N}]{1,5})$/u.exec(name)?.[1]?.toUpperCase() ?? '';

/** Kind and size, as far as both are known. */
export function fileFacts(name: string, bytes: number, strings: FileStrings): string {
  const [kind, size] = [fileKind(name), fileSize(bytes, strings)];
  return kind === '' ? size : `${kind} · ${size}`;
}

const glyphs: readonly (readonly [begins: string, glyph: string])[] = [
  ['image/', imageIcon], ['video/', filmIcon], ['audio/', musicIcon], ['application/zip', fileIcon], ['text/', fileTextIcon], ['application/', fileTextIcon],
];
export const fileGlyph = (type: string): string => glyphs.find(([begins]) => type.startsWith(begins))?.[1] ?? fileIcon;

/** Pictures that every browser shows, and for which the platform gives an address to show them. */
export const isPicture = (type: string): boolean => ['image/png', 'image/jpeg', 'image/gif', 'image/webp'].includes(type);

export function refusalWords(why: Refusal, rules: AttachmentRules | undefined, strings: FileStrings): string {
  switch (why) {
    case 'file-too-large':
      return strings.fileTooLarge({ n: rounded((rules?.maxBytes ?? limits.attachmentBytes) / kB ** 2) });
    case 'file-type-refused':
    case 'files-off':
      return strings.fileKindRefused;
    case 'file-empty':
      return strings.fileEmpty;
    case 'too-many-files':
      return strings.tooManyFiles;
    case 'unreadable':
      return strings.fileUnreadable;
    default:
      return strings.fileFailed;
  }
}
