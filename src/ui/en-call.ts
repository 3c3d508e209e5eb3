/**
 * English words of the call surface: stage and call bar. They travel with the call chunk. Every key needs its words in
 * src/chat/languages.
 */
import type { Spoken, Words } from './words.js';

export const enCall = {
  remoteVideo: 'Remote video',
  selfView: 'Self view',
  moveSelfView: 'Move self view with the arrow keys.',
  controls: 'Video',
  mute: 'Mute',
  unmute: 'Unmute',
  stopCamera: 'Stop camera',
  startCamera: 'Start camera',
  endVideo: 'End video',
  wholePanel: 'Whole panel',
  backToChatView: 'Back to chat view',
  closeChat: 'Close chat',
  callGoesOn: 'The call goes on',
  openChat: 'Open chat',
  unread: '{name}, {n} unread',
  connecting: 'Connecting you with {agent}…',
  cameraIsOff: 'Your camera is off',
  agentCameraOff: '{agent}’s camera is off',
  agentMuted: '{agent} is muted',
  reconnecting: 'Reconnecting…',
  keepTyping: 'You can keep typing.',
  peerGone: '{agent}’s connection dropped. Waiting for them…',
  offline: 'You’re offline.',
  callWaits: 'The call waits {seconds} s for you.',
  audioOnly: 'Audio only',
  videoPaused: 'Video paused to keep the sound clear',
  tapToHear: 'Tap to hear {agent}',
  tapToShow: 'Tap to show {agent}',
} as const satisfies Words;

export type CallStrings = Spoken<typeof enCall>;
