/**
 * Signals of a call: what the two participants tell each other to connect, outside the transcript.
 *
 * A signal is addressed by (callId, attempt, generation) and numbered `n` dense from 1 per sender and attempt, so that the
 * receiver can drop what is stale and ask for nothing twice. The platform relays a signal between the two participants
 * of that call and nobody else, and does not keep it. The customer is always the initiator (it alone makes offers).
 */
import * as v from 'valibot';
import { IdSchema } from './id.js';
import { limits } from './limits.js';

const sdp = v.pipe(v.string(), v.maxLength(limits.sdpLength));
const Candidate = v.strictObject({
  candidate: v.pipe(v.string(), v.maxLength(limits.candidateLength)),
  sdpMid: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(limits.idLength)))),
  sdpMLineIndex: v.exactOptional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(64)))),
});
const Empty = v.strictObject({});

/** What a sender does with one kind of media, for the other side's picture. */
export const mediaModes = ['on', 'off', 'screen', 'paused', 'none'] as const;

/* @__NO_SIDE_EFFECTS__ */
const body = <const K extends string, const B extends v.GenericSchema>(kind: K, schema: B) =>
  ({ kind: v.literal(kind), body: schema }) as const;

/** Kinds of signal and their bodies. */
export const signalBodies = {
  /** An offer (customer) or an answer (agent), RFC 9429. */
  description: v.strictObject({ type: v.picklist(['offer', 'answer']), sdp }),
  /** Trickled candidates, RFC 8838, batched. */
  candidates: v.strictObject({
    candidates: v.pipe(v.array(Candidate), v.minLength(1), v.maxLength(limits.candidatesPerSignal)),
  }),
  /** The agent asks the customer to offer again. */
  renegotiate: Empty,
  /** The agent asks the customer for another transceiver. */
  transceiver: v.strictObject({ mediaKind: v.picklist(['audio', 'video']) }),
  /** The agent asks the customer for an ICE restart. */
  restart: Empty,
  /** "I am here with a fresh page": the customer starts the next attempt. */
  join: Empty,
  /** What the sender's camera and microphone do now. `show`: it shows something, and the receiver rests its camera meanwhile. */
  'media-state': v.strictObject({ audio: v.picklist(mediaModes), video: v.picklist(mediaModes), show: v.exactOptional(v.boolean()) }),
} as const;
export type SignalKind = keyof typeof signalBodies;

const address = {
  callId: v.pipe(v.string(), v.maxLength(limits.idLength)),
  attempt: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
  generation: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
  n: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
};

/* @__NO_SIDE_EFFECTS__ */
/** The schema of a signal inside a frame: the frame's own entries beside the address, the kind and its body. */
const signalSchema = <const E extends v.ObjectEntries>(envelope: E) =>
  v.variant('kind', [
    v.strictObject({ ...envelope, ...address, ...body('description', signalBodies.description) }),
    v.strictObject({ ...envelope, ...address, ...body('candidates', signalBodies.candidates) }),
    v.strictObject({ ...envelope, ...address, ...body('renegotiate', signalBodies.renegotiate) }),
    v.strictObject({ ...envelope, ...address, ...body('transceiver', signalBodies.transceiver) }),
    v.strictObject({ ...envelope, ...address, ...body('restart', signalBodies.restart) }),
    v.strictObject({ ...envelope, ...address, ...body('join', signalBodies.join) }),
    v.strictObject({ ...envelope, ...address, ...body('media-state', signalBodies['media-state']) }),
  ]);

/** A signal without its envelope. */
export const SignalSchema = signalSchema({});
export type Signal = v.InferOutput<typeof SignalSchema>;
/** Signals of some kinds without an address. */
export type Bare<K extends SignalKind> = K extends SignalKind ? Pick<Extract<Signal, { kind: K }>, 'kind' | 'body'> : never;

const type = v.literal('call.signal');
/** As a client sends it. */
export const ClientSignalSchema = signalSchema({ type, id: IdSchema, contactId: IdSchema });

const ahead = { type: v.literal('call.ahead'), id: IdSchema, contactId: IdSchema, upgradeId: IdSchema, n: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.signalsAhead)) };
/** What the customer will say first if the upgrade comes to a call, said while an agent rings; `n` 1 begins anew. */
export const AheadSchema = v.variant('kind', [
  v.strictObject({ ...ahead, ...body('description', signalBodies.description) }),
  v.strictObject({ ...ahead, ...body('candidates', signalBodies.candidates) }),
]);
/** A signal before its call, without an address. */
export type AheadSignal = Bare<'description' | 'candidates'>;

/** As the platform relays it. */
export const PlatformSignalSchema = signalSchema({ type, contactId: IdSchema });

/** "I have every signal of this attempt up to `n`." */
export const signalAckEntries = { callId: address.callId, attempt: address.attempt, n: address.n } as const;
