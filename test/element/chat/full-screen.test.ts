import { afterEach, describe, expect, it, vi } from 'vitest';
import { calling } from './calling.js';
import { drawn, named, press } from './mounted.js';

afterEach(() => vi.restoreAllMocks());

describe('Full screen', () => {
  it('takes the call with its controls over the whole screen, in the press’s own task, and leaves it again', async () => {
    vi.spyOn(document, 'fullscreenEnabled', 'get').mockReturnValue(true);
    const { root, chat } = await calling();
    const call = await drawn(root, '.call');
    let over: Element | null = null;
    vi.spyOn(root, 'fullscreenElement', 'get').mockImplementation(() => over);
    const turn = (to: Element | null): Promise<void> => {
      over = to;
      document.dispatchEvent(new Event('fullscreenchange'));
      return Promise.resolve();
    };
    call.requestFullscreen = () => turn(call);
    vi.spyOn(document, 'exitFullscreen').mockImplementation(() => turn(null));
    await press(root, 'Devices');
    await expect.poll(() => named(root, 'Full screen')).toBeDefined();
    named(root, 'Full screen')?.click();
    expect(over).toBe(call);
    await chat.updateComplete;
    await press(root, 'Devices');
    await press(root, 'Leave full screen');
    expect(over).toBeNull();
  });

  it('is not offered where the page may not', async () => {
    for (const name of ['fullscreenEnabled', 'webkitFullscreenEnabled']) Object.defineProperty(document, name, { configurable: true, value: false });
    const { root } = await calling();
    await press(root, 'Devices');
    await drawn(root, '.devices-menu');
    expect(named(root, 'Full screen')).toBeUndefined();
    for (const name of ['fullscreenEnabled', 'webkitFullscreenEnabled']) Reflect.deleteProperty(document, name);
  });
});
