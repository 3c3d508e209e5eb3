import { describe, expect, it } from 'vitest';
import { Hub, type Line } from '../../../../src/platform/contacts/hub.js';
import type { PlatformFrame } from '../../../../src/protocol/platform-frame.js';
import { manifestOf } from '../core/person.js';

const pong: PlatformFrame = { type: 'pong' };

function line(id: string, sessionId: string): { line: Line; got: PlatformFrame[] } {
  const got: PlatformFrame[] = [];
  return { got, line: { who: { kind: 'agent', id, sessionId, scopes: [] }, deliver: (frame) => got.push(frame), manifest: undefined, state: 'joining' } };
}

describe('the hub', () => {
  it('counts a connection as present at once and delivers once it is open', () => {
    const hub = new Hub();
    const { line: it, got } = line('ana', 's1');
    hub.add(it);
    expect(hub.present('ana')).toBe(true);
    hub.send('ana', pong);
    hub.open(it);
    hub.send('ana', pong);
    expect(got).toEqual([pong]);
  });

  it('delivers to every page of a participant, or to one', () => {
    const hub = new Hub();
    const [one, two] = [line('ana', 's1'), line('ana', 's2')];
    for (const { line: it } of [one, two]) {
      hub.add(it);
      hub.open(it);
    }
    hub.send('ana', pong);
    hub.send('ana', pong, 's2');
    hub.send('ben', pong);
    expect([one.got.length, two.got.length]).toEqual([1, 2]);
  });

  it('gives the place of an older connection of the same page to the newer one', () => {
    const hub = new Hub();
    const [older, newer] = [line('ana', 's1'), line('ana', 's1')];
    hub.add(older.line);
    hub.open(older.line);
    hub.add(newer.line);
    hub.open(newer.line);
    hub.send('ana', pong);
    expect([older.got.length, newer.got.length]).toEqual([0, 1]);
    hub.remove(older.line);
    expect(hub.present('ana')).toBe(true);
    hub.remove(newer.line);
    expect(hub.present('ana')).toBe(false);
  });

  it('does not open a connection that went while it joined', () => {
    const hub = new Hub();
    const { line: it } = line('ana', 's1');
    hub.add(it);
    hub.remove(it);
    hub.open(it);
    expect(it.state).toBe('gone');
  });

  it('knows what the newest connection that said so can do', () => {
    const hub = new Hub();
    const [one, two, three] = [line('ana', 's1'), line('ana', 's2'), line('ana', 's3')];
    one.line.manifest = manifestOf('no-webrtc');
    two.line.manifest = manifestOf('video');
    for (const { line: it } of [one, two, three]) hub.add(it);
    expect(hub.manifest('ana')).toEqual(manifestOf('video'));
    expect(hub.manifest('ben')).toBeUndefined();
  });
});
