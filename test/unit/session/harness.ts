/** A session on a scripted platform under a manual clock, with everything it told recorded. */
import type { PlatformFrameOf } from '../../../src/protocol/index.js';
import { connect, type KeyValueStorage, type Session, type SessionOptions, type SessionState, type TokenSource } from '../../../src/session/index.js';
import { customerWelcome, manualClock, scriptedPlatform, type ManualClock, type ScriptedLine, type ScriptedPlatform } from '../../../src/testing/index.js';

/** Storage in memory. */
export function memoryStorage(initial: Record<string, string> = {}): KeyValueStorage & { readonly items: Map<string, string> } {
  const items = new Map(Object.entries(initial));
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

/** Storage that refuses everything, as a browser with blocked cookies does. */
export const hostileStorage: KeyValueStorage = {
  getItem: () => {
    throw new Error('denied');
  },
  setItem: () => {
    throw new Error('denied');
  },
  removeItem: () => {
    throw new Error('denied');
  },
};

export const fixedTokens = (): TokenSource & { readonly asked: boolean[] } => {
  const asked: boolean[] = [];
  return {
    asked,
    known: false,
    get: (renew) => {
      asked.push(renew);
      return Promise.resolve({ token: `token-${asked.length}`, contactId: 'c_1', widget: { allowMediaUpgrade: true } });
    },
    forget: () => undefined,
  };
};

export interface Harness {
  readonly session: Session;
  readonly platform: ScriptedPlatform;
  readonly clock: ManualClock;
  readonly states: SessionState[];
  /** Ids are p1, p2, … in the order they were asked for; the first is the session's own. */
  connect(welcome?: PlatformFrameOf<'welcome'>): Promise<ScriptedLine>;
  /** Waits for the next dial and greets it. */
  again(welcome?: PlatformFrameOf<'welcome'>): Promise<ScriptedLine>;
  /** Lets frames and promises through. */
  settle(): Promise<void>;
}

export function harness(options: Partial<SessionOptions> = {}, platform: ScriptedPlatform = scriptedPlatform()): Harness {
  const clock = manualClock();
  const states: SessionState[] = [];
  let ids = 0;
  const session = connect({
    platform: 'https://platform.test', tokens: fixedTokens(), clock, dial: platform.dial, random: () => 0.5, newId: () => `p${++ids}`, storage: undefined,
    network: () => () => undefined,
    ...options,
  });
  session.on('state', (state) => states.push(state));
  const settle = (): Promise<void> => clock.run(0);
  const again = async (welcome = customerWelcome()): Promise<ScriptedLine> => {
    const line = await platform.line();
    await line.greet(welcome);
    await settle();
    return line;
  };
  return {
    session, platform, clock, states, settle, again,
    connect(welcome) {
      session.open();
      return again(welcome);
    },
  };
}
