/** A chat in a call that is live, and a way to say what becomes of it. */
import type { CallControls, CallHealth } from '../../../src/call/index.js';
import { fakeControls, fakeHealth } from '../ui/fake-call.js';
import { drawnStream } from './drawn-stream.js';
import { Timeline, ana, noon, snapshot } from './fake-rooms.js';
import { desktop, drawn, mount, type Mounted } from './mounted.js';

export const inCall = { upgradeId: 'u', callId: 'c', attempt: 1, agent: ana, since: noon } as const;
export const live = { kind: 'live', ...inCall } as const;

type Said = Parameters<Mounted['rooms']['upgrade']['become']>[0];
type Change = Omit<Said, 'controls' | 'health'> & { readonly controls?: Partial<CallControls>; readonly health?: Partial<CallHealth> };

export interface Calling extends Mounted {
  readonly asked: string[];
  /** `controls` and `health` in part: the rest is as usual. */
  readonly say: (change: Change) => void;
}

export async function calling(size: readonly [number, number] = desktop, controls: Parameters<typeof fakeControls>[1] = {}): Promise<Calling> {
  const it = await mount({}, size);
  const asked: string[] = [];
  void it.chat.open();
  await drawn(it.root, '.panel');
  it.rooms.session.become({ snapshot: snapshot(), events: new Timeline().customer('Hello').joined().events });
  await it.rooms.loadCall();
  const say: Calling['say'] = ({ controls: changed, health, ...more }) =>
    it.rooms.upgrade.become({
      ...more,
      ...(changed === undefined ? {} : { controls: fakeControls(asked, { ...controls, ...changed }) }),
      ...(health === undefined ? {} : { health: fakeHealth(asked, health) }),
    });
  say({ state: live, local: drawnStream('self'), remote: drawnStream('remote'), controls: {}, health: {} });
  await drawn(it.root, '.control.devices');
  return { ...it, asked, say };
}
