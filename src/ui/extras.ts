/** What stands over and under a message's text, where both choices and files do. */
import type { Extra, TranscriptOptions } from './transcript.js';

type Extras = TranscriptOptions['extra'];

/** `content` names where it is to stand; files are always above. */
export function withFiles(content: Extras, files: Extras): Extras {
  if (files === undefined) return content;
  return (key, text): Extra | undefined => {
    const [one, other] = [content?.(key, text), files(key, text)];
    return one && other ? { ...other, ...one, inPlace: one.inPlace || other.inPlace } : (one ?? other);
  };
}
