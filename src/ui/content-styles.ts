/** Quick replies, cards, dates and lists under a message. */
import { css, type CSSResult } from 'lit';

export const contentStyles: CSSResult = css`
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .bubble + .choices,
  .bubble + .dates,
  .bubble + .list {
    margin-top: 8px;
  }
  .choice {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 40px;
    max-width: 100%;
    padding: 4px 16px;
    border: 1px solid var(--segue-accent);
    border-radius: 999px;
    color: var(--segue-accent);
    font-size: 14px;
    line-height: 20px;
    font-weight: 600;
    text-align: start;
    overflow-wrap: anywhere;
  }
  button.choice:hover {
    background: var(--segue-accent-soft);
  }
  .choice.quiet {
    min-height: 32px;
    padding: 4px 12px;
    border-color: var(--segue-line);
    color: var(--segue-text-2);
    font-size: 13px;
    line-height: 18px;
    font-weight: 400;
  }
  .choice.chosen {
    color: var(--segue-text);
  }
  .dates {
    display: flex;
    flex-direction: column;
    gap: 8px;
    max-width: 100%;
  }
  .days {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .day-tab {
    min-height: 32px;
    padding: 4px 10px;
    border-radius: var(--segue-radius-row);
    color: var(--segue-text-2);
    font-size: 13px;
    line-height: 24px;
  }
  .day-tab.shown {
    background: var(--segue-accent-soft);
    color: var(--segue-accent);
    font-weight: 600;
  }
  span.day-tab.shown {
    background: var(--segue-surface-3);
    color: var(--segue-text-2);
  }
  .zone {
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
  }
  .list,
  .offer {
    display: flex;
    flex-direction: column;
    width: 288px;
    max-width: 100%;
    overflow: hidden;
    border: 1px solid var(--segue-line);
    border-radius: var(--segue-radius);
    background: var(--segue-card);
  }
  .list {
    padding: 8px;
  }
  .list-title {
    padding: 8px 8px 4px;
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    color: var(--segue-text-2);
  }
  .list-row {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 44px;
    padding: 6px 8px;
    border-radius: var(--segue-radius-row);
    text-align: start;
  }
  label.list-row {
    cursor: pointer;
  }
  button.list-row:hover,
  label.list-row:hover {
    background: var(--segue-surface-3);
  }
  .list-row input {
    width: 20px;
    height: 20px;
    flex: none;
    accent-color: var(--segue-accent-fill);
  }
  .row-words {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .row-under {
    font-size: 13px;
    line-height: 18px;
    color: var(--segue-text-2);
  }
  .list > .button {
    margin: 8px;
  }
  .list .quiet,
  .offer .quiet {
    color: var(--segue-text-2);
    font-weight: 400;
  }
  .offer-picture {
    display: block;
    width: 100%;
    height: 164px;
    background: var(--segue-surface-3);
    object-fit: cover;
  }
  .offer-words {
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding: 12px 16px 16px;
    overflow-wrap: anywhere;
  }
  .offer-title {
    font-weight: 600;
  }
  .offer-text {
    white-space: pre-wrap;
    font-size: 14px;
    line-height: 20px;
    color: var(--segue-text-2);
  }
  .offer-button {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 44px;
    padding: 4px 16px;
    border-top: 1px solid var(--segue-line);
    color: var(--segue-accent);
    font-size: 14px;
    line-height: 20px;
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    overflow-wrap: anywhere;
  }
  .offer-button:hover {
    background: var(--segue-accent-soft);
  }
  .offer-button:focus-visible,
  .list-row:focus-visible {
    outline-offset: -2px;
  }
  p.offer-button:hover {
    background: none;
  }
  .root.phone .choice:not(.quiet),
  .root.phone .day-tab {
    min-height: 44px;
  }
  @media (forced-colors: active) {
    .choice,
    .list,
    .offer {
      border-color: CanvasText;
    }
  }
`;
