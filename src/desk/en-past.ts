/** English words of what a customer had before. Defines the type that other languages fill. */
export const enPast = {
  before: 'Before',
  loading: 'Looking for earlier contacts…',
  none: 'No earlier contact.',
  failed: 'Earlier contacts could not be had.',
  again: 'Try again',
  /** Before the day, for those who don't see where it stands. */
  contactWith: (customer: string): string => `Contact with ${customer} of `,
  titleOf: (customer: string, day: string): string => `${customer}, ${day}`,
  nobody: 'Nobody joined',
  readOnly: 'An earlier contact, to be read.',
  opening: 'Getting the conversation…',
};

export type PastStrings = typeof enPast;
