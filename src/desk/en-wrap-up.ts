/** English words of the wrap-up sheet. Defines the type that other languages fill. */
export const enWrapUp = {
  endedUnder: 'The contact has ended. Note what it was about.',
  timeLeft: 'Time left',
  oneMinute: '1 minute',
  findCode: 'Find a code',
  noCode: 'No code fits that.',
  saving: 'Saving…',
  saved: (time: string): string => `Saved ${time}`,
  thenBreak: 'Done, then break',
};

export type WrapUpStrings = typeof enWrapUp;
