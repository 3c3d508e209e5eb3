/** Stage, self view and covers, with the call bar's. Always dark, whatever the theme. The owner sets the stage's own size. */
import { css, type CSSResult } from 'lit';
import { callBarStyles } from './call-bar-styles.js';
import { stageDeclarations } from './tokens.js';

export const stageStyles: CSSResult = css`
  ${callBarStyles}
  .stage,
  .call-bar {
    ${stageDeclarations}
    color-scheme: dark;
    color: #fff;
    background: var(--segue-stage);
  }
  .stage :focus-visible,
  .call-bar :focus-visible {
    outline-color: #fff;
  }
  .stage {
    position: relative;
    overflow: hidden;
  }
  .remote {
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .cover-audio-only .remote,
  .cover-camera-off .remote {
    visibility: hidden;
  }
  .stage-top {
    position: absolute;
    top: 0;
    left: 0;
    right: 0;
    display: flex;
    align-items: center;
    gap: 8px;
    z-index: 2;
    height: 52px;
    padding: 0 8px;
    padding-inline-start: 16px;
    font-size: 13px;
  }
  .stage-top::before {
    content: '';
    position: absolute;
    top: 0;
    left: 0;
    right: 0;
    height: 96px;
    background: linear-gradient(rgba(9, 10, 14, 0.74), rgba(9, 10, 14, 0));
    pointer-events: none;
  }
  .stage-top > * {
    position: relative;
  }
  .stage-name {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 8px;
    min-width: 0;
    white-space: nowrap;
  }
  .stage-name b {
    overflow: hidden;
    text-overflow: ellipsis;
    font-size: 14px;
    font-weight: 600;
  }
  [role='timer'] {
    font-variant-numeric: tabular-nums;
  }
  .stage-button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 36px;
    height: 36px;
    border-radius: var(--segue-radius-control);
    color: #fff;
  }
  .stage-button:hover {
    background: rgba(255, 255, 255, 0.14);
  }
  .self {
    position: absolute;
    width: var(--segue-self-width, 112px);
    height: var(--segue-self-height, 64px);
    overflow: hidden;
    border: 2px solid rgba(255, 255, 255, 0.85);
    border-radius: var(--segue-radius-control);
    background: #1d2029;
    box-shadow: 0 4px 16px rgba(0, 0, 0, 0.35);
    cursor: grab;
    touch-action: none;
    z-index: 1;
  }
  /* Under the top row, whose buttons would lie over it. */
  .self.top {
    top: 56px;
  }
  .self.bottom {
    bottom: 12px;
  }
  .self.start {
    inset-inline-start: 12px;
  }
  .self.end {
    inset-inline-end: 12px;
  }
  .self video {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .self video:focus-visible {
    outline-offset: -4px;
  }
  .mirrored {
    transform: scaleX(-1);
  }
  .self-off {
    position: absolute;
    top: 0;
    left: 0;
    display: flex;
    align-items: center;
    justify-content: center;
    width: 100%;
    height: 100%;
    background: #1d2029;
    color: var(--segue-text-2);
    pointer-events: none;
  }
  .veil,
  .person {
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 4px;
    padding: 0 24px 12px;
    text-align: center;
    background: rgba(9, 10, 14, 0.66);
  }
  .veil.half {
    background: rgba(9, 10, 14, 0.5);
    z-index: 1;
  }
  .cover-recovering .self {
    opacity: 0.8;
  }
  .veil-title {
    text-wrap: balance;
    display: flex;
    align-items: center;
    gap: 10px;
    font-size: 15px;
    line-height: 22px;
    font-weight: 600;
  }
  .veil-under {
    font-size: 13px;
    line-height: 18px;
    color: rgba(255, 255, 255, 0.86);
  }
  .spinner {
    width: 18px;
    height: 18px;
    flex: none;
    border: 2px solid rgba(255, 255, 255, 0.3);
    border-top-color: #fff;
    border-radius: 50%;
    animation: segue-spin 1s linear infinite;
  }
  .person {
    flex-direction: row;
    justify-content: flex-start;
    gap: 16px;
    text-align: start;
    background: #15161c;
  }
  .person .avatar {
    width: 72px;
    height: 72px;
    font-size: 24px;
    box-shadow: 0 0 0 3px #15161c, 0 0 0 5px var(--segue-ok);
  }
  .peer-muted .person .avatar {
    box-shadow: none;
  }
  .notes {
    position: absolute;
    bottom: 12px;
    inset-inline-start: 12px;
    z-index: 1;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 4px;
    max-width: calc(100% - var(--segue-self-width, 112px) - 36px);
  }
  .self.bottom.start ~ .notes {
    inset-inline-start: auto;
    inset-inline-end: 12px;
  }
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 6px;
    padding: 5px 10px;
    border-radius: 10px;
    background: rgba(9, 10, 14, 0.74);
    font-size: 12px;
    line-height: 16px;
  }
  .unblock {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    min-height: 56px;
    padding: 0 24px;
    border-radius: 28px;
    background: #fff;
    color: #14161f;
    font-size: 16px;
    font-weight: 600;
  }
  @keyframes segue-spin {
    to {
      transform: rotate(1turn);
    }
  }
  @media (forced-colors: active) {
    .unblock,
    .stage-button,
    .self {
      border: 1px solid CanvasText;
    }
  }
`;
