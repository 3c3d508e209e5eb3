/** English words of presence and its reasons. Defines the type that other languages fill. */
export const enPresence = {
  /** A state with why. */
  because: (state: string, reason: string): string => `${state}, ${reason}`,
  why: (state: string): string => `Why ${state.toLowerCase()}`,
};

export type PresenceStrings = typeof enPresence;
