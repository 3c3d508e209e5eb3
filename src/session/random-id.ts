/**
 * Ids that a client chooses: of a frame, of a page.
 *
 * Knows that `crypto.randomUUID` is younger than the browser floor, and writes 128 random bits as 22 URL-safe characters.
 */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** A fresh id, unique for all practical purposes. */
export function randomId(): string {
  let id = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(22))) id += alphabet.charAt(byte & 63);
  return id;
}
