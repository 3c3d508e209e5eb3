/**
 * The message field: grows to five lines, Enter sends, Shift+Enter breaks the line, and an input method's own Enter is
 * left alone. Keeps the draft and hands it over; whether it was sent is the session's matter.
 */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { UiStrings } from './en.js';
import { Found, type DrawnHost } from './found.js';
import { icon } from './icon.js';
import { arrowUpIcon } from './icons.js';

export interface ComposerActions {
  /** Takes the text over. Returning false keeps the draft in the field. */
  readonly onSend: (text: string) => boolean;
  /** The person typed something; called on each change while the field holds text. */
  readonly onTyping?: () => void;
}

export interface ComposerOptions {
  readonly strings: UiStrings;
  readonly placeholder?: string;
  /** Characters; more than this can't be sent and says by how much. */
  readonly maxLength?: number;
  /** Lines before the field scrolls. Default 5. */
  readonly maxLines?: number;
  /** Controls before the field, such as an attach button. */
  readonly before?: TemplateResult | undefined;
  /** Something beside the text is to be sent: without a word, too. */
  readonly more?: boolean | undefined;
}

const lineHeight = 22;

export class Composer implements ReactiveController {
  private readonly host: DrawnHost;
  private readonly actions: ComposerActions;
  private readonly found: Found;
  private text = '';
  private fitted: string | undefined;
  private maxLines = 5;
  private composedAt = Number.NEGATIVE_INFINITY;
  private maxLength = Number.POSITIVE_INFINITY;
  private more = false;

  constructor(host: DrawnHost, actions: ComposerActions) {
    this.host = host;
    this.found = new Found(host, '.composer textarea');
    this.actions = actions;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.fitted = undefined;
  }

  hostUpdated(): void {
    this.fit();
  }

  /** What the field holds. Setting it replaces the draft. */
  get draft(): string {
    return this.text;
  }
  set draft(text: string) {
    this.text = text;
    this.host.requestUpdate();
  }

  focus(): void {
    this.field?.focus();
  }

  render(options: ComposerOptions): TemplateResult {
    const { strings } = options;
    this.maxLines = options.maxLines ?? 5;
    this.maxLength = options.maxLength ?? Number.POSITIVE_INFINITY;
    this.more = options.more === true;
    const excess = this.text.length - this.maxLength;
    const idle = this.isEmpty || excess > 0;
    return html`<div class="composer" part="composer">
        ${options.before ?? nothing}
        <textarea
          part="field"
          rows="1"
          dir=${this.text === '' ? nothing : 'auto'}
          enterkeyhint="send"
          aria-label=${strings.message}
          placeholder=${options.placeholder ?? strings.message}
          .value=${this.text}
          @input=${this.onInput}
          @keydown=${this.onKeydown}
          @compositionend=${this.onComposed}
        ></textarea>
        <button type="button" class="send" part="send" aria-label=${strings.send} aria-disabled=${idle ? 'true' : 'false'} @click=${this.send}>
          ${icon(arrowUpIcon)}
        </button>
      </div>
      ${excess > 0 ? html`<p class="composer-note" role="alert">${strings.tooLong({ n: excess })}</p>` : nothing}`;
  }

  private get field(): HTMLTextAreaElement | undefined {
    const { element } = this.found;
    return element instanceof HTMLTextAreaElement ? element : undefined;
  }

  private readonly onInput = (): void => {
    this.text = this.field?.value ?? '';
    if (this.text !== '') this.actions.onTyping?.();
    this.host.requestUpdate();
  };

  private readonly onComposed = (event: CompositionEvent): void => {
    this.composedAt = event.timeStamp;
  };

  private readonly onKeydown = (event: KeyboardEvent): void => {
    // Safari ends a composition just before the keydown of the Enter that confirmed it.
    const composing = event.isComposing || event.timeStamp - this.composedAt < 100;
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || composing) return;
    event.preventDefault();
    this.send();
  };

  /** Hands over what is there, as a press does, and leaves the focus alone. Returns whether it was taken. */
  submit(): boolean {
    if (this.isEmpty || this.text.length > this.maxLength || !this.actions.onSend(this.text.trim())) return false;
    this.draft = '';
    return true;
  }

  private get isEmpty(): boolean {
    return this.text.trim() === '' && !this.more;
  }

  private readonly send = (): void => {
    if (this.submit()) this.focus();
  };

  private fit(): void {
    const { field } = this;
    if (field === undefined || this.fitted === this.text) return;
    this.fitted = this.text;
    field.style.height = 'auto';
    const room = lineHeight * this.maxLines;
    field.style.height = `${Math.min(Math.max(field.scrollHeight, lineHeight), room)}px`;
    field.style.overflowY = field.scrollHeight > room ? 'auto' : 'hidden';
  }
}
