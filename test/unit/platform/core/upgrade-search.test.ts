import { describe, expect, it } from 'vitest';
import { chatting, click, goLive } from './call.js';
import { askBlock, people, supportBody, toSupport, trigger, videoBlock } from './fixtures.js';
import { World } from './world.js';

const videoAgents = [people.ana, people.ben, people.chen, { ...people.chen, id: 'dora', name: 'Dora', login: 'dora' }];

describe('the search for an agent who takes the video', () => {
  it('goes on to the next after a decline, and never back', async () => {
    const world = await World.open({ config: { agents: videoAgents } });
    const { customer } = await chatting(world, 'ben');
    const chen = await world.agent('chen');
    await world.pass(1_000);
    const dora = await world.agent('dora');
    await click(customer);
    await chen.decline();
    expect(dora.last('reservation')).toMatchObject({ medium: 'videoChat' });
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ringing', agent: { agentId: 'dora' } });
    await dora.decline();
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'declined', by: 'agent' } });
    expect(chen.all('reservation')).toHaveLength(1);
  });

  it('goes on to the next after an unanswered ring, whose agent is not responding', async () => {
    const world = await World.open({ config: { agents: videoAgents } });
    const { customer } = await chatting(world, 'ben');
    const chen = await world.agent('chen');
    await world.pass(1_000);
    const dora = await world.agent('dora');
    await click(customer);
    await world.pass(20_000);
    expect(chen.last('presence')?.state).toBe('not-responding');
    await dora.accept();
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'bound', agent: { agentId: 'dora' } });
  });

  it('goes on to the next when an owner who could says not now', async () => {
    const world = await World.open();
    const { customer, agent: ana } = await chatting(world);
    const chen = await world.agent('chen');
    await click(customer);
    await ana.decline();
    expect(ana.last('presence')?.state).toBe('available');
    expect(chen.last('reservation')).toMatchObject({ kept: false, owner: { agentId: 'ana' } });
    await chen.accept();
    expect(ana.last('contact')?.contact.relation).toBe('former');
  });

  it('passes by an owner who is in another call', async () => {
    const world = await World.open();
    const { customer: first, agent: ana } = await chatting(world);
    await click(first);
    await ana.accept();
    await goLive(first, ana);
    const second = await world.customer();
    await second.say('Hello');
    await ana.accept();
    expect(second.last('contact')?.contact.owner?.agentId).toBe('ana');
    const chen = await world.agent('chen');
    await click(second);
    expect(chen.last('reservation')).toMatchObject({ contactId: second.contactId, medium: 'videoChat' });
  });

  it('gives a place in line while all are busy, moves it up, and rings when one comes free', async () => {
    const world = await World.open({ config: { agents: [people.ana, people.ben] } });
    const { customer: first, agent: ana } = await chatting(world);
    await click(first);
    await ana.accept();
    const callId = await goLive(first, ana);

    const ben = await world.agent('ben');
    const waiting = [];
    for (let count = 0; count < 2; count += 1) {
      const customer = await world.customer();
      await customer.say('Hello');
      await (ben.last('reservation')?.contactId === customer.contactId ? ben : ana).accept();
      await click(customer);
      waiting.push(customer);
      await world.pass(1_000);
    }
    const [second, third] = waiting;
    expect(second?.last('upgrade.state')).toMatchObject({ state: 'waiting', place: { position: 1 } });
    expect(third?.last('upgrade.state')).toMatchObject({ state: 'waiting', place: { position: 2 } });

    await first.do({ type: 'call.end', contactId: first.contactId, callId });
    expect(ana.last('reservation')).toMatchObject({ contactId: second?.contactId, medium: 'videoChat' });
    expect(third?.last('upgrade.state')).toMatchObject({ state: 'waiting', place: { position: 1 } });
    expect(second?.last('upgrade.state')).toMatchObject({ state: 'ringing' });
  });

  it('tells how long the wait is likely to be once three calls of the queue have shown it', async () => {
    const world = await World.open({ config: { agents: [people.ana, people.ben] } });
    const ana = await world.agent('ana');
    const ben = await world.agent('ben');
    const inChat = async () => {
      const customer = await world.customer();
      await customer.say('Hello');
      await (ben.last('reservation')?.contactId === customer.contactId ? ben : ana).accept();
      await click(customer);
      return customer;
    };
    const placeBehindCalls = async (seconds: readonly number[]) => {
      for (const length of seconds) {
        const customer = await inChat();
        await ana.accept();
        const callId = await goLive(customer, ana);
        await world.pass(length * 1_000);
        await customer.do({ type: 'call.end', contactId: customer.contactId, callId });
        await customer.do({ type: 'contact.close', contactId: customer.contactId });
        for (const agent of [ana, ben]) await agent.do({ type: 'contact.wrap', contactId: customer.contactId, codes: [] });
      }
      const inCall = await inChat();
      await ana.accept();
      const waits = [await inChat(), await inChat()];
      const places = waits.map((it) => it.last('upgrade.state')?.place);
      for (const it of [inCall, ...waits]) await it.do({ type: 'contact.close', contactId: it.contactId });
      for (const it of [inCall, ...waits]) for (const agent of [ana, ben]) await agent.do({ type: 'contact.wrap', contactId: it.contactId, codes: [] });
      return places;
    };
    expect(await placeBehindCalls([60, 120])).toEqual([{ position: 1 }, { position: 2 }]);
    expect(await placeBehindCalls([180])).toEqual([{ position: 1, expectedWaitSeconds: 120 }, { position: 2, expectedWaitSeconds: 240 }]);
  });

  it('says all-busy when the block’s time is up in line', async () => {
    const world = await World.open({ config: { agents: [people.ana] } });
    const { customer: first, agent: ana } = await chatting(world);
    await click(first);
    await ana.accept();
    await goLive(first, ana);
    const second = await world.customer();
    await second.say('Hello');
    await ana.accept();
    await click(second);
    expect(second.last('upgrade.state')).toMatchObject({ state: 'waiting' });
    await world.pass(60_000);
    expect(second.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'no-agent', reason: 'all-busy' } });
    expect(second.last('contact')?.contact).toMatchObject({ state: 'connected', medium: 'webChat', owner: { agentId: 'ana' } });
  });

  it('says timeout(agent) when somebody rang and the block’s time ran out', async () => {
    const block = '{ "id": "video", "type": "video-chat", "configuration": { "queueId": "support", "contactId": "${contact.id}", "timeoutSeconds": 10, "ringSeconds": 30 } }';
    const ask = '{ "id": "ask", "type": "send-message", "configuration": { "mediaType": "video", "message": "Video?", "waitForResult": true } }';
    const world = await World.open({ config: { blocks: [trigger, toSupport.replace('}\n', '}').replace(/ }$/, ', "next": null }'), ask, block] } });
    const { customer, agent } = await chatting(world);
    await click(customer);
    expect(agent.last('reservation')).toMatchObject({ medium: 'videoChat' });
    await world.pass(10_000);
    expect(agent.last('reservation.gone')).toMatchObject({ outcome: 'rescinded' });
    expect(agent.last('presence')?.state).toBe('available');
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'timeout', reason: 'agent' } });
  });

  it('looks in the secondary queue when its own has nobody', async () => {
    const second = { id: 'video-team', ...(JSON.parse(supportBody) as object), members: ['chen'] };
    const world = await World.open({
      config: { queue: { members: ['ben'], secondaryQueueId: 'video-team' }, moreQueues: [second] },
    });
    const { customer } = await chatting(world, 'ben');
    const chen = await world.agent('chen');
    await click(customer);
    expect(chen.last('reservation')).toMatchObject({ medium: 'videoChat', queue: { queueId: 'video-team' } });
  });

  it.each(['its own', 'its block’s'])('goes to the secondary queue where the first takes no video: %s', async (whose) => {
    const second = { id: 'video-team', ...(JSON.parse(supportBody) as object), members: ['chen'] };
    const block = videoBlock.replace('"timeoutSeconds": 60', '"timeoutSeconds": 60, "secondaryQueueId": "video-team"');
    const world = await World.open({
      config: whose === 'its own'
        ? { queue: { mediaTypes: ['webChat'], members: ['ben'], secondaryQueueId: 'video-team' }, moreQueues: [second] }
        : { queue: { mediaTypes: ['webChat'], members: ['ben'] }, moreQueues: [second], blocks: [trigger, toSupport.replace(/ }$/, ', "next": null }'), askBlock, block] },
    });
    const { customer } = await chatting(world, 'ben');
    const chen = await world.agent('chen');
    expect(customer.last('contact')?.contact.video).toEqual({ allowed: true });
    await click(customer);
    expect(chen.last('reservation')).toMatchObject({ medium: 'videoChat', queue: { queueId: 'video-team' } });
    await chen.accept();
    expect(customer.last('upgrade.state')?.state).toBe('bound');
  });

  it('is refused where neither queue takes video', async () => {
    const second = { id: 'video-team', name: 'No video', mediaTypes: ['webChat'], members: ['chen'] };
    const world = await World.open({ config: { queue: { mediaTypes: ['webChat'], secondaryQueueId: 'video-team' }, moreQueues: [second] } });
    const { customer } = await chatting(world, 'ben');
    await click(customer);
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'not-allowed', reason: 'queue' } });
  });

  it('takes the place of a ring for the contact’s chat', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    const customer = await world.customer();
    await customer.say('Hello');
    expect(ana.last('reservation')).toMatchObject({ medium: 'webChat' });
    await click(customer);
    expect(ana.last('reservation.gone')).toMatchObject({ outcome: 'rescinded' });
    expect(ana.last('reservation')).toMatchObject({ medium: 'videoChat' });
    await ana.accept();
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'connected', medium: 'videoChat' });
    expect((await world.kinds(customer.contactId)).filter((kind) => kind === 'queue.left')).toHaveLength(1);
    expect(ana.last('presence')?.slots).toMatchObject({ webChat: { used: 0 }, videoChat: { used: 1 } });
  });

  it('loses an agent who goes offline while it rings, and finds the next', async () => {
    const world = await World.open();
    const { customer } = await chatting(world, 'ben');
    const ana = await world.agent('ana');
    await world.pass(1_000);
    const chen = await world.agent('chen');
    await click(customer);
    expect(ana.last('reservation')).toMatchObject({ medium: 'videoChat' });
    await ana.leave();
    await world.pass(10_000);
    expect(chen.last('reservation')).toMatchObject({ contactId: customer.contactId });
  });

  it('does not count an agent whose own browser cannot do video', async () => {
    const world = await World.open({ config: { agents: [people.ben, people.chen] } });
    const { customer } = await chatting(world, 'ben');
    await world.agent('chen', { manifest: 'no-webrtc' });
    await click(customer);
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'no-agent', reason: 'nobody-qualified' } });
  });
});

describe('the pane', () => {
  it('unconfirmed after five seconds is an event and an alert, and the call goes on', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await click(customer);
    await agent.accept();
    await world.pass(5_000);
    expect(agent.last('event')).toMatchObject({ kind: 'pane.unconfirmed', data: { agentId: 'ana' } });
    expect(world.alerts).toContainEqual(expect.objectContaining({ kind: 'pane-unconfirmed', contactId: customer.contactId, agentId: 'ana' }));
    expect(customer.last('upgrade.state')?.state).toBe('bound');
  });

  it('confirmed is an event with its delay, once', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await click(customer);
    await agent.accept();
    await world.pass(800);
    const callId = agent.last('media-upgrade')?.callId ?? '';
    await agent.do({ type: 'pane.rendered', contactId: customer.contactId, callId });
    await agent.do({ type: 'pane.rendered', contactId: customer.contactId, callId });
    await world.pass(10_000);
    expect((await world.timeline(customer.contactId)).filter(({ kind }) => kind.startsWith('pane.'))).toMatchObject([{ kind: 'pane.rendered', data: { afterMs: 800 } }]);
  });
});
