/** What stands over bubbles of the agents' side: the time, and whose they are where they are a colleague's. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RunRow } from '../ui/index.js';

/** `own`: what this agent's own messages are headed with, which goes without saying. */
export const ownHeader =
  (own: string) =>
  ({ author, time }: RunRow): TemplateResult =>
    html`<p class="run-head">${author === own ? nothing : html`<b>${author}</b><span class="dot"> · </span>`}<bdi>${time}</bdi></p>`;
