/** The chat's cards and what they hold: points, steps, the drawing of a browser's question, the place in line, the preview. */
import { css, type CSSResult } from 'lit';

export const cardStyles: CSSResult = css`
  .teaser {
    position: fixed;
    bottom: 96px;
    right: 24px;
    display: flex;
    align-items: center;
    gap: 12px;
    max-width: min(312px, 100vw - 32px);
    min-height: 44px;
    padding: 12px 16px;
    border: 1px solid var(--segue-line);
    border-radius: var(--segue-radius);
    background: var(--segue-surface);
    color: var(--segue-text);
    font-weight: 600;
    text-align: start;
    box-shadow: var(--segue-shadow);
  }
  .teaser .icon {
    color: var(--segue-accent);
  }
  .root[dir='rtl'] .teaser {
    right: auto;
    left: 24px;
  }
  @media (max-width: 479px), (max-height: 519px) {
    .teaser {
      bottom: calc(88px + env(safe-area-inset-bottom));
      right: 16px;
    }
    .root[dir='rtl'] .teaser {
      left: 16px;
    }
  }
  .card {
    background: var(--segue-card);
    border: 1px solid var(--segue-line);
    border-radius: var(--segue-radius);
    padding: 16px;
    box-shadow: 0 2px 10px rgba(20, 22, 40, 0.06);
  }
  /* The foot cuts off what stands out of it. */
  .card:focus-visible {
    outline-offset: -2px;
  }
  .card-head {
    display: flex;
    align-items: center;
    gap: 12px;
  }
  .card-tile {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 40px;
    height: 40px;
    flex: none;
    border-radius: var(--segue-radius-control);
    background: var(--segue-accent-soft);
    color: var(--segue-accent);
  }
  .card-tile.warn {
    background: var(--segue-warn-soft);
    color: var(--segue-warn);
  }
  .card-words {
    min-width: 0;
  }
  .card-title {
    font-size: 15px;
    line-height: 22px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .card-under {
    font-size: 13px;
    line-height: 18px;
    color: var(--segue-text-2);
  }
  .card-text {
    margin-top: 12px;
    font-size: 13px;
    line-height: 18px;
  }
  .card-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 14px;
  }
  .card-actions > .button {
    flex: 1 1 auto;
  }
  .card-actions > .button.plain {
    flex-basis: 100%;
  }
  .points {
    display: grid;
    gap: 8px;
    margin-top: 12px;
    font-size: 13px;
    line-height: 18px;
  }
  .points li {
    display: flex;
    align-items: flex-start;
    gap: 10px;
  }
  .points .icon {
    margin-top: 1px;
    color: var(--segue-text-2);
  }
  .steps {
    display: grid;
    gap: 8px;
    margin-top: 14px;
    counter-reset: step;
    font-size: 14px;
    line-height: 22px;
  }
  .steps li {
    display: flex;
    gap: 10px;
    counter-increment: step;
  }
  .steps li::before {
    content: counter(step);
    width: 24px;
    height: 24px;
    flex: none;
    border-radius: 50%;
    background: var(--segue-surface-3);
    font-size: 12px;
    line-height: 24px;
    font-weight: 600;
    text-align: center;
  }
  .steps b {
    font-weight: 600;
  }
  .step-glyph {
    display: inline-flex;
    padding: 3px;
    margin: 0 2px;
    border-radius: 6px;
    background: var(--segue-surface-3);
    vertical-align: -5px;
  }
  .card-foot {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    margin-top: 12px;
    font-size: 13px;
    line-height: 18px;
    color: var(--segue-text-2);
  }
  .card-foot .button {
    flex: none;
  }
  .card-foot.ruled {
    padding-top: 12px;
    border-top: 1px solid var(--segue-line);
  }
  .line-head {
    display: flex;
    justify-content: space-between;
    gap: 12px;
  }
  .place {
    font-size: 22px;
    line-height: 28px;
    font-weight: 600;
  }
  .preview {
    position: relative;
    width: 112px;
    flex: none;
    margin: 0;
    font-size: 12px;
    line-height: 16px;
    text-align: center;
    color: var(--segue-text-2);
  }
  .preview video {
    display: block;
    width: 112px;
    height: 64px;
    margin-bottom: 4px;
    border-radius: var(--segue-radius-control);
    background: var(--segue-stage);
    object-fit: cover;
    transform: scaleX(-1);
  }
  .preview-button {
    position: absolute;
    top: 34px;
    inset-inline-end: 4px;
    display: flex;
    align-items: center;
    justify-content: center;
    width: 26px;
    height: 26px;
    border-radius: 50%;
    background: rgba(9, 10, 14, 0.74);
    color: #fff;
  }
  .prompt-picture {
    position: relative;
    height: 112px;
    margin-top: 12px;
    overflow: hidden;
    border: 1px solid var(--segue-line);
    border-radius: var(--segue-radius-control);
    background: var(--segue-surface-2);
  }
  .prompt-picture > i,
  .prompt i,
  .prompt span {
    position: absolute;
    display: block;
    border-radius: 999px;
    background: var(--segue-line-strong);
    opacity: 0.55;
  }
  .prompt-picture > .bar {
    top: 0;
    left: 0;
    width: 100%;
    height: 26px;
    border-radius: 0;
    background: var(--segue-surface-3);
    opacity: 1;
  }
  .prompt-picture > .address {
    top: 7px;
    left: 14%;
    width: 56%;
    height: 12px;
    background: var(--segue-surface);
    opacity: 1;
  }
  .prompt {
    position: absolute;
    top: 25px;
    left: 14%;
    width: 114px;
    height: 58px;
    border: 2px solid var(--segue-accent);
    border-radius: 8px;
    background: var(--segue-card);
  }
  .prompt i:nth-of-type(1) {
    top: 9px;
    left: 11px;
    width: 64px;
    height: 5px;
  }
  .prompt i:nth-of-type(2) {
    top: 20px;
    left: 11px;
    width: 42px;
    height: 5px;
  }
  .prompt span {
    right: 10px;
    bottom: 7px;
    padding: 0 10px;
    background: var(--segue-accent-fill);
    color: var(--segue-on-accent);
    font-size: 10px;
    line-height: 15px;
    font-weight: 600;
    opacity: 1;
  }
  .prompt-picture svg {
    position: absolute;
    left: calc(14% + 122px);
    right: 62px;
    top: 62px;
    width: calc(86% - 184px);
    height: 40px;
    stroke: var(--segue-accent);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .prompt-picture > .here {
    right: 18px;
    bottom: 8px;
    width: 40px;
    height: 44px;
    border: 1px solid var(--segue-line-strong);
    border-radius: 6px;
    background: var(--segue-card);
    opacity: 1;
  }
  @media (forced-colors: active) {
    .card {
      border: 1px solid CanvasText;
    }
  }
`;
