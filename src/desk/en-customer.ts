/** English words of what agents note of a customer, and of shutting one out. Defines the type that other languages fill. */
export const enCustomer = {
  edit: 'Edit what is known',
  name: 'Name',
  key: 'What',
  value: 'Value',
  rowOf: (key: string): string => (key === '' ? 'new' : key),
  add: 'Add a line',
  remove: (key: string): string => `Remove ${key === '' ? 'the new line' : key}`,
  save: 'Save',
  saving: 'Saving…',
  cancel: 'Cancel',
  badKey: 'Each line needs a name that begins with a letter and goes on with letters, figures, dots, dashes or underscores, each only once.',
  refused: 'That was not kept. Shorten it or try again.',
  block: 'Block visitor',
  blockTitle: (customer: string): string => `Block ${customer}?`,
  blockUnder: (customer: string): string => `The contact ends at once. ${customer} can start no other until an administrator lifts the block.`,
  blockNote: 'Why',
  blockNoteUnder: 'For the record, not shown to the visitor',
  blockNow: 'Block and end contact',
  blocking: 'Blocking…',
  blockRefused: 'The visitor was not blocked. Try again.',
};

export type CustomerStrings = typeof enCustomer;
