/**
 * English words of the call surface: stage, call bar, quality. They travel with the call chunk.
 * Defines the type that other languages fill.
 */
export const enCall = {
  remoteVideo: 'Remote video',
  selfView: 'Self view',
  moveSelfView: 'Move self view with the arrow keys.',
  mute: 'Mute',
  unmute: 'Unmute',
  stopCamera: 'Stop camera',
  startCamera: 'Start camera',
  shareScreen: 'Share screen',
  stopSharing: 'Stop sharing',
  devices: 'Devices',
  endVideo: 'End video',
  wholePanel: 'Whole panel',
  backToChatView: 'Back to chat view',
  closeChat: 'Close chat',
  callGoesOn: 'The call goes on',
  openChat: 'Open chat',
  unread: (count: number): string => `Open chat, ${count} unread`,
  connecting: (agent: string): string => `Connecting you with ${agent}…`,
  good: 'Good connection',
  goodMeans: 'Sound and picture are clear.',
  fair: 'Fair connection',
  fairMeans: 'The picture may get softer.',
  weak: 'Weak connection',
  weakMeans: 'Sound comes first, the picture may pause.',
  cameraIsOff: 'Your camera is off',
  agentCameraOff: (agent: string): string => `${agent}’s camera is off`,
  reconnecting: 'Reconnecting…',
  keepTyping: 'You can keep typing.',
  peerGone: (agent: string): string => `${agent}’s connection dropped. Waiting for them…`,
  audioOnly: 'Audio only',
  videoPaused: 'Video paused to keep the sound clear',
  tapToHear: (agent: string): string => `Tap to hear ${agent}`,
  tapToShow: (agent: string): string => `Tap to show ${agent}`,
  inOtherTab: 'The call is in another tab',
  typeHere: 'You can go on typing here.',
  moveHere: 'Move it here',
};

export type CallStrings = typeof enCall;
