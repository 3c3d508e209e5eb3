/** The card of a contact that rings. It drops in over the panes and never takes focus. */
import { css, type CSSResult } from 'lit';

export const ringStyles: CSSResult = css`
  .ring-stack {
    position: absolute;
    top: 0;
    inset-inline-end: 0;
    z-index: 4;
    display: flex;
    flex-direction: column;
    gap: 8px;
    width: min(376px, 100%);
    max-height: 100%;
    padding: 8px 8px 48px;
    overflow-y: auto;
    pointer-events: none;
  }
  .ring-card {
    flex: none;
    pointer-events: auto;
    padding: 16px;
    border: 1px solid var(--segue-line);
    border-radius: 16px;
    background: var(--segue-card);
    box-shadow: var(--segue-shadow);
    animation: segue-drop 0.2s var(--segue-ease);
  }
  .ring-head {
    display: flex;
    align-items: center;
    gap: 14px;
  }
  .ring {
    position: relative;
    width: 60px;
    height: 60px;
    flex: none;
  }
  .ring svg {
    position: absolute;
    top: 0;
    left: 0;
    width: 60px;
    height: 60px;
    fill: none;
    transform: rotate(-90deg);
  }
  .ring .track {
    stroke: var(--segue-surface-3);
    stroke-width: 4;
  }
  .ring .fill {
    stroke: var(--segue-accent);
    stroke-width: 4;
    stroke-linecap: round;
    transition: stroke-dasharray 1s linear;
  }
  .ring .avatar {
    position: absolute;
    top: 8px;
    left: 8px;
    width: 44px;
    height: 44px;
    font-size: 15px;
  }
  .ring-words {
    flex: 1;
    min-width: 0;
  }
  .ring-words h2 {
    font-size: 15px;
    line-height: 20px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .ring-words p {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    margin-top: 4px;
    font-size: 12px;
    color: var(--segue-text-2);
  }
  .ring-left {
    align-self: flex-start;
    font-size: 14px;
    font-weight: 600;
  }
  .quote {
    margin-top: 12px;
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--segue-surface-2);
    overflow-wrap: anywhere;
  }
  .ring-card .facts {
    margin-top: 12px;
  }
  .ring-actions {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-top: 14px;
  }
  .ring-actions .primary {
    flex: 1.4;
  }
  .ring-actions .button {
    min-width: 0;
    padding: 0 10px;
    font-weight: 600;
  }
  .work:not(.step-wide) .ring-actions kbd {
    display: none;
  }
  .ring-actions .button:not(.primary):not(.small) {
    flex: 1;
  }
  .joining {
    flex: 1;
    font-weight: 600;
    color: var(--segue-accent);
  }
  .ring-note {
    margin-top: 12px;
    font-weight: 500;
    color: var(--segue-text-2);
  }
  .ring-note.warn {
    color: var(--segue-danger);
  }
  @keyframes segue-drop {
    from {
      opacity: 0;
      transform: translateY(-8px);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .ring .fill {
      transition: none;
    }
  }
`;
