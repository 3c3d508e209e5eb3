/** Notes for agents: in the conversation and in their pane. */
import { css, type CSSResult } from 'lit';

export const notesStyles: CSSResult = css`
  .agent-note {
    display: flex;
    align-items: flex-start;
    gap: 8px;
    margin-top: 4px;
    padding: 8px 12px;
    border: 1px dashed var(--segue-warn);
    border-radius: 8px;
    background: var(--segue-warn-soft);
    color: var(--segue-text);
    font-size: 13px;
    line-height: 18px;
  }
  .agent-note > .icon {
    flex: none;
    margin-top: 2px;
  }
  .agent-note > span,
  .note-text {
    min-width: 0;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .notes-close {
    display: none;
  }
  .guest .notes-close,
  .step-narrow .notes-close,
  .step-phone .notes-close {
    display: inline-flex;
  }
  .note-list li {
    padding: 6px 0;
    border-bottom: 1px solid var(--segue-line);
  }
  .note-head {
    font-size: 12px;
    color: var(--segue-text-2);
  }
  .note-head b {
    font-weight: 600;
    color: var(--segue-text);
  }
  .note-form {
    margin-top: 8px;
    text-align: end;
  }
  .note-form textarea {
    display: block;
    width: 100%;
    margin-bottom: 6px;
    padding: 8px 10px;
    border: 1px solid var(--segue-line-strong);
    border-radius: 8px;
    background: var(--segue-warn-soft);
    color: var(--segue-text);
    font: inherit;
    resize: vertical;
  }
  .note-form textarea::placeholder {
    color: var(--segue-text-2);
    opacity: 1;
  }
  .note-form textarea:focus {
    border-color: var(--segue-accent);
    outline: 0;
    box-shadow: 0 0 0 3px var(--segue-accent-ring);
  }
  .note-refused {
    margin-bottom: 6px;
    color: var(--segue-danger);
    text-align: start;
  }
`;
