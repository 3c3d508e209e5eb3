/** Segue without a user interface: a session with a platform, as customer or as agent. */
export { agentTokens, connect, customerTokens, systemClock } from './session/index.js';
export type {
  Accepted, AgentTokenOptions, ContactModel, CustomerTokenOptions, Dial, DurableFrameWithoutId, Grant, KeyValueStorage, OutgoingMessage, OutgoingSignal,
  OutgoingSignalAck, Session, SessionEvents, SessionOptions, SessionState, TokenSource, WatchNetwork, Wire, WireListener,
} from './session/index.js';
export { SegueError, videoSettings, type ErrorCode, type Manifest, type VideoSettings, type WidgetConfig } from './protocol/index.js';
