/**
 * The timeline pane's list: events that tell an agent how the contact went, each with a title and a quiet second line.
 * Pure. Messages are left out (the conversation has them), and so are the flow's inner steps but for refusals.
 */
import type { AgentCard, CaptureOutcome, EventData, TimelineEvent } from '../protocol/index.js';
import { checkIcon, circleAlertIcon, clockIcon, usersRoundIcon, videoIcon, videoOffIcon, xIcon } from '../ui/icons.js';
import { arrowLeftRightIcon, bellIcon, clipboardCheckIcon, panelRightOpenIcon, refreshCwIcon, stickyNoteIcon, triangleAlertIcon, userIcon, workflowIcon, zapIcon } from '../ui/desk-icons.js';
import { starIcon } from '../ui/star-icon.js';
import { callOf, isKind, missingDevice } from './contact-facts.js';
import { duration } from './duration.js';
import { enHelp } from './en-help.js';
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

/** What a row may need besides its own event. */
interface Telling {
  readonly events: readonly TimelineEvent[];
  readonly strings: TimelineStrings;
  /** Names of agents by their ids, as far as the reader or the events tell. */
  readonly names: ReadonlyMap<string, string>;
}

/** `reader`: the agent before whose eyes the rows are. */
export function timelineRows(events: readonly TimelineEvent[], strings: TimelineStrings, reader: AgentCard): readonly TimelineRow[] {
  const telling: Telling = { events, strings, names: namesIn(events, reader) };
  const rows: TimelineRow[] = [];
  for (const event of events) {
    const row = contactRow(event, telling) ?? upgradeRow(event, telling) ?? callRow(event, strings);
    if (row !== undefined) rows.push({ key: event.seq, at: Date.parse(event.at), ...row });
  }
  return rows;
}

const who = (event: TimelineEvent, strings: TimelineStrings): string => event.actor.name ?? strings.actors[event.actor.kind];

function namesIn(events: readonly TimelineEvent[], reader: AgentCard): ReadonlyMap<string, string> {
  const names = new Map([[reader.agentId, reader.name]]);
  for (const event of events) {
    if (isKind(event, 'agent.joined') || isKind(event, 'media-upgrade')) names.set(event.data.agent.agentId, event.data.agent.name);
  }
  return names;
}

function contactRow(event: TimelineEvent, { strings, names }: Telling): Words | undefined {
  switch (event.kind) {
    case 'contact.started':
      return words(workflowIcon, 'plain', strings.flowStarted(event.data.flowId), strings.flowVersion(event.data.flowVersion));
    case 'flow.refused':
      return words(triangleAlertIcon, 'danger', strings.flowRefused(event.data.blockId), event.data.message);
    case 'queue.entered':
      return words(clockIcon, 'plain', strings.queuedFor(event.data.medium), event.data.name);
    case 'reservation.ended':
      return event.data.outcome === 'accepted' ? undefined : words(bellIcon, 'warn', strings.ringEnded[event.data.outcome], strings.rangFor(names.get(event.data.agentId)));
    case 'agent.joined':
      return words(userIcon, 'accent', strings.accepted(event.data.agent.name), event.data.agent.title ?? '');
    case 'agent.left':
      return words(userIcon, 'plain', strings.left(event.data.agent.name), strings.leaveReasons[event.data.reason]);
    case 'contact.moved':
      return words(arrowLeftRightIcon, 'accent', strings.handedOver(event.data.to.name), event.data.from.name);
    case 'transfer.asked':
      return words(arrowLeftRightIcon, 'plain', strings.handingOver(event.data.to.kind === 'agent' ? event.data.to.agent.name : event.data.to.name), who(event, strings));
    case 'transfer.ended':
      return event.data.outcome === 'accepted' ? undefined : words(arrowLeftRightIcon, 'warn', strings.transferEnded, strings.transferOutcomes[event.data.outcome]);
    case 'contact.note':
      return words(stickyNoteIcon, 'warn', strings.noteAdded, who(event, strings));
    case 'contact.closed':
      return words(checkIcon, 'plain', strings.closed, strings.closeReasons[event.data.reason]);
    case 'contact.wrapped':
      return words(clipboardCheckIcon, 'plain', strings.wrapped, event.data.codes.join(', '));
    default:
      return helpRow(event, strings) ?? customerRow(event, strings);
  }
}

