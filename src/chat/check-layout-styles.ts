/** Where the self-check lies in the chat: over the whole panel, on phones over the screen. */
import { css, type CSSResult } from 'lit';

export const checkLayoutStyles: CSSResult = css`
  .check-cover {
    position: absolute;
    top: 0;
    left: 0;
    z-index: 5;
    width: 100%;
    height: 100%;
  }
  .check-cover > .check-sheet {
    height: 100%;
  }
  .phone .check-foot {
    padding-bottom: calc(16px + env(safe-area-inset-bottom, 0px));
  }
`;
