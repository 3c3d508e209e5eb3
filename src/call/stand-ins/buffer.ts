/**
 * Stands in for `buffer` in our build of simple-peer, which needs one thing of it: received bytes as an array of bytes.
 */
export const Buffer = {
  from: (bytes: ArrayBuffer): Uint8Array => new Uint8Array(bytes),
};

export default { Buffer };
