/**
 * Limits of the wire, one table.
 *
 * Knows every size and rate that both sides hold to, with its unit. The platform enforces them (its configuration may
 * lower a value, and tells clients in `welcome.limits`); clients use them to refuse early with a clear error.
 * Does not know how a breach is answered: see error.ts and close-code.ts.
 */
export const limits = {
  /** Largest frame in either direction, in bytes of UTF-8. Over it: close 4413. */
  frameBytes: 65_536,
  /** Longest text of one message, in UTF-16 code units. Over it: `text-too-long`. */
  textLength: 4_000,
  /** Longest title of a choice, section, button or card, in UTF-16 code units. */
  choiceLength: 80,
  /** Longest text on a card. */
  cardTextLength: 1_000,
  /** Longest address of a link or a picture. */
  urlLength: 2_048,
  /** Most choices of one message. */
  choices: 60,
  /** Most quick replies of one message. */
  quickReplies: 12,
  /** Most buttons of a card. */
  cardButtons: 3,
  /** Most sections of a list. */
  listSections: 10,
  /** Most events of a timeline that a page is given at once which does not ask for all of it. */
  historyEvents: 100,
  /** Longest session description in a `call.signal`, in UTF-16 code units. Over it: `sdp-too-large`. */
  sdpLength: 32_768,
  /** Longest ICE candidate line, in UTF-16 code units. */
  candidateLength: 2_048,
  /** Most signals that are kept for a call which is yet to begin. */
  signalsAhead: 32,
  /** Most candidates batched into one `call.signal`. */
  candidatesPerSignal: 32,
  /** Longest id of any kind. */
  idLength: 64,
  /** Longest display name of a person, queue or skill. */
  nameLength: 120,
  /** Most characters of all free attributes of a customer together, as JSON. */
  attributesLength: 4_096,
  /** Longest answer in the form before a chat. */
  answerLength: 1_000,
  /** Longest text that a visitor is asked to agree to. */
  consentLength: 2_000,
  /** Longest comment beside a rating. */
  commentLength: 1_000,
  /** Longest wrap-up note. */
  noteLength: 4_000,
  /** Largest file, in bytes, where the deployment says nothing else. Over it: `file-too-large`. */
  attachmentBytes: 10_485_760,
  /** Most files of one message. */
  attachmentsPerMessage: 10,
  /** Most files of one contact, and their bytes together. Over it: `too-many-files`. */
  attachmentsPerContact: 200,
  attachmentBytesPerContact: 209_715_200,
  /** Longest name of a file, in UTF-16 code units; a longer one is cut before its ending. */
  fileNameLength: 200,
  /** A socket that has not said `hello` after this many milliseconds is closed with 4408. */
  helloMs: 5_000,
  /** Ping interval of an idle socket, in milliseconds. */
  heartbeatMs: 25_000,
  /** Ping interval while a call is on, in milliseconds; dead after three of them. */
  callHeartbeatMs: 1_000,
  /** Frames per second a connection may send in the long run (token bucket). Over it: `rate-limited`. */
  framesPerSecond: 50,
  /** Frames a connection may send at once before the rate counts. */
  frameBurst: 200,
  /** Messages per second a participant may send in the long run. */
  messagesPerSecond: 5,
  /** Messages at once before the rate counts. */
  messageBurst: 20,
} as const;

/** The part of the limits that `welcome` repeats to the client. */
export type WireLimits = Pick<Record<keyof typeof limits, number>, 'frameBytes' | 'textLength' | 'sdpLength'>;
