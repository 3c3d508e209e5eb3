/** The transfer dialog, and the field for searching that it shares. */
import { css, type CSSResult } from 'lit';

export const transferStyles: CSSResult = css`
  .dialog.transfer {
    display: flex;
    flex-direction: column;
    width: min(840px, 100%);
    height: min(640px, 100%);
    padding: 20px 0 16px;
    overflow: hidden;
  }
  .transfer > :not(.transfer-rows) {
    flex: none;
    padding-inline: 20px;
  }
  .transfer-bar {
    display: flex;
    align-items: center;
    gap: 12px;
    margin: 14px 0 8px;
  }
  .segmented {
    display: inline-flex;
    padding: 3px;
    border-radius: 8px;
    background: var(--segue-surface-3);
  }
  .segmented label {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 30px;
    padding: 0 12px;
    border-radius: 6px;
    font-weight: 500;
    color: var(--segue-text-2);
    cursor: pointer;
  }
  .segmented .on {
    background: var(--segue-surface);
    color: var(--segue-text);
    box-shadow: 0 1px 2px rgba(20, 22, 40, 0.16);
  }
  .segmented input {
    position: absolute;
    opacity: 0;
  }
  .segmented label:focus-within {
    outline: 2px solid var(--segue-accent);
    outline-offset: 1px;
  }
  .search-field {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 8px;
    min-width: 0;
    min-height: 36px;
    padding: 0 12px;
    border: 1px solid var(--segue-line-strong);
    border-radius: 8px;
    background: var(--segue-surface);
    color: var(--segue-text-2);
  }
  .search-field:focus-within {
    border-color: var(--segue-accent);
    box-shadow: 0 0 0 3px var(--segue-accent-ring);
  }
  .search-field input {
    flex: 1;
    min-width: 0;
    min-height: 32px;
    padding: 0;
    border: 0;
    outline: 0;
    background: none;
    color: var(--segue-text);
    font: inherit;
  }
  .search-field input::placeholder {
    color: var(--segue-text-2);
    opacity: 1;
  }
  .search-field span {
    font-size: 12px;
    white-space: nowrap;
  }
  .transfer-columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 208px 72px;
    gap: 12px;
    padding-bottom: 6px;
    padding-inline-start: 64px !important;
    border-bottom: 1px solid var(--segue-line);
    font-size: 12px;
    color: var(--segue-text-2);
  }
  .transfer-columns :last-child {
    text-align: end;
  }
  .transfer-rows {
    flex: 1;
    min-height: 112px;
    overflow-y: auto;
  }
  .transfer-rows li {
    position: relative;
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr) 208px 72px;
    align-items: center;
    gap: 12px;
    min-height: 56px;
    padding: 0 20px;
    cursor: pointer;
  }
  .transfer-rows li[aria-disabled='true'] {
    cursor: default;
  }
  .transfer-rows li[aria-disabled='false']:hover {
    background: var(--segue-surface-2);
  }
  .transfer-rows li[aria-selected='true'] {
    background: var(--segue-accent-soft);
    box-shadow: inset 3px 0 var(--segue-accent);
  }
  .transfer-face {
    position: relative;
  }
  .transfer-face .avatar {
    width: 32px;
    height: 32px;
    font-size: 12px;
  }
  .transfer-face .presence-mark {
    position: absolute;
    bottom: -2px;
    inset-inline-end: -2px;
    border-radius: 999px;
    background: var(--segue-card);
    box-shadow: 0 0 0 2px var(--segue-card);
  }
  .transfer-rows b {
    display: block;
    font-weight: 600;
  }
  .transfer-rows .under {
    display: block;
    overflow: hidden;
    font-size: 12px;
    line-height: 16px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .transfer-now {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--segue-text-2);
  }
  .fitness-can .transfer-now {
    color: var(--segue-ok-ink);
  }
  .fitness-full .transfer-now,
  .fitness-no-video .transfer-now,
  .fitness-wrapping-up .transfer-now {
    color: var(--segue-warn);
  }
  .transfer-end {
    font-size: 12px;
    color: var(--segue-text-2);
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .transfer-empty {
    flex: 1 !important;
    padding-top: 24px;
    color: var(--segue-text-2);
  }
  .transfer .note-field {
    margin: 0;
    padding-top: 12px;
    border-top: 1px solid var(--segue-line);
  }
  .note-field small {
    font-size: 12px;
    font-weight: 400;
    color: var(--segue-text-2);
  }
`;
