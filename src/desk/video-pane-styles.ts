/** The video pane: a 16:9 stage that keeps its place, and the call bar with the timer beside it. */
import { css, type CSSResult } from 'lit';
import { stageDeclarations } from '../ui/tokens.js';

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
    ${stageDeclarations}
    color-scheme: dark;
    display: flex;
    align-items: center;
    min-height: 72px;
    padding-inline-start: 16px;
    background: var(--segue-stage);
    color: #fff;
  }
  .call-time {
    min-width: 40px;
    font-size: 14px;
    font-weight: 600;
  }
  .call-foot .quality {
    position: relative;
    flex: none;
    outline-color: #fff;
  }
  .step-word {
    margin-inline-start: 8px;
    font-size: 13px;
    color: rgba(255, 255, 255, 0.86);
  }
  .step-word.fair,
  .step-word.weak,
  .call-foot .quality.weak {
    color: var(--segue-warn);
  }
  .call-foot .tip {
    top: auto;
    bottom: 40px;
    inset-inline-start: -52px;
  }
  .video-pane:fullscreen .stage-box {
    flex: 1;
  }
  .video-pane:fullscreen .stage-box::before {
    display: none;
  }
  .video-pane:fullscreen .pane-head {
    background: var(--segue-surface);
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
  .quality-strip {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    min-height: 60px;
    flex: none;
    border-top: 1px solid var(--segue-line);
  }
  .quality-strip > div {
    padding: 10px 14px;
    min-width: 0;
  }
  .quality-strip > div + div {
    border-inline-start: 1px solid var(--segue-line);
  }
  .quality-strip dt {
    font-size: 12px;
    line-height: 18px;
    color: var(--segue-text-2);
  }
  .quality-strip dd {
    margin: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
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
