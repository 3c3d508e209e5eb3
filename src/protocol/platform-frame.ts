/**
 * Frames that the platform sends.
 *
 * Knows each frame's shape, tolerant of keys that a newer platform adds. Does not know which client gets which frame:
 * README.md says so, the platform decides.
 */
import * as v from 'valibot';
import { ActorSchema, AgentCardSchema } from './actor.js';
import { ContactSnapshotSchema, WaitingContactSchema } from './contact.js';
import { IcePolicySchema, IceServerSchema } from './ice.js';
import { IdSchema, MomentSchema, SeqSchema } from './id.js';
import { ContactMediumSchema, UpgradeMediumSchema } from './medium.js';
import { PresenceSchema } from './presence.js';
import { PlatformSignalSchema, signalAckEntries } from './signal.js';
import { eventEnvelope, invitationOutcomes } from './timeline.js';
import { PlaceSchema, upgradeViewEntries } from './upgrade.js';

/* @__NO_SIDE_EFFECTS__ */
const frame = <const T extends string, const E extends v.ObjectEntries>(type: T, entries: E) =>
  v.object({ type: v.literal(type), ...entries });
const contactId = IdSchema;

/** Every frame of the platform by its type. */
export const platformFrameSchemas = {
  welcome: frame('welcome', {
    participantId: IdSchema,
    role: v.picklist(['customer', 'agent', 'supervisor']),
    /** The customer's contact. */
    contact: v.exactOptional(ContactSnapshotSchema),
    /** The agent's open contacts. */
    contacts: v.exactOptional(v.array(ContactSnapshotSchema)),
    presence: v.exactOptional(PresenceSchema),
    /** The platform's clock, against which deadlines are counted down. */
    now: MomentSchema,
    heartbeatMs: v.number(),
    limits: v.object({ frameBytes: v.number(), textLength: v.number(), sdpLength: v.number() }),
  }),
  ack: frame('ack', { re: IdSchema, seq: v.exactOptional(SeqSchema), upgradeId: v.exactOptional(IdSchema) }),
  nack: frame('nack', { re: IdSchema, code: v.string(), message: v.string(), retryAfterMs: v.exactOptional(v.number()) }),
  event: frame('event', eventEnvelope),
  contact: frame('contact', { contact: ContactSnapshotSchema }),
  /** The customer's place in line has changed, or what is known of the wait; a snapshot without `place` ends it. */
  'contact.place': frame('contact.place', { contactId, ...PlaceSchema.entries }),
  'inbox': frame('inbox', { waiting: v.array(WaitingContactSchema) }),
  'upgrade.ask': frame('upgrade.ask', {
    contactId, upgradeId: IdSchema, medium: UpgradeMediumSchema, by: ActorSchema, message: v.string(), deadline: MomentSchema,
  }),
  'upgrade.state': frame('upgrade.state', { contactId, ...upgradeViewEntries }),
  reservation: frame('reservation', {
    reservationId: IdSchema,
    contactId,
    medium: ContactMediumSchema,
    customerName: v.exactOptional(v.string()),
    queue: v.object({ queueId: IdSchema, name: v.string() }),
    waitingSince: MomentSchema,
    expiresAt: MomentSchema,
    lastText: v.exactOptional(v.string()),
    /** With `videoChat`: the upgrade that this reservation would bind. */
    upgradeId: v.exactOptional(IdSchema),
    /** Whether this agent owns the contact already. */
    kept: v.boolean(),
    /** With `kept`: this agent's configured way to join; the desk answers by itself under `auto` where its own rules allow. */
    join: v.exactOptional(v.object({ mode: v.picklist(['auto', 'ask']), delaySeconds: v.number() })),
    /** With another owner: who keeps the chat alive meanwhile. */
    owner: v.exactOptional(AgentCardSchema),
  }),
  'reservation.gone': frame('reservation.gone', { reservationId: IdSchema, contactId, outcome: v.picklist(['accepted', 'declined', 'timeout', 'rescinded']) }),
  'assist.ask': frame('assist.ask', {
    contactId, by: AgentCardSchema, customerName: v.exactOptional(v.string()), message: v.exactOptional(v.string()), deadline: MomentSchema,
  }),
  'assist.gone': frame('assist.gone', { contactId, outcome: v.picklist(invitationOutcomes) }),
  'media-upgrade': frame('media-upgrade', { contactId, upgradeId: IdSchema, callId: IdSchema, medium: UpgradeMediumSchema, agent: AgentCardSchema, attempt: upgradeViewEntries.attempt, ahead: upgradeViewEntries.ahead }),
  presence: frame('presence', PresenceSchema.entries),
  typing: frame('typing', { contactId, by: ActorSchema, on: v.boolean() }),
  history: frame('history', { re: IdSchema, contactId, events: v.array(v.object(eventEnvelope)) }),
  read: frame('read', { contactId, by: v.picklist(['customer', 'agent', 'desk']), upTo: SeqSchema }),
  turn: frame('turn', { re: IdSchema, policy: IcePolicySchema, iceServers: v.array(IceServerSchema), expiresAt: v.exactOptional(MomentSchema) }),
  /** The other participant of the call came or went: their socket, not their media. */
  'call.peer': frame('call.peer', { contactId, callId: IdSchema, present: v.boolean() }),
  'call.signal': PlatformSignalSchema,
  'call.ack': frame('call.ack', { contactId, ...signalAckEntries }),
  ping: frame('ping', { at: v.exactOptional(MomentSchema) }),
  pong: frame('pong', { at: v.exactOptional(MomentSchema) }),
} as const;

export type PlatformFrameType = keyof typeof platformFrameSchemas;
export type PlatformFrameOf<T extends PlatformFrameType> = v.InferOutput<(typeof platformFrameSchemas)[T]>;
export type PlatformFrame = { [T in PlatformFrameType]: PlatformFrameOf<T> }[PlatformFrameType];
