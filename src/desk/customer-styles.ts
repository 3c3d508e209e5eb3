/** What is known of a customer as a form, and shutting one out. */
import { css, type CSSResult } from 'lit';

export const customerStyles: CSSResult = css`
  .known-form {
    margin-top: 12px;
    padding-top: 12px;
    border-top: 1px solid var(--segue-line);
  }
  .known-name span {
    display: block;
    margin-bottom: 4px;
    font-size: 12px;
    color: var(--segue-text-2);
  }
  .known-form input {
    width: 100%;
    min-height: 32px;
    padding: 0 8px;
    border: 1px solid var(--segue-line-strong);
    border-radius: 8px;
    background: var(--segue-surface);
    color: var(--segue-text);
    font: inherit;
  }
  .known-form input:read-only {
    border-color: transparent;
    color: var(--segue-text-2);
  }
  .known-form input:focus-visible {
    border-color: var(--segue-accent);
    outline: 0;
    box-shadow: 0 0 0 3px var(--segue-accent-ring);
  }
  .known-line {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) 32px;
    gap: 4px;
    margin-top: 6px;
  }
  .known-form .link {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    margin-top: 6px;
  }
  .known-foot {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    margin-top: 8px;
  }
  .block-link {
    margin-top: 12px;
    color: var(--segue-danger);
  }
  .button.danger {
    border-color: transparent;
    background: var(--segue-danger-fill);
    color: #fff;
  }
`;
