/**
 * Facts about a contact that several panes ask for, read from its events: how long the customer waited, whether the
 * video pane of a call is confirmed, what the customer's camera did. Pure; moments in milliseconds since the epoch.
 */
import type { EventKind, TimelineEvent } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';

type EventOf<K extends EventKind> = Extract<TimelineEvent, { kind: K }>;

/** The last event of a kind before position `before` (default: the end). */
export function lastOf<K extends EventKind>(events: readonly TimelineEvent[], kind: K, before = events.length): EventOf<K> | undefined {
  for (let index = before - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (event !== undefined && isKind(event, kind)) return event;
  }
  return undefined;
}

export function isKind<K extends EventKind>(event: TimelineEvent, kind: K): event is EventOf<K> {
  return event.kind === kind;
}

/** When the contact ended for its customer, milliseconds since the epoch; undefined while it goes on. */
export function endedAt({ snapshot, events }: Pick<ContactModel, 'snapshot' | 'events'>): number | undefined {
  if (snapshot.state !== 'wrap-up' && snapshot.state !== 'closed') return undefined;
  const at = snapshot.closedAt ?? lastOf(events, 'contact.closed')?.at;
  return at === undefined ? undefined : Date.parse(at);
}

/** Whether there is a wrap-up to do: of a contact that is this agent's, and of one that went on without them where its time counts. */
export const mayWrapUp = ({ relation, state, wrapUp }: ContactModel['snapshot']): boolean =>
  (relation === 'owner' && state !== 'closed') || (relation === 'former' && wrapUp !== undefined);

/** Waits under this are none worth telling. Milliseconds. */
export const leastWaitMs = 1_000;

/** Milliseconds from the customer's entering the queue (or starting) to the join at `index`. */
export function waitBeforeJoin(events: readonly TimelineEvent[], index: number): number {
  const joined = events[index];
  const start = lastOf(events, 'queue.entered', index) ?? lastOf(events, 'contact.started', index);
  return joined === undefined || start === undefined ? 0 : Math.max(0, Date.parse(joined.at) - Date.parse(start.at));
}

/** Milliseconds from the customer's opened camera to the bind, or undefined where the opening is not known. */
export function waitBeforeVideo(events: readonly TimelineEvent[], upgradeId: string): number | undefined {
  const bound = events.find((event) => isKind(event, 'media-upgrade') && event.data.upgradeId === upgradeId);
  const ready = events.find((event) => isKind(event, 'upgrade.captured') && event.data.upgradeId === upgradeId && event.data.outcome === 'ready');
  return bound === undefined || ready === undefined ? undefined : Math.max(0, Date.parse(bound.at) - Date.parse(ready.at));
}

/** The flow that ran last before position `index`, or undefined where none is known. */
export function flowBefore(events: readonly TimelineEvent[], index: number): string | undefined {
  return (lastOf(events, 'flow.entered', index) ?? lastOf(events, 'contact.started', index))?.data.flowId;
}

/** The device whose lack ended an upgrade, where the browser told which. */
export function missingDevice(events: readonly TimelineEvent[], upgradeId: string): 'camera' | 'microphone' | undefined {
  for (const event of events) {
    if (isKind(event, 'upgrade.ended') && event.data.upgradeId === upgradeId && event.data.result.status === 'no-device') return event.data.result.reason;
  }
  return undefined;
}

/** Id of whoever asked for an upgrade. */
export function invitedBy(events: readonly TimelineEvent[], upgradeId: string): string | undefined {
  for (const event of events) if (isKind(event, 'upgrade.asked') && event.data.upgradeId === upgradeId) return event.actor.id;
  return undefined;
}

/** The call that an upgrade was bound to; the last one where it moved. */
export function callOf(events: readonly TimelineEvent[], upgradeId: string): string | undefined {
  let callId: string | undefined;
  for (const event of events) if (isKind(event, 'media-upgrade') && event.data.upgradeId === upgradeId) ({ callId } = event.data);
  return callId;
}

/** What the record says of a call's video pane. */
export function paneOnRecord(events: readonly TimelineEvent[], callId: string): 'confirmed' | 'unconfirmed' | 'unknown' {
  let state: 'confirmed' | 'unconfirmed' | 'unknown' = 'unknown';
  for (const event of events) {
    if (isKind(event, 'pane.rendered') && event.data.callId === callId) return 'confirmed';
    if (isKind(event, 'pane.unconfirmed') && event.data.callId === callId) state = 'unconfirmed';
  }
  return state;
}
