import { describe, expect, it } from 'vitest';
import { SegueError } from '../../../src/protocol/index.js';
import type { Session, SessionState } from '../../../src/session/index.js';
import { VisitLink } from '../../../src/chat/visit-link.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

const connected: SessionState = { kind: 'connected', participantId: 'g_1', role: 'customer' };
const gate = { consent: { hash: 'h1', text: 'We keep what you write.' } };

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
  const become = (state: SessionState): void => {
    session.state = state;
    link.follow();
  };
  return { link, session, clock, become, changes: () => changes };
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

describe('an agreement', () => {
  it('is told until the platform has it, and no longer: one that is taken back is not given again', async () => {
    const { link, become, clock } = scene(() => Promise.resolve(gate));
    link.open();
    await clock.run(0);
    expect(link.asking).toBe(true);
    link.agree('h1');
    become({ kind: 'connecting', attempt: 1 });
    expect(link.agreed).toBe('h1');
    become(connected);
    expect(link.agreed).toBeUndefined();
    // Another tab took it back; the line was dialled anew and refused.
    become({ kind: 'closed', code: 'consent-missing' });
    await clock.run(0);
    expect([link.asking, link.agreed]).toEqual([true, undefined]);
  });
});
