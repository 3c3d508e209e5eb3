import { describe, expect, it } from 'vitest';
import { Heartbeat } from '../../../src/session/heartbeat.js';
import { manualClock, type ManualClock } from '../../../src/testing/index.js';

function fixture(): { heart: Heartbeat; clock: ManualClock; log: string[] } {
  const clock = manualClock();
  const log: string[] = [];
  return { clock, log, heart: new Heartbeat({ clock, ping: () => log.push('ping'), dead: () => log.push('dead') }) };
}

describe('the heartbeat', () => {
  it('asks after each beat, for as long as it is answered', () => {
    const { heart, clock, log } = fixture();
    heart.start(25_000);
    for (let beat = 0; beat < 10; beat++) {
      clock.advance(25_000);
      heart.heard();
    }
    expect(log).toEqual(Array<string>(10).fill('ping'));
  });

  it('is dead after three questions in a row without a word', () => {
    const { heart, clock, log } = fixture();
    heart.start(25_000);
    clock.advance(200_000);
    expect(log).toEqual(['ping', 'ping', 'ping', 'dead']);
    expect(clock.waiting).toBe(0);
  });

  it('says at once that it is in a call, by as many pings as a platform takes for one, also on a line that is new', () => {
    const { heart, clock, log } = fixture();
    heart.start(1_000);
    expect(log).toEqual(['ping', 'ping', 'ping']);
    clock.advance(3_000);
    expect(log).toEqual(['ping', 'ping', 'ping', 'ping', 'ping', 'dead']);
  });

  it('takes any word for life', () => {
    const { heart, clock, log } = fixture();
    heart.start(1_000);
    clock.advance(2_500);
    heart.heard();
    clock.advance(2_400);
    expect(log).not.toContain('dead');
  });

  it('asks at once when its pace changes, and is then dead after three beats', () => {
    const { heart, clock, log } = fixture();
    heart.start(25_000);
    heart.start(1_000);
    expect(log[0]).toBe('ping');
    clock.advance(2_999);
    expect(log).not.toContain('dead');
    clock.advance(1);
    expect(log.at(-1)).toBe('dead');
  });

  it('shows that it rests when it slows down, sooner than its silence would be taken for death', () => {
    const { heart, clock, log } = fixture();
    heart.start(1_000);
    clock.advance(1_000);
    heart.heard();
    log.length = 0;
    heart.start(25_000);
    log.length = 0;
    heart.heard();
    // A platform believes in a call while two pings are less than 2 s apart, and then bears 5 s of silence.
    clock.advance(2_500);
    expect(log).toEqual([]);
    clock.advance(1_500);
    expect(log).toEqual(['ping']);
    heart.heard();
    clock.advance(24_000);
    expect(log).toEqual(['ping', 'ping']);
  });

  it('does not take a page that was busy for a line that is dead', () => {
    const { heart, clock, log } = fixture();
    heart.start(1_000);
    clock.advance(1_000);
    clock.sleep(3_500);
    clock.advance(0);
    heart.heard();
    clock.advance(1_000);
    expect(log).not.toContain('dead');
  });

  it('doubts a line after a sleep, and gives it three seconds', () => {
    const { heart, clock, log } = fixture();
    heart.start(25_000);
    clock.sleep(3_600_000);
    clock.advance(0);
    clock.advance(2_999);
    expect(log).not.toContain('dead');
    clock.advance(1);
    expect(log.at(-1)).toBe('dead');
  });

  it('when probed, is content with any word', () => {
    const { heart, clock, log } = fixture();
    heart.start(25_000);
    heart.probe();
    heart.probe();
    expect(log).toEqual(['ping']);
    heart.heard();
    clock.advance(20_000);
    expect(log).toEqual(['ping']);
  });

  it('asks soon after something that wants an answer, and is dead three seconds later', () => {
    const { heart, clock, log } = fixture();
    heart.start(25_000);
    heart.expectAnswer();
    clock.advance(1_000);
    heart.expectAnswer();
    clock.advance(999);
    expect(log).toEqual([]);
    clock.advance(1);
    expect(log).toEqual(['ping']);
    heart.expectAnswer();
    clock.advance(2_999);
    expect(log).toEqual(['ping']);
    clock.advance(1);
    expect(log).toEqual(['ping', 'dead']);
  });

  it('asks nothing when the answer comes, and expects the next one anew', () => {
    const { heart, clock, log } = fixture();
    heart.start(25_000);
    heart.expectAnswer();
    clock.advance(1_999);
    heart.heard();
    heart.expectAnswer();
    clock.advance(1_999);
    expect(log).toEqual([]);
    clock.advance(1);
    expect(log).toEqual(['ping']);
  });

  it('probes at once although it waits for an answer', () => {
    const { heart, clock, log } = fixture();
    heart.start(25_000);
    heart.expectAnswer();
    heart.probe();
    expect(log).toEqual(['ping']);
    clock.advance(2_999);
    expect(log).toEqual(['ping']);
    clock.advance(1);
    expect(log).toEqual(['ping', 'dead']);
  });

  it('does nothing when it is probed without beating, and nothing after it stopped', () => {
    const { heart, clock, log } = fixture();
    heart.probe();
    heart.start(25_000);
    heart.stop();
    clock.advance(60_000);
    expect(log).toEqual([]);
    expect(clock.waiting).toBe(0);
  });
});
