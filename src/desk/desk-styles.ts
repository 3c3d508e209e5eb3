/** The desk's own sheet: what several zones share. Zones have their own files. */
import { css, type CSSResult } from 'lit';
import { baseStyles, composerStyles, tokens, transcriptStyles } from '../ui/index.js';
import { stageStyles } from '../ui/call-parts.js';
import { contentStyles } from '../ui/content-styles.js';
import { fileStyles } from '../ui/file-styles.js';
import { inCallStyles } from '../ui/in-call-parts.js';
import { alertStyles } from './alert-styles.js';
import { conversationStyles } from './conversation-styles.js';
import { customerStyles } from './customer-styles.js';
import { detailsStyles } from './details-styles.js';
import { deskTokens } from './desk-tokens.js';
import { dialogStyles } from './dialog-styles.js';
import { helpStyles } from './help-styles.js';
import { inboxStyles } from './inbox-styles.js';
import { notesStyles } from './notes-styles.js';
import { paneStyles } from './pane-styles.js';
import { presenceStyles } from './presence-styles.js';
import { repliesStyles } from './replies-styles.js';
import { ringStyles } from './ring-styles.js';
import { signInStyles } from './sign-in-styles.js';
import { topBarStyles } from './top-bar-styles.js';
import { transferStyles } from './transfer-styles.js';
import { videoPaneStyles } from './video-pane-styles.js';
import { zoneStyles } from './zone-styles.js';

const layout = css`
  :host {
    display: block;
    position: relative;
    height: 100%;
    min-height: 480px;
    overflow: hidden;
    background: var(--segue-surface-2);
    color: var(--segue-text);
    font: 13px/18px var(--segue-font);
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  .work {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  .spacer {
    flex: 1;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 2px 10px;
    border-radius: 999px;
    font-size: 12px;
    line-height: 16px;
    font-weight: 500;
    white-space: nowrap;
  }
  .chip.video {
    background: var(--segue-video-soft);
    color: var(--segue-video-ink);
  }
  .chip.chat {
    background: var(--segue-accent-soft);
    color: var(--segue-accent-strong);
  }
  .chip.ok {
    background: var(--segue-ok-soft);
    color: var(--segue-ok-ink);
  }
  .chip.plain {
    background: var(--segue-surface-3);
    color: var(--segue-text);
  }
  .button {
    min-height: 40px;
    gap: 6px;
    background: var(--segue-surface);
    border-color: var(--segue-line);
    font-weight: 500;
    white-space: nowrap;
  }
  .button.small {
    min-height: 32px;
    padding: 0 12px;
  }
  .button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }
  .icon-button {
    width: 32px;
    height: 32px;
  }
  .link {
    color: var(--segue-accent);
    font-weight: 600;
    min-height: 24px;
  }
  kbd {
    padding: 1px 6px;
    border: 1px solid var(--segue-line);
    border-radius: 4px;
    font: 500 11px/16px var(--segue-font);
  }
  .primary kbd {
    border-color: transparent;
    background: var(--segue-accent-strong);
  }
  .head-words {
    flex: 1;
    min-width: 0;
  }
  .facts {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 4px 16px;
    margin: 0;
    font-size: 12px;
  }
  .facts dt {
    color: var(--segue-text-2);
  }
  .facts dd {
    margin: 0;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .facts dd span {
    color: var(--segue-text-2);
  }
  [role='timer'],
  .row-time,
  .pane-time {
    font-variant-numeric: tabular-nums;
  }
  .notice {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 40px;
    padding: 4px 16px;
    background: var(--segue-accent-soft);
    border-bottom: 1px solid var(--segue-line);
  }
  .notice > span {
    flex: 1;
  }
  .notice > .notice-time {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  .notice.warn {
    background: var(--segue-warn-soft);
  }
  .notice.warn > .icon {
    color: var(--segue-warn);
  }
  .notice.danger {
    background: var(--segue-danger-soft);
  }
  .notice.danger > .icon {
    color: var(--segue-danger);
  }
  .toggle {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-weight: 500;
  }
  input[type='checkbox'],
  input[type='radio'] {
    accent-color: var(--segue-accent-fill);
  }
  .connection-line {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 6px 16px;
    background: var(--segue-warn-soft);
    color: var(--segue-text);
    font-size: 12px;
    line-height: 16px;
    border-bottom: 1px solid var(--segue-line);
  }
  .connection-line.quiet {
    background: var(--segue-surface);
    color: var(--segue-text-2);
  }
`;

export const deskStyles: readonly CSSResult[] = [
  tokens, deskTokens, baseStyles, transcriptStyles, contentStyles, fileStyles, composerStyles, stageStyles, inCallStyles, layout, zoneStyles,
  topBarStyles, presenceStyles, inboxStyles, conversationStyles, alertStyles, paneStyles, videoPaneStyles, ringStyles, dialogStyles, transferStyles, helpStyles, notesStyles, repliesStyles, customerStyles, detailsStyles, signInStyles,
];
