/** Dialogs, the wrap-up sheet and their fields. */
import { css, type CSSResult } from 'lit';

export const dialogStyles: CSSResult = css`
  .scrim {
    position: absolute;
    top: 0;
    left: 0;
    z-index: 10;
    display: flex;
    align-items: center;
    justify-content: center;
    width: 100%;
    height: 100%;
    padding: 16px;
    background: var(--segue-scrim);
  }
  .dialog {
    width: min(560px, 100%);
    max-height: 100%;
    padding: 24px;
    overflow-y: auto;
    border-radius: 16px;
    background: var(--segue-card);
    box-shadow: var(--segue-shadow);
  }
  .dialog h2,
  .sheet-head h2 {
    font-size: 15px;
    line-height: 20px;
    font-weight: 600;
  }
  .under {
    color: var(--segue-text-2);
  }
  .sheet-head {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    gap: 8px;
  }
  .sheet-head p {
    color: var(--segue-text-2);
  }
  .dialog-rows {
    margin-top: 12px;
  }
  .dialog-rows li {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 56px;
    border-bottom: 1px solid var(--segue-line);
  }
  .dialog-rows .avatar {
    width: 32px;
    height: 32px;
    font-size: 12px;
  }
  .dialog-rows b {
    font-weight: 600;
  }
  .dialog-rows p {
    font-size: 12px;
    color: var(--segue-text-2);
  }
  select {
    min-height: 36px;
    padding: 0 8px;
    border: 1px solid var(--segue-line-strong);
    border-radius: 8px;
    background: var(--segue-surface);
  }
  fieldset {
    margin: 16px 0 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 8px;
    font-weight: 600;
    color: var(--segue-text-2);
  }
  legend small {
    font-size: 12px;
    font-weight: 400;
  }
  .choice {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 36px;
    margin-inline-end: 16px;
    font-weight: 500;
  }
  .dialog-foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-top: 16px;
  }
  .dialog-foot .under {
    flex: 1;
    font-size: 12px;
  }
  .dialog.shortcuts {
    width: min(912px, 100%);
  }
  .shortcuts .sheet-head {
    align-items: center;
  }
  .key-groups {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 20px 40px;
    margin-top: 16px;
  }
  .key-groups h3 {
    margin-bottom: 4px;
    font-size: 12px;
    font-weight: 600;
    color: var(--segue-text-2);
  }
  .step-phone .key-groups,
  .step-narrow .key-groups {
    grid-template-columns: minmax(0, 1fr);
  }
  .keys {
    margin: 0;
  }
  .keys kbd + kbd {
    margin-inline-start: 4px;
  }
  .dialog.past-dialog {
    display: flex;
    flex-direction: column;
    width: min(720px, 100%);
    height: min(640px, 100%);
    padding: 20px 0 0;
    overflow: hidden;
  }
  .past-dialog > .sheet-head,
  .past-dialog > .under {
    flex: none;
    padding: 0 20px 14px;
  }
  .past-note {
    flex: none;
    margin: 0 20px 12px;
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--segue-warn-soft);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .past-scroller {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    border-top: 1px solid var(--segue-line);
    background: var(--segue-surface-2);
  }
  .past-scroller:focus-visible {
    outline-offset: -2px;
  }
  .past-row {
    display: flex;
    align-items: flex-start;
    gap: 8px;
    width: 100%;
    min-height: 32px;
    padding: 4px 6px;
    border-radius: 8px;
    text-align: start;
  }
  .past-row:hover {
    background: var(--segue-surface-2);
  }
  .past-row > .icon {
    flex: none;
    margin-top: 2px;
  }
  .past-row b {
    font-weight: 500;
  }
  .past-codes {
    display: block;
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
  }
  .keys > div {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 32px;
    border-bottom: 1px solid var(--segue-line);
  }
  .keys dd {
    margin: 0;
  }
  .wrap-sheet {
    flex: 1;
    animation: segue-slide 0.2s var(--segue-ease);
  }
  .wrap-sheet .sheet-head {
    align-items: center;
    min-height: 80px;
    flex: none;
    padding: 12px 16px;
    border-bottom: 1px solid var(--segue-line);
  }
  .wrap-sheet .head-words {
    flex: 1 1 140px;
  }
  .wrap-sheet .sheet-head > .icon-button {
    order: 2;
  }
  /* Where it has no room beside the words it stands under them. */
  .work:not(.step-wide) .wrap-sheet .sheet-head {
    flex-wrap: wrap;
  }
  .work:not(.step-wide) .wrap-sheet .sheet-head > .button {
    order: 3;
  }
  .notes-field textarea {
    min-height: 160px;
  }
  .sheet-body {
    flex: 1;
    min-height: 0;
    padding: 0 16px;
    overflow-y: auto;
  }
  .sheet-foot .primary {
    flex: 1;
  }
  .sheet-foot {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 8px;
    min-height: 72px;
    flex: none;
    padding: 0 16px;
    border-top: 1px solid var(--segue-line);
  }
  .code {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 36px;
    padding: 0 10px;
    border-radius: 8px;
  }
  .code > span {
    flex: 1;
    overflow-wrap: anywhere;
  }
  .code.on {
    background: var(--segue-accent-soft);
    font-weight: 500;
  }
  .missed legend small {
    color: var(--segue-danger);
    font-weight: 600;
  }
  .wrap-time {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-width: 48px;
    height: 40px;
    padding: 0 8px;
    border: 3px solid var(--segue-warn);
    border-radius: 999px;
    font-weight: 600;
  }
  .wrap-time.late {
    border-color: var(--segue-danger);
  }
  .saving {
    display: inline-flex;
    float: inline-end;
    align-items: center;
    gap: 4px;
    font-size: 12px;
    font-weight: 400;
    color: var(--segue-text-2);
  }
  .field {
    display: block;
    margin-top: 16px;
  }
  .field > span {
    display: block;
    margin-bottom: 6px;
    font-weight: 500;
  }
  .field > input,
  .field > textarea {
    display: block;
    width: 100%;
    min-height: 44px;
    padding: 10px 12px;
    border: 1px solid var(--segue-line-strong);
    border-radius: 8px;
    background: var(--segue-surface);
    color: var(--segue-text);
    font-size: 14px;
    line-height: 20px;
  }
  .field > textarea {
    resize: vertical;
  }
  .field > :focus {
    border-color: var(--segue-accent);
    outline: 0;
    box-shadow: 0 0 0 3px var(--segue-accent-ring);
  }
  @keyframes segue-slide {
    from {
      opacity: 0;
      transform: translateX(16px);
    }
  }
`;
