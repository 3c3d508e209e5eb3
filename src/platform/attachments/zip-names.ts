/**
 * The names in a ZIP archive, from its central directory.
 *
 * Knows the end record and the directory's entries (APPNOTE 4.3.12 and 4.3.16), in bounded reads. Does not unpack anything,
 * and knows neither ZIP64 nor archives in parts: those are none that are taken.
 */

/** Reads up to `length` bytes from a place of a file. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>;

const endRecord = 0x06054b50;
const endRecordBytes = 22;
const longestComment = 65_535;
const entryMark = 0x02014b50;
const entryBytes = 46;
/** Directories of documents are far smaller. */
const mostBytes = 1_048_576;

/** Undefined for what is no whole archive. */
export async function zipNames(size: number, read: ReadAt): Promise<readonly string[] | undefined> {
  const tail = await read(Math.max(0, size - endRecordBytes - longestComment), endRecordBytes + longestComment);
  const at = findEnd(tail);
  if (at === undefined) return undefined;
  const [length, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (length > mostBytes || offset + length > size) return undefined;
  return namesIn(await read(offset, length));
}

/** The last end record whose comment reaches exactly to the end of the file. */
function findEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - endRecordBytes; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === endRecord && at + endRecordBytes + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  return undefined;
}

function namesIn(directory: Buffer): readonly string[] | undefined {
  const names: string[] = [];
  for (let at = 0; at < directory.length; ) {
    if (at + entryBytes > directory.length || directory.readUInt32LE(at) !== entryMark) return undefined;
    const length = directory.readUInt16LE(at + 28);
    names.push(directory.toString('utf8', at + entryBytes, at + entryBytes + length));
    at += entryBytes + length + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
}
