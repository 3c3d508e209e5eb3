/**
 * ICE servers for a participant: STUN as configured, TURN with credentials minted for this participant.
 *
 * Credentials follow draft-uberti-behave-turn-rest-00, which coturn's `use-auth-secret` implements: username `expiry:id`, credential
 * base64(HMAC-SHA1(secret, username)). Knows the servers' order; which URLs are kept is ../../protocol/ice.ts, who may have them the contacts room.
 */
import { createHmac } from 'node:crypto';
import type { Clock } from '../../protocol/clock.js';
import { chooseIceUrls, type IcePolicy, type IceServer } from '../../protocol/ice.js';
import { icePolicyOf, urlsOf, type IceConfig, type TurnServer } from '../config/index.js';

/** Seconds that a minted credential allows new allocations; a client gets a new one before every ICE restart. */
export const turnLifeSeconds = 600;

export interface TurnGrant {
  readonly policy: IcePolicy;
  readonly iceServers: IceServer[];
  /** ISO moment after which the minted credentials are refused; absent where nothing was minted. */
  readonly expiresAt?: string;
}

export type MintTurn = (who: string, purpose: 'call' | 'preflight') => TurnGrant;

/** Makes the minting function for a configuration that may change while the platform runs. */
export const createMintTurn =
  (ice: () => IceConfig, clock: Clock): MintTurn =>
  (who) => {
    const config = ice();
    const expiry = Math.floor(clock.now() / 1000) + turnLifeSeconds;
    const minted = config.turn.some((server) => 'secret' in server);
    return {
      policy: icePolicyOf(config),
      iceServers: [...chooseServers(config, `${expiry}:${who}`)],
      ...(minted ? { expiresAt: new Date(expiry * 1000).toISOString() } : {}),
    };
  };

/** TURN first, because a relay also tells the reflexive address. */
function* chooseServers({ turn, stun }: IceConfig, username: string): Generator<IceServer> {
  const chosen = new Set(chooseIceUrls([...turn.flatMap(urlsOf), ...stun]));
  // A URL that two servers name goes with the first one's credentials.
  const take = (url: string): boolean => chosen.delete(url);
  for (const server of turn) {
    const urls = urlsOf(server).filter(take);
    if (urls.length > 0) yield { urls, ...credentialsOf(server, username) };
  }
  const urls = stun.filter(take);
  if (urls.length > 0) yield { urls };
}

function credentialsOf(server: TurnServer, username: string): { username: string; credential: string } {
  if (!('secret' in server)) return { username: server.username, credential: server.credential };
  return { username, credential: createHmac('sha1', server.secret).update(username).digest('base64') };
}
