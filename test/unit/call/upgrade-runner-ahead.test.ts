import { describe, expect, it } from 'vitest';
import { SegueError } from '../../../src/protocol/index.js';
import { bound, page, type TestPage } from './page.js';

/** An agent's page that has just taken the video that rings there. */
async function taken(): Promise<TestPage> {
  const it = page('agent');
  it.platform.request({ kind: 'customer' });
  await it.platform.take('customer', { type: 'upgrade.capture', contactId: 'c_1', upgradeId: 'u_1', outcome: 'ready' });
  it.upgrade.acceptReservation({
    type: 'reservation', reservationId: 'r_u_1', contactId: 'c_1', medium: 'videoChat', queue: { queueId: 'q', name: 'Q' }, waitingSince: '', expiresAt: '', upgradeId: 'u_1', kept: true,
  });
  return it;
}

describe('what is made ahead of a call', () => {
  it('brings an agent from the reservation to listening', async () => {
    const it = await taken();
    expect(it.media.asked).toHaveLength(1);
    await it.clock.run(0);
    await it.clock.run(0);
    expect(it.sent()).toEqual(['reservation.answer']);
    expect(it.upgrade.state).toMatchObject({ kind: 'connecting', attempt: 0 });
    it.engine().options.event({ type: 'attempted', attempt: 1 });
    await it.clock.run(0);
    expect(it.engine().names).toEqual(['enter', 'open']);
  });

  it('makes the connection ahead while an agent is rung, and closes it when nothing comes of it', async () => {
    const { upgrade, engine, clock } = page();
    upgrade.start();
    await clock.run(0);
    await clock.run(0);
    expect(upgrade.state).toMatchObject({ kind: 'waiting', phase: 'ringing' });
    expect(engine().calls.at(-1)).toEqual(['warm', 'all']);
    upgrade.cancel();
    expect(engine().calls.at(-1)).toEqual(['cool']);
  });

  it('opens the connection in the task of the bind, before a page can draw', async () => {
    const it = page();
    it.upgrade.start();
    await it.clock.run(0);
    await it.clock.run(0);
    let drawn: unknown[] = [];
    it.session.on('media-upgrade', () => (drawn = it.engine().names));
    await it.platform.take('agent', { type: 'reservation.answer', reservationId: 'r_u_1', accepted: true });
    await it.clock.run(0);
    expect(drawn).toEqual(['enter', 'open']);
  });

  it('makes what will answer as soon as the agent’s devices are open, and closes it when somebody else is bound', async () => {
    const it = await taken();
    it.session.submit = (frame) => {
      it.session.submitted.push(frame);
      return Promise.reject(new SegueError('stale-reservation'));
    };
    await it.clock.run(0);
    expect(it.sent()).toEqual(['reservation.answer']);
    expect(it.engine().calls.filter(([name]) => name === 'warm' || name === 'enter')).toEqual([['warm', 'all']]);
    await it.clock.run(0);
    expect(it.upgrade.state.kind).toBe('ended');
    expect(it.engine().calls.at(-1)).toEqual(['cool']);
  });

  it('is hurried for a blink from the bind on, unless there is a picture sooner', async () => {
    const it = await taken();
    expect(it.upgrade.hurried).toBe(false);
    await it.clock.run(0);
    await it.clock.run(0);
    expect(it.upgrade).toMatchObject({ state: { kind: 'connecting' }, hurried: true });
    it.clock.advance(199);
    expect(it.upgrade.hurried).toBe(true);
    it.clock.advance(1);
    expect(it.upgrade.hurried).toBe(false);
    const quick = await taken();
    await quick.clock.run(0);
    await quick.clock.run(0);
    expect(quick.upgrade.hurried).toBe(true);
    quick.engine().options.event({ type: 'firstMedia' });
    expect(quick.upgrade.hurried).toBe(false);
  });

  it('never hurries a customer, whose offer is out with the bind', async () => {
    const { upgrade } = await bound();
    expect(upgrade.state.kind).toBe('connecting');
    expect(upgrade.hurried).toBe(false);
  });

  it('makes no connection ahead with credentials that come when nobody is rung any more', async () => {
    const { upgrade, engine, clock, session } = page();
    let give: (() => void) | undefined;
    session.turn = () => new Promise((resolve) => (give = () => resolve({ type: 'turn', re: 'f', policy: 'all', iceServers: [] })));
    upgrade.start();
    await clock.run(0);
    await clock.run(0);
    expect(upgrade.state).toMatchObject({ kind: 'waiting', phase: 'ringing' });
    session.show({ upgradeId: 'u_1', state: 'waiting', medium: 'video', by: { kind: 'customer' } });
    expect(engine().calls.at(-1)).toEqual(['cool']);
    give?.();
    await clock.run(0);
    expect(engine().calls.at(-1)).toEqual(['cool']);
  });
});
