/** Configurations for scenarios. The flow blocks and the queue are the requirements' JSON, character by character. */

/** `PUT /api/v2/queues/support` of the requirements. */
export const supportBody = `{ "name": "Support - Video Enabled", "mediaTypes": ["webChat", "videoChat"],
  "skillRequirements": {
    "webChat":   { "skills": [ { "skill": { "id": "skill-chat-support" },  "level": 1 } ] },
    "videoChat": { "skills": [ { "skill": { "id": "skill-video-support" }, "level": 1 } ] } } }`;

export const askBlock = `{ "id": "send-message-upgrade", "type": "send-message",
  "configuration": { "mediaType": "video",
    "message": "Upgrading to video session. Please accept the camera request.",
    "waitForResult": true, "resultVariableName": "videoUpgradeResult" } }`;

export const videoBlock = `{ "id": "video", "type": "video-chat",
  "configuration": { "queueId": "support", "contactId": "\${contact.id}", "timeoutSeconds": 60 } }`;

const widget = `{ "deploymentId": "YOUR_DEPLOYMENT_ID",
  "allowMediaUpgrade": true,
  "mediaTypes": ["chat", "video"],
  "videoChat": { "enableVideo": true, "enableAudio": true,
                 "cameraConstraints": { "width": { "ideal": 1280 }, "height": { "ideal": 720 } } } }`;

export interface ConfigParts {
  /** Blocks of the deployment's flow, as JSON texts. Default: a trigger, then straight to the queue. */
  readonly blocks?: readonly string[];
  readonly entries?: Record<string, string>;
  readonly widget?: string;
  readonly entitlements?: readonly string[];
  readonly queue?: Record<string, unknown>;
  readonly moreQueues?: readonly Record<string, unknown>[];
  readonly moreFlows?: readonly Record<string, unknown>[];
  readonly schedules?: readonly Record<string, unknown>[];
  readonly presenceReasons?: readonly string[];
  readonly agents?: readonly Record<string, unknown>[];
  readonly idleMinutes?: number;
  readonly visit?: Record<string, unknown>;
  readonly defaultQueueId?: string | null;
}

const chat = { id: 'skill-chat-support', level: 1 };
const video = { id: 'skill-video-support', level: 1 };

/** Ana and Chen do chat and video, Ben chat only. */
export const people = {
  ana: { id: 'ana', name: 'Ana', title: 'Machine specialist', login: 'ana', skills: [chat, video], entitlements: ['video'] },
  ben: { id: 'ben', name: 'Ben', login: 'ben', skills: [chat] },
  chen: { id: 'chen', name: 'Chen', login: 'chen', skills: [chat, video], entitlements: ['video'], joinOnUpgrade: 'ask' },
} as const;

export const trigger = '{ "id": "start", "type": "web-messaging-trigger" }';
export const toSupport = '{ "id": "route", "type": "route-to-queue", "configuration": { "queueId": "support" } }';

export function configText(parts: ConfigParts = {}): string {
  const agents = parts.agents ?? [people.ana, people.ben, people.chen];
  const members = agents.map((agent) => agent['id']);
  const support: Record<string, unknown> = { id: 'support', ...(JSON.parse(supportBody) as object), members, ...parts.queue };
  const blocks = parts.blocks ?? [trigger, toSupport];
  const flow = { id: 'main', version: 1, blocks: blocks.map((block): unknown => JSON.parse(block)), ...(parts.entries ? { entries: parts.entries } : {}) };
  const deployment = {
    id: 'shop', origins: ['https://shop.example'], flowId: 'main', entitlements: parts.entitlements ?? ['video'],
    ...(parts.defaultQueueId === null ? {} : { defaultQueueId: parts.defaultQueueId ?? 'support' }),
    ...(parts.idleMinutes === undefined ? {} : { idleMinutes: parts.idleMinutes }),
    ...(parts.visit === undefined ? {} : { visit: parts.visit }),
    widget: JSON.parse(parts.widget ?? widget) as unknown,
  };
  return JSON.stringify({ deployments: [deployment], queues: [support, ...(parts.moreQueues ?? [])], agents, flows: [flow, ...(parts.moreFlows ?? [])], schedules: parts.schedules ?? [], ...(parts.presenceReasons === undefined ? {} : { presenceReasons: parts.presenceReasons }) });
}
