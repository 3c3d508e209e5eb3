/** The video pane: a 16:9 stage that keeps its place, and the call bar with the timer beside it. */
import { css, type CSSResult } from 'lit';

export const videoPaneStyles: CSSResult = css`
  .video-pane {
    flex: none;
    --segue-self-width: 152px;
    --segue-self-height: 86px;
  }
  .video-pane:focus-visible {
    outline-offset: -2px;
  }
  .video-ink {
    color: var(--segue-med-video);
  }
  .stage-box {
    position: relative;
    background: var(--segue-stage);
  }
  .stage-box::before {
    content: '';
    display: block;
    padding-top: 56.25%;
  }
  .stage-box > .stage,
  .stage-box > .veil {
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
  }
  .stage-box > .veil {
    gap: 16px;
    color: #fff;
    z-index: 2;
  }
  .video-pane .stage-top {
    height: auto;
    padding: 12px;
  }
  .video-pane .stage-top::before {
    display: none;
  }
  .video-pane .stage-name {
    flex: 0 1 auto;
    padding: 5px 12px;
    border-radius: 8px;
    background: rgba(9, 10, 14, 0.74);
  }
  .video-pane .stage-name b {
    font-size: 13px;
    font-weight: 500;
  }
  .video-pane .person {
    justify-content: center;
  }
  .call-foot {
    display: flex;
    align-items: center;
    min-height: 72px;
    padding-inline-start: 16px;
    background: var(--segue-stage);
    color: #fff;
  }
  .call-time {
    min-width: 64px;
    font-size: 14px;
    font-weight: 600;
  }
  .call-foot .call-bar {
    flex: 1;
    min-height: 72px;
  }
  .call-foot .call-bar > :first-child {
    margin-inline-start: auto;
  }
  .call-foot .end {
    min-width: 0;
  }
  .step-phone .pane-head .chip.plain {
    display: none;
  }
  .step-medium .video-pane,
  .step-narrow .video-pane,
  .step-phone .video-pane {
    --segue-self-width: 120px;
    --segue-self-height: 68px;
  }
`;
