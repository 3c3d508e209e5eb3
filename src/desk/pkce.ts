/**
 * Proof key for code exchange (RFC 7636): a secret of this tab, and its hash for the way through the address bar. Knows
 * nothing of providers.
 */

/** `subtle` is there on secure pages only. */
export interface KeyCrypto {
  getRandomValues(array: Uint8Array<ArrayBuffer>): Uint8Array;
  readonly subtle?: Pick<SubtleCrypto, 'digest'>;
}

/** 43 characters that nobody guesses. */
export const randomText = (crypto: KeyCrypto): string => {
  const bytes = new Uint8Array(32);
  crypto.getRandomValues(bytes);
  return base64url(bytes);
};

/** The `S256` challenge of a verifier; undefined where the page may not hash. */
export async function challengeOf(crypto: KeyCrypto, verifier: string): Promise<string | undefined> {
  const hash = await crypto.subtle?.digest('SHA-256', new TextEncoder().encode(verifier));
  return hash === undefined ? undefined : base64url(new Uint8Array(hash));
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
