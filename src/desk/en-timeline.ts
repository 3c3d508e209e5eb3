/** English words of the timeline pane. Defines the type that other languages fill. */
import type { Actor, CaptureOutcome, Cause, ContactMedium, EventData, Result, ResultParty } from '../protocol/index.js';
import { enDesk } from './en-desk.js';

const actors: Readonly<Record<Actor['kind'], string>> = { customer: 'Customer', agent: 'Agent', supervisor: 'Supervisor', flow: 'Flow', platform: 'Platform' };
const media: Readonly<Record<ContactMedium, string>> = { webChat: 'chat', voiceChat: 'voice', videoChat: 'video' };
const captured: Readonly<Record<CaptureOutcome, string>> = {
  // Said of a start with sound alone, too.
  ready: 'Ready for video',
  'permission-denied': 'Camera blocked in the browser',
  'no-device': 'No camera or microphone found',
  'device-busy': 'Camera used by another program',
};
const ringEnded: Readonly<Record<Exclude<EventData<'reservation.ended'>['outcome'], 'accepted'>, string>> = {
  declined: 'Declined',
  timeout: 'Not answered',
  rescinded: 'Ring taken back',
};
const leaveReasons: Readonly<Record<EventData<'agent.left'>['reason'], string>> = {
  upgrade: 'The video went to another agent',
  transfer: 'Transferred',
  declined: 'Declined',
  offline: 'Went offline',
  closed: 'The contact ended',
};
const closeReasons: Readonly<Record<EventData<'contact.closed'>['reason'], string>> = {
  customer: 'By the customer',
  agent: 'By the agent',
  flow: 'By the flow',
  idle: 'After a long silence',
  blocked: 'Blocked',
  'no-agent': 'Nobody could take it in time',
};

const transferOutcomes: Readonly<Record<Exclude<EventData<'transfer.ended'>['outcome'], 'accepted'>, string>> = {
  declined: 'Declined',
  timeout: 'Not answered',
  'no-agent': 'Nobody was there',
  cancelled: 'Taken back',
};

const missing = { camera: 'No camera found', microphone: 'No microphone found' } as const;
const causes: Readonly<Record<Cause, string>> = {
  'gather-failed': 'The browser found no way out to the network',
  'turn-unreachable': 'The relay could not be reached',
  'turn-refused': 'The relay refused the call',
  'signaling-lost': 'One side lost its connection',
  'ice-failed': 'No path between the two networks worked',
  'dtls-failed': 'The secure connection could not be made',
  'media-stalled': 'Picture and sound stopped',
};
const timeouts = { prompt: 'The invitation was not answered', agent: 'Nobody took it in time', negotiation: 'It did not connect in time' } as const;
const calledOff: Readonly<Record<ResultParty, string>> = {
  customer: 'The customer called the video off',
  agent: 'Invitation to video taken back',
  flow: 'The flow called the video off',
  platform: 'The video was called off',
};

/** Why no video came of it. */
function resultWords(result: Result): string {
  switch (result.status) {
    case 'accepted':
    case 'completed':
      return '';
    case 'cancelled':
      return calledOff[result.by];
    case 'declined':
      return 'The customer stayed in chat';
    case 'timeout':
      return timeouts[result.reason];
    case 'failed':
      return causes[result.reason];
    case 'no-device':
      return result.reason === undefined ? captured['no-device'] : missing[result.reason];
    case 'unsupported':
      return enDesk.endings.unsupported[result.reason];
    case 'not-allowed':
      return enDesk.endings.notAllowed[result.reason];
    case 'no-agent':
      return enDesk.endings.noAgent[result.reason];
    default:
      return captured[result.status];
  }
}

export const enTimeline = {
  actors,
  captured,
  missing,
  causes,
  ringEnded,
  leaveReasons,
  closeReasons,
  rangFor: (agent: string | undefined): string => (agent === undefined ? 'Rang for another agent' : `Rang for ${agent}`),
  flowStarted: (flow: string): string => `Flow “${flow}” started`,
  flowVersion: (version: number): string => `Web messaging, version ${version}`,
  flowRefused: (block: string): string => `Block “${block}” refused`,
  queuedFor: (medium: ContactMedium): string => `Queued for ${media[medium]}`,
  accepted: (agent: string): string => `${agent} joined`,
  left: (agent: string): string => `${agent} left`,
  handedOver: (agent: string): string => `Handed over to ${agent}`,
  handingOver: (to: string): string => `Handing over to ${to}`,
  transferEnded: 'Not handed over',
  transferOutcomes,
  noteAdded: 'Note added',
  closed: 'Contact ended',
  wrapped: 'Wrapped up',
  askedForVideo: (who: string): string => `${who} asked for video`,
  declinedVideo: 'Video declined',
  inLine: 'In line for video',
  place: (position: number): string => `Place ${position}`,
  upgradeEnded: 'No video',
  videoFailed: 'Video broke off',
  calledOff: (by: ResultParty): string => calledOff[by],
  result: resultWords,
  mediumChanged: (from: ContactMedium, to: ContactMedium): string => `From ${media[from]} to ${media[to]}`,
  videoLasted: (time: string): string => `Video ${time}`,
  paneOnScreen: 'Video pane on screen',
  confirmedAfter: (ms: number): string => `Confirmed after ${Math.round(ms)} ms`,
  paneNotOnScreen: 'Video pane not on screen',
  firstFrame: 'First frame',
  firstFrameAfter: (ms: number): string => `${(ms / 1000).toFixed(1)} s after the click`,
  interrupted: 'Call interrupted',
  agreed: 'Agreed before the chat',
  agreementWithdrawn: 'Agreement withdrawn',
  answered: 'Form answered',
  answer: (value: string | boolean): string => (typeof value === 'string' ? value : value ? 'Yes' : 'No'),
  messageLeft: 'Message left out of hours',
  rated: (about: 'chat' | 'video', stars: number): string => `${about === 'chat' ? 'Chat' : 'Video'} rated ${stars} of 5`,
};

export type TimelineStrings = typeof enTimeline;
