/** Head, bars, transcript and composer of a conversation, and the middle while none is chosen. */
import { css, type CSSResult } from 'lit';

export const conversationStyles: CSSResult = css`
  .conversation {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    background: var(--segue-surface-2);
  }
  .conversation-head {
    display: flex;
    align-items: center;
    gap: 12px;
    height: 64px;
    flex: none;
    padding: 0 20px;
    background: var(--segue-surface);
    border-bottom: 1px solid var(--segue-line);
  }
  .conversation-head .avatar {
    width: 36px;
    height: 36px;
    font-size: 13px;
  }
  .conversation-head h2 {
    overflow: hidden;
    font-size: 15px;
    line-height: 20px;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .conversation-head p {
    display: flex;
    align-items: center;
    gap: 5px;
    overflow: hidden;
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .chip-time {
    margin-inline-start: 4px;
    font-variant-numeric: tabular-nums;
  }
  .scroller {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .scroller:focus-visible {
    outline-offset: -2px;
  }
  .transcript {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    min-height: 100%;
    padding: 8px 24px 16px;
    font-size: 14px;
    line-height: 20px;
  }
  .bubble {
    border: 1px solid var(--segue-line);
    border-radius: 12px;
  }
  .bubble.own {
    border-color: transparent;
  }
  .run-head {
    padding: 0;
  }
  .transcript .day {
    padding-bottom: 16px;
  }
  .transcript .line {
    padding-top: 10px;
  }
  .typing-row {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 12px;
    color: var(--segue-text-2);
  }
  .typing-row .typing {
    height: 24px;
    padding: 0 4px;
    background: none;
  }
  .typing-row .typing i {
    width: 5px;
    height: 5px;
  }
  .typing-row > .typing,
  .typing-row > span {
    margin-top: 12px;
  }
  .to-end {
    position: absolute;
    left: 50%;
    bottom: 120px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    padding: 0 14px;
    border: 1px solid var(--segue-line);
    border-radius: 999px;
    background: var(--segue-card);
    box-shadow: var(--segue-shadow);
    transform: translateX(-50%);
  }
  .composer-dock {
    flex: none;
    padding: 0 16px 16px;
  }
  .composer {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0;
    align-items: center;
    padding: 6px;
    border-radius: 12px;
  }
  .composer textarea {
    grid-row: 1;
    grid-column: 1 / -1;
    margin: 6px 8px 8px;
    font-size: 14px;
  }
  .composer-dock .file-chips {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(280px, 1fr));
  }
  .composer-tools {
    display: flex;
    grid-row: 2;
    grid-column: 1;
    gap: 4px;
    justify-self: start;
    z-index: 1;
  }
  .composer .attach {
    width: 32px;
    height: 32px;
    margin: 0;
    border-radius: 8px;
  }
  .attach .icon {
    width: 16px;
    height: 16px;
  }
  .composer-hint {
    grid-row: 2;
    grid-column: 1;
    pointer-events: none;
    padding: 0 12px;
    font-size: 12px;
    color: var(--segue-text-2);
    text-align: end;
  }
  .composer .send {
    grid-row: 2;
    grid-column: 2;
    gap: 8px;
    width: auto;
    height: 32px;
    padding: 0 12px;
    border-radius: 8px;
    font-weight: 500;
  }
  .composer .send::before {
    content: attr(aria-label);
  }
  .composer .send .icon {
    width: 16px;
    height: 16px;
    transform: rotate(90deg);
  }
  .composer .send[aria-disabled='true'] {
    color: var(--segue-text);
  }
  .conversation-over {
    padding: 16px 24px;
    border-top: 1px solid var(--segue-line);
    color: var(--segue-text-2);
    text-align: center;
  }
  .unseen-bar {
    display: flex;
    align-items: center;
    gap: 16px;
    min-height: 80px;
    flex: none;
    padding: 8px 16px;
    background: var(--segue-danger-fill);
    color: #fff;
  }
  .unseen-time {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 48px;
    height: 48px;
    flex: none;
    border-radius: 50%;
    background: #fff;
    color: #b8232f;
    font-weight: 600;
  }
  .unseen-words {
    flex: 1;
    min-width: 0;
  }
  .unseen-words b {
    font-size: 15px;
    line-height: 20px;
    font-weight: 600;
  }
  .unseen-bar .button {
    border-color: #fff;
    background: #fff;
    color: #b8232f;
    font-weight: 600;
  }
  .unseen-bar .button:hover {
    background: #fbe9eb;
  }
  .unseen-bar :focus-visible {
    outline-color: #fff;
  }
  .unseen-line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 16px;
    min-height: 40px;
    flex: none;
    padding: 0 20px;
    background: var(--segue-warn-soft);
    border-bottom: 1px solid var(--segue-line);
  }
  .empty {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 6px;
    padding: 24px;
    color: var(--segue-text-2);
    text-align: center;
  }
  .empty h2 {
    margin-top: 20px;
    font-size: 18px;
    line-height: 24px;
    font-weight: 600;
    color: var(--segue-text);
  }
  .empty .bubble-line {
    stroke: var(--segue-line-strong);
    fill: var(--segue-surface);
  }
  .empty .screen {
    stroke: var(--segue-accent);
    fill: var(--segue-accent-soft);
  }
  .empty .person-fill {
    fill: var(--segue-accent);
  }
  .empty-keys {
    margin-top: 20px;
    font-size: 12px;
  }
  .empty-keys kbd {
    margin-inline-start: 12px;
    background: var(--segue-surface);
  }
`;
