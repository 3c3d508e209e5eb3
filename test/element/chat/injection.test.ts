/** What a page hands the element may come from anywhere: attributes, settings and theme values stay what they are. */
import { afterEach, expect, it } from 'vitest';
import { Timeline, snapshot, videoOn } from './fake-rooms.js';
import { drawn, mount, press } from './mounted.js';

const hostile = ['"><img src=x onerror="window.hacked=1">', '</style><script>window.hacked=1</script>', 'javascript:window.hacked=1', '${window.hacked=1}', "';window.hacked=1;//", 'red}*{display:none', '\u202Edlrow', '__proto__'];
afterEach(() => expect(Reflect.has(window, 'hacked')).toBe(false));

/** Nothing is in the element that would not be there with harmless values. */
const strangers = (root: ShadowRoot): Element[] => [...root.querySelectorAll('script, iframe, object, embed, img[src="x"], [onerror], [onload], a[href^="javascript:"]')];

it.each(hostile)('%j as an attribute or a setting makes nothing of itself', async (value) => {
  const { chat, root, rooms } = await mount();
  for (const name of ['theme', 'lang', 'dir', 'title', 'class', 'id']) chat.setAttribute(name, value);
  chat.config = { shop: value.slice(0, 100), customer: { name: value }, language: value.slice(0, 30), strings: { greeting: value, [value]: value } };
  await chat.updateComplete;
  await press(root, 'Open chat');
  await drawn(root, '.panel');
  rooms.session.become({ snapshot: snapshot(), events: new Timeline().events }, { ...videoOn, shop: value.slice(0, 100) });
  await expect.poll(() => root.querySelector('.bubble')?.textContent).toBe(value);
  expect(strangers(root)).toEqual([]);
  expect(root.querySelector('.root')?.getAttribute('dir')).toMatch(/^(ltr|rtl)$/);
  expect(Reflect.get({}, value)).toBe(value === '__proto__' ? Object.prototype : undefined);
});

it.each(hostile)('%j as a theme’s value is no more than a value that does not fit', async (value) => {
  const { chat, root } = await mount();
  for (const name of ['accent', 'accent-fill', 'surface', 'font', 'radius', 'z-index']) chat.style.setProperty(`--segue-${name}`, value);
  await press(root, 'Open chat');
  const panel = await drawn(root, '.panel');
  expect(strangers(root)).toEqual([]);
  expect(getComputedStyle(panel).display).not.toBe('none');
  expect(performance.getEntriesByType('resource').filter(({ name }) => /hacked|\/x$/.test(name))).toEqual([]);
});
