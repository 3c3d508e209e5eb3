/** Saved replies over the message field. */
import { css, type CSSResult } from 'lit';

export const repliesStyles: CSSResult = css`
  .composer-dock {
    position: relative;
  }
  .replies {
    position: absolute;
    bottom: calc(100% - 8px);
    inset-inline: 16px;
    z-index: 3;
    max-height: 320px;
    padding: 8px;
    overflow-y: auto;
    border: 1px solid var(--segue-line);
    border-radius: 12px;
    background: var(--segue-card);
    box-shadow: var(--segue-shadow);
  }
  .replies-head {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding: 2px 8px 6px;
    font-weight: 600;
  }
  .replies-head span {
    font-size: 12px;
    font-weight: 400;
    color: var(--segue-text-2);
  }
  .replies > .under {
    padding: 4px 8px 8px;
  }
  .replies li {
    padding: 6px 8px;
    border-radius: 8px;
    cursor: pointer;
  }
  .replies li[aria-selected='true'] {
    background: var(--segue-accent-soft);
  }
  .replies li b {
    display: block;
    font-weight: 600;
  }
  .replies li span {
    display: block;
    overflow: hidden;
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
