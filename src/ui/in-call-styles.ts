/** The devices menu, a picture shown whole, the own one shown large, the buttons inside notes. They come with the parts that are loaded once the call is live. */
import { css, type CSSResult } from 'lit';

export const inCallStyles: CSSResult = css`
  .devices-menu {
    position: fixed;
    z-index: 6;
    width: 304px;
    max-width: calc(100vw - 16px);
    padding: 8px;
    overflow-y: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--segue-line);
    border-radius: var(--segue-radius-control);
    background: var(--segue-card);
    color: var(--segue-text);
    font-size: 14px;
    box-shadow: var(--segue-shadow);
    animation: segue-menu 0.16s var(--segue-ease);
  }
  @keyframes segue-menu {
    from {
      opacity: 0;
    }
  }
  .device-list {
    padding-bottom: 8px;
    margin-bottom: 8px;
    border-bottom: 1px solid var(--segue-line);
  }
  .device-list:last-child {
    padding-bottom: 0;
    margin-bottom: 0;
    border-bottom: 0;
  }
  .device-kind {
    padding: 8px 12px 4px;
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    color: var(--segue-text-2);
  }
  .device-row {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    width: 100%;
    min-height: 40px;
    padding: 4px 12px;
    border-radius: var(--segue-radius-row);
    text-align: start;
  }
  .device-row > span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .device-row .icon {
    flex: none;
    color: var(--segue-accent);
  }
  .device-row:hover,
  .device-row:focus {
    background: var(--segue-surface-3);
  }
  .device-row.act {
    color: var(--segue-accent);
    font-weight: 500;
  }
  .fitted .remote {
    object-fit: contain;
  }
  .self-large .remote {
    visibility: hidden;
  }
  .self-large .veil {
    z-index: 1;
  }
  .self.large {
    top: 0;
    bottom: 0;
    inset-inline-start: 0;
    inset-inline-end: 0;
    width: 100%;
    height: 100%;
    border: 0;
    border-radius: 0;
    box-shadow: none;
    cursor: auto;
    z-index: 0;
  }
  .self.large ~ .notes {
    max-width: calc(100% - 24px);
  }
  .note-action {
    min-height: 24px;
    border-radius: 6px;
    color: var(--segue-accent);
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  @media (forced-colors: active) {
    .device-row[aria-checked='true'] {
      outline: 1px solid Highlight;
    }
  }
`;
