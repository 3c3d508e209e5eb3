/**
 * The timeline pane's list: events that tell an agent how the contact went, each with a title and a quiet second line.
 * Pure. Messages are left out (the conversation has them), and so are the flow's inner steps but for refusals.
 */
import type { TimelineEvent } from '../protocol/index.js';
import { checkIcon, circleAlertIcon, clockIcon, videoIcon, videoOffIcon, xIcon } from '../ui/icons.js';
import { arrowLeftRightIcon, bellIcon, clipboardCheckIcon, panelRightOpenIcon, refreshCwIcon, triangleAlertIcon, userIcon, workflowIcon, zapIcon } from '../ui/desk-icons.js';
import { duration } from './duration.js';
import type { TimelineStrings } from './en-timeline.js';

export type RowTone = 'plain' | 'accent' | 'ok' | 'video' | 'warn' | 'danger';

export interface TimelineRow {
  readonly key: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly icon: string;
  readonly tone: RowTone;
  readonly title: string;
  readonly under: string;
}

type Words = Omit<TimelineRow, 'key' | 'at'>;
const words = (icon: string, tone: RowTone, title: string, under = ''): Words => ({ icon, tone, title, under });

export function timelineRows(events: readonly TimelineEvent[], strings: TimelineStrings): readonly TimelineRow[] {
  const rows: TimelineRow[] = [];
  for (const event of events) {
    const row = contactRow(event, strings) ?? upgradeRow(event, strings) ?? callRow(event, strings);
    if (row !== undefined) rows.push({ key: event.seq, at: Date.parse(event.at), ...row });
  }
  return rows;
}

const who = (event: TimelineEvent, strings: TimelineStrings): string => event.actor.name ?? strings.actors[event.actor.kind];

function contactRow(event: TimelineEvent, strings: TimelineStrings): Words | undefined {
  switch (event.kind) {
    case 'contact.started':
      return words(workflowIcon, 'plain', strings.flowStarted(event.data.flowId), strings.flowVersion(event.data.flowVersion));
    case 'flow.refused':
      return words(triangleAlertIcon, 'danger', strings.flowRefused(event.data.blockId), event.data.message);
    case 'queue.entered':
      return words(clockIcon, 'plain', strings.queuedFor(event.data.medium), event.data.name);
    case 'reservation.ended':
      return event.data.outcome === 'accepted' ? undefined : words(bellIcon, 'warn', strings.ringEnded[event.data.outcome], who(event, strings));
    case 'agent.joined':
      return words(userIcon, 'accent', strings.accepted(event.data.agent.name), event.data.agent.title ?? '');
    case 'agent.left':
      return words(userIcon, 'plain', strings.left(event.data.agent.name), strings.leaveReasons[event.data.reason]);
    case 'contact.moved':
      return words(arrowLeftRightIcon, 'accent', strings.handedOver(event.data.to.name), event.data.from.name);
    case 'contact.closed':
      return words(checkIcon, 'plain', strings.closed, strings.closeReasons[event.data.reason]);
    case 'contact.wrapped':
      return words(clipboardCheckIcon, 'plain', strings.wrapped, event.data.codes.join(', '));
    default:
      return undefined;
  }
}

function upgradeRow(event: TimelineEvent, strings: TimelineStrings): Words | undefined {
  switch (event.kind) {
    case 'upgrade.asked':
      return words(videoIcon, 'video', strings.askedForVideo(who(event, strings)), event.data.message ?? '');
    case 'upgrade.answered':
      return event.data.accepted ? undefined : words(xIcon, 'plain', strings.declinedVideo, who(event, strings));
    case 'upgrade.captured':
      return event.data.outcome === 'ready'
        ? words(checkIcon, 'ok', strings.captured.ready, who(event, strings))
        : words(circleAlertIcon, 'warn', strings.captured[event.data.outcome], who(event, strings));
    case 'upgrade.waiting':
      return words(clockIcon, 'plain', strings.inLine, strings.place(event.data.position));
    case 'upgrade.ended':
      return event.data.result.status === 'completed' || event.data.result.status === 'accepted'
        ? undefined
        : words(circleAlertIcon, 'warn', strings.upgradeEnded, strings.result(event.data.result));
    case 'media-upgrade':
      return words(refreshCwIcon, 'video', strings.mediumChanged(event.data.from, event.data.to), event.data.agent.name);
    case 'media.restored':
      return words(videoOffIcon, 'video', strings.mediumChanged(event.data.from, event.data.to), strings.videoLasted(duration(event.data.durationMs)));
    default:
      return undefined;
  }
}

function callRow(event: TimelineEvent, strings: TimelineStrings): Words | undefined {
  switch (event.kind) {
    case 'pane.rendered':
      return words(panelRightOpenIcon, 'accent', strings.paneOnScreen, strings.confirmedAfter(event.data.afterMs));
    case 'pane.unconfirmed':
      return words(triangleAlertIcon, 'danger', strings.paneNotOnScreen);
    case 'call.live':
      return words(zapIcon, 'ok', strings.firstFrame, event.data.firstFrameMs === undefined ? '' : strings.firstFrameAfter(event.data.firstFrameMs));
    case 'call.interrupted':
      return words(triangleAlertIcon, 'warn', strings.interrupted, event.data.cause ?? '');
    default:
      return undefined;
  }
}

