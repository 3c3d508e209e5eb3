/**
 * What one side of a call has to say about it: how long each step to the first frame took, and how the call was.
 *
 * Knows shapes and units: times in milliseconds, rates in kilobits per second, loss in per cent. Whatever a browser did not
 * tell is absent, never a guess. Does not know how any of it is measured (src/call), nor when it is sent (README.md).
 */
import * as v from 'valibot';
import { callSides } from './call-side.js';
import { IdSchema } from './id.js';

/* @__NO_SIDE_EFFECTS__ */
const upTo = (most: number) => v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(most)));
const ms = /* @__PURE__ */ upTo(86_400_000);
const kbps = /* @__PURE__ */ upTo(10_000_000);
/** E-model: from 1, bad, to 4.5. */
const mos = /* @__PURE__ */ upTo(5);
const count = /* @__PURE__ */ v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));

/** Steps from the click to the first remote frame, in their usual order; each in milliseconds since the click. */
export const markEntries = {
  /** The browser gave camera or microphone. */
  granted: ms,
  /** The call chunk was loaded. */
  engine: ms,
  /** The platform took the request or the answer. */
  accepted: ms,
  /** TURN credentials were there. */
  turn: ms,
  /** Agent and video joined the contact. */
  bound: ms,
  /** The first offer was made (customer) or came (agent). */
  offer: ms,
  answer: ms,
  /** A candidate pair worked. */
  ice: ms,
  dtls: ms,
  /** The first remote frame was shown. */
  frame: ms,
} as const;
export const MarksSchema = /* @__PURE__ */ v.strictObject(markEntries);
export type Marks = v.InferOutput<typeof MarksSchema>;

/** How a side reached its relay. */
export const relayProtocols = ['udp', 'tcp', 'tls'] as const;
/** RFC 8445, 5.1.1. */
export const candidateTypes = ['host', 'srflx', 'prflx', 'relay'] as const;

const candidateType = /* @__PURE__ */ (() => v.exactOptional(v.picklist(candidateTypes)))();

/** The summary without its marks. Averages are over the time with media. */
export const callSummaryEntries = /* @__PURE__ */ (() => ({
  mosAvg: mos,
  mosMin: mos,
  rttMsAvg: ms,
  lossAvg: upTo(100),
  jitterMsAvg: ms,
  inKbpsAvg: kbps,
  outKbpsAvg: kbps,
  /** Times that the picture stood still. */
  freezes: count,
  /** ICE restarts. */
  restarts: count,
  /** Peer connections after the first. */
  rebuilds: count,
  /** Time without this side's picture to spare the path. */
  audioOnlyMs: v.pipe(v.number(), v.minValue(0), v.maxValue(86_400_000)),
  /** With a relay in use; of the path last used, as the two candidates. */
  relayProtocol: v.exactOptional(v.picklist(relayProtocols)),
  localCandidate: candidateType,
  remoteCandidate: candidateType,
}) as const)();
export const CallSummarySchema = /* @__PURE__ */ (() => v.strictObject({ ...callSummaryEntries, marks: v.exactOptional(MarksSchema) }))();
export type CallSummary = v.InferOutput<typeof CallSummarySchema>;

/** The data of a `call.summary` event, as the record reads it; tolerant of keys that a newer platform adds. */
export const SideSummarySchema = /* @__PURE__ */ (() =>
  v.object({ callId: IdSchema, side: v.picklist(callSides), ...callSummaryEntries, marks: v.exactOptional(v.object(markEntries)) }))();
export type SideSummary = v.InferOutput<typeof SideSummarySchema>;
