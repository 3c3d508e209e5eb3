/** The inbox as a list and as a rail. */
import { css, type CSSResult } from 'lit';

export const inboxStyles: CSSResult = css`
  .inbox {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    background: var(--segue-surface);
  }
  .inbox-head {
    display: flex;
    align-items: center;
    height: 48px;
    flex: none;
    padding: 0 16px;
    font-size: 15px;
    font-weight: 600;
  }
  .inbox-search {
    display: flex;
    gap: 6px;
    flex: none;
    padding: 0 12px 8px;
  }
  .inbox-search .search-field {
    min-height: 32px;
    padding: 0 8px;
  }
  .inbox-search .search-field input {
    min-height: 28px;
  }
  .inbox-search select {
    max-width: 84px;
    min-height: 32px;
    padding: 0 4px;
  }
  .work:not(.step-wide) .inbox-search kbd {
    display: none;
  }
  .clear-search {
    width: 24px;
    height: 24px;
  }
  .inbox-scroll {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
  }
  .section-head {
    display: flex;
    align-items: center;
    gap: 6px;
    height: 32px;
    padding: 0 16px;
    font-weight: 600;
    color: var(--segue-text-2);
  }
  .section-head .count {
    font-weight: 400;
  }
  .section-head small {
    margin-inline-start: auto;
    font-size: 12px;
    font-weight: 400;
  }
  .section-empty {
    padding: 2px 16px 16px;
    color: var(--segue-text-2);
  }
  /* Hundreds of rows whose times change every second: those out of sight are laid out by nobody. */
  .inbox li {
    content-visibility: auto;
    contain-intrinsic-size: auto 64px;
  }
  .row {
    position: relative;
    display: flex;
    align-items: center;
    gap: 10px;
    width: 100%;
    height: 64px;
    padding: 0 16px;
    text-align: start;
  }
  button.row:hover {
    background: var(--segue-surface-2);
  }
  .row.selected,
  button.row.selected:hover {
    background: var(--segue-accent-soft);
  }
  .row.selected::before {
    content: '';
    position: absolute;
    top: 0;
    bottom: 0;
    inset-inline-start: 0;
    width: 3px;
    background: var(--segue-accent);
  }
  .row:focus-visible {
    outline-offset: -3px;
  }
  .row .avatar {
    width: 32px;
    height: 32px;
    font-size: 12px;
  }
  .row-face {
    position: relative;
    display: inline-flex;
    border-radius: 50%;
  }
  .row-face.mark-ringing {
    box-shadow: 0 0 0 2px var(--segue-surface), 0 0 0 4px var(--segue-accent);
  }
  .row-face.mark-unseen {
    box-shadow: 0 0 0 2px var(--segue-surface), 0 0 0 4px var(--segue-danger);
  }
  .row-words {
    flex: 1;
    min-width: 0;
  }
  .row-words b,
  .row-line {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .row-words b {
    font-weight: 600;
  }
  .row-line {
    color: var(--segue-text-2);
  }
  .row-line.unread {
    color: var(--segue-text);
    font-weight: 500;
  }
  .row.mark-ringing .row-line,
  .row.mark-ringing .row-time {
    color: var(--segue-accent);
    font-weight: 500;
  }
  .row.mark-late .row-time {
    color: var(--segue-warn);
  }
  .row.mark-unseen .row-line,
  .row.mark-unseen .row-time {
    color: var(--segue-danger-ink);
    font-weight: 500;
  }
  .row.mark-gone .row-line {
    color: var(--segue-warn);
    font-weight: 500;
  }
  .row-end {
    display: flex;
    flex-direction: column;
    align-items: flex-end;
    gap: 4px;
  }
  .row-time {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    color: var(--segue-text-2);
  }
  .row-end .chip {
    padding: 0 8px;
    font-size: 11px;
  }
  .badge {
    min-width: 18px;
    height: 18px;
    padding: 0 5px;
    border-radius: 9px;
    background: var(--segue-accent-fill);
    color: var(--segue-on-accent);
    font-size: 11px;
    line-height: 18px;
    font-weight: 600;
    text-align: center;
  }
  .rail .section-head {
    justify-content: center;
    padding: 0 2px;
    font-size: 12px;
    font-weight: 500;
  }
  .rail .section-head .count {
    display: none;
  }
  .rail .row-words,
  .rail .row-end {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .rail .row {
    justify-content: center;
    padding: 0;
  }
  .rail .avatar {
    width: 36px;
    height: 36px;
  }
  .rail-mark {
    position: absolute;
    inset-inline-end: -8px;
    bottom: -4px;
    display: flex;
    align-items: center;
    justify-content: center;
    min-width: 18px;
    height: 18px;
    padding: 0 4px;
    border: 2px solid var(--segue-surface);
    box-sizing: content-box;
    border-radius: 11px;
    background: var(--segue-accent-fill);
    color: var(--segue-on-accent);
    font-size: 11px;
    font-weight: 600;
  }
  .rail-mark.video {
    padding: 0;
    background: #0a7f84;
    color: #fff;
  }
`;
