/**
 * A platform in memory, for tests of what is built on Segue: one customer, one contact at a time, and an agent whom the test
 * plays.
 *
 * It speaks the wire of src/protocol: what goes over it is parsed with the same schemas, refused with the same codes and
 * told in the same order as by a real platform, which a contract test compares. There is no flow but the built-in one, no
 * form, consent, files, rates or second agent. `backend` puts it under a `<segue-chat>`; `dial` and `fetch` put it under a
 * session of your own.
 */
import type { AgentCard, AttributesChange, ClientFrame, Clock, UnsupportedReason, WidgetConfig } from '../protocol/index.js';
import { systemClock, type Dial } from '../session/index.js';
import { canDraw, drawnPicture } from './drawn-media.js';
import { FakeLinks, type FakeLink } from './fake-link.js';
import { drawnMedia, fakeMedia, type FakeMedia } from './fake-media.js';
import type { MemoryAgent } from './memory-agent.js';
import { memoryBackend, type MemoryBackend } from './memory-backend.js';
import type { UpgradeRefusal } from './memory-upgrades.js';
import { MemoryWorld } from './memory-world.js';

export interface MemoryPlatformOptions {
  /** What the deployment allows. Default: chat and video, with camera and microphone. */
  readonly widget?: WidgetConfig;
  /** The only deployment that there is. Default: whichever the page names. */
  readonly deploymentId?: string;
  /** Default: Ana. */
  readonly agent?: AgentCard;
  /** Whether the agent takes a contact by themselves, or by `agent.joins()`. Default: `at-once`. */
  readonly answers?: 'at-once' | 'when-told';
  /** Default: the system's; `manualClock()` stands still until it is moved. */
  readonly clock?: Clock;
  /** Default: `drawnMedia()` in a page, `fakeMedia()` elsewhere. */
  readonly media?: FakeMedia;
  /** How long a deed of the agent's waits until it can be done, in milliseconds of the system's clock. Default: 14,000. */
  readonly patienceMs?: number;
}

/** How every upgrade is to end, in the words of a result; nothing: they are taken again. */
export type Refusing =
  | readonly []
  | readonly ['no-agent', Extract<UpgradeRefusal, { status: 'no-agent' }>['reason']?]
  | readonly ['not-allowed', Extract<UpgradeRefusal, { status: 'not-allowed' }>['reason']?];

export interface MemoryPlatform {
  /** For `<segue-chat>`: set it before the chat is opened. */
  readonly backend: MemoryBackend;
  readonly agent: MemoryAgent;
  /** Camera, microphone and screen of the customer. */
  readonly media: FakeMedia;
  /** The media connection of a call. */
  readonly link: FakeLink;
  /** For `connect({ dial })`. */
  readonly dial: Dial;
  /** For `customerTokens({ fetch })`. */
  readonly fetch: typeof fetch;
  /** Whether the customer's page gets through; false also breaks the line that there is. Default: true. */
  reachable: boolean;
  /** Why the customer's browser cannot do video. Default: it can. */
  withdraws: UnsupportedReason | undefined;
  /** What the customer has sent after their hellos, parsed, in order. */
  readonly frames: readonly ClientFrame[];
  /** What the page has told of its customer. */
  readonly customer: { readonly name: string | undefined; readonly attributes: AttributesChange };
  /** How upgrades end from now on: `'no-agent'` or `'not-allowed'`, with a reason; without a word they are taken again. */
  refuses(...refusing: Refusing): void;
}

const withVideo: WidgetConfig = { allowMediaUpgrade: true, mediaTypes: ['chat', 'video'] };
const ana: AgentCard = { agentId: 'agent-ana', name: 'Ana' };

function refusalOf([status, reason]: Refusing): UpgradeRefusal | undefined {
  if (status === 'no-agent') return { status, reason: reason ?? 'nobody-on-queue' };
  return status === 'not-allowed' ? { status, reason: reason ?? 'entitlement' } : undefined;
}

export function memoryPlatform(options: MemoryPlatformOptions = {}): MemoryPlatform {
  const { clock = systemClock, media = canDraw() ? drawnMedia() : fakeMedia() } = options;
  const links = new FakeLinks(remotePicture);
  const world = new MemoryWorld({
    clock,
    widget: options.widget ?? withVideo,
    agent: options.agent ?? ana,
    answersAtOnce: options.answers !== 'when-told',
    patienceMs: options.patienceMs ?? 14_000,
    ...(options.deploymentId === undefined ? {} : { deploymentId: options.deploymentId }),
  });
  const page = { withdraws: undefined as UnsupportedReason | undefined };
  return {
    backend: memoryBackend({ clock, media, load: links.load, dial: world.dial, fetch: world.fetch, withdraws: () => page.withdraws }),
    agent: world.agent,
    media,
    link: links,
    dial: world.dial,
    fetch: world.fetch,
    frames: world.frames,
    customer: world.customer,
    refuses: (...refusing) => world.refuse(refusalOf(refusing)),
    get reachable() {
      return world.reachable;
    },
    set reachable(reachable) {
      world.reachable = reachable;
    },
    get withdraws() {
      return page.withdraws;
    },
    set withdraws(reason) {
      page.withdraws = reason;
    },
  };
}

function remotePicture(): MediaStream | undefined {
  if (!canDraw()) return undefined;
  const track = drawnPicture('#8a6d5b');
  // Without sound: a page that nobody has touched may not play any.
  return track && new MediaStream([track]);
}
