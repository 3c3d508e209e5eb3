/**
 * The upgrade as both sides see it: its states on the platform and the view that frames carry.
 *
 * Knows the states and what each says to a client. Does not know the transitions (src/platform), nor the client's own
 * states between click and live (src/call).
 */
import * as v from 'valibot';
import { ActorSchema, AgentCardSchema } from './actor.js';
import { IdSchema, MomentSchema } from './id.js';
import { UpgradeMediumSchema } from './medium.js';
import { ResultSchema } from './result.js';

/** States of an upgrade on the platform, in their usual order. */
export const upgradeStates = ['asked', 'accepted', 'finding', 'waiting', 'ringing', 'bound', 'live', 'ended'] as const;
export type UpgradeState = (typeof upgradeStates)[number];

export const PlaceSchema = v.object({
  /** 1 is next. */
  position: v.number(),
  /** Seconds; absent where nothing is known yet. */
  expectedWaitSeconds: v.exactOptional(v.number()),
});

/** What a frame says about an upgrade. */
export const upgradeViewEntries = {
  upgradeId: IdSchema,
  state: v.picklist(upgradeStates),
  medium: UpgradeMediumSchema,
  /** Who asked. */
  by: ActorSchema,
  /** With `asked` by an agent or a flow: the text to show. */
  message: v.exactOptional(v.string()),
  /** When the present state gives up by itself. */
  deadline: v.exactOptional(MomentSchema),
  /** With `waiting`. */
  place: v.exactOptional(PlaceSchema),
  /** From `ringing` on where known, always from `bound` on. */
  agent: v.exactOptional(AgentCardSchema),
  /** From `bound` on. */
  callId: v.exactOptional(IdSchema),
  /** From `bound` on: the highest attempt relayed so far, 0 before the first; a reloaded customer goes on from here. */
  attempt: v.exactOptional(v.number()),
  /** What was said ahead began the first attempt at the bind: id of the first `call.ahead`, by which its page knows its own. */
  ahead: v.exactOptional(IdSchema),
  /** With `live` and `ended` after a call: when the first frame was reported. */
  liveSince: v.exactOptional(MomentSchema),
  /** With `ended`, always. */
  result: v.exactOptional(ResultSchema),
} as const;
export const UpgradeViewSchema = v.object(upgradeViewEntries);
export type UpgradeView = v.InferOutput<typeof UpgradeViewSchema>;
