/**
 * The panes as a sheet over the conversation, under 1024 pixels. While it is open the column that holds them has no box of
 * its own: the video stays in its place, what rings stays over everything, and the sheet lies on the conversation.
 */
import { css, type CSSResult } from 'lit';

export const detailsStyles: CSSResult = css`
  .details-open .panes {
    display: contents;
  }
  .details-open .video-pane {
    margin: 8px;
  }
  .details-open .ring-stack {
    z-index: 4;
  }
  .details-sheet {
    display: flex;
    flex-direction: column;
    grid-area: conversation;
    justify-self: end;
    z-index: 3;
    width: min(376px, 100%);
    min-height: 0;
    border-inline-start: 1px solid var(--segue-line);
    background: var(--segue-surface-2);
    box-shadow: var(--segue-shadow);
    animation: segue-slide 0.2s var(--segue-ease);
  }
  .step-phone .details-sheet {
    grid-area: one;
    width: 100%;
    border: 0;
  }
  .details-head {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 48px;
    flex: none;
    padding: 0 16px;
  }
  .details-head h2 {
    font-weight: 600;
  }
  .details-sheet > .pane-stack {
    padding: 0 8px 8px;
    overflow-y: auto;
  }
  .details-sheet > .tab-pane {
    flex: 1;
    margin: 0 8px 8px;
  }
  @media (prefers-reduced-motion: reduce) {
    .details-sheet {
      animation: none;
    }
  }
`;
