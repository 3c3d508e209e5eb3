import { describe, expect, it } from 'vitest';
import { checkOrigins } from '../../../../src/platform/cli/doctor-origins.js';

describe('the doctor on origins', () => {
  it.each([
    ['https://shop.example', 'origins', 'good'],
    ['self', 'origins', 'good'],
    ['http://shop.example', 'origin-insecure', 'warn'],
    ['http://localhost:8080', 'origin-local', 'warn'],
    ['https://Shop.example', 'origin-odd', 'warn'],
    ['https://shop.example:443', 'origin-odd', 'warn'],
    ['https://*.example', 'origin-wildcard', 'warn'],
    ['https://:::', 'origin-odd', 'warn'],
  ])('says of %s: %s', (origin, check, state) => {
    expect(checkOrigins([{ id: 'shop', origins: [origin] }])).toMatchObject([{ check, state }]);
  });

  it('leaves a deployment without any to lint', () => {
    expect(checkOrigins([{ id: 'shop', origins: [] }])).toEqual([]);
  });
});
