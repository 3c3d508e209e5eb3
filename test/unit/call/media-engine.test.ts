import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultTimes } from '../../../src/call/deadlines.js';
import type { EngineEvent, WarmOptions } from '../../../src/call/engine-port.js';
import type { LinkOptions } from '../../../src/call/link.js';
import { MediaEngine } from '../../../src/call/media-engine.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

/** What the engine asks of links; Node has no connections to make real ones of. */
const { links, ScriptedLink } = vi.hoisted(() => {
  class ScriptedLink {
    readonly remote = new EventTarget();
    readonly hasShown = false;
    isActive = true;
    closed = false;

    constructor(readonly options: LinkOptions) {
      links.push(this);
    }

    /** As a link tells that all its relays refuse: at once, and again when a call goes by it. */
    readonly refused = (): void => this.options.event({ type: 'turnRefused', stranded: true });
    readonly taken = (): void => this.refused();
    readonly close = (): void => void (this.closed = true);
    /** An offer is open: the restart has to wait for its answer. */
    readonly restart = (_configuration: RTCConfiguration, _suspect: boolean, begin: () => void): void => void (this.begin = begin);
    begin: (() => void) | undefined;
  }
  const links: ScriptedLink[] = [];
  return { links, ScriptedLink };
});

vi.mock('../../../src/call/link.js', () => ({ Link: ScriptedLink }));

const all: WarmOptions = { way: 'all', turn: { policy: 'all', iceServers: [] } };

function scene() {
  const clock = manualClock();
  const events: EngineEvent[] = [];
  const ahead: string[] = [];
  const nothing = (): undefined => undefined;
  const engine = new MediaEngine({
    side: 'customer', clock, times: defaultTimes,
    send: nothing, ack: nothing, mark: nothing, heard: nothing, quiet: nothing, changed: nothing, local: nothing,
    ahead: ({ kind }, n) => ahead.push(`${n} ${kind}`),
    event: (event) => events.push(event),
    reachable: () => true,
    loadInCall: () => new Promise(() => undefined),
    modes: () => ({ audio: 'on', video: 'on' }),
  });
  return { clock, engine, events, ahead };
}

beforeEach(() => void (links.length = 0));

describe('a connection made ahead', () => {
  it('is made once, and taken', () => {
    const { engine } = scene();
    engine.warm(all);
    engine.warm(all);
    engine.enter('v_1', 0);
    engine.open({ ...all, attempt: 1 });
    expect(links.map(({ closed }) => closed)).toEqual([false]);
  });

  it.each<[string, (it: ReturnType<typeof scene>) => WarmOptions]>([
    ['is too old', ({ clock }) => (clock.advance(60_000), all)],
    ['goes another way', () => ({ ...all, way: 'relay' })],
    ['was lost', () => (links.forEach((link) => (link.isActive = false)), all)],
  ])('is made anew where the one there is %s', (_name, change) => {
    const it = scene();
    it.engine.warm(all);
    it.engine.warm(change(it));
    expect(links.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('says ahead what it will say first, and begins with just that', () => {
    const { engine, events, ahead } = scene();
    engine.warm(all);
    links[0]?.options.post({ kind: 'description', body: { type: 'offer', sdp: 'v=0' } });
    links[0]?.options.post({ kind: 'candidates', body: { candidates: [{ candidate: 'c' }] } });
    expect(ahead).toEqual(['1 description', '2 candidates']);
    engine.enter('v_1', 0);
    engine.open({ ...all, attempt: 1 });
    links[0]?.options.post({ kind: 'candidates', body: { candidates: [{ candidate: 'd' }] } });
    expect(ahead).toHaveLength(2);
    expect(events.filter(({ type }) => type === 'lost')).toEqual([]);
  });

  it('says all of it again when it is wanted again, and nothing of one that another replaces', () => {
    const { engine, ahead, clock } = scene();
    engine.warm(all);
    links[0]?.options.post({ kind: 'description', body: { type: 'offer', sdp: 'v=0' } });
    links[0]?.options.post({ kind: 'candidates', body: { candidates: [{ candidate: 'c' }] } });
    engine.warm(all);
    links[0]?.options.post({ kind: 'candidates', body: { candidates: [{ candidate: 'd' }] } });
    expect(ahead).toEqual(['1 description', '2 candidates', '1 description', '2 candidates', '3 candidates']);
    clock.advance(defaultTimes.ahead);
    engine.warm(all);
    expect(ahead).toHaveLength(5);
    links[1]?.options.post({ kind: 'description', body: { type: 'offer', sdp: 'v=0' } });
    expect(ahead.at(-1)).toBe('1 description');
  });

  it('tells of refusing relays once, when a call goes by it', () => {
    const { engine, events } = scene();
    engine.warm(all);
    engine.enter('v_1', 0);
    links[0]?.refused();
    expect(events).toEqual([]);
    engine.open({ ...all, attempt: 1 });
    expect(events).toEqual([{ type: 'turnRefused', stranded: true }]);
  });
});

describe('a restart of ICE', () => {
  it('is told of when it truly begins', () => {
    const { engine, events } = scene();
    engine.enter('v_1', 0);
    engine.open({ ...all, attempt: 1 });
    engine.restart(1, all.turn, false);
    const told = () => events.filter(({ type }) => type === 'restarted');
    expect(told()).toEqual([]);
    links[0]?.begin?.();
    expect(told()).toEqual([{ type: 'restarted', generation: 1 }]);
  });
});
