/** The call surface's half of this room, apart from index.ts: the chat loads it with the call chunk, the desk at once. */
export { renderCallBar, type CallBarActions, type CallBarOptions, type CallBarView } from './call-bar.js';
export { enCall, type CallStrings } from './en-call.js';
export { isFitted, peerCover, recoveryCover } from './call-cover.js';
export { SelfView, type SelfLook, type SelfViewOptions } from './self-view.js';
export { recoveryWords, remoteVideo, renderStage, type StageCover, type StageOptions, type StageView } from './stage.js';
export { stageStyles } from './stage-styles.js';
