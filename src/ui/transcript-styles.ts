/** Bubbles, runs, lines, delivery marks and typing dots. Colours of own bubbles can be set apart by `--segue-bubble-own`. */
import { css, type CSSResult } from 'lit';

export const transcriptStyles: CSSResult = css`
  .day,
  .line {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    padding-top: 16px;
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
    text-align: center;
  }
  .day {
    font-weight: 600;
  }
  .run {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 4px;
    padding-top: 16px;
  }
  .run.own {
    align-items: flex-end;
  }
  .run-head {
    padding: 0 14px;
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
  }
  .run-head b {
    font-weight: 600;
    color: var(--segue-text);
  }
  .run.own > .run-head {
    padding: 0;
  }
  .bubble {
    max-width: var(--segue-bubble-max, 288px);
    padding: 9px 14px;
    border-radius: var(--segue-radius);
    background: var(--segue-bubble-agent);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .bubble + .bubble {
    border-start-start-radius: 4px;
  }
  .bubble.own {
    background: var(--segue-bubble-own, var(--segue-accent-fill));
    color: var(--segue-on-bubble-own, var(--segue-on-accent));
  }
  .bubble.own + .bubble.own {
    border-start-start-radius: var(--segue-radius);
    border-start-end-radius: 4px;
  }
  .bubble.emoji {
    font-size: 32px;
    line-height: 40px;
  }
  .bubble a {
    color: inherit;
    unicode-bidi: isolate;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .bubble.own a:focus-visible {
    outline-color: currentColor;
  }
  .delivery {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 0 4px;
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
  }
  .delivery span {
    white-space: pre;
  }
  .delivery.read .icon {
    color: var(--segue-accent);
  }
  .delivery.failed {
    color: var(--segue-danger);
  }
  .delivery.failed button {
    min-height: 24px;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .typing {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    height: 40px;
    margin-top: 16px;
    padding: 0 16px;
    border-radius: var(--segue-radius);
    background: var(--segue-bubble-agent);
  }
  .typing i {
    border: 3.5px solid var(--segue-text-2);
    border-radius: 50%;
    animation: segue-typing 1.2s infinite;
  }
  .typing i:nth-of-type(2) {
    animation-delay: 0.2s;
  }
  .typing i:nth-of-type(3) {
    animation-delay: 0.4s;
  }
  @keyframes segue-typing {
    0%,
    60%,
    100% {
      opacity: 0.4;
    }
    30% {
      opacity: 1;
    }
  }
`;
