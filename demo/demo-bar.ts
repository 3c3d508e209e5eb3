/** The bar over each demo page: the drawn camera's switch and the link for a second visitor. */
import { offerDrawnCamera } from './drawn-camera.js';

/** `who` is written into the drawn picture. */
export function startDemoBar(who: string): void {
  const box = document.querySelector<HTMLInputElement>('#drawn');
  if (box !== null) offerDrawnCamera(box, who);
  const link = document.querySelector<HTMLAnchorElement>('#second-visitor');
  if (link !== null) offerSecondVisitor(link);
}

/** What a browser stores belongs to the origin, so the same page under this machine's other name is another visitor. */
const otherNames: Readonly<Partial<Record<string, string>>> = { localhost: '127.0.0.1', '127.0.0.1': 'localhost' };

function offerSecondVisitor(link: HTMLAnchorElement): void {
  const other = otherNames[location.hostname];
  if (other === undefined) {
    // Reached by another name: a private window is a second visitor.
    link.hidden = true;
    return;
  }
  const address = new URL(location.href);
  address.hostname = other;
  link.href = address.href;
}
