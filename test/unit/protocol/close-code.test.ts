import { describe, expect, it } from 'vitest';
import { afterClose, closeCodes } from '../../../src/protocol/index.js';

describe('close codes', () => {
  const stops: readonly number[] = [closeCodes.originRefused, closeCodes.replaced];

  it.each(Object.entries(closeCodes))('%s (%i) is of our own range, and says what to do', (_name, code) => {
    expect(Math.floor(code / 100)).toBeOneOf([44, 45]);
    expect(afterClose(code)).toBe(code === closeCodes.unauthorized ? 'renew' : stops.includes(code) ? 'stop' : 'redial');
  });

  it.each([1_000, 1_001, 1_005, 1_006, 1_011, 1_012, 4_999])('%i, of the network or of tomorrow, means to dial again', (code) => {
    expect(afterClose(code)).toBe('redial');
  });

  it('are all different', () => {
    expect(new Set(Object.values(closeCodes)).size).toBe(Object.keys(closeCodes).length);
  });
});
