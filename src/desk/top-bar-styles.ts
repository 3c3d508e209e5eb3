/** The bar over everything, its chips and small lists. */
import { css, type CSSResult } from 'lit';

export const topBarStyles: CSSResult = css`
  .top {
    position: relative;
    z-index: 5;
    display: flex;
    align-items: center;
    gap: 16px;
    height: 48px;
    flex: none;
    padding: 0 16px;
    background: var(--segue-surface);
    border-bottom: 1px solid var(--segue-line);
  }
  .brand {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    font-size: 15px;
  }
  .brand b {
    font-weight: 600;
  }
  .logo rect {
    fill: #4f46e5;
  }
  .logo path {
    fill: none;
    stroke: #fff;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .alert-chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 28px;
    padding: 0 12px;
    border-radius: 999px;
    background: var(--segue-warn-soft);
    color: var(--segue-warn);
    font-weight: 500;
  }
  .slots {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    color: var(--segue-text-2);
    font-variant-numeric: tabular-nums;
  }
  .pip {
    width: 8px;
    height: 8px;
    border-radius: 2px;
    border: 1px solid var(--segue-line-strong);
  }
  .pip.on {
    border-color: var(--segue-med-chat);
    background: var(--segue-med-chat);
  }
  .pip.video.on {
    border-color: var(--segue-med-video);
    background: var(--segue-med-video);
  }
  .anchor {
    position: relative;
    display: inline-flex;
  }
  .presence-button {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 32px;
    padding: 0 12px;
    border: 1px solid var(--segue-line);
    border-radius: 999px;
    font-weight: 500;
    white-space: nowrap;
  }
  .presence-button:hover {
    background: var(--segue-surface-2);
  }
  .presence-button .time {
    color: var(--segue-text-2);
    font-weight: 400;
  }
  .presence-mark {
    flex: none;
    color: var(--segue-line-strong);
    fill: none;
  }
  .presence-mark .ring {
    stroke: currentColor;
    stroke-width: 1.8;
  }
  .presence-mark .cut {
    stroke: #fff;
    stroke-width: 2;
    stroke-linecap: round;
  }
  .presence-mark.available {
    color: var(--segue-ok);
  }
  .presence-mark.busy {
    color: var(--segue-accent);
  }
  .presence-mark.break,
  .presence-mark.away {
    color: var(--segue-warn);
  }
  .presence-mark.not-responding {
    color: var(--segue-danger);
  }
  .queue {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    font-weight: 500;
    white-space: nowrap;
  }
  .switch {
    position: relative;
    width: 36px;
    height: 24px;
    border-radius: 12px;
  }
  .switch::before {
    content: '';
    position: absolute;
    top: 2px;
    left: 0;
    width: 36px;
    height: 20px;
    border-radius: 10px;
    background: var(--segue-line-strong);
    transition: background 0.15s;
  }
  .switch.on::before {
    background: var(--segue-accent-fill);
  }
  .switch i {
    position: absolute;
    top: 4px;
    inset-inline-start: 2px;
    width: 16px;
    height: 16px;
    border-radius: 50%;
    background: #fff;
    transition: inset-inline-start 0.15s;
  }
  .switch.on i {
    inset-inline-start: 18px;
  }
  .top .avatar {
    width: 28px;
    height: 28px;
    font-size: 11px;
  }
  .popup {
    position: absolute;
    top: calc(100% + 6px);
    inset-inline-start: 0;
    z-index: 6;
    min-width: 180px;
    padding: 6px;
    border: 1px solid var(--segue-line);
    border-radius: 12px;
    background: var(--segue-card);
    box-shadow: var(--segue-shadow);
  }
  .popup.end {
    inset-inline-start: auto;
    inset-inline-end: 0;
    width: max-content;
    max-width: 320px;
  }
  .popup-head {
    padding: 6px 10px;
    font-weight: 600;
  }
  .popup-row {
    display: flex;
    align-items: center;
    gap: 10px;
    width: 100%;
    min-height: 36px;
    padding: 6px 10px;
    border-radius: 8px;
    text-align: start;
  }
  .popup-row:hover {
    background: var(--segue-surface-3);
  }
  .popup-row[aria-pressed='true'] {
    font-weight: 600;
  }
  .step-narrow .slots,
  .step-phone .slots,
  .step-phone .queue-word,
  .step-phone .presence-button .time,
  .step-phone .brand b {
    display: none;
  }
  .step-phone .top {
    gap: 8px;
    padding: 0 8px;
  }
  @media (forced-colors: active) {
    .switch {
      border: 1px solid CanvasText;
    }
    .switch i,
    .pip.on {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
