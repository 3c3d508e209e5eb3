/** The list that presence is chosen from, with the reasons of a break or of being away. */
import { css, type CSSResult } from 'lit';

export const presenceStyles: CSSResult = css`
  .presence-menu {
    width: 264px;
  }
  .reasons {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding: 2px 10px 8px 36px;
  }
  .reason {
    min-height: 28px;
    padding: 0 10px;
    border: 1px solid var(--segue-line);
    border-radius: 999px;
    font-size: 12px;
    overflow-wrap: anywhere;
  }
  .reason:hover {
    background: var(--segue-surface-3);
  }
  .reason[aria-pressed='true'] {
    border-color: var(--segue-accent);
    background: var(--segue-accent-soft);
    font-weight: 600;
  }
`;
