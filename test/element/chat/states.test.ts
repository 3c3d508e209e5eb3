import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { chatStates } from './chat-states.js';
import { drawn, mount } from './mounted.js';

/** Rules of WCAG 2.2 AA and below. Colours are measured where the page's own background is known, which is here. */
const wcag = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } } } as unknown as axe.RunOptions;

const proof: Readonly<Record<string, string>> = {
  'quick-replies': '.choice', 'quick-replies-chosen': '.choice.chosen', 'offer-card': '.offer', 'date-picker': '.day-tab', 'list-picker': '.list-row',
  files: 'button.picture', 'file-gone': '.file.amiss', 'file-chips': '.file-chip', 'file-refused': '.file-chip.amiss', 'file-veil': '.drop-veil', lightbox: '.lightbox',
  launcher: '.launcher', 'launcher-unread': '.launcher',
  invitation: '.card', permission: '.prompt-picture, .card', connecting: '.card', line: '.place', denied: '.steps', busy: '.card',
  'no-agent': '.card', blocked: '.card', 'not-allowed': '.card', rejoin: '.card', 'not-sent': '.trouble', typing: '.typing',
  'call-connecting': '.veil', call: '.stage', 'call-muted': '.control.off', 'call-expanded': '[data-mode="expanded"]', 'call-tile': '[data-mode="tile"]', 'call-elsewhere': '.elsewhere',
  recovering: '.veil', 'sound-blocked': '.unblock', 'agent-camera-off': '.person',
  'quality-fair': '.quality.fair', devices: '.devices-menu', 'devices-phone': '.devices-menu', sharing: '.note', 'agent-shares': '.fitted', showing: '.self.large',
  'waiting-for-agent': '.veil', offline: '.veil', 'audio-only': '.note-action', 'agent-paused': '.person', unplugged: '.note', 'muted-speech': '.note-action',
  'self-check': '.check-chip.works', 'self-check-denied': '.check-trouble .steps',
};

/** Brings what moves to its end; how many still had to be brought there. */
function finishAnimations(root: ShadowRoot): number {
  const moving = root.getAnimations().filter(({ effect, playState }) => effect?.getComputedTiming().iterations !== Infinity && playState !== 'finished');
  for (const animation of moving) animation.finish();
  return moving.length;
}

describe.each(['light', 'dark'])('accessibility, %s', (theme) => {
  it.each(Object.entries(chatStates))('%s has nothing that axe objects to', async (name, set) => {
    const context = await mount();
    context.chat.theme = theme;
    await set(context);
    await drawn(context.root, proof[name] ?? '.bubble');
    await context.chat.updateComplete;
    // Contrast is a matter of the resting state, not of a frame on the way there.
    await expect.poll(() => finishAnimations(context.root)).toBe(0);
    const { violations } = await axe.run(context.chat, wcag);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual([]);
  });
});
