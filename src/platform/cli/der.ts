/**
 * DER, the binary form of certificates (ITU-T X.690), as far as a self-signed certificate needs it: writing only.
 */

type Bytes = Uint8Array;

function lengthOf(size: number): Bytes {
  if (size < 128) return Uint8Array.of(size);
  const digits: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Uint8Array.of(128 + digits.length, ...digits);
}

/** One element: tag, length, content. */
export function der(tag: number, ...content: readonly Bytes[]): Bytes {
  const body = Buffer.concat(content);
  return Buffer.concat([Uint8Array.of(tag), lengthOf(body.length), body]);
}

export const sequence = (...content: readonly Bytes[]): Bytes => der(0x30, ...content);
export const set = (...content: readonly Bytes[]): Bytes => der(0x31, ...content);
export const octets = (content: Bytes): Bytes => der(0x04, content);
export const bits = (content: Bytes): Bytes => der(0x03, Uint8Array.of(0), content);
export const text = (content: string): Bytes => der(0x0c, Buffer.from(content, 'utf8'));
export const yes = (): Bytes => der(0x01, Uint8Array.of(0xff));

/** A positive integer from its bytes, most significant first. */
export const integer = (bytes: Bytes): Bytes => der(0x02, (bytes[0] ?? 0) >= 128 ? Buffer.concat([Uint8Array.of(0), bytes]) : bytes);

/** An explicit context tag, `[n]`. */
export const tagged = (n: number, ...content: readonly Bytes[]): Bytes => der(0xa0 + n, ...content);

/** An object identifier such as `1.2.840.10045.4.3.2`. */
export function oid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const groups = rest.flatMap((arc) => {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift(128 + (left % 128));
    return digits;
  });
  return der(0x06, Uint8Array.of(first * 40 + second, ...groups));
}

/** GeneralizedTime in UTC, whole seconds. */
export const time = (moment: Date): Bytes => der(0x18, Buffer.from(`${moment.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`, 'latin1'));
