/** Every frame x every sender, on a contact that is theirs and on one that is not. */
import { describe, expect, it } from 'vitest';
import { frameScopes } from '../../../../src/platform/auth/scopes.js';
import { clientFrameSchemas, type ClientFrameType } from '../../../../src/protocol/client-frame.js';
import { frameSamples } from '../access/frame-samples.js';
import { frameTable } from '../access/frame-table.js';
import { click, goLive } from '../core/call.js';
import { openScene, senders, type Scene } from '../access/scene.js';

const types = Object.keys(clientFrameSchemas) as ClientFrameType[];
/** Answers that mean: this is none of your business. */
const refusals = new Set(['unknown-frame', 'scope-missing', 'not-your-contact', 'relation-refused', 'unknown-call', 'no-upgrade', 'stale-reservation', 'turn-not-allowed']);
const seqs = async ({ world, contactId, otherId }: Scene): Promise<readonly number[]> => [(await world.timeline(contactId)).length, (await world.timeline(otherId)).length];

describe('frames', () => {
  it('have a row and a scope each, and no row is of a frame that is gone', () => {
    expect(Object.keys(frameTable).sort()).toEqual([...types].sort());
    expect(Object.keys(frameSamples).sort()).toEqual([...types].sort());
    expect(Object.keys(frameScopes).sort()).toEqual([...types].sort());
  });

  it.each(types)('%s is answered as the table says, and leaves no trace where it is refused', async (type) => {
    const scene = await openScene();
    const answers: string[] = [];
    for (const sender of senders) {
      const before = await seqs(scene);
      const answer = await scene.answer(sender, frameSamples[type](scene.contactId));
      if (refusals.has(answer)) expect([sender, await seqs(scene)]).toEqual([sender, before]);
      answers.push(answer);
    }
    expect(Object.fromEntries(senders.map((sender, at) => [sender, answers[at]]))).toEqual(Object.fromEntries(senders.map((sender, at) => [sender, frameTable[type][at]])));
    await scene.close();
  });
});

describe('frames of a live call, by those who know its ids and are not in it', () => {
  const outsiders = senders.filter((it) => it !== 'owner' && it !== 'customer');
  const aboutCall = types.filter((type) => /^(call|upgrade|pane)\./.test(type));

  it('are refused, or reach nobody, and change nothing', async () => {
    const scene = await openScene();
    const { customer, owner } = scene.people;
    await owner.do({ type: 'presence.set', onQueue: true });
    const upgradeId = await click(customer);
    await owner.accept();
    const callId = await goLive(customer, owner);
    expect(callId).not.toBe('');
    const before = await seqs(scene);
    customer.clear();
    owner.clear();
    for (const type of aboutCall) {
      const act = frameSamples[type](scene.contactId);
      const known = { ...act, ...('callId' in act ? { callId } : {}), ...('upgradeId' in act ? { upgradeId } : {}) };
      for (const outsider of outsiders) {
        const answer = await scene.answer(outsider, known);
        expect([type, outsider, refusals.has(answer) || (type === 'call.ack' && answer === 'silence')]).toEqual([type, outsider, true]);
      }
    }
    expect(await seqs(scene)).toEqual(before);
    expect([...customer.got, ...owner.got].map(({ type }) => type)).toEqual([]);
    await scene.close();
  });
});
