/** English words of files: those that are to be sent, and those of messages. */
import type { Spoken, Words } from './words.js';

export const enFiles = {
  filesToSend: 'Files to send',
  dropHere: 'Drop files here to send them',
  kilobytes: '{n} KB',
  megabytes: '{n} MB',
  sentOf: '{n} % of {size}',
  waitsItsTurn: 'Waiting',
  waitsForNetwork: 'No connection. Goes on by itself.',
  cancelFile: 'Cancel {file}',
  removeFile: 'Remove {file}',
  tryAgain: 'Try again',
  fileTooLarge: 'This file is too large. Up to {n} MB works.',
  fileKindRefused: 'This kind of file can’t be sent here.',
  fileEmpty: 'This file is empty.',
  fileUnreadable: 'This file can’t be read.',
  fileFailed: 'This file didn’t get through.',
  tooManyFiles: 'This chat can’t take any more files.',
  tooManyHere: 'One message takes up to {n} files.',
  filesUnderWay: 'Your message goes out as soon as its files are there.',
  filesToMend: 'A file didn’t get through. Try again, or remove it.',
  filesReady: { one: '{n} file is ready to send.', other: '{n} files are ready to send.' },
  pictureFrom: 'Picture from {name}',
  ownPicture: 'Your picture',
  openPicture: 'Open picture',
  closePicture: 'Close picture',
  downloadFile: '{file}, {size}, download',
  download: 'Download',
  downloading: 'Downloading',
  pictureGone: 'This picture isn’t there any more.',
  fileGone: 'This file isn’t there any more.',
  fileUnreachable: 'This file can’t be reached right now.',
} as const satisfies Words;

export type FileStrings = Spoken<typeof enFiles>;
