/**
 * How large a picture is, from its first bytes, so that a client can keep its place before it is loaded.
 *
 * Knows where PNG, GIF, JPEG and WebP say it. Does not decode pictures, and does not turn them as their camera was held.
 */
import type { Sniffed } from './sniff.js';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Undefined where the head does not tell. */
export function pictureSize(type: Sniffed, head: Buffer): PictureSize | undefined {
  try {
    const size = readSize(type, head);
    return size && size.width > 0 && size.height > 0 ? size : undefined;
  } catch {
    // A file that ends in the middle.
    return undefined;
  }
}

function readSize(type: Sniffed, head: Buffer): PictureSize | undefined {
  switch (type) {
    case 'image/png':
      return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
    case 'image/gif':
      return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
    case 'image/jpeg':
      return jpegSize(head);
    case 'image/webp':
      return webpSize(head);
    default:
      return undefined;
  }
}

/** Start of frame, of any coding but the tables' markers (ITU T.81, table B.1). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpegSize(head: Buffer): PictureSize | undefined {
  for (let at = 2; at + 9 < head.length; ) {
    if (head[at] !== 0xff) return undefined;
    const marker = head[at + 1] ?? 0;
    if (isFrame(marker)) return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) };
    // Fill bytes before a marker are 0xff too.
    at += marker === 0xff ? 1 : 2 + head.readUInt16BE(at + 2);
  }
  return undefined;
}

function webpSize(head: Buffer): PictureSize | undefined {
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: 1 + head.readUIntLE(24, 3), height: 1 + head.readUIntLE(27, 3) };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
    default:
      return undefined;
  }
}
