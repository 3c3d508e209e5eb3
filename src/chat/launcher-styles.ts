/** The launcher, and what the host element is to its page. All that is styled before the chat is first opened. */
import { css, type CSSResult } from 'lit';

export const launcherStyles: CSSResult = css`
  /* A page's rules for all elements overrule these, but where an important one is ours: its place is the element's own. */
  :host {
    all: initial;
    color-scheme: inherit;
    display: block;
    position: fixed !important;
    z-index: var(--segue-z-index, 2147483000) !important;
    top: auto !important;
    left: auto !important;
    right: 0 !important;
    bottom: 0 !important;
    width: 0 !important;
    height: 0 !important;
    margin: 0 !important;
    padding: 0 !important;
    transform: none !important;
  }
  .root {
    all: initial;
    color-scheme: inherit;
    visibility: inherit;
    pointer-events: inherit;
    display: block;
    font: 15px/22px var(--segue-font);
    color: var(--segue-text);
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  .launcher {
    position: fixed;
    bottom: 24px;
    right: 24px;
    display: flex;
    align-items: center;
    justify-content: center;
    width: 56px;
    height: 56px;
    border-radius: 50%;
    background: var(--segue-accent-fill);
    color: var(--segue-on-accent);
    box-shadow: var(--segue-shadow);
  }
  .launcher:hover {
    background: var(--segue-accent-strong);
  }
  .badge {
    position: absolute;
    top: -6px;
    inset-inline-end: -6px;
    display: flex;
    align-items: center;
    justify-content: center;
    min-width: 22px;
    height: 22px;
    padding: 0 5px;
    border: 2px solid var(--segue-page, #fff);
    border-radius: 11px;
    background: var(--segue-danger-fill);
    color: #fff;
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
  }
  .root[dir='rtl'] .launcher {
    right: auto;
    left: 24px;
  }
  @media (max-width: 479px), (max-height: 519px) {
    .launcher {
      bottom: calc(16px + env(safe-area-inset-bottom));
      right: calc(16px + env(safe-area-inset-right));
    }
    .root[dir='rtl'] .launcher {
      left: calc(16px + env(safe-area-inset-left));
    }
  }
  @media (forced-colors: active) {
    .launcher {
      border: 1px solid CanvasText;
    }
  }
`;
