/** The configuration of a storm: short rings, a question that times out, two queues, agents whose passwords are quick to check. */
import { hashPassword } from '../../../../src/platform/auth/password.js';

export const password = 'storm';
export const agentIds = ['ana', 'ben', 'chen'] as const;

const need = (id: string) => ({ skills: [{ skill: { id }, level: 1 }] });
const queue = (id: string) => ({
  id, name: id, mediaTypes: ['webChat', 'videoChat'], skillRequirements: { webChat: need('chat'), videoChat: need('video') }, members: [...agentIds], ringSeconds: 1,
});

const blocks = [
  { id: 'start', type: 'web-messaging-trigger', configuration: {} },
  { id: 'question', type: 'send-message', configuration: { message: 'How can we help?', waitForResult: true, timeoutSeconds: 1 }, on: { timeout: 'nudge', answered: 'route' } },
  { id: 'nudge', type: 'send-message', configuration: { message: 'Still there?' } },
  { id: 'route', type: 'route-to-queue', configuration: { queueId: 'support' }, next: null },
  { id: 'ask', type: 'send-message', configuration: { mediaType: 'video', message: 'Shall we see each other?', waitForResult: true, resultVariableName: 'asked', timeoutSeconds: 2 } },
  { id: 'video', type: 'video-chat', configuration: { queueId: 'support', contactId: '${contact.id}', timeoutSeconds: 3, ringSeconds: 1 } },
];

export async function stormConfig(): Promise<string> {
  const passwordHash = await hashPassword(password, { N: 1024, r: 8, p: 1 });
  const agent = (id: string) => ({
    id, name: id, login: id, passwordHash, skills: [{ id: 'chat', level: 1 }, { id: 'video', level: 1 }], capacity: { webChat: 4, videoChat: 1 }, entitlements: ['video'],
  });
  const widget = { deploymentId: 'storm', allowMediaUpgrade: true, mediaTypes: ['chat', 'video'] };
  return JSON.stringify({
    deployments: [{ id: 'storm', origins: ['self'], flowId: 'main', defaultQueueId: 'support', entitlements: ['video'], widget }],
    queues: [queue('support'), queue('second')],
    skills: [{ id: 'chat' }, { id: 'video' }],
    agents: [...agentIds.map(agent), { id: 'ada', name: 'ada', login: 'ada', passwordHash, roles: ['administrator'] }],
    flows: [{ id: 'main', version: 1, entries: { 'upgrade-request': 'ask' }, blocks }],
  });
}

/** Rates are another test's subject. */
export const unlimited = ['framesPerSecond', 'frameBurst', 'messagesPerSecond', 'messageBurst', 'durableFramesPerSecond', 'durableFrameBurst', 'socketsPerMinute', 'guestTokensPerMinute', 'guestTokensPerSecond', 'guestTokenBurst', 'requestsPerMinute']
  .flatMap((name) => ['--limit', `${name}=1000000`]);
