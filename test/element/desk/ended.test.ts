import { describe, expect, it, onTestFinished } from 'vitest';
import { page } from 'vitest/browser';
import type { EndedContact } from '../../../src/protocol/index.js';
import { moment, noon, profile, signedIn, type Rig } from './desk-rig.js';
import { press } from './press.js';
import { owned, Story } from './scenes.js';

const midnight = new Date(new Date(noon).setHours(0, 0, 0, 0)).toISOString();
const listPath = `/api/v2/ended-contacts?${new URLSearchParams({ since: midnight }).toString()}`;
const story = new Story('c_mei', 'Mei Tanaka', 900).begun().customer('Is it fixed?').agent('It is.');
const ended: EndedContact = { contactId: 'c_mei', startedAt: moment(-900_000), closedAt: moment(-60_000), media: ['webChat'], agents: [], codes: ['Repair'], customerName: 'Mei Tanaka' };

async function reloaded(): Promise<Rig> {
  const rig = await signedIn({
    profile: { scopes: [...profile.scopes, 'contact:past'] },
    answers: {
      [listPath]: () => ({ contacts: [ended] }),
      '/api/v2/ended-contacts/c_mei': () => ({ contact: owned('c_mei', 'Mei Tanaka', 900, { state: 'closed', closedAt: moment(-60_000), relation: 'former' }), events: story.frames.map(({ type: _type, ...event }) => event) }),
    },
  });
  onTestFinished(() => rig.remove());
  return rig;
}

describe('contacts that ended before the desk was loaded', () => {
  it('are in the inbox, and are read as they were', async () => {
    const rig = await reloaded();
    const row = page.getByRole('button', { name: /Mei Tanaka/u });
    await expect.poll(() => row.query()?.textContent ?? '').toContain('Repair');
    expect(rig.asked).toEqual([listPath]);
    await press(row);
    await expect.poll(() => rig.root.querySelector('.transcript')?.textContent ?? '').toContain('Is it fixed?');
    expect(rig.root.querySelector('.composer textarea')).toBeNull();
    expect(rig.root.querySelector('.conversation-over')?.textContent).toContain('This contact has ended.');
    expect(rig.asked).toEqual([listPath, '/api/v2/ended-contacts/c_mei']);
  });
});
