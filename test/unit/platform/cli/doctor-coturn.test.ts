import { describe, expect, it } from 'vitest';
import { coturnFaults } from '../../../../src/platform/cli/doctor-coturn.js';

describe('the faults of a coturn', () => {
  it.each([
    ["Coturn-4.5.1.3 'dan Eider'", ['4.5.2', '4.9.0', '4.10.0']],
    ["Coturn-4.6.1 'Gorst'", ['4.9.0', '4.10.0']],
    ["Coturn-4.9.0 'Gorst'", ['4.10.0']],
    ['Coturn-4.10.0', []],
    ['Coturn-5.0', []],
  ])('%s has those that were mended in %j', (software, mended) => {
    expect(coturnFaults(software)?.faults.map((fault) => fault.mended)).toEqual(mended);
  });

  it.each([undefined, 'None', 'pion', 'eturnal 1.12.0'])('%s is none', (software) => {
    expect(coturnFaults(software)).toBeUndefined();
  });
});
