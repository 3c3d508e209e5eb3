/**
 * Results: the one vocabulary for how an upgrade, a request and a flow block ended.
 *
 * Knows every status, its reasons and the causes of a failed connection. Flow blocks use the statuses as their ways out.
 * Does not know the sentences that people see (src/ui strings) nor who decides (platform).
 */
import * as v from 'valibot';
import { MomentSchema } from './id.js';
import { unsupportedReasons } from './manifest.js';

/** Why a connection failed, from the first that fits. */
export const causes = [
  /** No ICE candidate at all: policy, VPN, a privacy add-on. */
  'gather-failed',
  /** No TURN server could be reached on any transport. */
  'turn-unreachable',
  /** TURN was reached and refused the credentials. */
  'turn-refused',
  /** The other side's signals never arrived. */
  'signaling-lost',
  /** Candidates on both sides, and no pair worked. */
  'ice-failed',
  /** ICE connected, the DTLS handshake did not. */
  'dtls-failed',
  /** Connected, and no media came or it stopped for good. */
  'media-stalled',
] as const;
export type Cause = (typeof causes)[number];

/** The reasons of each status that has any; the other statuses have none. */
export const resultReasons = {
  timeout: ['prompt', 'agent', 'negotiation'],
  unsupported: unsupportedReasons,
  'not-allowed': ['deployment', 'queue', 'entitlement', 'flow'],
  'no-device': ['camera', 'microphone'],
  'no-agent': ['nobody-qualified', 'nobody-on-queue', 'all-busy'],
  failed: causes,
} as const;

/** The parties that can bring a result about. */
export const resultParties = ['customer', 'agent', 'flow', 'platform'] as const;
export type ResultParty = (typeof resultParties)[number];

const ending = { by: v.picklist(resultParties), at: MomentSchema };
/* @__NO_SIDE_EFFECTS__ */
const plain = <const S extends string>(status: S) => v.strictObject({ status: v.literal(status), ...ending });
/* @__NO_SIDE_EFFECTS__ */
const reasoned = <const S extends keyof typeof resultReasons>(status: S) =>
  v.strictObject({ status: v.literal(status), reason: v.picklist(resultReasons[status]), ...ending });

export const ResultSchema = v.variant('status', [
  plain('accepted'),
  plain('completed'),
  plain('declined'),
  reasoned('timeout'),
  reasoned('unsupported'),
  reasoned('not-allowed'),
  plain('permission-denied'),
  v.strictObject({ status: v.literal('no-device'), reason: v.exactOptional(v.picklist(resultReasons['no-device'])), ...ending }),
  plain('device-busy'),
  reasoned('no-agent'),
  reasoned('failed'),
  plain('cancelled'),
]);

/** How something ended: `{status, reason?, by, at}`. */
export type Result = v.InferOutput<typeof ResultSchema>;
export type ResultStatus = Result['status'];

/** Every status, in the order of the README's table. */
export const resultStatuses = [
  'accepted',
  'completed',
  'declined',
  'timeout',
  'unsupported',
  'not-allowed',
  'permission-denied',
  'no-device',
  'device-busy',
  'no-agent',
  'failed',
  'cancelled',
] as const satisfies readonly ResultStatus[];

/** What became of the browser's question for camera and microphone. */
export const captureOutcomes = ['ready', 'permission-denied', 'no-device', 'device-busy'] as const;
export type CaptureOutcome = (typeof captureOutcomes)[number];
