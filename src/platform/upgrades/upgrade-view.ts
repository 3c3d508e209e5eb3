/**
 * The upgrade as frames show it.
 *
 * Knows how a stage becomes a view. Does not know who gets it.
 */
import type { AgentCard } from '../../protocol/actor.js';
import type { UpgradeView } from '../../protocol/upgrade.js';
import { moment } from '../contacts/columns.js';
import type { Config } from '../contacts/config-store.js';
import { deadlineOf } from './upgrade-machine.js';
import type { Call, Stage, StageOf } from './stage.js';
import type { Upgrade } from './upgrade-store.js';

/** An agent as customers and other agents see them; one who left the configuration keeps the id for a name. */
export function cardOf(config: Config, agentId: string): AgentCard {
  const agent = config.agent(agentId);
  return { agentId, name: agent?.name ?? agentId, ...(agent?.title === undefined ? {} : { title: agent.title }) };
}

const callEntries = (config: Config, upgrade: Upgrade, call: Call): Partial<UpgradeView> => ({
  callId: call.callId, attempt: upgrade.attempt, ...(upgrade.ahead === undefined ? {} : { ahead: upgrade.ahead }), agent: cardOf(config, call.agentId),
});

const placeOf = ({ position, expectedWaitSeconds }: StageOf<'waiting'>): NonNullable<UpgradeView['place']> =>
  expectedWaitSeconds === undefined ? { position } : { position, expectedWaitSeconds };

function stageEntries(config: Config, upgrade: Upgrade, stage: Stage): Partial<UpgradeView> {
  switch (stage.state) {
    case 'asked':
      return upgrade.message === undefined ? {} : { message: upgrade.message };
    case 'waiting':
      return { place: placeOf(stage) };
    case 'ringing':
      return { agent: cardOf(config, stage.agentId) };
    case 'bound':
      return callEntries(config, upgrade, stage.call);
    case 'live':
      return { ...callEntries(config, upgrade, stage.call), liveSince: moment(stage.liveAt) };
    case 'ended':
      return {
        result: stage.result,
        ...(stage.call ? callEntries(config, upgrade, stage.call) : {}),
        ...(stage.liveAt === undefined ? {} : { liveSince: moment(stage.liveAt) }),
      };
    default:
      return {};
  }
}

export function viewOf(config: Config, upgrade: Upgrade): UpgradeView {
  const deadline = deadlineOf(upgrade.stage);
  return {
    upgradeId: upgrade.id, state: upgrade.stage.state, medium: 'video', by: upgrade.by,
    ...(deadline === undefined ? {} : { deadline: moment(deadline) }),
    ...stageEntries(config, upgrade, upgrade.stage),
  };
}
