/** The upgrade engine's shell: small, loaded with the page. The call chunk (engine.ts) comes with the first click. */
export type { CallControls, Device, DeviceKind, DeviceList, DeviceNotice, TrackProcessor } from './call-controls.js';
export type { CallHealth, FlowQuality, MediaTrouble, PictureQuality, QualitySnapshot } from './call-health.js';
export type { CallTimes } from './deadlines.js';
export type { CallEngineModule, Opening, Runner, RunnerOptions } from './engine-module.js';
export type { MediaKind, MediaModes } from './engine-port.js';
export type { CaptureFailure, UpgradeClientState } from './machine-state.js';
export { browserSurroundings, detectManifest, type Surroundings } from './manifest.js';
export { browserMedia, type FoundDevice, type MediaPort, type PermissionHint } from './media-port.js';
export type { WatchPath } from './path-hints.js';
export { createUpgrade, type CallSession, type JoinOptions, type Upgrade, type UpgradeOptions } from './upgrade.js';
export { checkCall, type CallCheck, type CheckCallOptions, type CheckProgress } from './preflight/check-call.js';
export type {
  CallReport, CameraResult, DeviceTrouble, DirectResult, FoundDevices, MicrophoneResult, NetworkResult, NetworkVerdict, NotChecked, QualityResult, Route, RouteResult,
  SpeakerResult,
} from './preflight/check-report.js';
