/** The workspace column: panes, customer facts, timeline. */
import { css, type CSSResult } from 'lit';

export const paneStyles: CSSResult = css`
  .panes {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-width: 0;
    min-height: 0;
    padding: 8px;
    background: var(--segue-surface-2);
  }
  .pane {
    display: flex;
    flex-direction: column;
    min-height: 0;
    overflow: hidden;
    border: 1px solid var(--segue-line);
    border-radius: var(--segue-radius-pane);
    background: var(--segue-surface);
  }
  .pane-head {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 40px;
    flex: none;
    padding: 0 14px;
  }
  .pane-head h2 {
    min-width: 0;
    font-weight: 600;
  }
  .pane-fold {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-width: 100%;
    min-height: 32px;
    overflow-wrap: anywhere;
    text-align: start;
  }
  .pane-fold > .icon {
    flex: none;
    color: var(--segue-text-2);
    transition: transform 150ms;
  }
  .pane-fold[aria-expanded='false'] > .icon {
    transform: rotate(-90deg);
  }
  @media (prefers-reduced-motion: reduce) {
    .pane-fold > .icon {
      transition: none;
    }
  }
  .pane-time {
    color: var(--segue-text-2);
  }
  .pane-body {
    flex: 1;
    min-height: 0;
    padding: 0 14px 14px;
    overflow-y: auto;
  }
  .pane-body:focus-visible {
    outline-offset: -2px;
  }
  .pane-stack {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 8px;
    min-height: 0;
    overflow-y: auto;
  }
  .pane-stack > .pane {
    flex: 0 0 auto;
  }
  .filled > .pane {
    flex: 0 1 auto;
    min-height: 160px;
    max-height: 42%;
  }
  .filled > .notes-pane {
    min-height: 120px;
    max-height: 34%;
  }
  .filled > .timeline-pane {
    flex: 1 1 280px;
    min-height: 240px;
    max-height: none;
  }
  .pane-stack > .folded {
    flex: none;
    min-height: 0;
  }
  .tab-pane,
  .panes > .timeline-pane {
    flex: 1;
    min-height: 200px;
  }
  .replies-pane-body .reply-row {
    display: block;
    width: 100%;
    padding: 6px 8px;
    border-radius: 8px;
    text-align: start;
  }
  .replies-pane-body .search-field {
    margin-bottom: 6px;
  }
  .reply-row:hover:not(:disabled) {
    background: var(--segue-surface-2);
  }
  .reply-row:disabled {
    color: var(--segue-text-2);
  }
  .reply-row b {
    display: block;
    font-weight: 600;
  }
  .reply-row span {
    display: -webkit-box;
    overflow: hidden;
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .hollow {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    padding: 24px 64px;
    color: var(--segue-text-2);
    text-align: center;
  }
  .tab-head {
    border-bottom: 1px solid var(--segue-line);
  }
  .tabs {
    display: flex;
    gap: 16px;
    min-width: 0;
    overflow-x: auto;
  }
  .tabs [role='tab'] {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 40px;
    border-bottom: 2px solid transparent;
    color: var(--segue-text-2);
    font-weight: 500;
    white-space: nowrap;
  }
  .tabs [aria-selected='true'] {
    border-bottom-color: var(--segue-accent);
    color: var(--segue-text);
  }
  .tab-pane .pane-body {
    padding-top: 14px;
  }
  .customer-head {
    display: flex;
    align-items: center;
    gap: 12px;
  }
  .customer-head h3 {
    font-weight: 600;
    font-size: 14px;
    line-height: 20px;
  }
  .customer-head p {
    font-size: 12px;
    color: var(--segue-text-2);
  }
  .attributes {
    margin-top: 12px;
    padding-top: 12px;
    border-top: 1px solid var(--segue-line);
    font-size: 13px;
  }
  .customer h4 {
    margin: 12px 0 6px;
    padding-top: 12px;
    border-top: 1px solid var(--segue-line);
    font-size: 12px;
    font-weight: 600;
    color: var(--segue-text-2);
  }
  .abilities li {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 28px;
    color: var(--segue-text-2);
  }
  .ability {
    width: 52px;
    flex: none;
    color: var(--segue-text);
  }
  .abilities .ability-yes .icon + span,
  .abilities .icon:nth-of-type(2) {
    flex: none;
  }
  .abilities .ability-yes > .icon:nth-of-type(2) {
    color: var(--segue-ok);
  }
  .abilities .ability-trouble > .icon:nth-of-type(2) {
    color: var(--segue-warn);
  }
  .timeline {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  .events-box {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
  }
  .events-box::before {
    content: '';
    position: sticky;
    top: 0;
    z-index: 1;
    display: block;
    height: 12px;
    background: linear-gradient(var(--segue-surface), transparent);
    pointer-events: none;
  }
  .events-box:focus-visible {
    outline-offset: -2px;
  }
  .segments {
    display: flex;
    flex: none;
    gap: 2px;
    height: 20px;
  }
  .segment {
    display: flex;
    align-items: center;
    gap: 5px;
    min-width: 12px;
    flex: 1 1 0;
    padding: 0 5px;
    overflow: hidden;
    border-radius: 4px;
    background: var(--segue-surface-3);
    color: var(--segue-text);
    font-size: 11px;
    line-height: 16px;
    font-weight: 500;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .segment .icon {
    flex: none;
  }
  .segment.flow,
  .swatch.flow,
  .segment.wrap,
  .swatch.wrap {
    border: 1px solid var(--segue-line-strong);
  }
  .segment.wrap,
  .swatch.wrap {
    background: var(--segue-surface);
  }
  .segment.waiting,
  .swatch.waiting {
    border: 1px solid var(--segue-med-wait);
    background: repeating-linear-gradient(135deg, var(--segue-med-wait) 0 2px, transparent 2px 5px);
  }
  .segment.chat,
  .swatch.chat {
    background: var(--segue-med-chat);
    color: var(--segue-med-ink);
  }
  .segment.video,
  .swatch.video {
    background: var(--segue-med-video);
    color: var(--segue-med-ink);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    flex: none;
    margin: 8px 0 0;
    font-size: 11px;
    line-height: 16px;
    color: var(--segue-text-2);
  }
  .legend > span {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  .swatch {
    width: 9px;
    height: 9px;
    border-radius: 2px;
    background: var(--segue-surface-3);
  }
  .contact-id {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 24px;
    font: 12px/16px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
    color: var(--segue-text-2);
  }
  .events li {
    position: relative;
    display: grid;
    grid-template-columns: 56px 16px 1fr;
    gap: 8px;
    padding-bottom: 10px;
  }
  .events time {
    align-self: start;
    padding-top: 1px;
    font-size: 12px;
    line-height: 16px;
    white-space: nowrap;
    color: var(--segue-text-2);
    font-variant-numeric: tabular-nums;
  }
  .event-mark {
    padding-top: 2px;
    color: var(--segue-text-2);
  }
  .events li:not(:last-child) .event-mark::after {
    content: '';
    position: absolute;
    top: 22px;
    bottom: 2px;
    inset-inline-start: 71px;
    border-inline-start: 1px solid var(--segue-line);
  }
  .event-mark.accent {
    color: var(--segue-accent);
  }
  .event-mark.ok {
    color: var(--segue-ok);
  }
  .event-mark.video {
    color: var(--segue-med-video);
  }
  .event-mark.warn {
    color: var(--segue-warn);
  }
  .event-mark.danger {
    color: var(--segue-danger);
  }
  .events p {
    overflow-wrap: anywhere;
  }
  .events .under {
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
  }
  .step-wide .tab-pane .events {
    columns: 2;
    column-gap: 24px;
  }
  .step-wide .tab-pane .events li {
    break-inside: avoid;
  }
  @media (forced-colors: active) {
    .segment {
      forced-color-adjust: none;
    }
  }
`;
