/** Where the self-check lies on the desk: a dialog, narrow as a panel, over the scrim. */
import { css, type CSSResult } from 'lit';

export const checkDialogStyles: CSSResult = css`
  .check-dialog {
    display: flex;
    width: min(440px, 100%);
    max-height: min(760px, 100%);
    overflow: hidden;
    border-radius: 16px;
    background: var(--segue-card);
    box-shadow: var(--segue-shadow);
  }
  .check-dialog > .check-sheet {
    flex: 1;
    min-width: 0;
    background: var(--segue-card);
  }
  .check-dialog .check-picture {
    height: 230px;
  }
  .check-dialog .check-select > select {
    font-size: 14px;
  }
  .check-dialog .check-foot {
    justify-content: flex-end;
  }
  .check-dialog .check-foot > .primary {
    flex: none;
  }
`;
