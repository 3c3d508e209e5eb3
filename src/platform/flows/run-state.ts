/**
 * A run of a flow, as data: what is stored, what comes in, what goes out.
 *
 * Knows the types and their meaning. A run is stored as JSON between steps, so a restarted platform goes on where it was;
 * it stays with the flow version it began under. Does not know how a step is made (run.ts), nor who carries commands out.
 */
import type { ContactMedium, Content, Medium, Result } from '../../protocol/index.js';
import type { BlockType } from './block.js';
import type { Opening } from './business-hours.js';
import type { Json, JsonObject } from './json.js';

/**
 * What a run waits for. `ask`: the customer's answer to a media request. `route`: an agent, from a queue or named. `message`:
 * the customer's next message. `writing`: a message that is left, until it is whole. `opening`: the hours of a schedule.
 */
export type RunWaiting = 'none' | 'ask' | 'video' | 'route' | 'message' | 'writing' | 'opening';

export interface RunState {
  readonly runId: string;
  readonly flowId: string;
  readonly version: number;
  /** `main`: begun by the trigger. `upgrade`: begun by a request for video, beside the main run. */
  readonly kind: 'main' | 'upgrade';
  /**
   * The run borrows blocks of the main flow for an upgrade (no `entries["upgrade-request"]`): routing and disconnect
   * blocks end it, since they are meant for the main run and the contact already is where it belongs.
   */
  readonly confined: boolean;
  /** The block that waits; undefined once ended. */
  readonly blockId: string | undefined;
  readonly waiting: RunWaiting;
  readonly variables: JsonObject;
  /** While a message is left: what the customer has written so far. */
  readonly written?: readonly string[];
  /** What the customer left with their first word and no block has taken yet. */
  readonly left?: string;
  /** Flows that handed over to each other since the last wait. */
  readonly hops?: number;
  readonly ended: boolean;
}

/** Where a run starts. */
export interface RunStart {
  readonly kind: RunState['kind'];
  readonly blockId: string;
  readonly confined: boolean;
  /** Where another flow handed over: its variables, which come over the flow's own, and how many did so in a row. */
  readonly from?: { readonly variables: JsonObject; readonly hops: number };
  /** The customer came with a message to leave: the first block that takes one does not ask for it. */
  readonly left?: string;
}

/** What a run may know of its contact. The caller gives it anew with each step. */
export interface FlowContext {
  readonly runId: string;
  /** `queueId`: the contact's present or last queue, else the deployment's default queue. */
  readonly contact: { readonly id: string; readonly medium: ContactMedium; readonly queueId?: string };
  /** The customer's card: name and attributes. */
  readonly customer: Json;
  /** `accepted`: there is an accepted upgrade that no video-chat block has consumed. `result`: of the last upgrade that ended. */
  readonly upgrade: { readonly accepted: boolean; readonly result?: Result };
  /** How a schedule stands now; undefined for one that is not there. */
  readonly hours?: (scheduleId: string) => Hours | undefined;
  /** Whether there is a published flow of this id. Default: there is. */
  readonly hasFlow?: (flowId: string) => boolean;
}

/** A schedule's state, and its next opening in the words of its wall clock. */
export interface Hours extends Opening {
  readonly opens?: string;
}

/** What happened. An input for a block that no longer waits changes nothing. */
export type RunInput =
  /** An ask, a video or a route came to its end; the status is the way out. */
  | { readonly kind: 'result'; readonly blockId: string; readonly result: Result }
  /** The customer wrote. */
  | { readonly kind: 'message'; readonly text: string; /** What they chose, where they chose. */ readonly ids?: readonly string[]; /** Left, and whole with this line. */ readonly left?: boolean }
  /** The deadline of a wait for a message, for its end, or for an opening has passed. */
  | { readonly kind: 'deadline'; readonly blockId: string };

/** What the caller is to do, in this order. */
export type RunCommand =
  | { readonly kind: 'entered'; readonly blockId: string; readonly blockType: BlockType }
  | { readonly kind: 'left'; readonly blockId: string; readonly outcome: string; readonly next?: string }
  /** A trap caught at run time: the contact keeps its session and the flow goes on. */
  | { readonly kind: 'refused'; readonly blockId: string; readonly rule: RunRule; readonly message: string }
  /** The run is over; the contact is not. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'say'; readonly blockId: string; readonly text: string; readonly content?: Content }
  /** Ask the customer for a medium; answer with a result (`timeout` with reason `prompt` after `timeoutSeconds`). */
  | { readonly kind: 'ask'; readonly blockId: string; readonly medium: Exclude<Medium, 'chat'>; readonly message: string; readonly timeoutSeconds: number }
  /** Take the accepted upgrade into video; answer with a result at the end of the call, or when there is none. */
  | {
      readonly kind: 'video'; readonly blockId: string; readonly queueId: string;
      readonly timeoutSeconds: number; readonly ringSeconds: number; readonly secondaryQueueId?: string;
    }
  /** Put the contact into a queue; answer with `completed` when an agent has it. */
  | ({ readonly kind: 'route'; readonly blockId: string } & RouteTerms)
  /** Ring one agent; answer with `completed` when they have the contact. */
  | { readonly kind: 'ring'; readonly blockId: string; readonly agentId: string; readonly ringSeconds: number }
  /** Arm the deadline for the customer's next message, or move it; answer with `message` or `deadline`. */
  | { readonly kind: 'wait-message'; readonly blockId: string; readonly timeoutSeconds: number }
  /** Arm the deadline for a schedule's opening, epoch milliseconds; answer with `deadline`. */
  | { readonly kind: 'wait-opening'; readonly blockId: string; readonly at: number }
  /** The customer has left a message for the agents of a queue, who get it at `opensAt`, or by their list. `thanked`: the flow says so itself. */
  | { readonly kind: 'left-message'; readonly blockId: string; readonly queueId: string; readonly text: string; readonly opensAt?: number; readonly thanked?: boolean }
  /** Begin a run of another flow in this one's place; comes after `ended`. */
  | { readonly kind: 'switch'; readonly blockId: string; readonly flowId: string; readonly from: NonNullable<RunStart['from']>; readonly left?: string }
  | { readonly kind: 'close'; readonly blockId: string };

/** A place in line, as a flow asks for it. */
export interface RouteTerms {
  readonly queueId: string;
  readonly secondaryQueueId?: string;
  /** The longest wait. */
  readonly timeoutSeconds?: number;
  readonly priority?: number;
}

/** Rules that hold at run time, by the names that lint uses for the same traps. */
export const runRules = ['video-chat-contact', 'route-after-upgrade', 'dangling-target', 'unknown-reference', 'step-limit', 'variable-limit', 'content-unfit'] as const;
export type RunRule = (typeof runRules)[number];

export interface RunStep {
  readonly run: RunState;
  readonly commands: readonly RunCommand[];
}
