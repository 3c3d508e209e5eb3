/** Small files of every kind, true as far as anybody looks at them, and some that are what nobody should take. */
import { crc32 } from 'node:zlib';
import type { Sniffed } from '../../../../src/platform/attachments/sniff.js';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const zeros = (length: number): Buffer => Buffer.alloc(length);
const be32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** An archive of stored entries; with `described` as a writer makes it who does not know sizes beforehand. */
export function zip(names: readonly (string | readonly [string, string])[], { described = false, comment = '' } = {}): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const it of names) {
    const [name, text] = typeof it === 'string' ? [it, 'x'] : it;
    const [named, body] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(described ? 8 : 0, 6);
    if (!described) {
      head.writeUInt32LE(crcOf(body), 14);
      head.writeUInt32LE(body.length, 18);
      head.writeUInt32LE(body.length, 22);
    }
    head.writeUInt16LE(named.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(body.length, 20);
    entry.writeUInt32LE(body.length, 24);
    entry.writeUInt16LE(named.length, 28);
    entry.writeUInt32LE(offset, 42);
    local.push(head, named, body);
    central.push(entry, named);
    offset += head.length + named.length + body.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...local, directory, end, latin(comment)]);
}

const crcOf = (bytes: Buffer): number => (typeof crc32 === 'function' ? crc32(bytes) : 0);

export const png = (width = 640, height = 480): Buffer => Buffer.concat([latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), be32(width), be32(height), latin('\x08\x06\0\0\0')]);
export const jpeg = (width = 800, height = 600): Buffer =>
  Buffer.concat([latin('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0'), latin('\xff\xff\xc0\0\x11\x08'), Buffer.from([height >> 8, height & 255, width >> 8, width & 255]), zeros(16)]);
export const gif = latin('GIF89a\x40\x01\xf0\0\0\0\0;');
export const webp = {
  extended: Buffer.concat([latin('RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\x03\0\xff\x02\0'), zeros(8)]),
  lossless: Buffer.concat([latin('RIFF\x40\0\0\0WEBPVP8L\x0a\0\0\0\x2f\x1f\xc3\x95\0'), zeros(8)]),
  lossy: Buffer.concat([latin('RIFF\x40\0\0\0WEBPVP8 \x20\0\0\0\0\0\0\x9d\x01\x2a\x20\x03\x58\x02'), zeros(8)]),
};
export const pdf = latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n');
export const text = Buffer.from('Grüße aus der Küche, 12 €\n');
const iso = (brand: string): Buffer => Buffer.concat([be32(24), latin(`ftyp${brand}`), zeros(12)]);
const docx = ['[Content_Types].xml', '_rels/.rels', 'word/document.xml'];
const openDocument = (kind: string, ...more: string[]): Buffer => zip([['mimetype', `application/vnd.oasis.opendocument.${kind}`], 'content.xml', 'META-INF/manifest.xml', ...more]);
const ooxml = 'application/vnd.openxmlformats-officedocument';

