/** The upgrade engine's shell: small, loaded with the page. The call chunk (engine.ts) comes with the first click. */
export type { CallEngine, CallEngineModule, EngineEvent, EngineOptions, MediaKind, MediaModes, OpenOptions, Turn } from './engine-port.js';
export type { CaptureFailure, UpgradeClientState } from './machine-state.js';
export { browserSurroundings, detectManifest, type Surroundings } from './manifest.js';
export { browserMedia, type MediaPort, type PermissionHint } from './media-port.js';
export { createUpgrade, type CallSession, type JoinOptions, type Upgrade, type UpgradeOptions } from './upgrade.js';
