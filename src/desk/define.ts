/** Defines `<segue-desk>`, once, where there are custom elements. */
import { SegueDesk } from './segue-desk.js';

if (typeof customElements !== 'undefined' && customElements.get('segue-desk') === undefined) customElements.define('segue-desk', SegueDesk);

declare global {
  interface HTMLElementTagNameMap {
    'segue-desk': SegueDesk;
  }
}

export { SegueDesk };
