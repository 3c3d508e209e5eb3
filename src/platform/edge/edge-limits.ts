/**
 * The limits in force: the wire's, and those that only the platform knows. Options may change each of them.
 *
 * Sizes in bytes, times in milliseconds. Does not know how a breach is answered (socket-session.ts).
 */
import { limits } from '../../protocol/limits.js';

export const edgeLimits = {
  ...limits,
  /** Bytes that may wait for a reader before it is told to come again (close 4441). */
  bufferedBytes: 1_048_576,
  /** Frames refused as too many before the socket is closed (4429), in the long run one per second more. */
  refusedFrames: 200,
  /** Frames of one socket that may wait for the platform. */
  waitingFrames: 256,
  /** Silence after which a socket in a call is given up: longer than the client's own 3 s, so that it redials first. */
  callSilenceMs: 5_000,
  /** How often an agent's open socket is held against the agent's present password and roles. */
  recheckMs: 60_000,
  /** How long a closing socket may take before it is cut. */
  closingMs: 2_000,
  /** How long frames and requests under way may take when the platform stops. */
  stoppingMs: 5_000,
  /** Durable frames of one participant, over all of their sockets: per second in the long run, and at once. */
  durableFramesPerSecond: 20,
  durableFrameBurst: 100,
  /** Durable frames of all customers of one deployment: per second in the long run, and at once. */
  deploymentFramesPerSecond: 10_000,
  deploymentFrameBurst: 20_000,
  /** Pages of one guest with a socket at once; the oldest is closed (4409) for one more. */
  socketsPerGuest: 8,
  /** Sockets that one address may open per minute. */
  socketsPerMinute: 1_200,
  /** Guest tokens for one address per minute. */
  guestTokensPerMinute: 300,
  /** Guest tokens for one deployment: per second, and at once. */
  guestTokensPerSecond: 50,
  guestTokenBurst: 500,
  /** Passwords and secrets checked at once: half of the threads that files and signatures need too. */
  passwordChecks: 2,
  /** Sign-ins that may wait for their check; more are `rate-limited`. */
  waitingPasswordChecks: 32,
  /** Files and pages for one address per minute: they come in dozens per page, and a whole office may share an address. */
  filesPerMinute: 6_000,
  /** Copies of the store that one address may fetch per minute; one is made at a time. */
  backupsPerMinute: 6,
  /** Files that one participant may begin to upload: per minute in the long run, and at once. */
  uploadsPerMinute: 30,
  uploadBurst: 20,
  /** Files of one participant that may be on their way at once. */
  uploadsAtOnce: 4,
  /** Bytes of all files, of everybody, that no message has taken yet. */
  unsentBytes: 2_147_483_648,
  /** Percent of `unsentBytes` that all guests may have together; the rest is left to agents. */
  unsentGuestPercent: 75,
  /** Percent of `unsentBytes` that the guests of one address may have together. */
  unsentAddressPercent: 25,
  /** How long a file may take, and in which time it has to come on. */
  uploadMs: 600_000,
  uploadSilenceMs: 30_000,
  /** How long any other request may take to arrive. */
  requestMs: 30_000,
  /** Other HTTP requests of one address per minute. */
  requestsPerMinute: 600,
} as const;

export type EdgeLimits = Readonly<Record<keyof typeof edgeLimits, number>>;

export const isEdgeLimit = (name: string): name is keyof EdgeLimits => Object.hasOwn(edgeLimits, name);
