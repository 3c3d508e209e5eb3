import { afterEach, describe, expect, it } from 'vitest';
import { migrations } from '../../../../src/platform/contacts/migrations.js';
import { Config } from '../../../../src/platform/contacts/config-store.js';
import { Hub, type Line } from '../../../../src/platform/contacts/hub.js';
import { makeTransact, type Transact, type Unit } from '../../../../src/platform/contacts/unit.js';
import type { Fact } from '../../../../src/platform/contacts/fact.js';
import { createLog } from '../../../../src/platform/log.js';
import { openStore, type Store } from '../../../../src/platform/store/store.js';
import type { PlatformFrame } from '../../../../src/protocol/platform-frame.js';
import { ManualClock } from '../core/manual-clock.js';

let store: Store | undefined;
afterEach(() => store?.close());

const fact = (contactId: string): Fact => ({ kind: 'contact.started', contactId });

async function open(handle: (unit: Unit, fact: Fact) => Promise<void> = () => Promise.resolve()) {
  store = await openStore({ folder: ':memory:', migrations });
  const hub = new Hub();
  const got: PlatformFrame[] = [];
  const line: Line = { who: { kind: 'agent', id: 'ana', sessionId: 's', scopes: [] }, deliver: (frame) => got.push(frame), manifest: undefined, state: 'joining' };
  hub.add(line);
  hub.open(line);
  const order: string[] = [];
  const around = {
    hub, config: new Config(), clock: new ManualClock(), log: createLog({ level: 'silent' }), newId: (prefix: string) => `${prefix}_1`,
    poke: (due: number) => order.push(`poke ${due}`), alert: () => order.push('alert'), measure: () => undefined, followCall: () => undefined, placesSoon: () => undefined, inboxSoon: () => undefined, saidAhead: () => undefined,
    dropFile: () => undefined,
  };
  const rules = {
    store, around, handle,
    route: () => {
      order.push('route');
      return Promise.resolve();
    },
    tell: (unit: Unit) => {
      unit.send('ana', { type: 'pong', at: 'told' });
      return Promise.resolve();
    },
  };
  const transact: Transact = makeTransact(rules);
  return { transact, got, order };
}

describe('a unit of work', () => {
  it('delivers nothing of what was rolled back', async () => {
    const { transact, got, order } = await open();
    const work = transact(async (unit) => {
      unit.send('ana', { type: 'pong' });
      await unit.arm('idle', 'c', 5);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect([got, order]).toEqual([[], []]);
  });

  it('handles facts in order, in the transaction of the work that raised them, and their own after them', async () => {
    const handled: string[] = [];
    const { transact } = await open((unit, it) => {
      if (it.kind === 'contact.started') {
        handled.push(it.contactId);
        if (it.contactId === 'a') unit.raise(fact('c'));
      }
      return Promise.resolve();
    });
    await transact((unit) => {
      unit.raise(fact('a'));
      unit.raise(fact('b'));
      return Promise.resolve();
    });
    expect(handled).toEqual(['a', 'b', 'c']);
  });

  it('routes only where routing is stale, tells last, and runs what comes after the commit first', async () => {
    const { transact, got, order } = await open();
    await transact((unit) => {
      unit.send('ana', { type: 'pong' });
      return Promise.resolve();
    });
    expect(order).toEqual([]);
    await transact(async (unit) => {
      unit.last('ana', { type: 'pong', at: 'last' });
      unit.send('ana', { type: 'pong', at: 'sent' });
      unit.stale.routing = true;
      await unit.arm('idle', 'c', 7);
      unit.after(() => got.push({ type: 'pong', at: 'after' }));
    });
    expect(order).toEqual(['route', 'poke 7']);
    expect(got.slice(2).map((frame) => ('at' in frame ? frame.at : ''))).toEqual(['after', 'sent', 'told', 'last']);
  });

  it('puts an introduction before everything else and takes out what it contains', async () => {
    const { transact, got } = await open();
    await transact((unit) => {
      unit.send('ana', { type: 'ping', at: 'doubled' });
      unit.send('ana', { type: 'pong', at: 'kept' });
      unit.sendFirst('ana', [{ type: 'ping', at: 'first' }], (frame) => frame.type === 'ping');
      return Promise.resolve();
    });
    expect(got.map((frame) => ('at' in frame ? frame.at : ''))).toEqual(['first', 'kept', 'told']);
  });

  it('is stopped where two parts answer each other for ever', async () => {
    const raise = (unit: Unit): Promise<void> => {
      unit.raise(fact('again'));
      return Promise.resolve();
    };
    const { transact } = await open(raise);
    await expect(transact(raise)).rejects.toThrow('Facts without end');
  });
});
