/**
 * Every state of the gallery as everybody meets it: nothing that axe objects to in light, dark and forced colours, on a
 * desktop and on a phone; all of it there on a narrow window and at twice the size; nothing too small to hit; no motion
 * where less of it is asked for.
 */
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { commands, page, server } from 'vitest/browser';
import { chatStates, proof } from './chat-states.js';
import { keyboardDown } from './keyboard.js';
import { cutOff, moving, outOfReach, tooSmall, withoutEdge } from './laid-out.js';
import { desktop, drawn, mount, phone, type Mounted } from './mounted.js';

/** Rules of WCAG 2.2 AA and below. Colours are measured where the page's own background is known, which is here. */
const wcag = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } } } as unknown as axe.RunOptions;

/** Brings what moves to its end; how many still had to be brought there. */
function finishAnimations(root: ShadowRoot): number {
  const unfinished = root.getAnimations().filter(({ effect, playState }) => effect?.getComputedTiming().iterations !== Infinity && playState !== 'finished');
  for (const animation of unfinished) animation.finish();
  return unfinished.length;
}

async function rested({ chat, root }: Mounted): Promise<void> {
  await chat.updateComplete;
  // Contrast is a matter of the resting state, not of a frame on the way there.
  await expect.poll(() => finishAnimations(root)).toBe(0);
}

/** Forced colours are the system's own, and those that axe reads are not what is drawn. */
async function objections({ chat }: Mounted, colours = true): Promise<readonly string[]> {
  const { violations } = await axe.run(chat, colours ? wcag : { ...wcag, rules: { ...wcag.rules, 'color-contrast': { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

async function look(mounted: Mounted, { theme = 'light', size = desktop }: { readonly theme?: string; readonly size?: readonly [number, number] }): Promise<void> {
  await page.viewport(...size);
  await expect.poll(() => document.documentElement.clientWidth).toBe(size[0]);
  mounted.chat.theme = theme;
  await rested(mounted);
}

/** Those that the design gives this much on a phone. */
const large = '.icon-button, .button, .stage-button, button.choice, .call-bar .control, .send, .attach';

const coloursAreForced = (): boolean => matchMedia('(forced-colors: active)').matches;

// A Firefox that is started for it, and does not: its checks would be of nothing.
it.runIf(server.config.name?.includes('forced') === true)('the colours are forced', () => expect(coloursAreForced()).toBe(true));

afterEach(() => keyboardDown());
afterEach(() => commands.emulate({ forcedColors: 'none', reducedMotion: 'no-preference' }));

describe.each(Object.entries(chatStates))('%s', (name, set) => {
  const shown = async (): Promise<Mounted> => {
    const mounted = await mount();
    await set(mounted);
    await drawn(mounted.root, proof[name] ?? '.bubble');
    return mounted;
  };

  /** Everything has an edge, since fills are gone. */
  async function forced(mounted: Mounted): Promise<void> {
    expect(await objections(mounted, false), 'forced colours').toEqual([]);
    expect(withoutEdge(mounted.root), 'forced colours').toEqual([]);
  }

  it('has nothing that axe objects to, whatever it looks like', async () => {
    const mounted = await shown();
    if (coloursAreForced()) {
      await look(mounted, {});
      await forced(mounted);
      return;
    }
    for (const theme of ['light', 'dark']) {
      await look(mounted, { theme });
      expect(await objections(mounted), theme).toEqual([]);
    }
    await look(mounted, { size: phone });
    expect(await objections(mounted), 'phone').toEqual([]);
    await look(mounted, {});
    await commands.emulate({ forcedColors: 'active' });
    // Firefox can't be told, and is started anew for it.
    if (coloursAreForced()) await forced(mounted);
  });

  // Layout is the same everywhere; Chromium's frame is as large as it is told to be at once.
  it.skipIf(server.browser !== 'chromium')('is all there on any window, is large enough to hit, and rests where motion is unwelcome', async () => {
    const mounted = await shown();
    const { root } = mounted;
    await look(mounted, {});
    const fine = (what: string, faults: () => readonly string[]): Promise<void> => expect.poll(faults, { message: what }).toEqual([]);
    await fine('a pointer’s targets', () => tooSmall(root, 24));
    await look(mounted, { size: phone });
    await fine('targets on a phone', () => tooSmall(root, 24));
    await fine('a finger’s targets', () => tooSmall(root, 40, large));
    // 320 wide is 1280 at 400 %; 640 x 400 is a desktop at 200 %.
    for (const size of [[320, 568], [640, 400]] as const) {
      await look(mounted, { size });
      await fine(`cut off, ${size.join(' x ')}`, () => cutOff(root));
      await fine(`out of reach, ${size.join(' x ')}`, () => outOfReach(root));
    }
    await commands.emulate({ reducedMotion: 'reduce' });
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) await fine('in motion', () => moving(root));
  });
});
