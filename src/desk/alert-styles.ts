/** How the agent is called: the card before the first contact, and the state at the end of a menu's row. */
import { css, type CSSResult } from 'lit';

export const alertStyles: CSSResult = css`
  .before-first {
    width: min(520px, 100%);
    margin-top: 20px;
    border: 1px solid var(--segue-line);
    border-radius: 12px;
    background: var(--segue-card);
    color: var(--segue-text);
    text-align: start;
  }
  .before-first h3 {
    padding: 12px 16px;
    font-size: 13px;
    line-height: 18px;
    font-weight: 600;
  }
  .before-first ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .before-first li {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 56px;
    padding: 8px 16px;
    border-top: 1px solid var(--segue-line);
  }
  .before-first li > div {
    flex: 1;
    min-width: 0;
  }
  .before-first b {
    font-weight: 500;
  }
  .before-first p {
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
  }
  .before-first .good {
    color: var(--segue-ok);
  }
  .before-first .not-yet {
    color: var(--segue-warn);
  }
  .popup-row .popup-state {
    margin-inline-start: auto;
    padding-inline-start: 16px;
    font-weight: 400;
    color: var(--segue-text-2);
  }
  .popup-row[aria-pressed]:has(.popup-state) {
    font-weight: 400;
  }
  .popup-row[aria-disabled='true'] {
    color: var(--segue-text-2);
    cursor: default;
  }
`;
