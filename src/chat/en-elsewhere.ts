/** English words for a call that is in another of the visitor's tabs. */
export const enElsewhere = {
  callElsewhere: 'The call is in another tab',
  goOnTyping: 'You can go on typing here.',
  moveHere: 'Move it here',
  movedAway: 'Your camera moved with you.',
  closeChat: 'Close chat',
};
