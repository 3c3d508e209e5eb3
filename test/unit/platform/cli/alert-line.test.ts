import { describe, expect, it } from 'vitest';
import { alertLine } from '../../../../src/platform/cli/alert-line.js';
import { parseConfig } from '../../../../src/platform/config/index.js';
import type { Alert } from '../../../../src/platform/core.js';

const names = parseConfig(
  JSON.stringify({
    queues: [{ id: 'support', name: 'Support - Video Enabled' }],
    agents: [{ id: 'ana', name: 'Ana Ruiz', login: 'ana@example.test' }],
    skills: [{ id: 'skill-video', name: 'Video support' }],
  }),
);
const noAgent = { kind: 'no-agent', contactId: 'c_1', queueId: 'support', medium: 'videoChat', skills: ['skill-video', 'other'] } as const;
const longWait = { kind: 'long-wait', contactId: 'c_1', queueId: 'support', medium: 'webChat', skills: [] } as const;

describe('an alert at a terminal', () => {
  it.each<[string, Alert]>([
    ['Alert: a customer waits 45 s in Support - Video Enabled, nobody accepts.', { ...longWait, waitedMs: 45_300 }],
    ['Alert: a customer waits 2 min in Support - Video Enabled, nobody accepts.', { ...longWait, waitedMs: 120_400 }],
    ['Alert: a customer waits 1 min in gone, nobody accepts.', { ...longWait, queueId: 'gone', waitedMs: 60_000 }],
    ['Alert: nobody in Support - Video Enabled takes a customer’s video call: no agent has what it needs (Video support, other).', { ...noAgent, reason: 'nobody-qualified' }],
    ['Alert: 4 customers wait in Support - Video Enabled, the first for 2 min, more come and nobody accepts.', { kind: 'waits-rising', contactId: 'c_1', queueId: 'support', medium: 'webChat', waiting: 4, waitedMs: 110_000, skills: [] }],
    ['Alert: nobody in Support - Video Enabled takes a customer’s chat: no agent may.', { ...noAgent, medium: 'webChat', skills: [], reason: 'nobody-qualified' }],
    ['Alert: nobody in Support - Video Enabled takes a customer’s video call: nobody who could is on queue.', { ...noAgent, reason: 'nobody-on-queue' }],
    ['Alert: nobody in Support - Video Enabled takes a customer’s video call: all who could are busy.', { ...noAgent, reason: 'all-busy' }],
    ['Alert: nobody in Support - Video Enabled takes a customer’s video call: all who could declined or did not answer.', { ...noAgent, reason: 'nobody-accepted' }],
    ['Alert: Ana Ruiz is in a video call whose picture the desk did not show.', { kind: 'pane-unconfirmed', contactId: 'c_1', callId: 'k_1', agentId: 'ana' }],
  ])('says: %s', (sentence, alert) => {
    expect(alertLine(alert, names)).toBe(sentence);
  });
});
