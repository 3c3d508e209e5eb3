/** Quality mark, devices menu, a picture shown whole, the own one shown large, the buttons inside notes. They come with the parts that are loaded once the call is live. */
import { css, type CSSResult } from 'lit';

export const inCallStyles: CSSResult = css`
  .quality {
    display: inline-flex;
    align-items: flex-end;
    gap: 2px;
    height: 14px;
    border-radius: 2px;
    color: var(--segue-ok);
  }
  [dir='rtl'] .quality {
    flex-direction: row-reverse;
  }
  .quality.fair {
    color: var(--segue-warn);
  }
  .quality.weak {
    color: var(--segue-danger);
  }
  .quality i {
    width: 4px;
    height: 6px;
    border-radius: 1px;
    background: rgba(255, 255, 255, 0.34);
  }
  .quality i:nth-of-type(2) {
    height: 10px;
  }
  .quality i:nth-of-type(3) {
    height: 14px;
  }
  .quality i.on {
    background: currentColor;
  }
  .tip {
    position: absolute;
    top: 24px;
    inset-inline-start: -8px;
    z-index: 3;
    display: none;
    width: max-content;
    max-width: 240px;
    padding: 8px 12px;
    border-radius: 8px;
    background: #fff;
    color: #14161f;
    font-size: 13px;
    line-height: 18px;
    box-shadow: 0 4px 16px rgba(0, 0, 0, 0.3);
  }
  .tip b {
    display: block;
    font-weight: 600;
  }
  .quality:hover .tip,
  .quality:focus .tip {
    display: block;
  }
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
    padding-bottom: 2px;
    margin-bottom: 2px;
    border-bottom: 1px solid var(--segue-line);
  }
  .device-list:last-child {
    padding-bottom: 0;
    margin-bottom: 0;
    border-bottom: 0;
  }
  .device-kind {
    padding: 4px 12px 2px;
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
  .root .call:fullscreen .stage {
    flex: 1;
    height: auto;
  }
  .root .call:-webkit-full-screen .stage {
    flex: 1;
    height: auto;
  }
  @media (forced-colors: active) {
    .quality i {
      border: 1px solid CanvasText;
    }
    .quality i.on {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
