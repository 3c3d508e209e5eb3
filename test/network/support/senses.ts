/**
 * What a witness has to look for again and again: whether the other side's picture comes, by the frames that a page decodes,
 * and the state of the call that an agent sees. The desk has no event for it: it is read off what lies over the picture.
 *
 * Init scripts that note through the witness (witness.ts) what they find. They know the browser's statistics, accessible
 * names and the desk's words.
 */
import type { Page } from '@playwright/test';

/** Must stand alone, because it is sent to the page as text; so must the next one. */
function watchDesk(): void {
  const find = (root: ParentNode, selector: string): Element | undefined => {
    const here = root.querySelector(selector);
    if (here) return here;
    for (const it of root.querySelectorAll('*')) {
      const inside = it.shadowRoot && find(it.shadowRoot, selector);
      if (inside) return inside;
    }
    return undefined;
  };
  let state = '';
  const deskState = (): string => {
    const video = find(document, 'segue-desk') && find(document, '[aria-label="Remote video"]');
    if (!video) return state === '' ? '' : 'ended';
    const veil = (video.getRootNode() as ParentNode).querySelector('.video-pane .veil-title')?.textContent.trim() ?? '';
    const said = ([['Connecting', 'connecting'], ['Reconnecting', 'recovering'], ['offline', 'recovering'], ['dropped', 'customer gone'], ['goes on without', 'away']] as const).find(([word]) => veil.includes(word));
    return said?.[1] ?? 'live';
  };
  setInterval(() => {
    const now = deskState();
    if (now !== state) window.witnessed.note('call', now);
    state = now;
  }, 100);
}

function watchPicture(): void {
  /** Frames decoded by all open connections; statistics of one that is just being closed may never come. */
  const decoded = async (): Promise<number> => {
    let frames = 0;
    for (const pc of window.observed.pcs.filter((it) => it.signalingState !== 'closed')) {
      const stats = await Promise.race([pc.getStats(), new Promise<undefined>((resolve) => setTimeout(resolve, 1_000))]);
      for (const stat of (stats?.values() ?? []) as Iterable<Record<string, unknown>>) if (stat['type'] === 'inbound-rtp') frames += Number(stat['framesDecoded'] ?? 0);
    }
    return frames;
  };
  let [frames, grewAt, flows] = [0, 0, false];
  const look = async (): Promise<void> => {
    const now = await decoded().catch(() => 0);
    const at = Date.now();
    if (now > frames) {
      if (!flows) window.witnessed.note('picture', 'flows', at);
      [grewAt, flows] = [at, true];
    } else if (flows && at - grewAt >= 1_000) {
      window.witnessed.note('picture', 'stands', grewAt);
      flows = false;
    }
    frames = now;
    setTimeout(() => void look(), 100);
  };
  void look();
}

export async function installSenses(page: Page): Promise<void> {
  await page.addInitScript(watchDesk);
  await page.addInitScript(watchPicture);
}
