import { describe, expect, it } from 'vitest';
import { contactMedia, media, toContactMedium, toMedium } from '../../../src/protocol/index.js';

describe('media', () => {
  it.each([['chat', 'webChat'], ['voice', 'voiceChat'], ['video', 'videoChat']] as const)('%s is %s on a contact, and back', (medium, contact) => {
    expect(toContactMedium(medium)).toBe(contact);
    expect(toMedium(contact)).toBe(medium);
  });

  it('map one to one', () => {
    expect(media.map(toContactMedium)).toEqual([...contactMedia]);
    expect(contactMedia.map(toMedium)).toEqual([...media]);
  });
});