export const samples: Readonly<Record<string, readonly [Buffer, Sniffed]>> = {
  'a PNG': [png(), 'image/png'],
  'a JPEG': [jpeg(), 'image/jpeg'],
  'a GIF': [gif, 'image/gif'],
  'a WebP': [webp.extended, 'image/webp'],
  'a HEIC of a phone': [iso('heic'), 'image/heic'],
  'an AVIF': [iso('avif'), 'image/avif'],
  'a PDF': [pdf, 'application/pdf'],
  'a document of Word': [zip(docx), `${ooxml}.wordprocessingml.document`],
  'a document by a writer who describes entries afterwards': [zip(docx, { described: true }), `${ooxml}.wordprocessingml.document`],
  'a document with a comment behind it': [zip(docx, { comment: 'PK\x05\x06 made by hand' }), `${ooxml}.wordprocessingml.document`],
  'a sheet of Excel': [zip(['[Content_Types].xml', 'xl/workbook.xml']), `${ooxml}.spreadsheetml.sheet`],
  'a presentation': [zip(['[Content_Types].xml', 'ppt/presentation.xml']), `${ooxml}.presentationml.presentation`],
  'an OpenDocument text': [openDocument('text'), 'application/vnd.oasis.opendocument.text'],
  'an OpenDocument sheet': [openDocument('spreadsheet'), 'application/vnd.oasis.opendocument.spreadsheet'],
  'an OpenDocument presentation': [openDocument('presentation'), 'application/vnd.oasis.opendocument.presentation'],
  'an archive': [zip(['a.txt', 'b/c.txt']), 'application/zip'],
  'a film': [iso('isom'), 'video/mp4'],
  'a film of an iPhone': [iso('qt  '), 'video/quicktime'],
  'a WebM': [latin('\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm'), 'video/webm'],
  'a voice note': [iso('M4A '), 'audio/mp4'],
  'an MP3 with tags': [latin('ID3\x03\0\0\0\0\0\0'), 'audio/mpeg'],
  'an MP3': [latin('\xff\xfb\x90\x64\0\0\0\0'), 'audio/mpeg'],
  'an Ogg': [latin('OggS\0\x02'), 'audio/ogg'],
  'a WAV': [latin('RIFF\x24\0\0\0WAVEfmt '), 'audio/wav'],
  'plain text': [text, 'text'],
  'a table in text': [Buffer.from('name;price\nLira;649\n'), 'text'],
  'text with a mark of its byte order': [Buffer.from('\uFEFFHello'), 'text'],
  'text with colours of a terminal': [Buffer.from('\x1b[31mred\x1b[0m'), 'text'],

  'a page': [Buffer.from('<!doctype html><script>alert(1)</script>'), 'other'],
  'a page after blanks': [Buffer.from('\n\n  <HTML><body onload=alert(1)>'), 'other'],
  'a page behind a mark of its byte order': [Buffer.from('\uFEFF<html>'), 'other'],
  'a vector picture': [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'other'],
  'XML': [Buffer.from('<?xml version="1.0"?><svg/>'), 'other'],
  'a comment, then a page': [Buffer.from('<!-- --><script>alert(1)</script>'), 'other'],
  'a script': [Buffer.from('#!/bin/sh\nrm -rf /\n'), 'other'],
  'a program of Windows': [latin('MZ\x90\0\x03\0\0\0'), 'other'],
  'a program of Linux': [latin('\x7fELF\x02\x01\x01\0'), 'other'],
  'text in an encoding of old': [latin('Gr\xfc\xdfe'), 'other'],
  'text with a zero': [Buffer.from('a\0b'), 'other'],
  'a Java archive': [zip(['META-INF/MANIFEST.MF', 'A.class']), 'other'],
  'an Android program': [zip(['AndroidManifest.xml', 'classes.dex']), 'other'],
  'a document with macros': [zip([...docx, 'word/vbaProject.bin']), 'other'],
  'an OpenDocument text with macros': [openDocument('text', 'Basic/script-lc.xml', 'Basic/Standard/Module1.xml'), 'other'],
  'an OpenDocument sheet with scripts': [openDocument('spreadsheet', 'Scripts/python/run.py'), 'other'],
  'an OpenDocument text in another spelling of its macros': [openDocument('text', 'BASIC/script-lc.xml'), 'other'],
  'half an OpenDocument text': [openDocument('text').subarray(0, -30), 'other'],
  'an OpenDocument of no kind known here': [openDocument('graphics'), 'other'],
  'an OpenDocument template': [openDocument('text-template'), 'other'],
  'half an archive': [zip(docx).subarray(0, 60), 'other'],
  'an archive whose directory lies elsewhere': [Buffer.concat([zip(docx).subarray(0, -6), Buffer.from([255, 255, 255, 127, 0, 0])]), 'other'],
  'Matroska': [latin('\x1aE\xdf\xa3\x93B\x82\x88matroska'), 'other'],
  'RIFF of another kind': [latin('RIFF\x24\0\0\0AVI '), 'other'],
};
