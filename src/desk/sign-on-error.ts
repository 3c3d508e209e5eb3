/** Why a single sign-on came to nothing, as data; the words are the form's. */
import type { DeskStrings } from './en-desk.js';

export type SignOnTrouble =
  /** The provider or the agent said no. */
  | 'refused'
  /** The answer is not to a question of this tab. */
  | 'stale'
  | 'unreachable'
  /** The browser keeps nothing over the way to the provider. */
  | 'no-storage'
  /** The page is not secure, so it may not hash. */
  | 'not-secure'
  /** The provider knows the agent, the platform does not. */
  | 'unknown-agent';

export class SignOnError extends Error {
  override readonly name = 'SignOnError';

  constructor(
    readonly trouble: SignOnTrouble,
    /** The provider's name, where it is known. */
    readonly provider?: string,
  ) {
    super(`single sign-on: ${trouble}`);
  }
}

/** A sentence for the form. */
export const signOnSentence = ({ signOnTrouble }: DeskStrings, { trouble, provider }: SignOnError): string => signOnTrouble[trouble](provider ?? signOnTrouble.provider);
