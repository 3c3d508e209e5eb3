/** The call's controls and the level ring. Part of stageStyles, which set the colours. */
import { css, type CSSResult } from 'lit';

export const callBarStyles: CSSResult = css`
  .call-bar {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 68px;
    padding: 0 16px;
  }
  .control {
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 44px;
    height: 44px;
    flex: none;
    border-radius: 50%;
    background: var(--segue-stage-control);
    color: #fff;
  }
  .control:hover {
    background: #3a3e4c;
  }
  .control.open {
    background: var(--segue-accent-fill);
  }
  .control.off {
    background: #fff;
    color: #14161f;
  }
  .mic {
    position: relative;
    display: inline-flex;
  }
  .level {
    position: absolute;
    top: -6px;
    left: -6px;
    width: 56px;
    height: 56px;
    fill: none;
    stroke: rgba(255, 255, 255, 0.22);
    stroke-width: 3;
    transform: rotate(-90deg);
    pointer-events: none;
  }
  .level .fill {
    stroke: var(--segue-ok);
    stroke-dasharray: calc(var(--level, 0) * 100px) 100px;
    transition: stroke-dasharray 0.12s linear;
  }
  .end-call {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-width: 64px;
    height: 44px;
    margin-inline-start: auto;
    padding: 0 16px;
    border-radius: 22px;
    background: var(--segue-danger-fill);
    color: #fff;
    font-weight: 600;
  }
  .end-call:hover {
    background: #b8232f;
  }
  @media (max-width: 343px) {
    .call-bar {
      gap: 6px;
      padding: 0 8px;
    }
  }
  @media (forced-colors: active) {
    .control,
    .end-call {
      border: 1px solid CanvasText;
    }
    .level .fill {
      stroke: Highlight;
    }
    .control.off,
    .control.open {
      outline: 2px solid Highlight;
    }
  }
`;
