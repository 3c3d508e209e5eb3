/** The timeline pane: the contact as a bar of segments by medium, and the events beneath it, oldest first. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { AgentCard } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { icon, timeOfDay } from '../ui/index.js';
import { messageCircleIcon, videoIcon } from '../ui/icons.js';
import { clipboardCheckIcon, copyIcon } from '../ui/desk-icons.js';
import { lastOf } from './contact-facts.js';
import { duration } from './duration.js';
import type { DeskStrings } from './en-desk.js';
import { enTimeline } from './en-timeline.js';
import type { FollowEnd } from './follow-end.js';
import { segmentsOf, type Segment, type SegmentKind } from './segments.js';
import { timelineRows } from './timeline-rows.js';

export interface TimelinePaneView {
  readonly model: ContactModel;
  readonly strings: DeskStrings;
  readonly reader: AgentCard;
  readonly locale: string | undefined;
  /** Platform's now, milliseconds. */
  readonly now: number;
}

const glyphs: Readonly<Partial<Record<SegmentKind, string>>> = { chat: messageCircleIcon, video: videoIcon, wrap: clipboardCheckIcon };

/** `scroll` keeps the latest event in sight. */
export function renderTimelinePane(view: TimelinePaneView, scroll: FollowEnd, onCopy: (text: string) => void): TemplateResult {
  scroll.follow(view.model.contactId);
  const { model, strings, now } = view;
  const segments = segmentsOf(model.events, endOf(model) ?? now);
  const whole = segments.reduce((sum, { from, to }) => sum + to - from, 0);
  const kinds = [...new Set(segments.map(({ kind }) => kind))];
  return html`<div class="timeline">
    <ol class="segments" aria-label=${strings.timeline}>
      ${segments.map((segment) => renderSegment(segment, whole, strings))}
    </ol>
    <div class="legend">
      ${kinds.map((kind) => html`<span><i class="swatch ${kind}"></i>${strings.segments[kind]}</span>`)}
      <span class="spacer"></span>
      <button type="button" class="contact-id" aria-label="${strings.copyId} ${model.contactId}" title=${strings.copyId} @click=${() => onCopy(model.contactId)}>
        ${shortId(model.contactId)}${icon(copyIcon, { size: 12 })}
      </button>
    </div>
    <div class="events-box" tabindex="0" role="group" aria-label=${strings.timeline} ${ref(scroll.attach)} @scroll=${scroll.onScroll}>${guard([model.events, view.locale], () => renderRows(view))}</div>
  </div>`;
}

/** Under this share of the bar a segment has no room for its words. */
const roomy = 0.14;

function renderSegment(segment: Segment, whole: number, strings: DeskStrings): TemplateResult {
  const ms = segment.to - segment.from;
  const glyph = glyphs[segment.kind];
  return html`<li class="segment ${segment.kind}" .style=${`flex-grow:${Math.max(1, Math.round(ms / 1000))}`} title=${strings.segmentOf(strings.segments[segment.kind], duration(ms))}>
    ${glyph !== undefined && ms >= whole * roomy
      ? html`${icon(glyph, { size: 12 })}<span class="hidden-text">${strings.segments[segment.kind]}</span><span>${duration(ms)}</span>`
      : html`<span class="hidden-text">${strings.segmentOf(strings.segments[segment.kind], duration(ms))}</span>`}
  </li>`;
}

function renderRows({ model, locale, reader }: TimelinePaneView): TemplateResult {
  return html`<ol class="events">
    ${repeat(
      timelineRows(model.events, enTimeline, reader),
      (row) => row.key,
      (row) => html`<li>
        <time>${timeOfDay(row.at, locale)}</time><span class="event-mark ${row.tone}">${icon(row.icon, { size: 14 })}</span>
        <div><p>${row.title}</p>${row.under === '' ? nothing : html`<p class="under" dir="auto">${row.under}</p>`}</div>
      </li>`,
    )}
  </ol>`;
}

/** When the bar stops growing: the wrap-up, or the end of a contact that went elsewhere. */
function endOf({ events, snapshot }: ContactModel): number | undefined {
  const end = lastOf(events, 'contact.wrapped') ?? (snapshot.state === 'closed' || snapshot.relation === 'former' ? events[events.length - 1] : undefined);
  return end === undefined ? undefined : Date.parse(end.at);
}

/** Whole ids are long; the copy has all of it. */
const shortId = (id: string): string => (id.length > 14 ? `${id.slice(0, 12)}…` : id);
