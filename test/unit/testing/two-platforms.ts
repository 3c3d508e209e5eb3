/**
 * The same deployment twice, on the memory platform and on a real one: a customer whose every frame is written down, and an
 * agent who does what a script says.
 */
import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, vi } from 'vitest';
import { parseConfig, startPlatform } from '../../../src/platform/index.js';
import type { PlatformFrame } from '../../../src/protocol/index.js';
import { agentTokens, connect, customerTokens, type Dial, type Session } from '../../../src/session/index.js';
import { memoryPlatform, videoManifest } from '../../../src/testing/index.js';
import { dialFrom } from '../session/dial-from.js';

export const soon = { timeout: 30_000, interval: 10 };

/** What both agents can be told to do. */
export interface Played {
  joins(): Promise<void>;
  says(text: string): Promise<void>;
  types(): Promise<void>;
  reads(): Promise<void>;
  invitesToVideo(message?: string): Promise<void>;
  acceptsVideo(): Promise<void>;
  declinesVideo(): Promise<void>;
  endsVideo(): Promise<void>;
  losesVideo(cause: 'ice-failed'): Promise<void>;
  closes(): Promise<void>;
}

export interface Stage {
  readonly customer: Session;
  readonly agent: Played;
  /** Frames to the customer, in order. */
  readonly frames: PlatformFrame[];
}

function customerOf(platform: string, dial: Dial, send: typeof fetch): Pick<Stage, 'customer' | 'frames'> {
  const frames: PlatformFrame[] = [];
  const tokens = customerTokens({ platform, deploymentId: 'shop', storage: undefined, customer: { name: 'Mara' }, fetch: send });
  const customer = connect({
    platform, tokens, manifest: () => videoManifest, storage: undefined,
    dial: (url, listener) =>
      dial(url, {
        ...listener,
        opened: () => listener.opened(),
        closed: (code) => listener.closed(code),
        text: (text) => {
          // Sent by a platform: tests of the protocol check that it keeps to its schemas.
          frames.push(JSON.parse(text) as PlatformFrame);
          listener.text(text);
        },
      }),
  });
  onTestFinished(() => customer.close());
  customer.open();
  return { customer, frames };
}

export function inMemory(): Stage {
  const platform = memoryPlatform({ deploymentId: 'shop', agent: { agentId: 'ana', name: 'Ana Ruiz' }, answers: 'when-told', patienceMs: 30_000 });
  return { ...customerOf('https://memory.test', platform.dial, platform.fetch), agent: platform.agent };
}

/** A deployment whose flow does nothing but bring customers to a queue. */
async function shopConfig(): Promise<ReturnType<typeof parseConfig>> {
  const demo = JSON.parse(await readFile(new URL('../../../demo/segue.config.json', import.meta.url), 'utf8')) as { readonly agents: readonly { readonly id: string; readonly passwordHash: string }[] };
  const passwordHash = demo.agents.find(({ id }) => id.includes('ana'))?.passwordHash ?? '';
  const skills = (id: string): unknown => ({ skills: [{ skill: { id }, level: 1 }] });
  return parseConfig(JSON.stringify({
    deployments: [{
      id: 'shop', origins: ['self'], flowId: 'welcome', defaultQueueId: 'support', entitlements: ['video'], attachments: false,
      widget: { deploymentId: 'shop', allowMediaUpgrade: true, mediaTypes: ['chat', 'video'] },
    }],
    skills: [{ id: 'chat', name: 'Chat' }, { id: 'video', name: 'Video' }],
    queues: [{ id: 'support', name: 'Support', mediaTypes: ['webChat', 'videoChat'], members: ['ana'], skillRequirements: { webChat: skills('chat'), videoChat: skills('video') } }],
    agents: [{
      id: 'ana', name: 'Ana Ruiz', login: 'ana@halden.example', passwordHash, roles: ['agent'], skills: [{ id: 'chat', level: 3 }, { id: 'video', level: 3 }],
      capacity: { webChat: 3, videoChat: 1 }, entitlements: ['video'], layoutId: 'standard', joinOnUpgrade: 'ask',
    }],
    flows: [{ id: 'welcome', version: 1, trigger: 'web-messaging', startBlock: 'queue', blocks: [{ id: 'queue', type: 'route-to-queue', configuration: { queueId: 'support' } }] }],
    layouts: [{ id: 'standard', zones: ['inbox', 'conversation', 'panes'], widgets: [{ type: 'video', autoOpen: true }] }],
  }));
}

