import { describe, expect, it } from 'vitest';
import { enSteps } from '../../../src/chat/en-steps.js';
import { spoken } from '../../../src/ui/words.js';
import { browserKind, permissionSteps, type BrowserKind } from '../../../src/chat/permission-steps.js';

const agents: readonly (readonly [BrowserKind, string, number])[] = [
  ['chrome', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36', 0],
  ['chrome', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0', 10],
  ['chrome-android', 'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36', 5],
  ['firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 0],
  ['other-phone', 'Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 5],
  ['safari', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15', 0],
  ['safari-ios', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15', 5],
  ['safari-ios', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1', 5],
  ['other', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 OPR/125.0', 0],
  ['other-phone', 'Mozilla/5.0 (Linux; Android 16; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36', 5],
  ['other-phone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.0.0 Mobile/15E148 Safari/604.1', 5],
  ['other', 'something else', 0],
];

describe('the way back after a denial', () => {
  it.each(agents)('is that of %s for %s', (kind, userAgent, touchPoints) => {
    expect(browserKind(userAgent, touchPoints)).toBe(kind);
  });

  it.each([...new Set(agents.map(([kind]) => kind))])('has three steps for %s and ends with trying again', (kind) => {
    const steps = permissionSteps(kind, 'halden.example', spoken(enSteps));
    expect(steps).toHaveLength(3);
    expect(steps[2]).toContain('**Try again**');
  });

  it('names the site where the browser lists its settings by site', () => {
    expect(permissionSteps('safari', 'halden.example', spoken(enSteps))[0]).toContain('**Settings for halden.example**');
  });
});
