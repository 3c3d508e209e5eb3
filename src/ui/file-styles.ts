/** Files: chips above the field, pictures and rows in the transcript, the veil while files are held over, the large picture. */
import { css, type CSSResult } from 'lit';

export const fileStyles: CSSResult = css`
  .file-chips {
    display: flex;
    flex-direction: column;
    gap: 4px;
    max-height: min(244px, 34vh);
    margin-bottom: 8px;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .file-chip {
    position: relative;
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 52px;
    flex: none;
    padding: 5px;
    overflow: hidden;
    border: 1px solid var(--segue-line);
    border-radius: var(--segue-radius-control);
    background: var(--segue-card);
  }
  .file-tile {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 40px;
    height: 40px;
    flex: none;
    overflow: hidden;
    border-radius: var(--segue-radius-row);
    background: var(--segue-surface-2);
    color: var(--segue-text-2);
  }
  .file-tile canvas {
    width: 100%;
    height: 100%;
  }
  .file-words {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-width: 0;
    text-align: start;
  }
  .file-name {
    display: block;
    overflow: hidden;
    font-size: 13px;
    line-height: 18px;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .file-under {
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
    font-variant-numeric: tabular-nums;
  }
  .amiss .file-tile,
  .amiss .file-under {
    color: var(--segue-danger);
  }
  .file-again {
    min-height: 24px;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .file-progress {
    position: absolute;
    bottom: 0;
    inset-inline-start: 0;
    width: 100%;
    height: 3px;
    background: var(--segue-surface-3);
  }
  .file-progress i {
    display: block;
    height: 100%;
    background: var(--segue-accent);
    transition: width 0.2s;
  }
  .files-note {
    margin-bottom: 8px;
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
  }
  .picture {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: center;
    width: 232px;
    max-width: 100%;
    height: 132px;
    flex: none;
    overflow: hidden;
    border: 1px solid var(--segue-line);
    border-radius: var(--segue-radius);
    background: var(--segue-surface-2);
    color: var(--segue-text-2);
  }
  .picture img {
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .picture.small img {
    object-fit: scale-down;
  }
  .picture.amiss {
    flex-direction: column;
    gap: 4px;
    padding: 8px 16px;
    font-size: 12px;
    line-height: 16px;
    text-align: center;
  }
  .file {
    display: flex;
    align-items: center;
    gap: 12px;
    min-width: min(200px, 100%);
    max-width: var(--segue-bubble-max, 288px);
    min-height: 60px;
    flex: none;
    padding: 9px;
    padding-inline-end: 14px;
    border: 1px solid var(--segue-line);
    border-radius: var(--segue-radius);
    background: var(--segue-card);
    color: var(--segue-text);
  }
  .file > .icon {
    color: var(--segue-text-2);
  }
  button.file:hover {
    border-color: var(--segue-line-strong);
  }
  .run .file + .bubble,
  .run .picture + .bubble {
    border-start-start-radius: 4px;
  }
  .run.own .file + .bubble,
  .run.own .picture + .bubble {
    border-start-start-radius: var(--segue-radius);
    border-start-end-radius: 4px;
  }
  .drop-veil {
    position: absolute;
    inset: 0;
    z-index: 6;
    display: flex;
    padding: 12px;
    background: var(--segue-surface);
    opacity: 0.96;
  }
  .drop-veil p {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    border: 2px dashed var(--segue-accent);
    border-radius: var(--segue-radius-control);
    color: var(--segue-accent);
    font-weight: 600;
    text-align: center;
    pointer-events: none;
  }
  .lightbox {
    position: fixed;
    inset: 0;
    z-index: 20;
    display: flex;
    align-items: center;
    justify-content: center;
    padding: 64px 16px 16px;
    background: rgba(9, 10, 14, 0.92);
    color: #fff;
  }
  .lightbox > img {
    max-width: 100%;
    max-height: 100%;
    object-fit: contain;
    border-radius: var(--segue-radius-row);
    background: #fff;
  }
  .lightbox-bar {
    position: absolute;
    top: 0;
    left: 0;
    right: 0;
    display: flex;
    align-items: center;
    gap: 8px;
    height: 64px;
    padding: 0 12px;
    padding-inline-start: 20px;
    pointer-events: none;
  }
  .lightbox-bar .file-name {
    flex: 1;
    font-size: 15px;
  }
  .lightbox .icon-button {
    width: 44px;
    height: 44px;
    background: #2a2d38;
    color: #fff;
    pointer-events: auto;
  }
  .lightbox .icon-button:hover {
    background: #3a3e4c;
  }
  .lightbox :focus-visible {
    outline-color: #fff;
  }
  .lightbox-note {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  @media (forced-colors: active) {
    .file-chip,
    .picture,
    .file {
      border-color: CanvasText;
    }
    .file-progress i {
      background: Highlight;
    }
  }
`;