export async function onPlatform(): Promise<Stage> {
  const platform = await startPlatform({ folder: ':memory:', config: await shopConfig(), port: 0, host: '127.0.0.1', log: { level: 'silent' } });
  onTestFinished(() => platform.close());
  const origin = `http://127.0.0.1:${String(platform.port)}`;
  const desk = connect({ platform: origin, tokens: agentTokens({ accessToken: () => signIn(origin) }), dial: dialFrom(origin), manifest: () => videoManifest, storage: undefined });
  onTestFinished(() => desk.close());
  desk.open();
  await vi.waitFor(() => expect(desk.state.kind).toBe('connected'), soon);
  await desk.submit({ type: 'presence.set', state: 'available', onQueue: true });
  const send: typeof fetch = (url, init) => fetch(url, { ...init, headers: { 'content-type': 'application/json', origin } });
  const stage = customerOf(origin, dialFrom(origin), send);
  return { ...stage, agent: deskAgent(desk, () => stage.customer.contact?.contactId ?? '') };
}

async function signIn(origin: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'password', username: 'ana@halden.example', password: 'demo-ana' });
  const answer = (await (await fetch(`${origin}/oauth/token`, { method: 'POST', body })).json()) as { readonly access_token?: string };
  return answer.access_token ?? '';
}

function deskAgent(desk: Session, contactId: () => string): Played {
  const answered = new Set<string>();
  const answers = async (medium: string, accepted: boolean): Promise<void> => {
    const ringing = (): { readonly reservationId: string } | undefined => desk.reservations.find((it) => it.medium === medium && !answered.has(it.reservationId));
    await vi.waitFor(() => expect(ringing()).toBeDefined(), soon);
    const reservationId = ringing()?.reservationId ?? '';
    answered.add(reservationId);
    await desk.submit({ type: 'reservation.answer', reservationId, accepted });
  };
  const callId = (): string => desk.contacts.get(contactId())?.snapshot.upgrade?.callId ?? '';
  const owning = async (deed: () => unknown): Promise<void> => {
    await vi.waitFor(() => expect(desk.contacts.get(contactId())?.snapshot.relation).toBe('owner'), soon);
    await deed();
  };
  const calling = async (deed: () => unknown): Promise<void> => {
    await vi.waitFor(() => expect(desk.contacts.get(contactId())?.snapshot.upgrade?.state).toMatch(/bound|live/), soon);
    await deed();
  };
  return {
    joins: () => answers('webChat', true),
    says: (text) => owning(() => desk.send(contactId(), text)),
    types: () => owning(() => desk.typing(contactId(), true)),
    reads: () => owning(() => desk.read(contactId(), desk.contacts.get(contactId())?.snapshot.seq ?? 0)),
    invitesToVideo: (message) => owning(() => desk.submit({ type: 'upgrade.invite', contactId: contactId(), ...(message === undefined ? {} : { message }) })),
    acceptsVideo: () => answers('videoChat', true),
    declinesVideo: () => answers('videoChat', false),
    endsVideo: () => calling(() => desk.submit({ type: 'call.end', contactId: contactId(), callId: callId() })),
    losesVideo: () => calling(() => desk.submit({ type: 'call.report', contactId: contactId(), callId: callId(), state: 'failed', cause: 'ice-failed' })),
    closes: () => owning(() => desk.submit({ type: 'contact.close', contactId: contactId() })),
  };
}
