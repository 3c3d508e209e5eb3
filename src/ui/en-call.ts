/**
 * English words of the call surface: stage and call bar. They travel with the call chunk.
 * Defines the type that other languages fill.
 */
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
  unread: (name: string, count: number): string => `${name}, ${count} unread`,
  connecting: (agent: string): string => `Connecting you with ${agent}…`,
  cameraIsOff: 'Your camera is off',
  agentCameraOff: (agent: string): string => `${agent}’s camera is off`,
  agentMuted: (agent: string): string => `${agent} is muted`,
  reconnecting: 'Reconnecting…',
  keepTyping: 'You can keep typing.',
  peerGone: (agent: string): string => `${agent}’s connection dropped. Waiting for them…`,
  offline: 'You’re offline.',
  callWaits: (seconds: number): string => `The call waits ${seconds} s for you.`,
  audioOnly: 'Audio only',
  videoPaused: 'Video paused to keep the sound clear',
  tapToHear: (agent: string): string => `Tap to hear ${agent}`,
  tapToShow: (agent: string): string => `Tap to show ${agent}`,
};

export type CallStrings = typeof enCall;
