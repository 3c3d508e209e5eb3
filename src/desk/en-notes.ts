/** English words of notes for agents. Defines the type that other languages fill. */
export const enNotes = {
  notes: 'Notes',
  onlyAgents: 'Note, only for agents.',
  by: (name: string): string => `Note by ${name}`,
  field: 'Note for agents',
  placeholder: (customer: string): string => `For agents. ${customer} never sees it.`,
  add: 'Add note',
  adding: 'Adding…',
  none: 'Nothing is noted yet.',
  over: 'This contact takes no more notes.',
  refused: 'The note was not kept. Try again.',
  close: 'Close notes',
};

export type NotesStrings = typeof enNotes;
