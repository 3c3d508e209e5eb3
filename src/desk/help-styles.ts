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
  .rail-mark.helping {
    inset-inline-start: -8px;
    inset-inline-end: auto;
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
