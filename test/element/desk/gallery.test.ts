/**
 * Each state of the desk: no accessibility fault that axe can find, no text cut off by its own box, nothing wider than
 * the desk. Takes a picture of each into test/.results/desk, to be looked at before a change counts as done.
 */
import axe from 'axe-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { page, server } from 'vitest/browser';
import { looseDesk, type Rig } from './desk-rig.js';
import { deskStates } from './desk-states.js';
import { helpStates } from './help-states.js';

/** Firefox over BiDi takes no picture of the runner's frame. */
const shot = async (name: string): Promise<void> => {
  if (server.browser !== 'chromium') return;
  await page.screenshot({ path: `../../.results/desk/${name}.png` });
};

const faults = async (element: Element): Promise<readonly string[]> => {
  const { violations } = await axe.run(element, { rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.flat().join(' ')).join(' | ')}`);
};

const looks = [
  { name: 'light', size: [1440, 900], dark: false },
  { name: 'dark', size: [1440, 900], dark: true },
  { name: '1024', size: [1024, 768], dark: false },
] as const;

describe('the desk in every state', () => {
  let rig: Rig | undefined;
  beforeAll(() => {
    const still = new CSSStyleSheet();
    still.replaceSync('body{margin:0}');
    document.adoptedStyleSheets = [still];
  });
  afterEach(() => {
    rig?.remove();
    rig = undefined;
  });

  for (const { name, size, dark } of looks) {
    for (const [state, show] of Object.entries({ ...deskStates, ...helpStates })) {
      it(`has no fault: ${state}, ${name}`, async () => {
        rig = await show({ size });
        rig.desk.setAttribute('theme', dark ? 'dark' : 'light');
        // Motion would be caught half-way.
        for (const animation of rig.root.getAnimations()) if (animation.effect?.getComputedTiming().iterations === 1) animation.finish();
        await shot(`${state}-${name}`);
        expect(await faults(rig.desk)).toEqual([]);
        expect(rig.desk.scrollWidth).toBeLessThanOrEqual(size[0]);
        expect(rig.line.refused).toEqual([]);
      });
    }
  }

  it('has no fault: sign-in', async () => {
    await page.viewport(1440, 900);
    const { desk } = looseDesk();
    desk.people = [
      { name: 'Ana', login: 'ana', password: 'right', note: 'chat + video' },
      { name: 'Ben', login: 'ben', password: 'right', note: 'chat only' },
      { name: 'Chen', login: 'chen', password: 'right', note: 'chat + video' },
      { name: 'Sam', login: 'sam', password: 'right', note: 'supervisor' },
    ];
    await desk.updateComplete;
    await shot('sign-in-light');
    expect(await faults(desk)).toEqual([]);
    desk.remove();
  });
});
