import { describe, expect, it } from 'vitest';
import { SegueError } from '../../../src/protocol/index.js';
import type { Session, SessionState } from '../../../src/session/index.js';
import { VisitLink } from '../../../src/chat/visit-link.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

/** A visit whose platform answers by `answer`, and a session that only remembers being opened. */
function scene(answer: () => Promise<unknown>) {
  const session: { state: SessionState; opened: number } & Pick<Session, 'open' | 'contact' | 'visit' | 'submit'> = {
    state: { kind: 'idle' }, opened: 0, contact: undefined, visit: undefined,
    open: () => (session.opened += 1),
    submit: () => Promise.reject(new SegueError('closed')),
  };
  const clock = manualClock();
  let changes = 0;
  const link = new VisitLink({ session: session as unknown as Session, clock, look: answer, known: () => false, onChange: () => (changes += 1) });
  return { link, session, clock, changes: () => changes };
}

describe('what comes before a visit', () => {
  it('says that it could not be asked, asks again by itself, and goes on', async () => {
    let asked = 0;
    const { link, session, clock, changes } = scene(() => (++asked < 3 ? Promise.reject(new SegueError('unreachable')) : Promise.resolve({})));
    link.open();
    await clock.run(0);
    expect([link.unasked, session.opened, changes()]).toEqual([true, 0, 1]);
    await clock.run(2_000);
    expect([asked, link.unasked]).toEqual([2, true]);
    await clock.run(2_000);
    expect([asked, link.unasked, session.opened]).toEqual([3, false, 1]);
  });

  it('troubles nobody who has not opened the chat', async () => {
    const { link, clock } = scene(() => Promise.reject(new SegueError('unreachable')));
    link.look();
    await clock.run(10_000);
    expect(link.unasked).toBe(false);
  });
});
