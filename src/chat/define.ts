/** Registers `<segue-chat>`. Safe to import twice, beside another copy, and on a server, where it does nothing. */
import { SegueChat } from './segue-chat.js';

if (typeof customElements !== 'undefined' && customElements.get('segue-chat') === undefined) {
  customElements.define('segue-chat', SegueChat);
}

declare global {
  interface HTMLElementTagNameMap {
    'segue-chat': SegueChat;
  }
}
