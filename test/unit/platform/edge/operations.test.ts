import { describe, expect, it } from 'vitest';
import { startEdge } from './fixture.js';

describe('an operator', () => {
  it('reads health, and readiness as the store has it', async () => {
    let ready = true;
    const { origin } = await startEdge({ ready: () => Promise.resolve(ready) });
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    ready = false;
    const answer = await fetch(`${origin}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'shutting-down' });
  });

  it('reads metrics on the machine itself, and from elsewhere with the scope alone', async () => {
    const edge = await startEdge();
    await edge.join(await edge.guestToken());
    const text = await (await fetch(`${edge.origin}/metrics`)).text();
    expect(text).toContain('segue_sockets 1');
    expect(text).toContain('segue_frames_sent_total{type="welcome"} 1');
    const forwarded = (token?: string) =>
      fetch(`${edge.origin}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) } });
    expect((await forwarded()).status).toBe(401);
    expect((await forwarded(await edge.agentToken())).status).toBe(403);
    expect((await forwarded(await edge.agentToken('sam@example.test'))).status).toBe(200);
  });

  it('finds the schemas of configuration and flow', async () => {
    const { origin } = await startEdge();
    const config = (await (await fetch(`${origin}/schemas/segue.config.json`)).json()) as { properties: object };
    expect(Object.keys(config.properties)).toContain('deployments');
    const flow = await fetch(`${origin}/schemas/flow.json`);
    expect(flow.headers.get('content-type')).toContain('application/schema+json');
    for (const name of ['flow-document', 'schedule', 'queue']) expect(await (await fetch(`${origin}/schemas/${name}.json`)).json()).toMatchObject({ $id: `/schemas/${name}.json` });
    expect((await fetch(`${origin}/schemas/constructor.json`)).status).toBe(404);
  });

  it('sees routes, not addresses, in the labels of metrics', async () => {
    const { origin } = await startEdge();
    await fetch(`${origin}/api/v2/interactions/c_secret`);
    const text = await (await fetch(`${origin}/metrics`)).text();
    expect(text).toContain('route="/api/v2/interactions/:contactId"');
    expect(text).not.toContain('c_secret');
  });
});
