/**
 * What a file is, from its content alone.
 *
 * Knows the first bytes of every type of the table, and of a few that must not pass for text. Does not trust names or
 * what a sender says; reads a bounded part of the file, whatever is in it.
 */
import type { FileType } from './file-kind.js';
import { zipNames, type ReadAt } from './zip-names.js';

/** How much of a file's beginning is looked at. */
export const headBytes = 65_536;

/** A type of the table; `text`, whatever its ending makes of it; `other`, which is never taken. */
export type Sniffed = FileType | 'text' | 'other';

const ascii = (head: Buffer, from: number, to: number): string => head.toString('latin1', from, to);
const begins = (head: Buffer, text: string, at = 0): boolean => ascii(head, at, at + text.length) === text;

/** Brands of the ISO base media format (ISO/IEC 14496-12), at byte 8 of a file whose bytes 4 to 8 are `ftyp`. */
const brands: readonly (readonly [RegExp, FileType])[] = [
  [/^(heic|heix|hevc|hevx|heim|heis|mif1|msf1)/, 'image/heic'],
  [/^avi[fs]/, 'image/avif'],
  [/^qt {2}/, 'video/quicktime'],
  [/^M4[AB] /, 'audio/mp4'],
  [/^(isom|iso[2-9]|mp4[12]|avc1|dash|M4V |mmp4|3gp|msnv)/, 'video/mp4'],
];

const riff: Readonly<Record<string, FileType>> = { 'WEBP': 'image/webp', 'WAVE': 'audio/wav' };

function byFirstBytes(head: Buffer): FileType | undefined {
  if (begins(head, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (begins(head, '\xff\xd8\xff')) return 'image/jpeg';
  if (begins(head, 'GIF87a') || begins(head, 'GIF89a')) return 'image/gif';
  if (begins(head, '%PDF-')) return 'application/pdf';
  if (begins(head, 'RIFF')) return riff[ascii(head, 8, 12)];
  if (begins(head, 'ftyp', 4)) return brands.find(([brand]) => brand.test(ascii(head, 8, 12)))?.[1];
  // EBML whose document type is webm; Matroska says matroska.
  if (begins(head, '\x1aE\xdf\xa3')) return ascii(head, 0, 64).includes('webm') ? 'video/webm' : undefined;
  if (begins(head, 'OggS')) return 'audio/ogg';
  if (begins(head, 'ID3') || isMpegAudio(head)) return 'audio/mpeg';
  return undefined;
}

/** Frame sync, a layer, a bit rate and a sampling rate that there are (ISO/IEC 11172-3, 2.4.2.3). */
function isMpegAudio(head: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = head;
  return first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) === 0x02 && (third & 0xf0) !== 0xf0 && (third & 0xf0) !== 0 && (third & 0x0c) !== 0x0c;
}

const office: readonly (readonly [string, FileType])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

const openDocuments: readonly FileType[] = [
  'application/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.spreadsheet', 'application/vnd.oasis.opendocument.presentation',
];

/** Where OpenDocument keeps what an office program runs: macros in Basic, and scripts in other languages. */
const openMacros = /^(basic|scripts)\//i;

/** Of a ZIP archive: an office document by what is in it. One with macros is none that is taken. */
async function byArchive(head: Buffer, size: number, read: ReadAt): Promise<Sniffed> {
  // OpenDocument: the first entry is `mimetype`, stored as it is (ODF 1.3, part 2, 3.3).
  if (begins(head, 'mimetype', 30)) {
    const said = ascii(head, 38, 38 + 80);
    const type = openDocuments.find((it) => said.startsWith(it) && !/^[\w.-]/.test(said.slice(it.length)) || said.startsWith(`${it}PK`));
    const inside = await zipNames(size, read);
    return type === undefined || inside === undefined || inside.some((name) => openMacros.test(name)) ? 'other' : type;
  }
  const names = await zipNames(size, read);
  if (names === undefined) return 'other';
  if (!names.includes('[Content_Types].xml')) return names.some((name) => /^META-INF\/MANIFEST\.MF$|^AndroidManifest\.xml$/i.test(name)) ? 'other' : 'application/zip';
  if (names.some((name) => name.toLowerCase().endsWith('vbaproject.bin'))) return 'other';
  return office.find(([folder]) => names.some((name) => name.startsWith(folder)))?.[1] ?? 'other';
}

/** What a browser might take for a page, a picture or a style of its own making if it looked by itself. */
const markup = /^\uFEFF?\s*(<[!?/a-z]|#!)/i;

const unwritable = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/;

/** UTF-8 without control characters, and no markup or script. */
function isText(head: Buffer, whole: boolean): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !whole });
    return !unwritable.test(text) && !markup.test(text);
  } catch {
    return false;
  }
}

/** `head`: the first `headBytes` of the file, or all of it. */
export async function sniff(head: Buffer, size: number, read: ReadAt): Promise<Sniffed> {
  const known = byFirstBytes(head);
  if (known !== undefined) return known;
  if (begins(head, 'PK\x03\x04')) return byArchive(head, size, read);
  return isText(head, head.length >= size) ? 'text' : 'other';
}
