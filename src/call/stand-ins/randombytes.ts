/**
 * Stands in for `randombytes` in our build of simple-peer, which writes its ids and channel names in hexadecimal.
 */
class RandomBytes extends Uint8Array {
  /** Always hexadecimal, the one encoding that is asked for. */
  override toString(): string {
    let hex = '';
    for (const byte of this) hex += byte.toString(16).padStart(2, '0');
    return hex;
  }
}

export default function randombytes(length: number): RandomBytes {
  return crypto.getRandomValues(new RandomBytes(length));
}
