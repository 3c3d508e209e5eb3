/** English words of the timeline pane. Defines the type that other languages fill. */
import type { Actor, CaptureOutcome, ContactMedium, EventData, Result } from '../protocol/index.js';

const actors: Readonly<Record<Actor['kind'], string>> = { customer: 'Customer', agent: 'Agent', supervisor: 'Supervisor', flow: 'Flow', platform: 'Platform' };
const media: Readonly<Record<ContactMedium, string>> = { webChat: 'chat', voiceChat: 'voice', videoChat: 'video' };
const captured: Readonly<Record<CaptureOutcome, string>> = {
  ready: 'Camera and microphone allowed',
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
};

export const enTimeline = {
  actors,
  captured,
  ringEnded,
  leaveReasons,
  closeReasons,
  flowStarted: (flow: string): string => `Flow “${flow}” started`,
  flowVersion: (version: number): string => `Web messaging, version ${version}`,
  flowRefused: (block: string): string => `Block “${block}” refused`,
  queuedFor: (medium: ContactMedium): string => `Queued for ${media[medium]}`,
  accepted: (agent: string): string => `${agent} joined`,
  left: (agent: string): string => `${agent} left`,
  handedOver: (agent: string): string => `Handed over to ${agent}`,
  closed: 'Contact ended',
  wrapped: 'Wrapped up',
  askedForVideo: (who: string): string => `${who} asked for video`,
  declinedVideo: 'Video declined',
  inLine: 'In line for video',
  place: (position: number): string => `Place ${position}`,
  upgradeEnded: 'No video',
  result: (result: Result): string => ('reason' in result ? `${result.status}, ${result.reason}` : result.status),
  mediumChanged: (from: ContactMedium, to: ContactMedium): string => `Medium ${from} to ${to}`,
  videoLasted: (time: string): string => `Video ${time}`,
  paneOnScreen: 'Video pane on screen',
  confirmedAfter: (ms: number): string => `Confirmed after ${Math.round(ms)} ms`,
  paneNotOnScreen: 'Video pane not on screen',
  firstFrame: 'First frame',
  firstFrameAfter: (ms: number): string => `${(ms / 1000).toFixed(1)} s after the click`,
  interrupted: 'Call interrupted',
};

export type TimelineStrings = typeof enTimeline;