/** Agents beside the owner. Whoever comes is not told of twice. */
function helpRow(event: TimelineEvent, strings: TimelineStrings): Words | undefined {
  const { rows } = enHelp;
  switch (event.kind) {
    case 'assist.invited':
      return words(usersRoundIcon, 'plain', rows.asked(event.data.agent.name), who(event, strings));
    case 'assist.answered':
      return event.data.outcome === 'accepted' ? undefined : words(usersRoundIcon, 'warn', rows.notJoined(event.data.agent.name), rows.answers[event.data.outcome]);
    case 'assist.joined':
      return words(usersRoundIcon, 'accent', rows.joined(event.data.agent.name));
    case 'assist.left': {
      const { agent, reason } = event.data;
      // Who becomes the owner joins in the next row.
      return reason === 'owner' || reason === 'assist' ? undefined : words(usersRoundIcon, 'plain', rows.ended(agent.name), rows.reasons[reason]);
    }
    default:
      return undefined;
  }
}

/** What the customer said around the conversation. */
function customerRow(event: TimelineEvent, strings: TimelineStrings): Words | undefined {
  switch (event.kind) {
    case 'consent.given':
      return words(checkIcon, 'plain', strings.agreed, event.data.version ?? '');
    case 'consent.withdrawn':
      return words(xIcon, 'warn', strings.agreementWithdrawn);
    case 'form.answered':
      return words(clipboardCheckIcon, 'plain', strings.answered, event.data.answers.map(({ label, value }) => `${label}: ${strings.answer(value)}`).join(' · '));
    case 'message.left':
      return words(clockIcon, 'plain', strings.messageLeft);
    case 'contact.rated':
      return words(starIcon, event.data.stars > 2 ? 'ok' : 'warn', strings.rated(event.data.about, event.data.stars), event.data.comment ?? '');
    default:
      return undefined;
  }
}

function upgradeRow(event: TimelineEvent, telling: Telling): Words | undefined {
  const { strings } = telling;
  switch (event.kind) {
    case 'upgrade.asked':
      return words(videoIcon, 'video', strings.askedForVideo(who(event, strings)), event.data.message ?? '');
    case 'upgrade.answered':
      return event.data.accepted ? undefined : words(xIcon, 'plain', strings.declinedVideo, who(event, strings));
    case 'upgrade.captured':
      return event.data.outcome === 'ready'
        ? words(checkIcon, 'ok', strings.captured.ready, who(event, strings))
        : words(circleAlertIcon, 'warn', notCaptured(event.data.outcome, event.data.upgradeId, telling), who(event, strings));
    case 'upgrade.waiting':
      return words(clockIcon, 'plain', strings.inLine, strings.place(event.data.position));
    case 'upgrade.ended':
      return endRow(event.data, telling);
    case 'media-upgrade':
      return words(refreshCwIcon, 'video', strings.mediumChanged(event.data.from, event.data.to), event.data.agent.name);
    case 'media.restored':
      return words(videoOffIcon, 'video', strings.mediumChanged(event.data.from, event.data.to), strings.videoLasted(duration(event.data.durationMs)));
    default:
      return undefined;
  }
}

type CaptureTrouble = Exclude<CaptureOutcome, 'ready'>;

/** Which device was missing stands in the result alone. */
function notCaptured(outcome: CaptureTrouble, upgradeId: string, { events, strings }: Telling): string {
  const missing = outcome === 'no-device' ? missingDevice(events, upgradeId) : undefined;
  return missing === undefined ? strings.captured[outcome] : strings.missing[missing];
}

/** Undefined where all went well, or where the row before has said it: a refusal, a device that did not open. */
function endRow({ upgradeId, result }: EventData<'upgrade.ended'>, { events, strings }: Telling): Words | undefined {
  if (result.status === 'completed' || result.status === 'accepted') return undefined;
  const told = events.some(
    (event) =>
      (isKind(event, 'upgrade.answered') && event.data.upgradeId === upgradeId && result.status === 'declined' && !event.data.accepted) ||
      (isKind(event, 'upgrade.captured') && event.data.upgradeId === upgradeId && event.data.outcome === result.status),
  );
  if (told) return undefined;
  if (result.status === 'cancelled') return words(xIcon, 'plain', strings.calledOff(result.by));
  return words(circleAlertIcon, 'warn', callOf(events, upgradeId) === undefined ? strings.upgradeEnded : strings.videoFailed, strings.result(result));
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
      return words(triangleAlertIcon, 'warn', strings.interrupted, event.data.cause === undefined ? '' : strings.causes[event.data.cause]);
    default:
      return undefined;
  }
}

