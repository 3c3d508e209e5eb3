import { describe, expect, it } from 'vitest';
import type { InCallModule } from '../../../src/call/engine-module.js';
import { InCallLoader } from '../../../src/call/in-call-loader.js';

const module: InCallModule = {
  createControls: () => expect.fail('nobody asked for controls'),
  createMonitor: () => expect.fail('nobody asked for a monitor'),
};

function loader(...answers: ('comes' | 'fails')[]) {
  let tries = 0;
  const it = new InCallLoader(() => (answers[tries++] === 'comes' ? Promise.resolve(module) : Promise.reject(new Error('404'))));
  return { loader: it, tries: () => tries };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('the in-call chunk', () => {
  it('is loaded once', async () => {
    const { loader: it, tries } = loader('comes');
    expect(tries()).toBe(0);
    it.try();
    it.try();
    expect(await it.loaded).toBe(module);
    it.try();
    expect(tries()).toBe(1);
  });

  it('is tried once more after a failure', async () => {
    const { loader: it, tries } = loader('fails', 'comes');
    it.try();
    await settled();
    expect(tries()).toBe(1);
    it.try();
    expect(await it.loaded).toBe(module);
  });

  it('is done without after two', async () => {
    const { loader: it, tries } = loader('fails', 'fails');
    it.try();
    await settled();
    it.try();
    await expect(it.loaded).rejects.toThrow('404');
    it.try();
    expect(tries()).toBe(2);
  });
});
