/** Where the call's surface lies in the panel, in the whole panel, in the small tile and on phones. */
import { css, type CSSResult } from 'lit';

/*
 * The stage opens by what is seen of it: growing by its height would lay out the whole conversation again with every frame, at
 * the very moment at which the connection wants the processor.
 */
export const callLayoutStyles: CSSResult = css`
  .call {
    display: flex;
    flex: none;
    flex-direction: column;
    background: var(--segue-stage);
    outline: none;
  }
  .call .stage {
    height: 216px;
    animation: segue-open 0.2s var(--segue-ease);
  }
  @keyframes segue-open {
    from {
      clip-path: inset(0 0 70% 0);
    }
    to {
      clip-path: inset(0);
    }
  }
  .root.phone .call .stage {
    height: calc(var(--segue-height, 100vh) * 0.44);
    --segue-self-width: 88px;
    --segue-self-height: 120px;
  }
  .root.typing .call .stage {
    height: clamp(0px, var(--segue-height) - 232px, 200px);
    --segue-self-width: 88px;
    --segue-self-height: 64px;
  }
  .root.phone .call-bar {
    min-height: 72px;
  }
  .root.phone .control {
    width: 48px;
    height: 48px;
  }
  .root.phone .level {
    width: 60px;
    height: 60px;
  }
  .root.phone .end-call {
    min-width: 72px;
    height: 48px;
    border-radius: 24px;
  }
  .root[data-mode='expanded'] .call {
    flex: 1;
    min-height: 0;
  }
  .root[data-mode='expanded'] .call .stage {
    flex: 1;
    height: auto;
  }
  .root[data-mode='expanded'] .body,
  .root[data-mode='tile'] .body,
  .root[data-mode='expanded'] .trouble,
  .root[data-mode='tile'] .trouble {
    display: none;
  }
  .root[data-mode='tile'] .panel {
    top: auto;
    bottom: 24px;
    left: auto;
    right: 24px;
    width: 240px;
    height: auto;
    border-color: var(--segue-stage);
    border-radius: var(--segue-radius);
    padding: 0;
  }
  .root[data-mode='tile'][dir='rtl'] .panel {
    right: auto;
    left: 24px;
  }
  .root[data-mode='tile'] .call .stage {
    height: 135px;
  }
  .root[data-mode='tile'] .stage-name b,
  .root[data-mode='tile'] .stage-name > [aria-hidden],
  .root[data-mode='tile'] .self {
    display: none;
  }
  .root[data-mode='tile'] .call-bar {
    min-height: 60px;
    padding: 0 12px;
  }
  .root[data-mode='tile'] .control {
    width: 40px;
    height: 40px;
  }
  .root[data-mode='tile'] .level {
    width: 52px;
    height: 52px;
  }
  .root[data-mode='tile'] .end-call {
    height: 40px;
    min-width: 56px;
  }
  .root.phone[data-mode='tile'] .panel {
    bottom: 16px;
    left: 16px;
    right: 16px;
    width: auto;
  }
  .root.phone[data-mode='tile'] .call .stage {
    height: calc((100vw - 32px) * 0.5625);
  }
`;
