/**
 * What every surface of both elements shares: the reset inside the shadow root, focus ring, buttons, initials.
 * Sizes and radii follow the look; nothing here knows a chat from a desk.
 */
import { css, type CSSResult } from 'lit';

export const baseStyles: CSSResult = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  button,
  textarea,
  input,
  select {
    font: inherit;
    color: inherit;
    margin: 0;
    letter-spacing: inherit;
  }
  button {
    background: none;
    border: 0;
    padding: 0;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  p,
  h2,
  h3,
  ol,
  ul {
    margin: 0;
    padding: 0;
    font: inherit;
  }
  ol,
  ul {
    list-style: none;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 2px solid var(--segue-accent);
    outline-offset: 2px;
  }
  .icon {
    display: block;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  [dir='rtl'] .icon.mirrors {
    transform: scaleX(-1);
  }
  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 44px;
    padding: 0 16px;
    border-radius: var(--segue-radius-control);
    border: 1px solid var(--segue-line-strong);
    color: var(--segue-text);
    font-weight: 600;
    text-align: center;
    text-decoration: none;
  }
  .button:hover {
    background: var(--segue-surface-3);
  }
  .button.primary {
    background: var(--segue-accent-fill);
    border-color: var(--segue-accent-fill);
    color: var(--segue-on-accent);
  }
  .button.primary:hover {
    background: var(--segue-accent-strong);
    border-color: var(--segue-accent-strong);
  }
  .button.plain {
    border-color: transparent;
    color: var(--segue-accent);
    font-size: 13px;
  }
  .button.small {
    min-height: 36px;
    padding: 0 14px;
    font-size: 13px;
  }
  .button[disabled] {
    opacity: 0.55;
    cursor: default;
  }
  .icon-button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 40px;
    height: 40px;
    flex: none;
    border-radius: var(--segue-radius-control);
    color: var(--segue-text-2);
  }
  .icon-button:hover {
    background: var(--segue-surface-3);
  }
  .icon-button.soft {
    background: var(--segue-accent-soft);
    color: var(--segue-accent);
  }
  .icon-button.filled {
    background: var(--segue-accent-fill);
    color: var(--segue-on-accent);
  }
  .avatar {
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 40px;
    height: 40px;
    flex: none;
    border-radius: 50%;
    font-size: 14px;
    font-weight: 600;
  }
  .avatar > img {
    width: 100%;
    height: 100%;
    border-radius: inherit;
    object-fit: cover;
  }
  .presence {
    position: absolute;
    bottom: -1px;
    width: 12px;
    height: 12px;
    inset-inline-end: -1px;
    border-radius: 50%;
    border: 2px solid var(--segue-surface);
    background: var(--segue-ok);
  }
  @media (forced-colors: active) {
    .bubble,
    .icon-button,
    .button {
      border: 1px solid CanvasText;
    }
    :focus-visible {
      outline-color: Highlight;
    }
    [aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
      scroll-behavior: auto !important;
    }
  }
`;
