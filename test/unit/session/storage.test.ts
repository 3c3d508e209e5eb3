import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserStorage, storedValue } from '../../../src/session/index.js';
import { hostileStorage, memoryStorage } from './harness.js';

afterEach(() => vi.unstubAllGlobals());

describe('a stored value', () => {
  it('is in the storage and nowhere else', () => {
    const storage = memoryStorage();
    storedValue(storage, 'k').write('v');
    expect(storedValue(storage, 'k').read()).toBe('v');
    storedValue(storage, 'k').write(undefined);
    expect(storage.items.size).toBe(0);
  });

  it.each([['missing', undefined], ['hostile', hostileStorage]])('lives as long as the page where the storage is %s', (_name, storage) => {
    const value = storedValue(storage, 'k');
    value.write('v');
    expect(value.read()).toBe('v');
    value.write(undefined);
    expect(value.read()).toBeUndefined();
  });
});

describe('the browser’s storage', () => {
  it('is undefined where there is none', () => {
    expect(browserStorage('sessionStorage')).toBeUndefined();
  });

  it('is undefined where its mere mention throws', () => {
    vi.stubGlobal('window', globalThis);
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: () => {
      throw new Error('SecurityError');
    } });
    expect(browserStorage('localStorage')).toBeUndefined();
    Reflect.deleteProperty(globalThis, 'localStorage');
  });
});
