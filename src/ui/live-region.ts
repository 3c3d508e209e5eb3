/**
 * Says things to screen readers without moving focus. One polite and one assertive region, always in the tree, filled
 * with text only. The caller decides what is worth saying.
 */
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

export type Urgency = 'polite' | 'assertive';

export class LiveRegion implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private said: Record<Urgency, string> = { polite: '', assertive: '' };

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.said = { polite: '', assertive: '' };
  }

  /** Announces `text`. The same text twice in a row is told apart by a trailing space, or readers would skip it. */
  say(text: string, urgency: Urgency = 'polite'): void {
    const again = this.said[urgency] === text;
    this.said = { ...this.said, [urgency]: again ? `${text}\u00a0` : text };
    this.host.requestUpdate();
  }

  render(): TemplateResult {
    return html`<div class="hidden-text" role="status" aria-live="polite">${this.said.polite}</div>
      <div class="hidden-text" role="alert" aria-live="assertive">${this.said.assertive}</div>`;
  }
}
