/** What stands around the conversation: form, agreement, rating. Cards themselves: card-styles.ts. */
import { css, type CSSResult } from 'lit';

export const visitStyles: CSSResult = css`
  .visit-form {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  .visit-field {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .visit-field label {
    font-size: 13px;
    line-height: 18px;
    font-weight: 600;
  }
  .visit-tick {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 44px;
  }
  .visit-tick input {
    width: 20px;
    height: 20px;
    flex: none;
    margin: 0;
    accent-color: var(--segue-accent-fill);
  }
  .visit-optional,
  .visit-hint {
    margin: 0;
    color: var(--segue-text-2);
    font-weight: 400;
    font-size: 13px;
    line-height: 18px;
  }
  .visit-control {
    box-sizing: border-box;
    width: 100%;
    min-height: 44px;
    padding: 10px 14px;
    border: 1px solid var(--segue-line-strong);
    border-radius: var(--segue-radius-control, 12px);
    background: var(--segue-surface);
    color: var(--segue-text);
    font: inherit;
    font-size: 16px;
    line-height: 22px;
    resize: none;
  }
  .visit-control::placeholder {
    color: var(--segue-text-2);
    opacity: 1;
  }
  .visit-control:focus-visible,
  .visit-tick input:focus-visible {
    outline: 2px solid var(--segue-accent);
    outline-offset: 2px;
  }
  .visit-control[aria-invalid='true'] {
    border-color: var(--segue-danger);
  }
  .visit-fault,
  .visit-alert {
    margin: 0;
    color: var(--segue-danger);
    font-size: 13px;
    line-height: 18px;
  }
  .visit-alert:empty {
    display: none;
  }
  .visit-text {
    margin: 0;
    white-space: pre-line;
    overflow-wrap: anywhere;
    max-height: 40vh;
    overflow-y: auto;
  }
  .visit-links {
    margin: 8px 0;
    padding: 0;
    list-style: none;
  }
  .visit-links a {
    display: inline-flex;
    align-items: center;
    min-height: 32px;
    color: var(--segue-accent);
  }
  .rating {
    text-align: center;
  }
  .rating-stars {
    display: flex;
    justify-content: center;
    gap: 4px;
    margin-top: 8px;
  }
  .rating-star {
    position: relative;
    display: grid;
    place-items: center;
    width: 48px;
    height: 48px;
    border-radius: 12px;
    color: var(--segue-line-strong);
    cursor: pointer;
  }
  .rating-star.full {
    color: var(--segue-accent);
  }
  .rating-star.full path {
    fill: currentcolor;
  }
  .rating-star input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .rating-star:focus-within {
    outline: 2px solid var(--segue-accent);
    outline-offset: -2px;
  }
  .rating-word {
    min-height: 18px;
    margin: 0 0 12px;
    color: var(--segue-text-2);
    font-size: 13px;
    line-height: 18px;
  }
  @media (forced-colors: active) {
    .rating-star.full {
      color: Highlight;
    }
  }
`;
