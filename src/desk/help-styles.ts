/** Agents at a contact that is not theirs: marks in inbox and head, bars, and the field that only agents read. */
import { css, type CSSResult } from 'lit';

export const helpStyles: CSSResult = css`
  .chip.helping {
    background: var(--segue-warn-soft);
    color: var(--segue-text);
  }
  .helping-notice {
    background: var(--segue-warn-soft);
  }
  .helping-notice > .icon {
    color: var(--segue-warn);
  }
  .row.mark-helping .avatar {
    border-radius: 10px;
  }
  .work:not(.step-wide) .help-notice {
    flex-wrap: wrap;
    padding-block: 8px;
  }
  .work:not(.step-wide) .help-notice > [role='status'] {
    flex: 1 1 220px;
  }
  .work:not(.step-wide) .consult-notice > [role='status'] {
    flex-basis: calc(100% - 26px);
  }
  .rail .rail-mark.helping {
    inset-inline-start: -8px;
    inset-inline-end: auto;
  }
  .rail-mark.helping {
    min-width: 16px;
    height: 16px;
    padding: 0;
    background: var(--segue-text-2);
    color: var(--segue-surface);
  }
  .conversation-head .square {
    width: 36px;
    padding: 0;
    justify-content: center;
  }
  .help .transfer-columns,
  .help .transfer-rows li {
    grid-template-columns: minmax(0, 1fr) 208px;
  }
  .help .transfer-rows li {
    grid-template-columns: 32px minmax(0, 1fr) 208px;
  }
  .help .transfer-columns :last-child,
  .help .transfer-end {
    display: none;
  }
  .ways {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 12px;
    padding-top: 12px;
    border-top: 1px solid var(--segue-line);
  }
  .way {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    padding: 10px 12px;
    border: 1px solid var(--segue-line-strong);
    border-radius: 12px;
    cursor: pointer;
  }
  .way.on {
    border-color: var(--segue-accent);
    background: var(--segue-accent-soft);
  }
  .way:focus-within {
    outline: 2px solid var(--segue-accent);
    outline-offset: 1px;
  }
  .way b {
    display: block;
    font-weight: 600;
  }
  .way .under {
    font-size: 12px;
    line-height: 16px;
  }
  .ways + .note-field {
    border-top: 0;
  }
  .audience {
    margin: 8px 0;
  }
  .audience label {
    min-height: 26px;
    font-size: 12px;
  }
  .for-agents .composer {
    border-color: var(--segue-warn);
    border-style: dashed;
    background: var(--segue-warn-soft);
  }
  .for-agents .composer textarea {
    background: none;
  }
`;
