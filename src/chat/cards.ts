/**
 * Draws the card in the transcript's foot: invitation, browser's question, connecting, place in line, results. Which
 * card and why is chat-card.ts' matter; every press goes straight to an action, in its own task.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { renderCard, type CardAction } from '../ui/card.js';
import { icon, timeOfDay } from '../ui/index.js';
import { arrowUpLeftIcon, cameraIcon, rotateCwIcon, shieldCheckIcon } from '../ui/card-icons.js';
import { videoIcon, videoOffIcon } from '../ui/icons.js';
import { played } from '../ui/played.js';
import type { ChatCard } from './chat-card.js';
import { denialWords } from './denial.js';
import type { Names, ResultStrings, WayOn } from './en-results.js';
import type { StepStrings } from './en-steps.js';
import type { VideoStrings } from './en-video.js';
import { permissionSteps, type BrowserKind } from './permission-steps.js';
import { resultWays, withNames } from './results.js';
import { renderSteps } from './steps.js';
import { placeWords } from './video-news.js';

export interface CardActions {
  readonly accept: () => void;
  readonly decline: () => void;
  readonly cancel: () => void;
  readonly toggleCamera: () => void;
  /** Opens the self-check. */
  readonly check: () => void;
  /** Ways on from a result; one that isn't offered isn't drawn. */
  readonly ways: Partial<Record<WayOn, () => void>>;
}

export interface CardContext {
  readonly strings: VideoStrings;
  readonly results: ResultStrings;
  readonly steps: StepStrings;
  readonly names: Names;
  readonly locale: string | undefined;
  readonly now: number;
  readonly phone: boolean;
  readonly browser: BrowserKind;
  readonly site: string;
  /** Own camera, while waiting. */
  readonly local: MediaStream | undefined;
  readonly cameraOn: boolean;
  readonly sends: { readonly camera: boolean; readonly microphone: boolean };
}

/** The browser's question is easy to miss: after this long the card says where to look. Milliseconds. */
const askingLongMs = 12_000;

export function renderChatCard(card: ChatCard, actions: CardActions, context: CardContext): TemplateResult | typeof nothing {
  switch (card.kind) {
    case 'none':
      return nothing;
    case 'invitation':
      return renderInvitation(card, actions, context);
    case 'permission':
      return renderPermission(card, actions, context);
    case 'connecting':
      return renderConnecting(actions, context);
    case 'line':
      return renderLine(card, actions, context);
    case 'result':
      return renderResult(card, actions, context);
  }
}

function renderInvitation(card: Extract<ChatCard, { kind: 'invitation' }>, actions: CardActions, context: CardContext): TemplateResult {
  const { strings, names, sends } = context;
  const under = card.message === '' ? strings.stayOpen : card.message;
  return renderCard({
    icon: videoIcon,
    title: strings.invites(names),
    under,
    body: html`<ul class="points">
      <li>${icon(cameraIcon, { size: 16 })}${sends.camera ? strings.willSee(names) : strings.willHear(names)}</li>
      <li>${icon(shieldCheckIcon, { size: 16 })}${strings.notRecorded}</li>
    </ul>`,
    actions: [
      { label: strings.acceptVideo, look: 'primary', press: actions.accept },
      { label: strings.decline, name: strings.declineVideo, press: actions.decline },
      { label: strings.checkFirst, look: 'plain', press: actions.check },
    ],
  });
}

function renderPermission(card: Extract<ChatCard, { kind: 'permission' }>, actions: CardActions, context: CardContext): TemplateResult {
  const { strings, names, phone } = context;
  const long = context.now - card.since >= askingLongMs && !phone;
  return renderCard({
    icon: arrowUpLeftIcon,
    title: strings.browserAsks,
    under: phone ? strings.tapAllow : long ? strings.stillAsking : strings.chooseAllow,
    body: html`${phone ? nothing : renderPromptPicture(strings.allow)}
      <div class="card-foot">
        <p>${strings.knowsYoureComing(names)}</p>
        <button type="button" class="button small" @click=${actions.cancel}>${strings.cancel}</button>
      </div>`,
    actions: [],
  });
}

/** A drawing of a browser window with its question and an arrow from here to there. Decoration: the words say it too. */
function renderPromptPicture(allow: string): TemplateResult {
  return html`<div class="prompt-picture" aria-hidden="true">
    <i class="bar"></i><i class="address"></i>
    <div class="prompt"><i></i><i></i><span>${allow}</span></div>
    <svg viewBox="0 0 100 40" fill="none"><path d="M98 18C72 40 32 36 6 8" stroke-dasharray="1 5"></path><path d="M6 18V6h12"></path></svg>
    <i class="here"></i>
  </div>`;
}

