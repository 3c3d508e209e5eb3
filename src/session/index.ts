/** The session: headless messaging for customers and agents. */
export { attachments, type Attachments, type AttachmentsOptions, type Upload, type UploadState } from './attachments.js';
export { connect } from './connect.js';
export type { ContactModel, OutgoingMessage } from './contact-model.js';
export { customerTokens, type CustomerTokenOptions, type IdentitySource } from './customer-tokens.js';
export { fetchVisit, type VisitOptions } from './fetch-visit.js';
export { watchNetwork, type WatchNetwork } from './network-hints.js';
export { people, type People } from './people.js';
export { postFile, type PostFile, type PostedFile } from './post-file.js';
export { randomId } from './random-id.js';
export type {
  Accepted, DurableFrameWithoutId, MessageExtras, OutgoingAhead, OutgoingSignal, OutgoingSignalAck, Session, SessionEvents, SessionOptions, SessionState,
} from './session.js';
export type { ShareLine, SharedLine, SharingSession } from './shared-line.js';
export { browserStorage, storedValue, type KeyValueStorage, type StoredValue } from './storage.js';
export { systemClock } from './system-clock.js';
export { createTabs, type Tabs, type TabsOptions } from './tabs/tabs.js';
export type { LockWish, Locks, TabChannel, TabPorts } from './tabs/tab-ports.js';
export { agentTokens, type AgentTokenOptions, type Grant, type TokenSource } from './token-source.js';
export { TypedEmitter, type EventMap } from './typed-emitter.js';
export { dialWebSocket, socketUrl, subprotocol, type Dial, type Wire, type WireListener } from './wire.js';
