/**
 * Erlang C: what a queue of patient customers does in the long run, by formula.
 *
 * Holds where contacts come at random at one rate, handle times are exponential, all agents are alike and have one contact
 * each, and nobody gives up (A. K. Erlang 1917; the recursion is that of Erlang B, which does not overflow).
 */
export interface ErlangC {
  /** The share of contacts that find nobody free. */
  readonly waitingShare: number;
  /** Seconds; of all contacts, those who do not wait among them. */
  readonly meanWait: number;
  /** The share answered within so many seconds. */
  serviceLevel(seconds: number): number;
}

/** `load`: arrivals per second times the mean handle time, below the number of agents; else undefined, as the line grows for ever. */
export function erlangC(agents: number, perSecond: number, handleSeconds: number): ErlangC | undefined {
  const load = perSecond * handleSeconds;
  if (load >= agents) return undefined;
  let blocked = 1;
  for (let n = 1; n <= agents; n += 1) blocked = (load * blocked) / (n + load * blocked);
  const waitingShare = (agents * blocked) / (agents - load * (1 - blocked));
  const drain = (agents - load) / handleSeconds;
  return { waitingShare, meanWait: waitingShare / drain, serviceLevel: (seconds) => 1 - waitingShare * Math.exp(-drain * seconds) };
}
