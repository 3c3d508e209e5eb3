/**
 * Parsing at the edge: text from the wire becomes a typed frame, or a coded refusal.
 *
 * Knows how to look up a frame's schema by its type and how to word what was expected. Does not know sockets: the caller
 * measures bytes (`limits.frameBytes`) before it calls.
 */
import * as v from 'valibot';
import { clientFrameSchemas, HelloSchema, type ClientFrame, type ClientFrameType, type Hello } from './client-frame.js';
import type { ErrorCode } from './error.js';
import { IdSchema } from './id.js';
import { limits } from './limits.js';
import { platformFrameSchemas, type PlatformFrame, type PlatformFrameOf, type PlatformFrameType } from './platform-frame.js';
import { eventKinds, type EventKind, type TimelineEvent } from './timeline.js';

/** A parsed frame, or why it was refused; `re` is the refused frame's id where it had one. */
export type Parsed<T> = { readonly ok: true; readonly frame: T } | { readonly ok: false; readonly code: ErrorCode; readonly message: string; readonly re?: string };

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const has = <T extends object>(table: T, key: string): key is Extract<keyof T, string> => Object.prototype.hasOwnProperty.call(table, key);

/** JSON text to an object with a string `type`, or undefined. */
function readFrame(text: string): (Json & { type: string }) | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && typeof value['type'] === 'string' ? { ...value, type: value['type'] } : undefined;
  } catch {
    return undefined;
  }
}

/** The first issue in words: where, and what was expected. Never the offending value: it may be somebody's text. */
function explain(issues: readonly v.BaseIssue<unknown>[]): string {
  const issue = issues[0];
  if (!issue) return 'The frame does not fit its schema.';
  const path = v.getDotPath(issue) ?? '(frame)';
  return `${path}: expected ${issue.expected ?? issue.type}.`;
}

/** Over-long text and descriptions have codes of their own, because a client can do something about them. */
function codeFor(value: Json): ErrorCode {
  if (typeof value['text'] === 'string' && value['text'].length > limits.textLength) return 'text-too-long';
  const body = value['body'];
  if (isObject(body) && typeof body['sdp'] === 'string' && body['sdp'].length > limits.sdpLength) return 'sdp-too-large';
  return 'bad-frame';
}

function refuse(value: Json, code: ErrorCode, message: string): Parsed<never> {
  const id = value['id'];
  // What is no id cannot be answered to: the answer itself would not fit its schema.
  return v.is(IdSchema, id) ? { ok: false, code, message, re: id } : { ok: false, code, message };
}

/** Parses the first frame of a connection. */
export function parseHello(text: string): Parsed<Hello> {
  const value = readFrame(text);
  if (!value) return { ok: false, code: 'bad-frame', message: 'A frame is a JSON object with a type.' };
  if (value.type !== 'hello') return refuse(value, 'hello-expected', 'The first frame must be hello.');
  const parsed = v.safeParse(HelloSchema, value);
  return parsed.success ? { ok: true, frame: parsed.output } : refuse(value, 'bad-frame', explain(parsed.issues));
}

/** Parses any later frame of a client. */
export function parseClientFrame(text: string): Parsed<ClientFrame> {
  const value = readFrame(text);
  if (!value) return { ok: false, code: 'bad-frame', message: 'A frame is a JSON object with a type.' };
  if (value.type === 'hello') return refuse(value, 'hello-expected', 'hello is sent once, first.');
  if (!has(clientFrameSchemas, value.type)) return refuse(value, 'unknown-frame', 'There is no frame of this type.');
  const schema: v.GenericSchema<unknown, ClientFrame> = clientFrameSchemas[value.type satisfies ClientFrameType];
  const parsed = v.safeParse(schema, value);
  return parsed.success ? { ok: true, frame: parsed.output } : refuse(value, codeFor(value), explain(parsed.issues));
}

/** Parses a frame of the platform. An unknown type is refused with `unknown-frame`: clients ignore it. */
export function parsePlatformFrame(text: string): Parsed<PlatformFrame> {
  const value = readFrame(text);
  if (!value) return { ok: false, code: 'bad-frame', message: 'A frame is a JSON object with a type.' };
  if (!has(platformFrameSchemas, value.type)) return { ok: false, code: 'unknown-frame', message: 'There is no frame of this type.' };
  const schema: v.GenericSchema<unknown, PlatformFrame> = platformFrameSchemas[value.type satisfies PlatformFrameType];
  const parsed = v.safeParse(schema, value);
  return parsed.success ? { ok: true, frame: parsed.output } : { ok: false, code: 'bad-frame', message: explain(parsed.issues) };
}

/** An `event` frame as a typed event; undefined for a kind this version does not know, or data that does not fit it. */
export function readEvent(frame: PlatformFrameOf<'event'>): TimelineEvent | undefined {
  if (!has(eventKinds, frame.kind)) return undefined;
  return typedEvent(frame, frame.kind);
}

function typedEvent(frame: PlatformFrameOf<'event'>, kind: EventKind): TimelineEvent | undefined {
  const schema: v.GenericSchema = eventKinds[kind].data;
  if (!v.is(schema, frame.data)) return undefined;
  const { contactId, seq, prev, at, actor } = frame;
  // The schema of this very kind accepted the data; TypeScript cannot carry that through the mapped union.
  return { contactId, seq, prev, at, kind, actor, data: frame.data } as unknown as TimelineEvent;
}
