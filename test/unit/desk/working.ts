/** A workplace without a screen, on a real session whose platform is the test. */
import { DeskApi } from '../../../src/desk/desk-api.js';
import { Workplace, type News } from '../../../src/desk/workplace.js';
import type { Profile } from '../../../src/protocol/index.js';
import { agentTokens, attachments, connect } from '../../../src/session/index.js';
import { agentPresence, agentWelcome, manualClock, scriptedPlatform, videoManifest, type ManualClock, type ScriptedLine } from '../../../src/testing/index.js';
import { FakeUpgrade } from '../../element/desk/fake-upgrade.js';

export interface Working {
  readonly work: Workplace;
  readonly line: ScriptedLine;
  readonly clock: ManualClock;
  readonly news: readonly News[];
  upgrade(contactId: string): FakeUpgrade;
}

const noon = Date.UTC(2026, 10, 22, 14, 10, 0);
export const moment = (ms = 0): string => new Date(noon + ms).toISOString();

const profile: Profile = {
  agentId: 'agent-ana',
  name: 'Ana Ruiz',
  roles: ['agent'],
  scopes: ['webchat:send', 'videochat:send'],
  layout: { id: 'standard', widgets: [{ type: 'conversation' }, { type: 'video', autoOpen: true }] },
  joinOnUpgrade: 'ask',
  joinDelaySeconds: 0,
  wrapUpCodes: ['Repair'],
};

export async function working(changes: Partial<Profile> = {}): Promise<Working> {
  const clock = manualClock(noon);
  const platform = scriptedPlatform();
  const upgrades = new Map<string, FakeUpgrade>();
  const news: News[] = [];
  const token = (): Promise<string> => Promise.resolve('token');
  const tokens = agentTokens({ accessToken: token });
  const session = connect({ platform: 'https://platform.example', clock, dial: platform.dial, storage: undefined, manifest: () => videoManifest, tokens });
  const work = new Workplace({
    session,
    profile: { ...profile, ...changes },
    clock,
    api: new DeskApi({ fetch: () => Promise.reject(new Error('Nothing is asked over HTTP here.')), platform: 'https://platform.example', token }),
    files: attachments({ platform: 'https://platform.example', tokens, clock }),
    createUpgrade: (contactId) => {
      const upgrade = new FakeUpgrade();
      upgrades.set(contactId, upgrade);
      return upgrade;
    },
    facts: { permitted: () => Promise.resolve(false), visible: () => true, idleMs: () => 0 },
    onChange: () => undefined,
    onNews: (it) => news.push(it),
  });
  const line = platform.line();
  session.open();
  const open = await line;
  await open.greet(agentWelcome({ now: moment(), presence: agentPresence({ since: moment(-60_000) }) }));
  return {
    work, line: open, clock, news,
    upgrade: (contactId) => {
      const upgrade = upgrades.get(contactId);
      if (upgrade === undefined) throw new Error(`No call engine for ${contactId}.`);
      return upgrade;
    },
  };
}
