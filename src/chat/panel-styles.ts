/** The panel's layout: header, transcript's frame, foot, and how all of it fits a phone. The launcher has its own. */
import { css, type CSSResult } from 'lit';

export const panelStyles: CSSResult = css`
  .control .badge {
    border-color: var(--segue-stage);
  }
  .panel {
    position: fixed;
    bottom: 24px;
    right: 24px;
    display: flex;
    flex-direction: column;
    width: 384px;
    height: min(680px, calc(var(--segue-height, 100vh) - 48px));
    overflow: hidden;
    border: 1px solid var(--segue-line);
    border-radius: var(--segue-radius);
    background: var(--segue-surface);
    box-shadow: var(--segue-shadow);
    animation: segue-grow 0.18s var(--segue-ease);
    transform-origin: bottom right;
  }
  [dir='rtl'] .panel {
    right: auto;
    left: 24px;
    transform-origin: bottom left;
  }
  @keyframes segue-grow {
    from {
      opacity: 0;
      transform: scale(0.6);
    }
  }
  .header {
    display: flex;
    align-items: center;
    gap: 4px;
    height: 64px;
    flex: none;
    padding: 0 8px;
    padding-inline-start: 16px;
    border-bottom: 1px solid var(--segue-line);
  }
  .who {
    flex: 1;
    min-width: 0;
    padding: 0 8px;
  }
  .who p {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .who-name {
    line-height: 20px;
    font-weight: 600;
  }
  .who-title {
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
  }
  .menu {
    position: relative;
  }
  .menu-rows {
    position: absolute;
    top: 44px;
    inset-inline-end: 0;
    z-index: 5;
    width: max-content;
    min-width: 200px;
    max-width: 300px;
    padding: 8px;
    border: 1px solid var(--segue-line);
    border-radius: var(--segue-radius-control);
    background: var(--segue-card);
    box-shadow: var(--segue-shadow);
  }
  .menu-row {
    display: flex;
    align-items: center;
    gap: 10px;
    width: 100%;
    min-height: 44px;
    padding: 0 10px;
    border-radius: var(--segue-radius-row);
    text-align: start;
  }
  .menu-row:hover,
  .menu-row:focus-visible {
    background: var(--segue-surface-3);
  }
  .trouble {
    position: relative;
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 32px;
    flex: none;
    padding: 6px 16px 4px;
    overflow: hidden;
    background: var(--segue-warn-soft);
    color: var(--segue-warn);
    font-size: 13px;
    line-height: 18px;
  }
  .trouble .button {
    flex: none;
  }
  .trouble.lost::before {
    content: '';
    position: absolute;
    top: 0;
    left: 0;
    width: 40%;
    border-top: 2px solid;
    animation: segue-slide 1.6s ease-in-out infinite alternate;
  }
  @keyframes segue-slide {
    to {
      transform: translateX(150%);
    }
  }
  .body {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .transcript {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    padding: 0 16px 12px;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .transcript:focus-visible {
    outline-offset: -3px;
  }
  .transcript[data-clipped] {
    -webkit-mask-image: linear-gradient(transparent, #000 32px);
    mask-image: linear-gradient(transparent, #000 32px);
  }
  .rows {
    margin-top: auto;
  }
  .transcript.start .rows {
    margin-top: 0;
  }
  .transcript[data-at-end] {
    overflow-anchor: none;
  }
  .latest-line {
    position: relative;
    flex: none;
    height: 0;
  }
  .latest {
    position: absolute;
    bottom: 8px;
    left: 50%;
    transform: translateX(-50%);
    background: var(--segue-card);
    box-shadow: var(--segue-shadow);
    border-radius: 999px;
  }
  .foot {
    display: flex;
    flex: none;
    flex-direction: column;
    max-height: 85%;
    padding: 4px 16px 16px;
    overflow-y: auto;
  }
  .foot > * {
    flex: none;
  }
  .foot .card {
    flex: 0 1 auto;
    min-height: 128px;
    margin: 0 0 16px;
    overflow-y: auto;
    animation: segue-rise 0.16s var(--segue-ease);
  }
  @keyframes segue-rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
  .root.phone .panel {
    top: var(--segue-top, 0);
    left: 0;
    right: 0;
    bottom: auto;
    width: 100%;
    height: var(--segue-height, 100%);
    border: 0;
    border-radius: 0;
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
    --segue-bubble-max: 78%;
  }
  .root.typing .panel {
    padding-bottom: 0;
  }
  .root.phone .header {
    gap: 0;
  }
  .root.phone .icon-button,
  .root.phone .stage-button {
    width: 44px;
    height: 44px;
  }
  .root.phone .composer {
    min-height: 52px;
  }
  .root.phone .send {
    width: 40px;
    height: 40px;
  }
  .root.phone .composer > .attach {
    height: 40px;
  }
  .root.phone .composer textarea {
    margin: 8px 0;
  }
  .root.phone .button.small {
    min-height: 44px;
  }
  @media (max-width: 1023px) {
    .panel {
      bottom: 16px;
      right: 16px;
      height: min(680px, calc(var(--segue-height, 100vh) - 32px));
    }
    [dir='rtl'] .panel {
      left: 16px;
    }
  }
  @media (forced-colors: active) {
    .panel,
    .menu-rows {
      border: 1px solid CanvasText;
    }
  }
`;
