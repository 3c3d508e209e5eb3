/**
 * Stands in for `err-code` in our build of simple-peer, which only ever gives it an error and a code. Defined, not
 * assigned: a DOMException has a `code` of its own that cannot be set.
 */
export default function errorWithCode<E extends Error>(error: E, code: string): E {
  return Object.defineProperty(error, 'code', { value: code, enumerable: true, configurable: true });
}
