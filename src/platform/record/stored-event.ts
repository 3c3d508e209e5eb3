/**
 * An event of a contact's timeline as the store has it.
 *
 * Knows the shape: the protocol's event with the moment in milliseconds and without `prev`, which depends on the audience.
 * Everything in record/ is a pure fold over these.
 */
import * as v from 'valibot';
import { ActorSchema, eventKinds, type Actor, type EventData, type EventKind } from '../../protocol/index.js';

/** One event of one kind. */
export interface StoredEventOf<K extends EventKind> {
  readonly contactId: string;
  /** Dense from 1 per contact. */
  readonly seq: number;
  /** Milliseconds since the epoch; never falls along a timeline. */
  readonly at: number;
  readonly kind: K;
  readonly actor: Actor;
  readonly data: EventData<K>;
}

/** Any event: a union discriminated by `kind`. */
export type StoredEvent = { [K in EventKind]: StoredEventOf<K> }[EventKind];

/** A row of the store before its kind is looked at. */
export interface EventRow {
  readonly contactId: string;
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly actor: unknown;
  readonly data: unknown;
}

const isKind = (kind: string): kind is EventKind => Object.hasOwn(eventKinds, kind);

/** A row as a typed event; undefined for a kind that this version does not know, or data that does not fit it. */
export function readStoredEvent(row: EventRow): StoredEvent | undefined {
  if (!isKind(row.kind) || !v.is(ActorSchema, row.actor)) return undefined;
  const schema: v.GenericSchema = eventKinds[row.kind].data;
  if (!v.is(schema, row.data)) return undefined;
  // The schema of this very kind accepted the data; TypeScript cannot carry that through the mapped union.
  return { ...row } as unknown as StoredEvent;
}
