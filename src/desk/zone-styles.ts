/**
 * The three columns: in which order they stand, how wide they are, and how they give way. A column's place is its grid
 * area, so that markup and picture have one order; widths go by step and by what is open.
 */
import { css, type CSSResult } from 'lit';

export const zoneStyles: CSSResult = css`
  .work {
    --inbox: 304px;
    --conversation: minmax(360px, 1fr);
    --panes: 376px;
  }
  .with-sheet {
    --panes: 448px;
  }
  .with-video {
    --panes: minmax(480px, 704px);
  }
  .step-medium {
    --inbox: 264px;
    --panes: 336px;
  }
  .step-medium.with-video {
    --inbox: 72px;
    --panes: minmax(480px, 560px);
  }
  .no-panes:not(.with-video):not(.with-sheet) {
    --panes: 0;
  }
  .zones {
    position: relative;
    display: grid;
    flex: 1;
    min-height: 0;
    grid-template: 'inbox conversation panes' minmax(0, 1fr) / var(--inbox) var(--conversation) var(--panes);
  }
  .order-inbox-panes-conversation .zones {
    grid-template: 'inbox panes conversation' minmax(0, 1fr) / var(--inbox) var(--panes) var(--conversation);
  }
  .order-conversation-inbox-panes .zones {
    grid-template: 'conversation inbox panes' minmax(0, 1fr) / var(--conversation) var(--inbox) var(--panes);
  }
  .order-conversation-panes-inbox .zones {
    grid-template: 'conversation panes inbox' minmax(0, 1fr) / var(--conversation) var(--panes) var(--inbox);
  }
  .order-panes-inbox-conversation .zones {
    grid-template: 'panes inbox conversation' minmax(0, 1fr) / var(--panes) var(--inbox) var(--conversation);
  }
  .order-panes-conversation-inbox .zones {
    grid-template: 'panes conversation inbox' minmax(0, 1fr) / var(--panes) var(--conversation) var(--inbox);
  }
  .inbox {
    grid-area: inbox;
  }
  .conversation {
    grid-area: conversation;
  }
  .panes {
    grid-area: panes;
  }
  .zones > * + * {
    border-inline-start: 1px solid var(--segue-line);
  }
  .step-narrow .zones {
    grid-template: 'inbox conversation' minmax(0, 1fr) / 72px minmax(0, 1fr);
  }
  .step-narrow.inbox-last .zones {
    grid-template: 'conversation inbox' minmax(0, 1fr) / minmax(0, 1fr) 72px;
  }
  .step-phone .zones {
    grid-template: 'one' minmax(0, 1fr) / minmax(0, 1fr);
  }
  .step-narrow.with-video .video-pane,
  .step-phone.with-video .video-pane {
    grid-area: panes;
  }
  .step-phone .inbox,
  .step-phone .conversation {
    border: 0;
    grid-area: one;
  }
  .no-panes:not(.with-video):not(.with-sheet) .panes,
  .step-narrow .panes,
  .step-phone .panes {
    position: absolute;
    top: 0;
    inset-inline-end: 0;
    z-index: 2;
    width: min(376px, 100%);
    border: 0;
    padding: 8px;
    background: none;
    grid-area: auto;
  }
  .no-panes:not(.with-video):not(.with-sheet) .panes {
    padding: 0;
  }
  .step-narrow .panes > .timeline-pane,
  .step-narrow .panes > .tab-pane,
  .step-narrow .panes > .pane-stack > .pane,
  .step-phone .panes > .timeline-pane,
  .step-phone .panes > .tab-pane,
  .step-phone .panes > .pane-stack > .pane {
    display: none;
  }
  .step-narrow .panes > .pane-stack > .asked,
  .step-phone .panes > .pane-stack > .asked {
    display: flex;
    max-height: 100%;
    box-shadow: var(--segue-shadow);
  }
  .step-narrow.with-video .zones {
    grid-template: 'inbox panes' auto 'inbox conversation' minmax(0, 1fr) / 72px minmax(0, 1fr);
  }
  .step-narrow.inbox-last.with-video .zones {
    grid-template: 'panes inbox' auto 'conversation inbox' minmax(0, 1fr) / minmax(0, 1fr) 72px;
  }
  .step-phone.with-video .zones {
    grid-template: 'panes' auto 'one' minmax(0, 1fr) / minmax(0, 1fr);
  }
  .step-narrow.with-video .panes,
  .step-phone.with-video .panes {
    position: static;
    grid-area: panes;
    width: auto;
    background: var(--segue-surface-2);
  }
  .step-narrow.with-video .stage-box::before,
  .step-phone.with-video .stage-box::before {
    padding-top: min(56.25%, 36vh);
  }
  .step-phone.none-chosen .conversation,
  .step-phone:not(.none-chosen) .inbox {
    display: none;
  }
`;
