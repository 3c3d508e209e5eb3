import { describe, expect, it } from 'vitest';
import { enDesk } from '../../../src/desk/en-desk.js';
import { transcriptItems } from '../../../src/desk/transcript-items.js';
import type { ContactModel } from '../../../src/session/index.js';
import { ana, anaActor, flow, platform, robin, Story } from './story.js';

const texts = (model: ContactModel): readonly string[] => transcriptItems(model, { agentId: 'agent-ana', gone: () => false, strings: enDesk }).map(({ text }) => text);
const messages = (model: ContactModel) => transcriptItems(model, { agentId: 'agent-ana', gone: () => false, strings: enDesk }).filter((item) => item.kind === 'message');

describe('the agent’s transcript', () => {
  it('puts the house’s people on the own side, and the customer and what a flow says on the other one', () => {
    const story = new Story()
      .add('flow.entered', flow, { runId: 'run_1', flowId: 'welcome', version: 3, blockId: 'greet', blockType: 'send-message' })
      .add('message', flow, { messageId: 'm_1', text: 'Welcome.' })
      .add('message', robin, { messageId: 'm_2', text: 'Hello' })
      .add('message', { kind: 'agent', id: 'agent-ben', name: 'Ben' }, { messageId: 'm_3', text: 'Hi' })
      .add('message', anaActor, { messageId: 'm_4', text: 'Ana here' });
    expect(messages(story.model()).map(({ side, author }) => [side, author])).toEqual([['other', 'Automatic, welcome'], ['other', 'Robin Vale'], ['own', 'Ben'], ['own', 'You']]);
  });

  it('marks as read what the customer has read, and no more', () => {
    const story = new Story().add('message', anaActor, { messageId: 'm_1', text: 'one' }).add('message', anaActor, { messageId: 'm_2', text: 'two' });
    expect(messages(story.model({ read: { customer: 1, agent: 0 } })).map(({ delivery }) => delivery)).toEqual(['read', 'sent']);
  });

  it('keeps what is not yet sent at the end', () => {
    const story = new Story().add('message', robin, { messageId: 'm_1', text: 'Hello' });
    const model = story.model({}, { pending: [{ id: 'm_2', text: 'Hi', at: 0, state: 'sending' }] });
    expect(messages(model).map(({ text, delivery }) => [text, delivery])).toEqual([['Hello', undefined], ['Hi', 'sending']]);
  });

  it('says how the contact came and how long it waited', () => {
    expect(texts(new Story().begun().model())).toEqual(['Contact started in chat', 'Waiting in Support', 'You joined · Robin waited 0:30']);
  });

  it('tells no wait where there was none worth telling', () => {
    const story = new Story()
      .add('queue.entered', flow, { queueId: 'support', name: 'Support', medium: 'webChat' }, 0.9)
      .add('agent.joined', anaActor, { agent: ana });
    expect(texts(story.model())).toEqual(['Waiting in Support', 'You joined']);
  });

  it('tells an upgrade from the invitation to its end', () => {
    const story = new Story()
      .add('upgrade.asked', anaActor, { upgradeId: 'u_1', medium: 'video', deadline: '2026-01-01T12:01:00.000Z' })
      .add('upgrade.answered', robin, { upgradeId: 'u_1', accepted: true })
      .add('upgrade.captured', robin, { upgradeId: 'u_1', outcome: 'ready' }, 6)
      .add('media-upgrade', platform, { upgradeId: 'u_1', callId: 'v_1', from: 'webChat', to: 'videoChat', agent: ana })
      .add('media.restored', platform, { upgradeId: 'u_1', callId: 'v_1', from: 'videoChat', to: 'webChat', durationMs: 252_400 })
      .add('upgrade.ended', platform, { upgradeId: 'u_1', result: { status: 'completed', by: 'customer', at: '2026-01-01T12:05:00.000Z' } });
    expect(texts(story.model())).toEqual(['You invited Robin to video', 'Robin is ready for video', 'Video started · Robin waited 6 s', 'Video ended · 4 min 12 s']);
  });

  it('says that the customer left where they were gone when the video ended, whatever the media saw', () => {
    const story = new Story()
      .add('media-upgrade', platform, { upgradeId: 'u_1', callId: 'v_1', from: 'webChat', to: 'videoChat', agent: ana })
      .add('upgrade.ended', platform, { upgradeId: 'u_1', result: { status: 'failed', reason: 'media-stalled', by: 'agent', at: '2026-01-01T12:05:00.000Z' } });
    const read = (gone: boolean) => transcriptItems(story.model(), { agentId: 'agent-ana', gone: (callId) => gone && callId === 'v_1', strings: enDesk }).map(({ text }) => text)[1];
    expect(read(true)).toBe('The video ended: Robin left.');
    expect(read(false)).toBe('The video ended: picture and sound stopped. Robin is still here in chat.');
  });

  it('tells the agent’s own taking back as what it is', () => {
    const story = new Story()
      .add('upgrade.asked', anaActor, { upgradeId: 'u_1', medium: 'video', deadline: '2026-01-01T12:01:00.000Z' })
      .add('upgrade.ended', anaActor, { upgradeId: 'u_1', result: { status: 'cancelled', by: 'agent', at: '2026-01-01T12:05:00.000Z' } });
    expect(texts(story.model())).toEqual(['You invited Robin to video', 'You took the invitation back.']);
  });

  it('says why an upgrade came to nothing', () => {
    const story = new Story()
      .add('upgrade.captured', robin, { upgradeId: 'u_1', outcome: 'permission-denied' })
      .add('upgrade.ended', platform, { upgradeId: 'u_1', result: { status: 'permission-denied', by: 'customer', at: '2026-01-01T12:05:00.000Z' } });
    expect(texts(story.model())).toEqual(['Robin could not start video: the camera is blocked in the browser. They see how to allow it.']);
  });
});
