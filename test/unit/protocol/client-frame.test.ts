import { describe, expect, it } from 'vitest';
import { agentFrames, clientFrameSchemas, customerFrames, durableFrames, isDurable, type ClientFrameType } from '../../../src/protocol/index.js';

describe('who may send what', () => {
  it('is said of frames that exist, and nothing is only for both', () => {
    for (const type of [...durableFrames, ...agentFrames, ...customerFrames]) expect(clientFrameSchemas).toHaveProperty([type]);
    expect(agentFrames.filter((type) => (customerFrames as readonly ClientFrameType[]).includes(type))).toEqual([]);
  });

  it('every durable frame has an id to be known by again', () => {
    for (const type of durableFrames) {
      expect(isDurable(type)).toBe(true);
      expect(clientFrameSchemas[type].entries).toHaveProperty('id');
    }
    expect(isDurable('ping')).toBe(false);
  });
});
