/**
 * Names of files, cleaned: what a person may see and a system may store.
 *
 * Knows what in a name could lead elsewhere or look like something else: paths, control and direction characters, names that
 * systems keep for themselves, endings that do not fit the content. Does not know HTML: whoever shows a name shows text.
 */
import { limits } from '../../protocol/limits.js';
import { endingsOf, typeOfEnding, type FileType } from './file-kind.js';

/**
 * Controls, and the characters that turn the direction of text or cannot be seen (Unicode's Cc, Cf, line and paragraph separators,
 * lone surrogates); but for the two joiners, without which Persian, Hindi or a family of emoji are misspelt.
 */
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;
/** Windows has these names for devices, with any ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** What Windows takes in no name. */
const forbidden = /[<>:"|?*]/g;

const nameless = 'file';

/** What a sender calls a file, without what is no part of a name. */
export function cleanName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).pop() ?? '';
  const name = last
    .replace(unseen, '')
    .replace(forbidden, '_')
    .replace(/\p{Zs}+/gu, ' ')
    // Hidden files, parent folders, and endings that Windows cuts off.
    .replace(/^[. ]+|[. ]+$/g, '')
    .replace(reserved, '_$1');
  return name === '' ? nameless : name;
}

/** The ending of a name, in small letters; empty where it has none. */
export const endingOf = (name: string): string => /\.([\p{L}\p{N}]{1,12})$/u.exec(name)?.[1]?.toLowerCase() ?? '';

/** A clean name with an ending that fits the type: its own, one in the place of another type's, or one more. */
export function nameFor(clean: string, type: FileType): string {
  const endings = endingsOf(type);
  const ending = endingOf(clean);
  const stem = typeOfEnding(ending) === undefined ? clean : clean.slice(0, -ending.length - 1);
  const own = endings.includes(ending) ? clean.slice(stem.length) : `.${endings[0]}`;
  return `${cut(stem === '' ? nameless : stem, limits.fileNameLength - own.length)}${own}`;
}

/** Never through the middle of a character. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > length) break;
    kept += character;
  }
  return kept.trimEnd();
}

/** Headers are ASCII: a plain name beside the real one, RFC 6266 and RFC 8187. */
export function dispositionOf(kind: 'attachment' | 'inline', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const real = encodeURIComponent(name).replace(/['()*]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${real}`;
}