function renderConnecting(actions: CardActions, { strings, names }: CardContext): TemplateResult {
  return renderCard({
    icon: videoIcon,
    title: strings.connectingYou(names),
    under: strings.stayOpen,
    actions: [{ label: strings.cancel, press: actions.cancel }],
  });
}

function renderLine(card: Extract<ChatCard, { kind: 'line' }>, actions: CardActions, context: CardContext): TemplateResult {
  const { strings, names, local, locale } = context;
  const until = card.deadline === undefined ? undefined : timeOfDay(Date.parse(card.deadline), locale);
  return html`<section class="card" part="card" aria-labelledby="card-title">
    <div class="line-head">
      <div class="card-words">
        <p class="card-under">${strings.waitingForVideo}</p>
        <h2 class="place" id="card-title">${placeWords(card.position, strings)}</h2>
        ${card.waitSeconds === undefined ? nothing : html`<p class="card-under">${waitWords(card.waitSeconds, strings)}</p>`}
      </div>
      ${local === undefined ? nothing : renderPreview(actions, context)}
    </div>
    <div class="card-foot ruled">
      <p>${until === undefined ? nothing : strings.hearByThen({ time: until, agent: names.agent })}</p>
      <button type="button" class="button small" @click=${actions.cancel}>${strings.leaveTheLine}</button>
    </div>
  </section>`;
}

function renderPreview(actions: CardActions, { strings, local, cameraOn }: CardContext): TemplateResult {
  return html`<figure class="preview">
    <video class="mirrored" aria-hidden="true" tabindex="-1" autoplay playsinline .muted=${true} ${played(cameraOn ? (local ?? null) : null)}></video>
    <figcaption>${strings.onlyYouSee}</figcaption>
    <button type="button" class="preview-button" aria-pressed=${cameraOn ? 'false' : 'true'} aria-label=${strings.cameraOffWhileWaiting} title=${strings.cameraOffWhileWaiting} @click=${actions.toggleCamera}>
      ${icon(cameraOn ? videoIcon : videoOffIcon, { size: 16 })}
    </button>
  </figure>`;
}

function waitWords(seconds: number, strings: VideoStrings): string {
  return seconds < 60 ? strings.lessThanMinute : strings.aboutMinutes({ n: Math.round(seconds / 60) });
}

function renderResult(card: Extract<ChatCard, { kind: 'result' }>, actions: CardActions, context: CardContext): TemplateResult {
  const { names, results } = context;
  const row = results.results[card.key];
  // Without a microphone there is nothing to join with.
  const soundHelps = card.state.capture?.device !== 'microphone' && context.sends.microphone;
  const ways = resultActions(
    resultWays[card.key].filter((way) => way !== 'sound-only' || soundHelps),
    actions,
    context,
  );
  if (card.key === 'permission-denied') return renderDenial(card, ways, context);
  const rejoin = resultWays[card.key][0] === 'rejoin';
  return renderCard({
    icon: rejoin ? rotateCwIcon : videoOffIcon,
    tone: rejoin ? 'accent' : 'warn',
    title: row.title ?? withNames(row.line, names),
    under: row.under && withNames(row.under, names),
    body: row.text === undefined ? nothing : html`<p class="card-text">${withNames(row.text, names)}</p>`,
    actions: ways,
  });
}

function renderDenial(card: Extract<ChatCard, { kind: 'result' }>, ways: readonly CardAction[], context: CardContext): TemplateResult {
  const { title, under, steps } = denialWords(card.state.capture, context.names, navigator.userAgent, context.steps);
  const shown = steps === 'browser' ? permissionSteps(context.browser, context.site, context.steps) : steps;
  return renderCard({ icon: videoOffIcon, tone: 'warn', title, under, body: renderSteps(shown), actions: ways });
}

function resultActions(ways: readonly WayOn[], actions: CardActions, { results }: CardContext): readonly CardAction[] {
  const offered = ways.flatMap((way) => {
    const press = actions.ways[way];
    return press === undefined ? [] : [{ label: results.ways[way], press }];
  });
  return offered.map((action, index) => ({ ...action, look: index === 0 && offered.length > 1 ? 'primary' : index > 1 ? 'plain' : 'outline' }));
}
