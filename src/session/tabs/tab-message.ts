/**
 * What tabs of one person say to each other, on a channel that all of them hear.
 *
 * Knows each message's shape; whatever else comes on the channel is nobody's message. A change that an older release would
 * misread raises `channelVersion`: the version is part of the channel's and the lock's name, so that tabs of different
 * versions do not hear each other, and each kind has a leader of its own.
 */
import * as v from 'valibot';
import { WidgetConfigSchema } from '../../protocol/index.js';

const from = v.string();
const call = v.boolean();
const grant = v.exactOptional(v.object({ token: v.string(), contactId: v.exactOptional(v.string()), widget: v.exactOptional(WidgetConfigSchema), visit: v.exactOptional(v.unknown()) }));

const TabMessageSchema = v.variant('kind', [
  /** Who leads? */
  v.object({ kind: v.literal('ask'), from }),
  /** The leader, and what it was granted, so that whoever follows need not ask the platform. */
  v.object({ kind: v.literal('here'), from, call, grant }),
  v.object({ kind: v.literal('up'), from, call, grant }),
  v.object({ kind: v.literal('call'), from, call }),
  /** The sender's line is gone, or it leads no more; with `to`, an answer to one that took it for the leader. */
  v.object({ kind: v.literal('down'), from, to: v.exactOptional(v.string()) }),
  v.object({ kind: v.literal('lead'), from }),
  /** The leader to one that can do video, which it can't itself: lead in its place. */
  v.object({ kind: v.literal('able'), from, to: v.string() }),
  /** To the leader: a fresh token, for the next contact. */
  v.object({ kind: v.literal('renew'), from }),
  /** A frame, as text, of a tab to its leader. */
  v.object({ kind: v.literal('say'), from, to: v.string(), frame: v.string() }),
  /** Frames of the leader, to one tab or to all. */
  v.object({ kind: v.literal('frames'), from, to: v.exactOptional(v.string()), frames: v.array(v.string()) }),
  /** What the sender's platform does not have yet; without letters, nothing. */
  v.object({ kind: v.literal('unsent'), from, letters: v.exactOptional(v.string()) }),
]);

export type TabMessage = v.InferOutput<typeof TabMessageSchema>;
export type TabMessageOf<K extends TabMessage['kind']> = Extract<TabMessage, { kind: K }>;

/** Undefined for anything that is not one. */
export function readTabMessage(data: unknown): TabMessage | undefined {
  const read = v.safeParse(TabMessageSchema, data);
  return read.success ? read.output : undefined;
}
