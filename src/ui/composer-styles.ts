/** The message field and its send button. 16 px text, so that phones don't zoom in on focus. */
import { css, type CSSResult } from 'lit';

export const composerStyles: CSSResult = css`
  .composer {
    display: flex;
    align-items: flex-end;
    gap: 4px;
    min-height: 48px;
    padding: 5px;
    padding-inline-start: 15px;
    border: 1px solid var(--segue-line-strong);
    border-radius: var(--segue-radius);
    background: var(--segue-surface);
  }
  .composer:focus-within {
    border-color: var(--segue-accent);
    box-shadow: 0 0 0 3px var(--segue-accent-ring);
  }
  .composer textarea {
    flex: 1;
    min-width: 0;
    height: 22px;
    min-height: 24px;
    margin: 6px 0;
    padding: 0;
    border: 0;
    outline: 0;
    background: none;
    resize: none;
    font-size: 16px;
    line-height: 22px;
    color: var(--segue-text);
  }
  .composer textarea::placeholder {
    color: var(--segue-text-2);
    opacity: 1;
  }
  .composer > .attach {
    height: 36px;
    margin-inline-start: -10px;
  }
  .attach {
    position: relative;
    cursor: pointer;
  }
  .attach:focus-within {
    outline: 2px solid var(--segue-accent);
    outline-offset: -2px;
  }
  .send {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 36px;
    height: 36px;
    flex: none;
    border-radius: 50%;
    background: var(--segue-accent-fill);
    color: var(--segue-on-accent);
  }
  .send[aria-disabled='true'] {
    background: var(--segue-surface-3);
    color: var(--segue-text-2);
    cursor: default;
  }
  .composer-note {
    margin-top: 6px;
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-danger);
  }
  @media (forced-colors: active) {
    .composer:focus-within {
      outline: 2px solid Highlight;
    }
    .send {
      border: 1px solid;
    }
  }
`;
