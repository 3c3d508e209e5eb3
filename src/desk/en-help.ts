/** English words of agents who help each other at a contact. Defines the type that other languages fill. */
import type { PresenceState } from '../protocol/index.js';

/** What becomes of asking somebody, by what they do now. */
const fitness: Readonly<Record<PresenceState, string>> = {
  available: 'Can help',
  busy: 'Can help, but is busy',
  break: 'On a break',
  away: 'Away',
  'not-responding': 'Not responding',
  offline: 'Not there',
};

export const enHelp = {
  ask: 'Ask a colleague to help',
  title: (customer: string): string => `Ask a colleague to help with ${customer}`,
  under: (customer: string): string => `A colleague reads everything and can write. ${customer} sees who joins, and stays yours.`,
  columns: { now: 'For this contact now', end: '' },
  fitness,
  thereAlready: 'Is here already',
  askedAlready: 'Is asked already',
  choose: 'Choose who you ask.',
  stands: (name: string): string => `${name} has a minute to answer. Helping takes no slot.`,
  messageFor: (name: string): string => `For ${name}`,
  messageForNobody: 'For your colleague',
  askThem: 'Ask',
  askName: (name: string): string => `Ask ${name}`,
  asking: 'Asking…',
  refused: (name: string): string => `${name} is not there any more. Ask somebody else.`,
  // Bars over the conversation
  askedBar: (name: string): string => `Asking ${name} to help.`,
  takeBack: 'Take it back',
  declinedBar: (name: string): string => `${name} can’t help right now.`,
  unansweredBar: (name: string): string => `${name} did not answer.`,
  askAnother: 'Ask somebody else',
  helperBar: (name: string): string => `${name} helps you here.`,
  endHelp: (name: string): string => `End help by ${name}`,
  endHelpShort: 'End help',
  helpingBar: (owner: string, customer: string): string => `You are helping ${owner}. ${customer} is ${owner}’s contact.`,
  helpingNobody: (customer: string): string => `You are helping with ${customer}, who is nobody’s contact right now.`,
  leave: 'Leave',
  // The card of whoever is asked
  asksYou: (name: string, customer: string): string => `${name} asks you to help with ${customer}`,
  takesNoSlot: 'Takes no slot',
  joining: 'Joining…',
  // Inbox and conversation of whoever helps
  section: 'Helping',
  chip: 'Helping',
  rowLine: (owner: string, line: string): string => (line === '' ? `Of ${owner}` : `Of ${owner} · ${line}`),
  chipOf: (owner: string): string => `Helping ${owner}`,
  helpedThere: (owner: string): string => `You helped ${owner} here.`,
  leftOver: (owner: string, customer: string): string => `You no longer help here. ${owner} goes on with ${customer}.`,
  joinedNews: (owner: string, customer: string): string => `You are helping ${owner} with ${customer}`,
  // Who reads what is written
  audience: 'Who reads it',
  toCustomer: (customer: string): string => `To ${customer}`,
  toAgents: (names: string): string => `To ${names} only`,
  agentsAlone: 'agents',
  and: (names: readonly string[]): string => names.join(' and '),
  agentsField: (names: string): string => `Message to ${names} only`,
  agentsPlaceholder: (names: string, customer: string): string => `For ${names}. ${customer} never sees it.`,
  sendNote: 'Send note',
  noteRefused: 'The note did not go out. It is back in the field.',
  // Lines of the transcript and rows of the timeline
  lines: {
    youAsked: (name: string): string => `You asked ${name} to help`,
    asked: (by: string, name: string): string => `${by} asked ${name} to help`,
    askedYou: (by: string): string => `${by} asked you to help`,
    declined: (name: string): string => `${name} declined to help`,
    youDeclined: 'You declined to help',
    timeout: (name: string): string => `${name} did not answer`,
    youDidNotAnswer: 'You did not answer',
    withdrawn: (name: string): string => `${name} is not asked any more`,
    joined: (name: string): string => `${name} joined to help`,
    youJoined: 'You joined to help',
    left: (name: string): string => `${name}, who helped, left`,
    youLeft: 'You no longer help',
    removed: (name: string): string => `${name} no longer helps`,
    offline: (name: string): string => `${name}, who helped, went offline`,
  },
  rows: {
    asked: (name: string): string => `${name} asked to help`,
    joined: (name: string): string => `${name} joined to help`,
    notJoined: (name: string): string => `${name} did not join`,
    ended: (name: string): string => `${name} no longer helps`,
    answers: { declined: 'Declined', timeout: 'Not answered', withdrawn: 'Taken back' },
    reasons: { left: 'Left', removed: 'The owner ended it', offline: 'Went offline' },
  },
};

export type HelpStrings = typeof enHelp;
