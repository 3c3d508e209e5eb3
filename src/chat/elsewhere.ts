/**
 * The call while it is in another of the visitor's tabs: what stands in the header's place, and the way to bring it here.
 * A chunk of its own, which few visitors ever need. Knows no tabs: whether there is a call elsewhere is decided before.
 */
import { css, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { icon, spoken, type Language } from '../ui/index.js';
import { chevronDownIcon } from '../ui/icons.js';
import { stageDeclarations } from '../ui/tokens.js';
import { enElsewhere } from './en-elsewhere.js';

export interface ElsewhereView {
  /** Full name of the agent. */
  readonly name: string;
  /** How long the call is live, in words. */
  readonly timer: string | undefined;
}

export interface ElsewhereActions {
  /** In the press's own task: the browser's question needs it. */
  readonly onMove: () => void;
  readonly onClose: () => void;
}

export const elsewhereStyles: CSSResult = css`
  .elsewhere {
    ${stageDeclarations}
    color-scheme: dark;
    display: flex;
    flex: none;
    flex-direction: column;
    min-height: 216px;
    color: #fff;
    background: var(--segue-stage);
  }
  .elsewhere :focus-visible {
    outline-color: #fff;
  }
  .elsewhere-top {
    display: flex;
    align-items: center;
    gap: 8px;
    height: 52px;
    padding: 0 8px;
    padding-inline-start: 16px;
    font-size: 13px;
  }
  .elsewhere-name {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 8px;
    min-width: 0;
    white-space: nowrap;
  }
  .elsewhere-name b {
    overflow: hidden;
    text-overflow: ellipsis;
    font-size: 14px;
    font-weight: 600;
  }
  .elsewhere [role='timer'] {
    font-variant-numeric: tabular-nums;
  }
  .elsewhere-close {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 36px;
    height: 36px;
    border-radius: var(--segue-radius-control);
    color: #fff;
  }
  .elsewhere-close:hover {
    background: rgba(255, 255, 255, 0.14);
  }
  .elsewhere-words {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    gap: 4px;
    padding: 16px;
    text-align: center;
    line-height: 22px;
  }
  .elsewhere-words h2 {
    margin: 0;
    font-size: 15px;
    font-weight: 600;
  }
  .elsewhere-words p {
    margin: 0;
    font-size: 13px;
    line-height: 18px;
    color: var(--segue-text-2);
  }
  .move-here {
    min-height: 44px;
    margin-top: 12px;
    padding: 0 20px;
    border-radius: var(--segue-radius-control);
    font-weight: 600;
    color: #14161d;
    background: #fff;
  }
  .move-here:hover {
    background: #e8eaf1;
  }
  .root.phone .elsewhere-close {
    width: 44px;
    height: 44px;
  }
  @media (forced-colors: active) {
    .elsewhere button {
      border: 1px solid;
    }
  }
`;

export function renderElsewhere({ name, timer }: ElsewhereView, actions: ElsewhereActions, language: Language): TemplateResult {
  const strings = spoken(enElsewhere, language);
  return html`<section class="elsewhere" part="stage" aria-labelledby="elsewhere-title">
    <div class="elsewhere-top">
      <p class="elsewhere-name">
        <b>${name}</b>${timer === undefined ? nothing : html`<span aria-hidden="true">•</span><span role="timer">${timer}</span>`}
      </p>
      <button type="button" class="elsewhere-close" aria-label=${strings.closeChat} title=${strings.closeChat} @click=${actions.onClose}>
        ${icon(chevronDownIcon)}
      </button>
    </div>
    <div class="elsewhere-words">
      <h2 id="elsewhere-title">${strings.callElsewhere}</h2>
      <p>${strings.goOnTyping}</p>
      <button type="button" class="move-here" @click=${actions.onMove}>${strings.moveHere}</button>
    </div>
  </section>`;
}

/** Said where the call was until now. */
export const movedAway = (language: Language): string => spoken(enElsewhere, language).movedAway;
