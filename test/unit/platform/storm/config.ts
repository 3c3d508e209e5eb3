/** The configuration of a storm: short rings, a question that times out, two queues whose waits relax and end, wrap-ups that run out, agents whose passwords are quick to check. */
import { hashPassword } from '../../../../src/platform/auth/password.js';

export const password = 'storm';
export const agentIds = ['ana', 'ben', 'chen'] as const;

const need = (id: string, level = 1) => ({ skills: [{ skill: { id }, level }] });
const queue = (id: string, more: object) => ({
  id, name: id, mediaTypes: ['webChat', 'videoChat'], skillRequirements: { webChat: need('chat', 2), videoChat: need('video') }, members: [...agentIds], ringSeconds: 1, wrapUpSeconds: 1, ...more,
});
/** Nobody but Ana at first; then everybody; then the other queue, and there the end. */
const queues = [
  queue('support', { relaxation: [{ afterSeconds: 1, skillRequirements: { webChat: need('chat') } }], maxWaitSeconds: 2, secondaryQueueId: 'second' }),
  queue('second', { skillRequirements: { webChat: need('chat'), videoChat: need('video') }, maxWaitSeconds: 2, afterMaxWait: 'close', wrapUp: 'mandatory' }),
];

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
    id, name: id, login: id, passwordHash, skills: [{ id: 'chat', level: id === 'ana' ? 2 : 1 }, { id: 'video', level: 1 }], capacity: { webChat: 2, videoChat: 1 }, entitlements: ['video'],
  });
  const widget = { deploymentId: 'storm', allowMediaUpgrade: true, mediaTypes: ['chat', 'video'] };
  return JSON.stringify({
    deployments: [{ id: 'storm', origins: ['self'], flowId: 'main', defaultQueueId: 'support', entitlements: ['video'], widget }],
    queues,
    skills: [{ id: 'chat' }, { id: 'video' }],
    agents: [...agentIds.map(agent), { id: 'ada', name: 'ada', login: 'ada', passwordHash, roles: ['administrator'] }],
    flows: [{ id: 'main', version: 1, entries: { 'upgrade-request': 'ask' }, blocks }],
  });
}

/** Rates are another test's subject. */
export const unlimited = ['framesPerSecond', 'frameBurst', 'messagesPerSecond', 'messageBurst', 'durableFramesPerSecond', 'durableFrameBurst', 'socketsPerMinute', 'guestTokensPerMinute', 'guestTokensPerSecond', 'guestTokenBurst', 'requestsPerMinute']
  .flatMap((name) => ['--limit', `${name}=1000000`]);
