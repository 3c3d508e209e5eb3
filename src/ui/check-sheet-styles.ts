/** The self-check's look. It fills whatever holds it; chat and desk give it its place. */
import { css, type CSSResult } from 'lit';

export const checkSheetStyles: CSSResult = css`
  .check-sheet {
    display: flex;
    flex-direction: column;
    min-height: 0;
    outline: 0;
    background: var(--segue-surface);
    color: var(--segue-text);
    animation: segue-sheet 0.18s var(--segue-ease);
  }
  @keyframes segue-sheet {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
  .check-head {
    display: flex;
    align-items: center;
    min-height: 64px;
    flex: none;
    padding: 0 8px;
    padding-inline-start: 16px;
    border-bottom: 1px solid var(--segue-line);
  }
  .check-words {
    flex: 1;
  }
  .check-words h2 {
    font-size: 15px;
    line-height: 20px;
    font-weight: 600;
  }
  .check-words p,
  .check-hint,
  .check-network {
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
  }
  .check-body {
    flex: 1;
    min-height: 0;
    padding: 16px;
    overflow-y: auto;
  }
  .check-picture {
    position: relative;
    height: 198px;
    overflow: hidden;
    border-radius: 12px;
    background: var(--segue-stage);
  }
  .check-picture video {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .check-picture video.mirrored {
    transform: scaleX(-1);
  }
  .check-chip {
    position: absolute;
    bottom: 12px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    height: 26px;
    padding: 0 12px 0 8px;
    border-radius: 13px;
    background: rgba(13, 14, 19, 0.82);
    color: #fff;
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    inset-inline-start: 12px;
  }
  .check-chip.works .icon {
    color: #3ecf8e;
  }
  .check-tools {
    position: absolute;
    bottom: 12px;
    display: flex;
    gap: 8px;
    inset-inline-end: 12px;
  }
  .check-tool {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 32px;
    height: 32px;
    border-radius: 50%;
    background: rgba(13, 14, 19, 0.82);
    color: #fff;
  }
  .check-tool:focus-visible {
    outline-color: #fff;
  }
  .check-tool.off {
    background: #fff;
    color: #0d0e13;
  }
  .check-tool.unused {
    color: #8a8d98;
  }
  .check-empty,
  .check-trouble {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 198px;
    padding: 16px 24px;
    border: 1px dashed var(--segue-line-strong);
    border-radius: 12px;
    background: var(--segue-surface-2);
    font-size: 13px;
    line-height: 18px;
    text-align: center;
  }
  .check-empty > .icon {
    color: var(--segue-text-2);
  }
  .check-empty.waiting > * {
    /* Where the browser answers at once, nothing flashes. */
    animation: segue-late 0.2s 0.4s both;
  }
  @keyframes segue-late {
    from {
      opacity: 0;
    }
  }
  .check-trouble {
    align-items: flex-start;
    padding: 16px;
    border-style: solid;
    border-color: var(--segue-line);
    background: var(--segue-card);
    text-align: start;
  }
  .check-empty b,
  .check-trouble b {
    font-weight: 600;
  }
  .check-trouble > b,
  .check-empty > b {
    font-size: 15px;
    line-height: 22px;
  }
  .check-trouble .steps {
    width: 100%;
    margin: 4px 0;
    text-align: start;
  }
  .check-field {
    margin-top: 16px;
  }
  .check-label {
    display: block;
    margin-bottom: 6px;
    font-size: 13px;
    line-height: 18px;
    font-weight: 600;
  }
  .check-row {
    display: flex;
    gap: 8px;
  }
  .check-select {
    position: relative;
    flex: 1;
    min-width: 0;
  }
  .check-select > .icon {
    position: absolute;
    top: 12px;
    inset-inline-start: 12px;
    pointer-events: none;
  }
  .check-select > .icon:last-child {
    inset-inline-start: auto;
    inset-inline-end: 12px;
  }
  .check-select > select {
    width: 100%;
    min-height: 44px;
    padding: 0 40px;
    border: 1px solid var(--segue-line-strong);
    border-radius: var(--segue-radius-control);
    background: var(--segue-surface);
    color: var(--segue-text);
    font-size: 16px;
    line-height: 22px;
    text-overflow: ellipsis;
    -webkit-appearance: none;
    appearance: none;
  }
  .check-select > select:disabled {
    opacity: 0.55;
  }
  .check-row > .button {
    flex: none;
  }
  .sound-bar {
    display: flex;
    gap: 3px;
    margin-top: 8px;
  }
  .sound-bar > i {
    flex: 1;
    height: 6px;
    border-radius: 3px;
    background: var(--segue-surface-3);
  }
  .sound-bar > i.on {
    background: var(--segue-ok);
  }
  .check-hint {
    margin-top: 6px;
  }
  .check-answers {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 8px;
  }
  .check-network:not(:empty) {
    margin-top: 16px;
  }
  .check-foot {
    display: flex;
    gap: 8px;
    flex: none;
    padding: 12px 16px 16px;
    border-top: 1px solid var(--segue-line);
  }
  .check-foot > .primary {
    flex: 1;
  }
  @media (pointer: coarse) {
    .check-tool {
      width: 44px;
      height: 44px;
    }
    .button.small {
      min-height: 44px;
    }
  }
  @media (forced-colors: active) {
    .check-chip,
    .check-tool,
    .sound-bar > i {
      border: 1px solid CanvasText;
    }
    .sound-bar > i.on {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
