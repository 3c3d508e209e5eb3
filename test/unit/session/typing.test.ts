import { describe, expect, it } from 'vitest';
import { TypingHeard, TypingTold } from '../../../src/session/typing.js';
import { manualClock, type ManualClock } from '../../../src/testing/index.js';

describe('typing that is heard', () => {
  it('expires six seconds after the last sign of it', () => {
    const clock = manualClock();
    const expired: string[] = [];
    const heard = new TypingHeard(clock, (contactId) => expired.push(contactId));
    heard.heard('c_1', true);
    clock.advance(5_000);
    heard.heard('c_1', true);
    clock.advance(5_999);
    expect(expired).toEqual([]);
    clock.advance(1);
    expect(expired).toEqual(['c_1']);
  });

  it('needs no expiry once it was taken back, or the session closed', () => {
    const clock = manualClock();
    const heard = new TypingHeard(clock, () => expect.unreachable());
    heard.heard('c_1', true);
    heard.heard('c_2', true);
    heard.heard('c_1', false);
    heard.stop();
    expect(clock.waiting).toBe(0);
  });
});

function told(line = { up: true }): { clock: ManualClock; frames: string[]; told: TypingTold; line: { up: boolean } } {
  const clock = manualClock();
  const frames: string[] = [];
  const tell = (contactId: string, on: boolean): boolean => {
    if (line.up) frames.push(`${contactId} ${on ? 'on' : 'off'}`);
    return line.up;
  };
  return { clock, frames, line, told: new TypingTold(clock, tell) };
}

describe('typing that is told', () => {
  it('goes out every three seconds at most, and is taken back at the end', () => {
    const { clock, frames, told: typing } = told();
    for (let ms = 0; ms < 7_000; ms += 100) {
      typing.typing('c_1', true);
      clock.advance(100);
    }
    typing.typing('c_1', false);
    typing.typing('c_1', false);
    expect(frames).toEqual(['c_1 on', 'c_1 on', 'c_1 on', 'c_1 off']);
  });

  it('is not taken back by a message, which says it all', () => {
    const { frames, told: typing } = told();
    typing.typing('c_1', true);
    typing.sent('c_1');
    typing.typing('c_1', false);
    typing.typing('c_1', true);
    expect(frames).toEqual(['c_1 on', 'c_1 on']);
  });

  it('is not taken back when it has expired over there already', () => {
    const { clock, frames, told: typing } = told();
    typing.typing('c_1', true);
    clock.advance(6_000);
    typing.typing('c_1', false);
    expect(frames).toEqual(['c_1 on']);
  });

  it('is tried again after a line that was down', () => {
    const { frames, told: typing, line } = told({ up: false });
    typing.typing('c_1', true);
    line.up = true;
    typing.typing('c_1', true);
    expect(frames).toEqual(['c_1 on']);
  });

  it('knows contacts apart', () => {
    const { frames, told: typing } = told();
    typing.typing('c_1', true);
    typing.typing('c_2', true);
    expect(frames).toEqual(['c_1 on', 'c_2 on']);
  });
});
