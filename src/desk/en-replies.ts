/** English words of saved replies. Defines the type that other languages fill. */
export const enReplies = {
  savedReplies: 'Saved replies',
  messageOrReply: (customer: string): string => `Message ${customer}, or type / for a saved reply`,
  hint: 'Enter puts it into the field. Nothing is sent yet.',
  loading: 'Getting saved replies…',
  failed: 'Saved replies could not be had. Type / again.',
  none: 'No saved reply fits that.',
  nobodys: 'There are no saved replies yet. Whoever runs Segue can add some.',
  found: (count: number): string => (count === 1 ? '1 saved reply' : `${count} saved replies`),
};

export type RepliesStrings = typeof enReplies;
