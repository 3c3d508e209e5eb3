/** English words around the conversation: agreement, form, out of hours, rating. Every key needs its words in src/chat/languages. */
import type { Spoken, Words } from '../ui/words.js';

export const enVisit = {
  visit: {
    beforeWeStart: 'Before we start',
    agree: 'Agree',
    disagree: 'No, thanks',
    nothingYet: 'Nothing was sent or stored yet.',
    opensInNewTab: 'opens in a new tab',
    withdraw: 'Withdraw my agreement',
    formTitle: 'So that we can help you',
    optional: '(optional)',
    choose: 'Choose…',
    startChat: 'Start chat',
    faults: {
      missing: 'This is needed.',
      'too-long': 'This is too long.',
      'not-an-email': 'That isn’t an e-mail address, such as name@example.com.',
      'not-a-phone': 'That isn’t a phone number, such as +44 20 7946 0000.',
      'not-an-option': 'Choose one of the list.',
      'not-ticked': 'Tick this to go on.',
      'not-text': 'This doesn’t fit.',
    },
    wrong: { one: 'One answer needs another look.', other: '{n} answers need another look.' },
    notTaken: 'That couldn’t be sent. Try again',
    closedNow: 'Chat is closed now, leave us a message.',
    backAt: 'We’re back at {time}.',
    yourMessage: 'Message',
    leaveMessage: 'Leave message',
    messageLeft: 'We have your message. The answer comes here.',
    rateChat: 'How was your chat with {agent}?',
    rateVideo: 'How was your video with {agent}?',
    stars: '{n} of 5 stars',
    star1: 'Very poor',
    star2: 'Poor',
    star3: 'Fair',
    star4: 'Good',
    star5: 'Very good',
    comment: 'Anything to add? (optional)',
    skip: 'Skip',
    sendRating: 'Send rating',
    rated: 'Thank you, {shop} has your rating.',
    notRated: 'Your rating couldn’t be sent. Try again',
    back: 'Back',
  },
} as const satisfies Words;

export type VisitStrings = Spoken<typeof enVisit>['visit'];
