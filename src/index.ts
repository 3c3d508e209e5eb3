/** Segue without a user interface: a session with a platform, as customer or as agent, and the upgrade to video on top of it. */
export { checkCall, createUpgrade, detectManifest } from './call/index.js';
export type { CallSession, CaptureFailure, JoinOptions, MediaPort, Upgrade, UpgradeClientState, UpgradeOptions } from './call/index.js';
export type {
  CallControls, CallHealth, Device, DeviceKind, DeviceList, DeviceNotice, FlowQuality, FoundDevice, MediaTrouble, PictureQuality, QualitySnapshot, TrackProcessor,
} from './call/index.js';
export type {
  CallCheck, CallReport, CameraResult, CheckCallOptions, CheckProgress, DeviceTrouble, MicrophoneResult, NetworkResult, NotChecked, QualityResult, Route, RouteResult, SpeakerResult,
} from './call/index.js';
export { SegueError, videoSettings } from './protocol/index.js';
export type {
  Actor, AgentCard, Attachment, AttachmentLink, AttachmentRules, AttributesChange, Clock, ContactSnapshot, ErrorCode, EventKind, Manifest, Presence, Result, TimelineEvent, VideoSettings, WaitingContact, WidgetConfig,
} from './protocol/index.js';
export { agentTokens, attachments, connect, customerTokens, fetchVisit, people, systemClock } from './session/index.js';
export type {
  Accepted, AgentTokenOptions, Attachments, AttachmentsOptions, ContactModel, CustomerTokenOptions, Dial, DurableFrameWithoutId, Grant, IdentitySource, KeyValueStorage, OutgoingMessage, OutgoingSignal,
  OutgoingSignalAck, People, Session, SessionEvents, SessionOptions, SessionState, PostFile, PostedFile, TokenSource, Upload, UploadState, VisitOptions, WatchNetwork, Wire, WireListener,
} from './session/index.js';
