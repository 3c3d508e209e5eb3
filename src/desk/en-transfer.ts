/** English words of handing a contact over. Defines the type that other languages fill. */
import type { TransferGoal, TransferOutcome } from './transfer-state.js';

const whoEnded: Readonly<Record<TransferOutcome, (goal: TransferGoal) => string>> = {
  declined: ({ kind, name }) => (kind === 'agent' ? `${name} declined.` : `Nobody in ${name} took it.`),
  timeout: ({ kind, name }) => (kind === 'agent' ? `${name} did not answer.` : `Nobody in ${name} took it in time.`),
  'no-agent': ({ kind, name }) => (kind === 'agent' ? `${name} went away.` : `Nobody in ${name} is there.`),
  cancelled: () => 'You took it back.',
};

export const enTransfer = {
  transfer: 'Transfer',
  title: (customer: string): string => `Transfer ${customer}`,
  under: (customer: string): string => `The contact and its transcript go along. Nothing starts again for ${customer}.`,
  underCall: (customer: string): string => `The contact, its transcript and the call go along. Nothing starts again for ${customer}.`,
  goal: 'Hand over to',
  tabs: { agent: 'Agent', queue: 'Queue' },
  search: { agent: 'Find by name or skill', queue: 'Find a queue' },
  /** `what` is told apart by one and many. */
  found: { agent: (found: number, all: number): string => `${found} of ${all} agents`, queue: (found: number, all: number): string => `${found} of ${all} queues` },
  columns: { agent: 'Agent', queue: 'Queue', now: 'For this contact now', slots: 'Free slots', waiting: 'Waiting' },
  skill: (name: string, level: number): string => `${name}, level ${level}`,
  fitness: {
    can: { webChat: 'Can take the chat', videoChat: 'Can take the video' },
    full: { webChat: 'All chat slots in use', videoChat: (first: string): string => `Free when ${first}’s call ends` },
    'no-video': 'Chat only: video would end',
    'wrapping-up': 'Wrapping up',
    'not-there': 'Not taking contacts',
  },
  lines: {
    can: (free: number): string => `${free} free now`,
    full: 'All busy: it waits in line',
    'no-video': 'Takes no video',
    /** In chat a contact may wait for somebody; in a call nobody would come. */
    'not-there': { webChat: 'Nobody is there: it waits in line', videoChat: 'Nobody there takes video' },
  },
  freeSlots: (free: number, medium: 'webChat' | 'videoChat'): string => `${free} ${medium === 'videoChat' ? 'video' : 'chat'}`,
  noSlots: '–',
  nobody: 'Nobody fits that.',
  alone: { agent: 'There is no other agent.', queue: 'There is no other queue.' },
  loading: 'Looking who is there…',
  failed: 'Who is there could not be found out.',
  again: 'Try again',
  noteFor: (name: string): string => `For ${name}`,
  noteForNobody: 'For whoever takes it',
  noteHidden: (customer: string): string => `Not shown to ${customer}`,
  choose: 'Choose who takes it.',
  rings: (name: string, seconds: number, customer: string): string => `It rings at ${name} for ${seconds} s. If ${name} does not answer, ${customer} stays with you.`,
  ringsQueue: (name: string, customer: string): string => `It rings in ${name}. Until somebody accepts, ${customer} stays with you.`,
  handOver: 'Hand over now',
  handingOver: 'Handing over…',
  cancel: 'Cancel',
  refused: (name: string): string => `${name} can’t take it any more. Choose somebody else.`,
  notYet: 'The video is on its way. Hand over once it is there, or in chat.',
  // The bar while it is under way, and after it came to nothing
  ringing: ({ kind, name }: TransferGoal, customer: string): string =>
    kind === 'agent' ? `Ringing at ${name}. ${customer} stays with you until then.` : `Handing over to ${name}. ${customer} stays with you until somebody accepts.`,
  takeBack: 'Take it back',
  ended: (goal: TransferGoal, outcome: TransferOutcome, customer: string): string => `${whoEnded[outcome](goal)} ${customer} stays with you.`,
  chooseAgain: 'Choose somebody else',
  // Lines of the transcript and the timeline
  asked: ({ name }: TransferGoal): string => `Handing over to ${name}`,
  endedLine: (goal: TransferGoal, outcome: TransferOutcome): string => whoEnded[outcome](goal),
};

export type TransferStrings = typeof enTransfer;
