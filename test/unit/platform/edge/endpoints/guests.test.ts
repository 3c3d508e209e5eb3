import { expect, it } from 'vitest';
import { startEdge } from '../fixture.js';

it.each(["'", 'g 1', '%00', 'ä'])('a visitor of the id “%s”, which nobody can have, is not found, blocked or not', async (guestId) => {
  const edge = await startEdge();
  const token = await edge.agentToken('ada@example.test');
  for (const blocked of [true, false]) {
    const answer = await fetch(`${edge.origin}/api/v2/guests/${encodeURIComponent(guestId)}/block`, {
      method: 'PUT', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ blocked }),
    });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'not-found' });
  }
});
