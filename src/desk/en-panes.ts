/** English words of a team's own panes and of the replies pane. Defines the type that other languages fill. */
export const enPanes = {
  notHere: (element: string): string => `This page has no element <${element}>. Whoever built the page can add it.`,
  failed: 'This pane could not take the contact. The rest of the desk is not affected.',
  /** The panes as a sheet, where there is no room for them beside the conversation. */
  details: 'Details',
  closeDetails: 'Close details',
  findReply: 'Find a saved reply',
  repliesFailed: 'Saved replies could not be had.',
  again: 'Try again',
  putIn: (title: string): string => `Put “${title}” into the message field`,
};

export type PanesStrings = typeof enPanes;
