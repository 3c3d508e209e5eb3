/** What a call shows beyond the first frame: the chat loads it once the call is live, the desk at once. */
export { callNotes, type CallNote, type NotedUpgrade } from './call-notes.js';
export { DevicesMenu, type DevicesMenuView, type MenuAction } from './devices-menu.js';
export { enInCall, type InCallStrings } from './en-in-call.js';
export { inCallStyles } from './in-call-styles.js';
export { renderMoreControls, type MoreControlsActions, type MoreControlsView } from './more-controls.js';
export { MicLevel } from './mic-level.js';
export { NoteBoard, renderNotes } from './note-board.js';
export { PictureInPicture, type PictureOptions } from './picture-in-picture.js';
export { renderQualityMark, type QualityStep } from './quality-mark.js';
export { renderSmallStage, smallStageStyles, type SmallStageView } from './small-stage.js';
