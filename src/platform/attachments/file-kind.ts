/**
 * Kinds of files: one table of every media type that a deployment can allow.
 *
 * Knows each type's endings and whether browsers show it safely. What is not here cannot be allowed: nothing that a browser or
 * a system runs (HTML, SVG, scripts, programs). Does not know contents (sniff.ts).
 */

interface FileKind {
  /** Endings that a name of this type may have, the usual one first. */
  readonly endings: readonly string[];
  /** A picture that every browser shows, and that can hold nothing but a picture. */
  readonly picture?: true;
  /** Taken where a deployment does not say which types it takes. */
  readonly usual?: true;
}

export const fileKinds = {
  'image/png': { endings: ['png'], picture: true, usual: true },
  'image/jpeg': { endings: ['jpg', 'jpeg', 'jfif'], picture: true, usual: true },
  'image/gif': { endings: ['gif'], picture: true, usual: true },
  'image/webp': { endings: ['webp'], picture: true, usual: true },
  'image/heic': { endings: ['heic', 'heif'], usual: true },
  'image/avif': { endings: ['avif'] },
  'application/pdf': { endings: ['pdf'], usual: true },
  'text/plain': { endings: ['txt', 'text', 'log', 'md'], usual: true },
  'text/csv': { endings: ['csv'], usual: true },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { endings: ['docx'], usual: true },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { endings: ['xlsx'], usual: true },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': { endings: ['pptx'], usual: true },
  'application/vnd.oasis.opendocument.text': { endings: ['odt'], usual: true },
  'application/vnd.oasis.opendocument.spreadsheet': { endings: ['ods'], usual: true },
  'application/vnd.oasis.opendocument.presentation': { endings: ['odp'], usual: true },
  'application/zip': { endings: ['zip'] },
  'video/mp4': { endings: ['mp4', 'm4v'], usual: true },
  'video/quicktime': { endings: ['mov', 'qt'], usual: true },
  'video/webm': { endings: ['webm'], usual: true },
  'audio/mpeg': { endings: ['mp3'], usual: true },
  'audio/mp4': { endings: ['m4a'], usual: true },
  'audio/ogg': { endings: ['ogg', 'oga', 'opus'], usual: true },
  'audio/wav': { endings: ['wav'], usual: true },
} as const satisfies Record<string, FileKind>;
export type FileType = keyof typeof fileKinds;

const table: Readonly<Record<FileType, FileKind>> = fileKinds;
export const fileTypes = Object.keys(fileKinds) as [FileType, ...FileType[]];
export const usualTypes: readonly FileType[] = fileTypes.filter((type) => table[type].usual === true);

export const isFileType = (type: string): type is FileType => Object.hasOwn(fileKinds, type);
export const isPicture = (type: string): boolean => isFileType(type) && table[type].picture === true;
export const endingsOf = (type: FileType): readonly [string, ...string[]] => fileKinds[type].endings;

/** The type that an ending stands for. */
export const typeOfEnding = (ending: string): FileType | undefined => fileTypes.find((type) => endingsOf(type).includes(ending));

/** What browsers and systems call some of them. */
const otherNames: Readonly<Record<string, FileType>> = {
  'image/jpg': 'image/jpeg', 'image/pjpeg': 'image/jpeg', 'image/heif': 'image/heic', 'application/x-pdf': 'application/pdf', 'text/markdown': 'text/plain',
  'text/x-log': 'text/plain', 'application/x-zip-compressed': 'application/zip', 'application/csv': 'text/csv', 'video/x-m4v': 'video/mp4',
  'audio/mp3': 'audio/mpeg', 'audio/x-m4a': 'audio/mp4', 'audio/opus': 'audio/ogg', 'application/ogg': 'audio/ogg', 'audio/wave': 'audio/wav', 'audio/x-wav': 'audio/wav', 'audio/vnd.wave': 'audio/wav',
};

/** Types by which a sender says that it does not know. */
const sayNothing: readonly string[] = ['', 'application/octet-stream', 'binary/octet-stream'];

/** What a sender says that a file is: one of the table, `unsaid`, or something that is never taken. */
export function declaredType(value: string): FileType | 'unsaid' | 'other' {
  const type = (value.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (sayNothing.includes(type)) return 'unsaid';
  if (isFileType(type)) return type;
  // Excel's name for what Windows calls a CSV file: sheets of the old kind are not in the table, so nothing is lost.
  if (type === 'application/vnd.ms-excel') return 'text/csv';
  return Object.hasOwn(otherNames, type) ? (otherNames[type] ?? 'other') : 'other';
}
